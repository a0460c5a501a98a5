//! Error rate over time.

use super::declare::{by, high, low, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "error_rate_over_time",
    page: "reliability",
    title: "Error rate over time",
    question: "When does it fail more often?",
    unit: "share of requests",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some("Failed requests over all requests. Time zone: {zone}."),
    rows: Rows::Cube(Asked::ALL),
    fields: &[
        by(Dim::Time),
        n("requests"),
        of("errors", "errors", "Failed", Show::Count),
        of("error_rate", "error_rate", "Error rate", Show::Share),
        low("error_rate"),
        high("error_rate"),
    ],
    chart: Some(Chart::Lines { columns: &[Line("error_rate", "error rate", "@bad")], show: Show::Share }),
};
