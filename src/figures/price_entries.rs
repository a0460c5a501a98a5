//! Which prices the computed costs rest on.

use super::drawn::Show;
use super::{Field, Figure};

/// See `price_entries.sql`.
pub const FIGURE: Figure = Figure {
    id: "price_entries",
    page: "quality",
    title: "Prices behind the computed costs",
    question: "Which list price was each model reckoned with? After `@` stands the day it began, after `+` the tier; `litellm:` and `own:` name the table.",
    unit: "US dollars",
    n_of: "requests with a computed cost",
    missing: "No request has a computed cost: log `model` with `input_tokens` and `output_tokens`.",
    note: None,
    sql: include_str!("price_entries.sql"),
    fields: &[Field("price_entry", "Price", Show::Text), Field("model", "Model as logged", Show::Text), Field("n", "Requests", Show::Count), Field("input_tokens", "Input tokens", Show::Count), Field("output_tokens", "Output tokens", Show::Count), Field("computed_cost_usd", "Computed cost", Show::Usd)],
    reduce: None,
    plot: None,
};
