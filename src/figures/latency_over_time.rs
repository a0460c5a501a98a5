//! Latency over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "latency_over_time",
    page: "latency",
    title: "Latency over time",
    question: "Is it getting slower?",
    unit: "latency",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some(
        "Percentiles are read from logarithmic bins and are off by 2.5 % at most. All requests with a latency count, failed ones too. Days are those of {zone}.",
    ),
    rows: Rows::Cube(Asked::with("latency_p50")),
    fields: &[
        by(Dim::Time),
        n("latency_p50"),
        of("latency_p50", "p50_latency_ms", "p50", Show::Milliseconds),
        of("latency_p95", "p95_latency_ms", "p95", Show::Milliseconds),
        of("latency_p99", "p99_latency_ms", "p99", Show::Milliseconds),
    ],
    chart: Some(Chart::Lines {
        columns: &[
            Line("p50_latency_ms", "p50", "@c1"),
            Line("p95_latency_ms", "p95", "@c2"),
            Line("p99_latency_ms", "p99", "@c3"),
        ],
        show: Show::Milliseconds,
    }),
};
