//! Ledger.

use super::drawn::Show;
use super::{Field, Figure};

/// See `ingests.sql`.
pub const FIGURE: Figure = Figure {
    id: "ingests",
    page: "quality",
    title: "Ledger",
    question: "What was read, from where, and what became of every row?",
    unit: "",
    n_of: "rows read",
    missing: "Nothing has been ingested yet.",
    note: None,
    sql: include_str!("ingests.sql"),
    fields: &[Field("finished_at", "Finished", Show::Time), Field("path", "Input", Show::Text), Field("format", "Format", Show::Text), Field("how", "How", Show::Text), Field("n", "Read", Show::Count), Field("loaded", "Loaded", Show::Count), Field("duplicates", "Duplicates", Show::Count), Field("rejected", "Rejected", Show::Count), Field("remarks", "Remarks", Show::Count), Field("passed_over", "No calls", Show::Count), Field("replaced", "Replaced", Show::Count), Field("unfinished", "Half-written tail", Show::Text), Field("notes", "Inferences and notices", Show::Text)],
    reduce: None,
    plot: None,
};
