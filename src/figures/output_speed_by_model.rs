//! Output speed by model.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Keep, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "output_speed_by_model",
    page: "latency",
    title: "Output speed by model",
    question: "Which model writes fast, and how slow are its slowest answers?",
    unit: "output tokens per second",
    n_of: "answers whose speed is known",
    missing: "No answer has a known speed. Log `latency_ms` and `output_tokens` (estimates do not count).",
    note: Some(
        "Output tokens over the time after the first token, over the whole latency where no first token is logged. Successful answers with counted tokens only; read from logarithmic bins, off by 4.9 % at most.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("output_speed_p50"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Model),
        n("output_speed_p50"),
        of("output_speed_p50", "median_tokens_per_second", "Median", Show::Number),
        of("output_speed_p05", "slowest_tokens_per_second", "Slowest 5 %", Show::Number),
    ],
    chart: Some(Chart::Grouped {
        columns: &[
            Line("median_tokens_per_second", "median", "@c1"),
            Line("slowest_tokens_per_second", "slowest 5 %", "@c2"),
        ],
        show: Show::Number,
    }),
};
