//! Requests over time.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `requests_over_time.sql`.
pub const FIGURE: Figure = Figure {
    id: "requests_over_time",
    page: "index",
    title: "Requests over time",
    question: "How much traffic is there, and who serves it?",
    unit: "requests per {grain}",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some("Time zone: {zone}. The first and the last bar may be cut short by the data."),
    sql: include_str!("requests_over_time.sql"),
    fields: &[Field("time", "Time", Show::Time), Field("provider", "Provider", Show::Text), Field("requests", "Requests", Show::Count), Field("n", "n", Show::Count)],
    reduce: None,
    plot: Some(plot),
};

fn plot(rows: &[Row], context: &Context) -> Value {
    chart::stacked(chart::pivot(rows, &context.providers), "count")
}
