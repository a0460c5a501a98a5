//! Token-hungry workloads.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Figure, Keep, Order, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "token_efficiency",
    page: "tokens",
    title: "Token-hungry workloads",
    question: "Which work takes the most tokens for a success?",
    unit: "",
    n_of: "requests with both token counts",
    missing: "No request has tokens. Log `input_tokens` and `output_tokens`.",
    note: None,
    rows: Rows::Cube(Asked {
        keep: Keep::AtLeast("tokens_per_success", 30),
        order: &[Order::Down("tokens_per_success")],
        limit: Some(50),
        ..Asked::ALL
    }),
    fields: &[
        by(Dim::App),
        by(Dim::Category),
        n("tokens_per_success"),
        of("tokens_per_success", "tokens_per_success", "Tokens per success", Show::Count),
        of("input_tokens_per_request", "input_tokens_per_request", "Input per request", Show::Count),
        of("output_tokens_per_request", "output_tokens_per_request", "Output per request", Show::Count),
        of("cache_read_share", "cache_read_share", "Cache share", Show::Share),
        of("success_rate", "success_rate", "Success rate", Show::Share),
        of("cost_per_1000_successes", "cost_per_1000_successes_usd", "Cost per 1,000 successes", Show::Usd),
    ],
    chart: None,
};
