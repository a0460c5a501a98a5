//! Unit costs by model.

use super::declare::{by, n, of, resting};
use super::drawn::Show;
use super::{Asked, Figure, Order, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "cost_by_model",
    page: "cost",
    title: "Unit costs by model",
    question: "What does one request cost, and what a million tokens?",
    unit: "US dollars",
    n_of: "requests",
    missing: "No request has a cost: log `cost_usd`, or `model` with `input_tokens` and `output_tokens` so that it can be computed.",
    note: None,
    rows: Rows::Cube(Asked { order: &[Order::Down("cost_usd"), Order::Down("n")], ..Asked::ALL }),
    fields: &[
        by(Dim::Provider),
        by(Dim::Model),
        n("requests"),
        resting("cost", "priced", "Priced"),
        of("cost", "cost_usd", "Cost", Show::Usd),
        of("cost_per_request", "cost_per_request_usd", "per request", Show::Usd),
        of("cost_per_1000_successes", "cost_per_1000_successes_usd", "per 1,000 successes", Show::Usd),
        of("input_tokens", "input_tokens", "Input tokens", Show::Count),
        of("output_tokens", "output_tokens", "Output tokens", Show::Count),
        of("cost_per_million_tokens", "cost_per_million_tokens_usd", "per million tokens", Show::Usd),
    ],
    chart: None,
};
