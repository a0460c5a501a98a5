//! When the traffic comes.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "traffic_by_hour_of_week",
    page: "index",
    title: "When the traffic comes",
    question: "At which hours of the week do people use it?",
    unit: "requests per hour of the week",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some("Sum over the hours of the last 14 days (of these, the chosen period), local hours in {zone}."),
    rows: Rows::Cube(Asked::ALL),
    fields: &[by(Dim::Weekday), by(Dim::HourOfDay), of("requests", "requests", "Requests", Show::Count), n("requests")],
    chart: Some(Chart::Week { value: "requests", show: Show::Count }),
};
