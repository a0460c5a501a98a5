//! Models without a price.

use super::drawn::Show;
use super::{Field, Figure};

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
    sql: include_str!("unpriced_models.sql"),
    fields: &[Field("provider", "Provider", Show::Text), Field("model", "Model", Show::Text), Field("reason", "Why", Show::Text), Field("n", "Requests", Show::Count), Field("input_tokens", "Input tokens", Show::Count), Field("output_tokens", "Output tokens", Show::Count)],
    reduce: None,
    plot: None,
};
