//! Time to first token by model.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Keep, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "time_to_first_token_by_model",
    page: "latency",
    title: "Time to first token by model",
    question: "Which model begins to answer late?",
    unit: "time to first token",
    n_of: "requests with a time to first token",
    missing: "No request has a time to first token. Log `time_to_first_token_ms` for streamed answers.",
    note: Some(
        "Percentiles are read from logarithmic bins and are off by 2.5 % at most. The chart shows the 15 busiest, the table all.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("time_to_first_token_p50"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Model),
        n("time_to_first_token_p50"),
        of("time_to_first_token_p50", "p50_time_to_first_token_ms", "p50", Show::Milliseconds),
        of("time_to_first_token_p95", "p95_time_to_first_token_ms", "p95", Show::Milliseconds),
    ],
    chart: Some(Chart::Grouped {
        columns: &[Line("p50_time_to_first_token_ms", "p50", "@c1"), Line("p95_time_to_first_token_ms", "p95", "@c2")],
        show: Show::Milliseconds,
    }),
};
