//! Failed requests over time.

use super::declare::{by, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "errors_over_time",
    page: "reliability",
    title: "Failed requests over time",
    question: "When did it fail, and how?",
    unit: "failed requests per {grain}",
    n_of: "failed requests",
    missing: "No request failed, or the log has no `status`, `http_status` or `error_type`.",
    note: Some("Time zone: {zone}. No bar: no failure."),
    rows: Rows::Cube(Asked { keep: Keep::Value("errors"), ..Asked::ALL }),
    fields: &[
        by(Dim::Time),
        by(Dim::ErrorType),
        of("errors", "errors", "Failed", Show::Count),
        of("errors", "n", "n", Show::Count),
    ],
    chart: Some(Chart::Stacked { value: "errors", colours: Colours::Errors, show: Show::Count }),
};
