//! Input against output by category.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Axis, Chart, Colours, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "input_against_output",
    page: "tokens",
    title: "Input against output by category",
    question: "Which work reads much, and which writes much?",
    unit: "tokens per request",
    n_of: "requests with input tokens",
    missing: "No request has tokens. Log `input_tokens` and `output_tokens`.",
    note: Some(
        "Means per request; the area of a point is its number of requests. The chart shows the 15 busiest. A point tells its name when pointed at, where there is no room to write it.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("input_tokens"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Category),
        n("input_tokens_per_request"),
        of("input_tokens_per_request", "input_tokens_per_request", "Input per request", Show::Count),
        of("output_tokens_per_request", "output_tokens_per_request", "Output per request", Show::Count),
    ],
    chart: Some(Chart::Points {
        x: Axis("input_tokens_per_request", Show::Count, "Input tokens per request"),
        y: Axis("output_tokens_per_request", Show::Count, "Output tokens per request"),
        shade: None,
        colours: Colours::Categories,
    }),
};
