//! Tokens over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "tokens_over_time",
    page: "tokens",
    title: "Tokens over time",
    question: "How much goes in and how much comes out?",
    unit: "tokens per {grain}",
    n_of: "requests with input tokens",
    missing: "No request has tokens. Log `input_tokens` and `output_tokens`.",
    note: Some("Input includes what was read from caches, output includes reasoning. Time zone: {zone}."),
    rows: Rows::Cube(Asked::with("input_tokens")),
    fields: &[
        by(Dim::Time),
        n("input_tokens"),
        of("input_tokens", "input_tokens", "Input", Show::Count),
        of("output_tokens", "output_tokens", "Output", Show::Count),
    ],
    chart: Some(Chart::Columns {
        columns: &[Line("input_tokens", "input", "@c1"), Line("output_tokens", "output", "@c2")],
        show: Show::Count,
    }),
};
