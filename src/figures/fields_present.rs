//! What the log tells.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

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
    rows: Rows::Sql(include_str!("fields_present.sql")),
    fields: &[
        column("field", "Field", Show::Text),
        column("present", "Present", Show::Count),
        column("n", "Requests", Show::Count),
        column("share", "Share", Show::Share),
    ],
    chart: None,
};
