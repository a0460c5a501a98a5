//! Which prices the computed costs rest on.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

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
    rows: Rows::Sql(include_str!("price_entries.sql")),
    fields: &[
        column("price_entry", "Price", Show::Text),
        column("model", "Model as logged", Show::Text),
        column("n", "Requests", Show::Count),
        column("input_tokens", "Input tokens", Show::Count),
        column("output_tokens", "Output tokens", Show::Count),
        column("computed_cost_usd", "Computed cost", Show::Usd),
    ],
    chart: None,
};
