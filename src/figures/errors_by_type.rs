//! Kinds of errors.

use super::declare::{by, last_day, of};
use super::drawn::Show;
use super::{Asked, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "errors_by_type",
    page: "reliability",
    title: "Kinds of errors",
    question: "What goes wrong most, and where?",
    unit: "failed requests",
    n_of: "failed requests",
    missing: "No request failed, or the log has no `status`, `http_status` or `error_type`.",
    note: None,
    rows: Rows::Cube(Asked { keep: Keep::Value("errors"), limit: Some(50), ..Asked::LARGEST }),
    fields: &[
        by(Dim::ErrorType),
        by(Dim::Provider),
        by(Dim::Model),
        of("errors", "n", "Failed", Show::Count),
        last_day(),
    ],
    chart: None,
};
