//! Tokens by outcome.

use super::declare::{by, edge_high, edge_low, n, share_within};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "tokens_by_outcome",
    page: "tokens",
    title: "Tokens by outcome",
    question: "Do requests that fail or hallucinate take more tokens?",
    unit: "share of the series per bin",
    n_of: "requests with tokens, each once per series",
    missing: "No request has tokens. Log `input_tokens` and `output_tokens`.",
    note: Some(
        "Tokens sent and answered. A hallucinated answer is among the succeeded ones too. Bins widen by a constant factor of 1.1; each line adds up to 100 %.",
    ),
    rows: Rows::Cube(Asked { histograms: &["tokens_success", "tokens_error", "tokens_hallucinated"], ..Asked::ALL }),
    fields: &[
        by(Dim::Histogram),
        edge_low("from_tokens", "From", Show::Count),
        edge_high("to_tokens", "To", Show::Count),
        n("requests"),
        share_within(),
    ],
    chart: Some(Chart::Distributions { show: Show::Count }),
};
