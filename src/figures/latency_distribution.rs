//! Distribution of latency.

use super::declare::{edge_high, edge_low, n};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Rows};

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "latency_distribution",
    page: "latency",
    title: "Distribution of latency",
    question: "What does a typical request take, and how long is the tail?",
    unit: "requests per bin",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some(
        "Bins widen by a constant factor of 1.05, so the axis is logarithmic. Zero latencies are in the table only.",
    ),
    rows: Rows::Cube(Asked { histograms: &["latency_ms"], ..Asked::ALL }),
    fields: &[
        edge_low("from_ms", "From", Show::Milliseconds),
        edge_high("to_ms", "To", Show::Milliseconds),
        n("latency_p50"),
    ],
    chart: Some(Chart::Bins { show: Show::Milliseconds }),
};
