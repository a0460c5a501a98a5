//! The same model across providers.

use super::declare::{by, high, low, n, of, resting};
use super::drawn::Show;
use super::rows::Row;
use super::{Asked, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "model_across_providers",
    page: "providers",
    title: "The same model across providers",
    question: "Does it matter where a model is bought?",
    unit: "",
    n_of: "requests",
    missing: "No model is served by more than one provider (with at least 30 requests each).",
    note: None,
    rows: Rows::Cube(Asked { keep: Keep::AtLeast("success_rate", 30), make: Some(shared), ..Asked::ALL }),
    fields: &[
        by(Dim::Model),
        by(Dim::Provider),
        n("requests"),
        of("success_rate", "success_rate", "Success rate", Show::Share),
        low("success_rate"),
        high("success_rate"),
        of("hallucination_rate", "hallucination_rate", "Hallucination", Show::Share),
        resting("hallucination_rate", "labelled", "Labelled"),
        of("cost_per_1000_successes", "cost_per_1000_successes_usd", "Cost per 1,000 successes", Show::Usd),
        of("latency_p50", "p50_latency_ms", "p50 latency", Show::Milliseconds),
        of("latency_p95", "p95_latency_ms", "p95 latency", Show::Milliseconds),
        of("time_to_first_token_p50", "p50_time_to_first_token_ms", "First token", Show::Milliseconds),
        of("output_speed_p50", "tokens_per_second", "Tokens per second", Show::Number),
    ],
    chart: None,
};

/// Only the models that more than one provider serves.
fn shared(rows: Vec<Row>) -> Vec<Row> {
    let several = |row: &Row| rows.iter().filter(|other| other.text(0) == row.text(0)).count() > 1;
    rows.iter().filter(|row| several(row)).cloned().collect()
}
