//! Time to first token over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "time_to_first_token_over_time",
    page: "latency",
    title: "Time to first token over time",
    question: "How long until people see something?",
    unit: "time to first token",
    n_of: "requests with a time to first token",
    missing: "No request has a time to first token. Log `time_to_first_token_ms` for streamed answers.",
    note: Some("Percentiles are read from logarithmic bins and are off by 2.5 % at most. Time zone: {zone}."),
    rows: Rows::Cube(Asked::with("time_to_first_token_p50")),
    fields: &[
        by(Dim::Time),
        n("time_to_first_token_p50"),
        of("time_to_first_token_p50", "p50_time_to_first_token_ms", "p50", Show::Milliseconds),
        of("time_to_first_token_p95", "p95_time_to_first_token_ms", "p95", Show::Milliseconds),
    ],
    chart: Some(Chart::Lines {
        columns: &[Line("p50_time_to_first_token_ms", "p50", "@c1"), Line("p95_time_to_first_token_ms", "p95", "@c2")],
        show: Show::Milliseconds,
    }),
};
