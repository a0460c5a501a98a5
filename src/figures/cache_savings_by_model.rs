//! Cache savings by model.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Keep, Order, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "cache_savings_by_model",
    page: "cost",
    title: "Cache savings by model",
    question: "Where do caches pay, and where are they only written?",
    unit: "US dollars",
    n_of: "priced requests with cached tokens",
    missing: "No request with a listed price used a cache. Log `cache_read_tokens` and `cache_creation_tokens` to see what caches save.",
    note: Some(
        "What the same tokens would have cost without a cache, less what they cost by the list. Below 0, writing cost more than reading saved. The read share and the computed cost are of all requests of the model.",
    ),
    rows: Rows::Cube(Asked {
        keep: Keep::N("cache_savings"),
        order: &[Order::Down("cache_savings_usd")],
        ..Asked::ALL
    }),
    fields: &[
        by(Dim::Model),
        n("cache_savings"),
        of("cache_read_tokens", "cache_read_tokens", "Tokens read", Show::Count),
        of("cache_creation_tokens", "cache_creation_tokens", "Tokens written", Show::Count),
        of("cache_read_share", "read_share", "Share of input read", Show::Share),
        of("cache_savings", "cache_savings_usd", "Saved", Show::Usd),
        of("computed_cost", "computed_cost_usd", "Computed cost", Show::Usd),
    ],
    chart: Some(Chart::Ranking { value: "cache_savings_usd", colours: Colours::Models, show: Show::Usd }),
};
