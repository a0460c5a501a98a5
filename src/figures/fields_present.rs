//! What the log tells.

use super::drawn::Show;
use super::{Field, Figure};

/// See `fields_present.sql`.
pub const FIGURE: Figure = Figure {
    id: "fields_present",
    page: "quality",
    title: "What the log tells",
    question: "Which fields does the log fill, and which did we estimate?",
    unit: "",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: None,
    sql: include_str!("fields_present.sql"),
    fields: &[Field("field", "Field", Show::Text), Field("present", "Present", Show::Count), Field("n", "Requests", Show::Count), Field("share", "Share", Show::Share)],
    reduce: None,
    plot: None,
};
