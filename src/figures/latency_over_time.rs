//! Latency over time.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart, percentiles};

/// See `latency_over_time.sql`.
pub const FIGURE: Figure = Figure {
    id: "latency_over_time",
    page: "latency",
    title: "Latency over time",
    question: "Is it getting slower?",
    unit: "milliseconds",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some("Percentiles are read from logarithmic bins and are off by 2.5 % at most. All requests with a latency count, failed ones too. Days are those of {zone}."),
    sql: include_str!("latency_over_time.sql"),
    fields: &[Field("day", "Day", Show::Time), Field("n", "n", Show::Count), Field("p50_latency_ms", "p50", Show::Milliseconds), Field("p95_latency_ms", "p95", Show::Milliseconds), Field("p99_latency_ms", "p99", Show::Milliseconds)],
    reduce: Some(reduce),
    plot: Some(plot),
};

fn reduce(rows: Vec<Row>) -> Vec<Row> {
    percentiles::by_key(rows, 1)
}

fn plot(rows: &[Row], _: &Context) -> Value {
    chart::lines(chart::columns(rows, &[(2, "p50", "@c1"), (3, "p95", "@c2"), (4, "p99", "@c3")], 1), "milliseconds")
}
