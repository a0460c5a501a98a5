//! Cost by category over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "cost_by_category_over_time",
    page: "cost",
    title: "Cost by category over time",
    question: "Which work costs, and since when?",
    unit: "US dollars per {grain}",
    n_of: "priced requests",
    missing: "No request has a cost: log `cost_usd`, or `model` with `input_tokens` and `output_tokens` so that it can be computed.",
    note: Some(
        "Logged cost where the log has one, else tokens at the dated list price. Requests with neither are left out. Time zone: {zone}.",
    ),
    rows: Rows::Cube(Asked::with("cost")),
    fields: &[by(Dim::Time), by(Dim::Category), of("cost", "cost_usd", "Cost", Show::Usd), n("cost")],
    chart: Some(Chart::Stacked { value: "cost_usd", colours: Colours::Categories, show: Show::Usd }),
};
