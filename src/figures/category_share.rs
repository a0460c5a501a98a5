//! What it is used for.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `category_share.sql`.
pub const FIGURE: Figure = Figure {
    id: "category_share",
    page: "categories",
    title: "What it is used for",
    question: "Which kinds of work make up the traffic?",
    unit: "share of requests",
    n_of: "requests with a category",
    missing: "No request has a prompt to classify or a `category` of its own.",
    note: Some("The log's own category where it has one, else the rule table's. Requests without a prompt have none."),
    sql: include_str!("category_share.sql"),
    fields: &[Field("category", "Category", Show::Text), Field("n", "Requests", Show::Count), Field("share", "Share", Show::Share)],
    reduce: None,
    plot: Some(plot),
};

fn plot(rows: &[Row], context: &Context) -> Value {
    let rank = |row: &'_ Row| chart::Rank {
        name: row.text(0).to_string(),
        colour: context.categories.colour(row.text(0)),
        value: row.number(2),
        interval: None,
        n: row.count(1),
    };
    chart::ranking(&rows.iter().map(rank).collect::<Vec<_>>(), "share")
}
