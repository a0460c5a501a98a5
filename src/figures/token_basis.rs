//! How the logs count tokens.

use super::drawn::Show;
use super::{Field, Figure};

/// See `token_basis.sql`.
pub const FIGURE: Figure = Figure {
    id: "token_basis",
    page: "quality",
    title: "How cached tokens are counted",
    question: "Does the log count cached tokens inside its input or beside it? Here they are always made part of it.",
    unit: "",
    n_of: "requests with cached tokens",
    missing: "No request has cached tokens, or tokens whose sum leaves a question.",
    note: None,
    sql: include_str!("token_basis.sql"),
    fields: &[Field("format", "Format", Show::Text), Field("basis", "The log counts", Show::Text), Field("n", "Requests", Show::Count), Field("input_tokens", "Input tokens", Show::Count), Field("cache_read_tokens", "Tokens read from cache", Show::Count)],
    reduce: None,
    plot: None,
};
