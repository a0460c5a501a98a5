//! What it is used for.

use super::declare::{n, named, share};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "category_share",
    page: "categories",
    title: "What it is used for",
    question: "Which kinds of work make up the traffic?",
    unit: "share of requests",
    n_of: "requests with a category",
    missing: "No request has a prompt to classify or a `category` of its own.",
    note: Some("The log's own category where it has one, else the rule table's. Requests without a prompt have none."),
    rows: Rows::Cube(Asked::LARGEST),
    fields: &[named(Dim::Category), n("requests"), share("requests")],
    chart: Some(Chart::Ranking { value: "share", colours: Colours::Categories, show: Show::Share }),
};
