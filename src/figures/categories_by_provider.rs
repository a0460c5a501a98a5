//! Categories by provider.

use super::declare::{by, n, named, share_within};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "categories_by_provider",
    page: "categories",
    title: "Categories by provider",
    question: "Who does which kind of work?",
    unit: "share of requests",
    n_of: "requests with a category",
    missing: "No request has a prompt to classify or a `category` of its own.",
    note: None,
    rows: Rows::Cube(Asked::ALL),
    fields: &[by(Dim::Provider), named(Dim::Category), n("requests"), share_within()],
    chart: Some(Chart::Mix { value: "share", colours: Colours::Categories, show: Show::Share }),
};
