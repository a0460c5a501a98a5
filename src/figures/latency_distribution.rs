//! Distribution of latency.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};
use crate::cube::histogram::HISTOGRAMS;
use crate::interactions::Cell;

/// See `latency_distribution.sql`.
pub const FIGURE: Figure = Figure {
    id: "latency_distribution",
    page: "latency",
    title: "Distribution of latency",
    question: "What does a typical request take, and how long is the tail?",
    unit: "requests per bin",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some("Bins widen by a constant factor of 1.05, so the axis is logarithmic. Zero latencies are in the table only."),
    sql: include_str!("latency_distribution.sql"),
    fields: &[Field("from_ms", "From", Show::Milliseconds), Field("to_ms", "To", Show::Milliseconds), Field("n", "n", Show::Count)],
    reduce: Some(reduce),
    plot: Some(plot),
};

fn reduce(rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter()
        .map(|row| {
            let (from, to) = HISTOGRAMS[0].edges(row.int(0));
            Row(vec![Cell::Float(from), Cell::Float(to), Cell::Int(row.int(1))])
        })
        .collect()
}

fn plot(rows: &[Row], _: &Context) -> Value {
    let bins: Vec<(f64, f64, u64)> = rows
        .iter()
        .filter_map(|r| Some((r.number(0)?, r.number(1)?, r.count(2))))
        .filter(|(from, ..)| *from > 0.0)
        .collect();
    chart::log_columns(&bins, "@c1", "milliseconds")
}
