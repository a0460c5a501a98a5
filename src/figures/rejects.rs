//! Rejected rows.

use super::drawn::Show;
use super::{Field, Figure};

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
    sql: include_str!("rejects.sql"),
    fields: &[Field("path", "Input", Show::Text), Field("line", "Line", Show::Count), Field("reason", "Reason", Show::Text), Field("n", "n", Show::Count)],
    reduce: None,
    plot: None,
};
