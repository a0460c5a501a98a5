//! How the logs count tokens.

use super::drawn::Show;
use super::{Field, Figure};

/// See `token_basis.sql`.
pub const FIGURE: Figure = Figure {
    id: "token_basis",
    page: "quality",
    title: "How the logs count tokens",
    question: "Are cached tokens inside the logged input or beside it, and reasoning inside the output? The store always has them inside.",
    unit: "",
    n_of: "requests with cached or reasoning tokens",
    missing: "No request has cached or reasoning tokens, so every way to count is the same.",
    note: None,
    sql: include_str!("token_basis.sql"),
    fields: &[Field("format", "Format", Show::Text), Field("basis", "The log counts", Show::Text), Field("n", "Requests", Show::Count), Field("input_tokens", "Input tokens", Show::Count), Field("cache_read_tokens", "Tokens read from cache", Show::Count)],
    reduce: None,
    plot: None,
};
