//! Categories over time.

use super::declare::{by, n, named, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "categories_over_time",
    page: "categories",
    title: "Categories over time",
    question: "Does the mix of work change?",
    unit: "requests per {grain}",
    n_of: "requests with a category",
    missing: "No request has a prompt to classify or a `category` of its own.",
    note: Some("Time zone: {zone}."),
    rows: Rows::Cube(Asked::ALL),
    fields: &[by(Dim::Time), named(Dim::Category), of("requests", "requests", "Requests", Show::Count), n("requests")],
    chart: Some(Chart::Stacked { value: "requests", colours: Colours::Categories, show: Show::Count }),
};
