//! Cache savings over time.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `cache_savings_over_time.sql`.
pub const FIGURE: Figure = Figure {
    id: "cache_savings_over_time",
    page: "cost",
    title: "Cache savings over time",
    question: "What do caches save us?",
    unit: "US dollars per {grain}",
    n_of: "priced requests with cached tokens",
    missing: "No request with a listed price used a cache. Log `cache_read_tokens` and `cache_creation_tokens` to see what caches save.",
    note: Some("What the same tokens would have cost without a cache, less what they cost by the list. Below 0, writing cost more than reading saved. Time zone: {zone}."),
    sql: include_str!("cache_savings_over_time.sql"),
    fields: &[Field("time", "Time", Show::Time), Field("cache_savings_usd", "Saved", Show::Usd), Field("n", "n", Show::Count)],
    reduce: None,
    plot: Some(plot),
};

fn plot(rows: &[Row], _: &Context) -> Value {
    chart::stacked(chart::columns(rows, &[(1, "saved", "@c1")], 2), "usd")
}
