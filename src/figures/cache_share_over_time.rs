//! Cache share over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "cache_share_over_time",
    page: "tokens",
    title: "Cache share over time",
    question: "How much of the input is read from caches?",
    unit: "share of input tokens",
    n_of: "requests with input tokens",
    missing: "No request has tokens. Log `input_tokens` and `output_tokens`.",
    note: Some(
        "Input tokens that the provider read from its cache over all input tokens. Where no cached tokens are logged, the share is 0. Time zone: {zone}.",
    ),
    rows: Rows::Cube(Asked::with("cache_read_share")),
    fields: &[
        by(Dim::Time),
        n("cache_read_share"),
        of("cache_read_share", "cache_read_share", "Cache share", Show::Share),
    ],
    chart: Some(Chart::Lines { columns: &[Line("cache_read_share", "cache share", "@c1")], show: Show::Share }),
};
