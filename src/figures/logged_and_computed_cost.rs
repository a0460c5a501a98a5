//! Logged and computed cost.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Keep, Line, Order, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "logged_and_computed_cost",
    page: "cost",
    title: "Logged and computed cost",
    question: "Does the bill in the log agree with list prices?",
    unit: "US dollars",
    n_of: "requests with both costs",
    missing: "No request has both a logged cost and a listed price. Log `cost_usd` and the tokens to compare the two.",
    note: Some(
        "Only requests that have both. Which of the two the report uses is the setting `cost`: the logged one unless it says otherwise.",
    ),
    rows: Rows::Cube(Asked {
        keep: Keep::N("compared_logged_cost"),
        order: &[Order::Down("logged_cost_usd")],
        ..Asked::ALL
    }),
    fields: &[
        by(Dim::Model),
        n("compared_logged_cost"),
        of("compared_logged_cost", "logged_cost_usd", "Logged", Show::Usd),
        of("compared_computed_cost", "computed_cost_usd", "Computed", Show::Usd),
        of("cost_difference", "computed_over_logged", "Computed over logged", Show::Share),
    ],
    chart: Some(Chart::Grouped {
        columns: &[Line("logged_cost_usd", "logged", "@c1"), Line("computed_cost_usd", "computed", "@c2")],
        show: Show::Usd,
    }),
};
