//! Latency by category.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart, percentiles};

/// See `latency_by_category.sql`.
pub const FIGURE: Figure = Figure {
    id: "latency_by_category",
    page: "latency",
    title: "Latency by category",
    question: "Which work is slow?",
    unit: "milliseconds",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some("Percentiles are read from logarithmic bins and are off by 2.5 % at most. All requests with a latency count, failed ones too. The chart shows the 15 busiest, the table all."),
    sql: include_str!("latency_by_category.sql"),
    fields: &[Field("category", "Category", Show::Text), Field("n", "n", Show::Count), Field("p50_latency_ms", "p50", Show::Milliseconds), Field("p95_latency_ms", "p95", Show::Milliseconds), Field("p99_latency_ms", "p99", Show::Milliseconds)],
    reduce: Some(reduce),
    plot: Some(plot),
};

fn reduce(rows: Vec<Row>) -> Vec<Row> {
    percentiles::by_key(rows, 1)
}

/// Rows shown as bars; the table has them all.
const SHOWN: usize = 15;

fn plot(rows: &[Row], _: &Context) -> Value {
    let rows = &rows[..rows.len().min(SHOWN)];
    chart::grouped(chart::columns(rows, &[(2, "p50", "@c1"), (3, "p95", "@c2")], 1), "milliseconds")
}
