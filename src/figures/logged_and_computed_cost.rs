//! Logged and computed cost.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `logged_and_computed_cost.sql`.
pub const FIGURE: Figure = Figure {
    id: "logged_and_computed_cost",
    page: "cost",
    title: "Logged and computed cost",
    question: "Does the bill in the log agree with list prices?",
    unit: "US dollars",
    n_of: "requests with both costs",
    missing: "No request has both a logged cost and a listed price. Log `cost_usd` and the tokens to compare the two.",
    note: Some("Only requests that have both. Which of the two the report uses is the setting `cost`: the logged one unless it says otherwise."),
    sql: include_str!("logged_and_computed_cost.sql"),
    fields: &[Field("model", "Model", Show::Text), Field("n", "n", Show::Count), Field("logged_cost_usd", "Logged", Show::Usd), Field("computed_cost_usd", "Computed", Show::Usd), Field("difference_usd", "Computed − logged", Show::Usd), Field("difference_share", "of the logged cost", Show::Share)],
    reduce: None,
    plot: Some(plot),
};

/// Rows shown as bars; the table has them all.
const SHOWN: usize = 15;

fn plot(rows: &[Row], _: &Context) -> Value {
    let rows = &rows[..rows.len().min(SHOWN)];
    chart::grouped(chart::columns(rows, &[(2, "logged", "@c1"), (3, "computed", "@c2")], 1), "usd")
}
