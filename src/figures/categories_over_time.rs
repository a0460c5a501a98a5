//! Categories over time.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `categories_over_time.sql`.
pub const FIGURE: Figure = Figure {
    id: "categories_over_time",
    page: "categories",
    title: "Categories over time",
    question: "Does the mix of work change?",
    unit: "requests per {grain}",
    n_of: "requests with a category",
    missing: "No request has a prompt to classify or a `category` of its own.",
    note: Some("Time zone: {zone}."),
    sql: include_str!("categories_over_time.sql"),
    fields: &[Field("time", "Time", Show::Time), Field("category", "Category", Show::Text), Field("requests", "Requests", Show::Count), Field("n", "n", Show::Count)],
    reduce: None,
    plot: Some(plot),
};

fn plot(rows: &[Row], context: &Context) -> Value {
    chart::stacked(chart::pivot(rows, &context.categories), "count")
}
