//! Ledger.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

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
    rows: Rows::Sql(include_str!("ingests.sql")),
    fields: &[
        column("finished_at", "Finished", Show::Time),
        column("path", "Input", Show::Text),
        column("format", "Format", Show::Text),
        column("how", "How", Show::Text),
        column("n", "Read", Show::Count),
        column("loaded", "Loaded", Show::Count),
        column("duplicates", "Duplicates", Show::Count),
        column("rejected", "Rejected", Show::Count),
        column("remarks", "Remarks", Show::Count),
        column("passed_over", "No calls", Show::Count),
        column("replaced", "Replaced", Show::Count),
        column("unfinished", "Half-written tail", Show::Text),
        column("notes", "Inferences and notices", Show::Text),
    ],
    chart: None,
};
