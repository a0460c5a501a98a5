//! Cache savings by model.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `cache_savings_by_model.sql`.
pub const FIGURE: Figure = Figure {
    id: "cache_savings_by_model",
    page: "cost",
    title: "Cache savings by model",
    question: "Where do caches pay, and where are they only written?",
    unit: "US dollars",
    n_of: "priced requests with cached tokens",
    missing: "No request with a listed price used a cache. Log `cache_read_tokens` and `cache_creation_tokens` to see what caches save.",
    note: Some("What the same tokens would have cost without a cache, less what they cost by the list. Below 0, writing cost more than reading saved. The read share and the computed cost are of all requests of the model."),
    sql: include_str!("cache_savings_by_model.sql"),
    fields: &[Field("model", "Model", Show::Text), Field("n", "n", Show::Count), Field("cache_read_tokens", "Tokens read", Show::Count), Field("cache_creation_tokens", "Tokens written", Show::Count), Field("read_share", "Share of input read", Show::Share), Field("cache_savings_usd", "Saved", Show::Usd), Field("computed_cost_usd", "Computed cost", Show::Usd)],
    reduce: None,
    plot: Some(plot),
};

/// Rows shown as bars; the table has them all.
const SHOWN: usize = 15;

fn plot(rows: &[Row], context: &Context) -> Value {
    let rank = |row: &Row| chart::Rank {
        name: row.text(0).to_string(),
        colour: context.models.colour(row.text(0)),
        value: row.number(5),
        interval: None,
        n: row.count(1),
    };
    let ranks: Vec<chart::Rank> = rows.iter().take(SHOWN).map(rank).collect();
    chart::ranking(&ranks, "usd")
}
