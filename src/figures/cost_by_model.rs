//! Unit costs by model.

use super::drawn::Show;
use super::{Field, Figure};

/// See `cost_by_model.sql`.
pub const FIGURE: Figure = Figure {
    id: "cost_by_model",
    page: "cost",
    title: "Unit costs by model",
    question: "What does one request cost, and what a million tokens?",
    unit: "US dollars",
    n_of: "requests",
    missing: "No request has a cost: log `cost_usd`, or `model` with `input_tokens` and `output_tokens` so that it can be computed.",
    note: None,
    sql: include_str!("cost_by_model.sql"),
    fields: &[Field("provider", "Provider", Show::Text), Field("model", "Model", Show::Text), Field("n", "Requests", Show::Count), Field("priced", "Priced", Show::Count), Field("cost_usd", "Cost", Show::Usd), Field("cost_per_request_usd", "per request", Show::Usd), Field("cost_per_1000_successes_usd", "per 1,000 successes", Show::Usd), Field("input_tokens", "Input tokens", Show::Count), Field("output_tokens", "Output tokens", Show::Count), Field("cost_per_million_tokens_usd", "per million tokens", Show::Usd)],
    reduce: None,
    plot: None,
};
