//! Unit costs over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "unit_cost_over_time",
    page: "cost",
    title: "Unit costs over time",
    question: "Does the same work get dearer?",
    unit: "US dollars",
    n_of: "priced requests",
    missing: "No request has a cost: log `cost_usd`, or `model` with `input_tokens` and `output_tokens` so that it can be computed.",
    note: Some(
        "Cost of all priced requests, failed ones too, for every 1,000 successes, and for every million tokens sent and answered. Time zone: {zone}.",
    ),
    rows: Rows::Cube(Asked::with("cost")),
    fields: &[
        by(Dim::Time),
        n("cost"),
        of("cost_per_1000_successes", "cost_per_1000_successes_usd", "per 1,000 successes", Show::Usd),
        of("cost_per_million_tokens", "cost_per_million_tokens_usd", "per million tokens", Show::Usd),
    ],
    chart: Some(Chart::Lines {
        columns: &[
            Line("cost_per_1000_successes_usd", "per 1,000 successes", "@c1"),
            Line("cost_per_million_tokens_usd", "per million tokens", "@c2"),
        ],
        show: Show::Usd,
    }),
};
