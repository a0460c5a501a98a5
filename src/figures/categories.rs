//! Cost, speed and failure per category.

use super::declare::{by, n, of, resting};
use super::drawn::Show;
use super::{Asked, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "categories",
    page: "categories",
    title: "Cost, speed and failure per category",
    question: "Which work is dear, slow or fragile?",
    unit: "",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: None,
    rows: Rows::Cube(Asked::LARGEST),
    fields: &[
        by(Dim::Category),
        n("requests"),
        of("cost", "cost_usd", "Cost", Show::Usd),
        of("cost_per_request", "cost_per_request_usd", "per request", Show::Usd),
        of("success_rate", "success_rate", "Success rate", Show::Share),
        of("hallucination_rate", "hallucination_rate", "Hallucination", Show::Share),
        resting("hallucination_rate", "labelled", "Labelled"),
        resting("latency_p50", "timed", "Timed"),
        of("latency_p50", "p50_latency_ms", "p50", Show::Milliseconds),
        of("latency_p95", "p95_latency_ms", "p95", Show::Milliseconds),
        of("latency_p99", "p99_latency_ms", "p99", Show::Milliseconds),
    ],
    chart: None,
};
