//! Requests over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "requests_over_time",
    page: "index",
    title: "Requests over time",
    question: "How much traffic is there, and who serves it?",
    unit: "requests per {grain}",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some("Time zone: {zone}. The first and the last bar may be cut short by the data."),
    rows: Rows::Cube(Asked::ALL),
    fields: &[by(Dim::Time), by(Dim::Provider), of("requests", "requests", "Requests", Show::Count), n("requests")],
    chart: Some(Chart::Stacked { value: "requests", colours: Colours::Providers, show: Show::Count }),
};
