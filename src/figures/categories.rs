//! Cost, speed and failure per category.

use super::drawn::Show;
use super::rows::Row;
use super::{Field, Figure, percentiles};

/// See `categories.sql`.
pub const FIGURE: Figure = Figure {
    id: "categories",
    page: "categories",
    title: "Cost, speed and failure per category",
    question: "Which work is dear, slow or fragile?",
    unit: "",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: None,
    sql: include_str!("categories.sql"),
    fields: &[Field("category", "Category", Show::Text), Field("n", "Requests", Show::Count), Field("cost_usd", "Cost", Show::Usd), Field("cost_per_request_usd", "per request", Show::Usd), Field("success_rate", "Success rate", Show::Share), Field("hallucination_rate", "Hallucination", Show::Share), Field("labelled", "Labelled", Show::Count), Field("timed", "Timed", Show::Count), Field("p50_latency_ms", "p50", Show::Milliseconds), Field("p95_latency_ms", "p95", Show::Milliseconds), Field("p99_latency_ms", "p99", Show::Milliseconds)],
    reduce: Some(reduce),
    plot: None,
};

fn reduce(rows: Vec<Row>) -> Vec<Row> {
    percentiles::by_key(rows, 7)
}
