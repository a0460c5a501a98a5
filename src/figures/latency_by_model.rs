//! Latency by model.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Keep, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "latency_by_model",
    page: "latency",
    title: "Latency by model",
    question: "Which model is slow?",
    unit: "latency",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some(
        "Percentiles are read from logarithmic bins and are off by 2.5 % at most. All requests with a latency count, failed ones too. The chart shows the 15 busiest, the table all.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("latency_p50"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Model),
        n("latency_p50"),
        of("latency_p50", "p50_latency_ms", "p50", Show::Milliseconds),
        of("latency_p95", "p95_latency_ms", "p95", Show::Milliseconds),
        of("latency_p99", "p99_latency_ms", "p99", Show::Milliseconds),
    ],
    chart: Some(Chart::Grouped {
        columns: &[Line("p50_latency_ms", "p50", "@c1"), Line("p95_latency_ms", "p95", "@c2")],
        show: Show::Milliseconds,
    }),
};
