//! Tokens of hallucinated answers.

use super::declare::{by, edge_high, edge_low, n, share_within};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "hallucination_and_tokens",
    page: "hallucination",
    title: "Tokens of hallucinated answers",
    question: "Are made-up answers longer?",
    unit: "share of the series per bin",
    n_of: "labelled requests with tokens",
    missing: "No request has a hallucination label. Log `hallucination` (true or false), or load scores of that name.",
    note: Some(
        "Tokens sent and answered, labelled requests only. Bins widen by a constant factor of 1.1; each line adds up to 100 %.",
    ),
    rows: Rows::Cube(Asked { histograms: &["tokens_hallucinated", "tokens_sound"], ..Asked::ALL }),
    fields: &[
        by(Dim::Histogram),
        edge_low("from_tokens", "From", Show::Count),
        edge_high("to_tokens", "To", Show::Count),
        n("requests"),
        share_within(),
    ],
    chart: Some(Chart::Distributions { show: Show::Count }),
};
