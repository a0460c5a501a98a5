//! Success rate by provider.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart, stats};
use crate::interactions::Cell;

/// See `success_by_provider.sql`.
pub const FIGURE: Figure = Figure {
    id: "success_by_provider",
    page: "reliability",
    title: "Success rate by provider",
    question: "Which provider can be relied on?",
    unit: "share of requests",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some("Whiskers are 95 % Wilson intervals: where they overlap, the difference may be chance. The chart shows the 15 busiest."),
    sql: include_str!("success_by_provider.sql"),
    fields: &[Field("provider", "Provider", Show::Text), Field("n", "Requests", Show::Count), Field("errors", "Failed", Show::Count), Field("success_rate", "Success rate", Show::Share), Field("low", "95 % from", Show::Share), Field("high", "95 % to", Show::Share)],
    reduce: Some(reduce),
    plot: Some(plot),
};

fn reduce(rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter()
        .map(|mut row| {
            let (n, errors) = (row.count(1), row.count(2));
            let bounds = stats::wilson(n.saturating_sub(errors), n);
            row.0.extend([bounds.map(|b| b.0), bounds.map(|b| b.1)].map(|b| b.map_or(Cell::Null, Cell::Float)));
            row
        })
        .collect()
}

/// Rows shown as points; the table has them all.
const SHOWN: usize = 15;

fn plot(rows: &[Row], context: &Context) -> Value {
    let rank = |row: &'_ Row| chart::Rank {
        name: row.text(0).to_string(),
        colour: context.providers.colour(row.text(0)),
        value: row.number(3),
        interval: row.number(4).zip(row.number(5)),
        n: row.count(1),
    };
    chart::ranking(&rows.iter().take(SHOWN).map(rank).collect::<Vec<_>>(), "share")
}
