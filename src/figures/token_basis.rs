//! How the logs count tokens.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

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
    rows: Rows::Sql(include_str!("token_basis.sql")),
    fields: &[
        column("format", "Format", Show::Text),
        column("basis", "The log counts", Show::Text),
        column("n", "Requests", Show::Count),
        column("input_tokens", "Input tokens", Show::Count),
        column("cache_read_tokens", "Tokens read from cache", Show::Count),
    ],
    chart: None,
};
