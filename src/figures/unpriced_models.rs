//! Models without a price.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

/// See `unpriced_models.sql`.
pub const FIGURE: Figure = Figure {
    id: "unpriced_models",
    page: "quality",
    title: "Models without a price",
    question: "Which requests cost an unknown amount, and why?",
    unit: "",
    n_of: "unpriced requests",
    missing: "Every request has a cost.",
    note: None,
    rows: Rows::Sql(include_str!("unpriced_models.sql")),
    fields: &[
        column("provider", "Provider", Show::Text),
        column("model", "Model", Show::Text),
        column("reason", "Why", Show::Text),
        column("n", "Requests", Show::Count),
        column("input_tokens", "Input tokens", Show::Count),
        column("output_tokens", "Output tokens", Show::Count),
    ],
    chart: None,
};
