//! Providers compared.

use super::declare::{by, high, low, n, of, resting};
use super::drawn::Show;
use super::{Asked, Figure, Keep, Order, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "provider_ranking",
    page: "providers",
    title: "Providers compared",
    question: "Who does best?",
    unit: "",
    n_of: "requests",
    missing: "No provider has at least 30 requests.",
    note: None,
    rows: Rows::Cube(Asked {
        keep: Keep::AtLeast("success_rate", 30),
        order: &[Order::Down("success_rate"), Order::Down("n")],
        ..Asked::ALL
    }),
    fields: &[
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
