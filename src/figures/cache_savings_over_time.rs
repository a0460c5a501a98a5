//! Cache savings over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "cache_savings_over_time",
    page: "cost",
    title: "Cache savings over time",
    question: "What do caches save us?",
    unit: "US dollars per {grain}",
    n_of: "priced requests with cached tokens",
    missing: "No request with a listed price used a cache. Log `cache_read_tokens` and `cache_creation_tokens` to see what caches save.",
    note: Some(
        "What the same tokens would have cost without a cache, less what they cost by the list. Below 0, writing cost more than reading saved. Time zone: {zone}.",
    ),
    rows: Rows::Cube(Asked::with("cache_savings")),
    fields: &[by(Dim::Time), of("cache_savings", "cache_savings_usd", "Saved", Show::Usd), n("cache_savings")],
    chart: Some(Chart::Columns { columns: &[Line("cache_savings_usd", "saved", "@c1")], show: Show::Usd }),
};
