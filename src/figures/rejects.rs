//! Rejected rows.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

/// See `rejects.sql`.
pub const FIGURE: Figure = Figure {
    id: "rejects",
    page: "quality",
    title: "Rejected rows",
    question: "Which rows could not be read, and why?",
    unit: "",
    n_of: "rejected rows",
    missing: "No row was rejected.",
    note: None,
    rows: Rows::Sql(include_str!("rejects.sql")),
    fields: &[
        column("path", "Input", Show::Text),
        column("line", "Line", Show::Count),
        column("reason", "Reason", Show::Text),
        column("n", "n", Show::Count),
    ],
    chart: None,
};
