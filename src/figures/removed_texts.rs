//! What was removed from the texts of this report.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::rows::Row;
use super::{Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Told by the mask of the store. Everything else is read before it, so that it has counted everything.
pub const FIGURE: Figure = Figure {
    id: "removed_texts",
    page: "quality",
    title: "Removed from this report",
    question: "Which secrets and personal data were found in what is shown, and how often? The same value has the same placeholder everywhere in this report.",
    unit: "",
    n_of: "places",
    missing: "Nothing was removed: nothing that looks like a secret or personal data was found, or `publish.text` is `full`.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("kind", "What", Show::Text),
        column("placeholder", "In its place", Show::Text),
        column("values", "Different values", Show::Count),
        column("n", "Times removed", Show::Count),
    ],
    chart: None,
};

fn rows(cube: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let lines = cube.store().mask().map(|mask| mask.lines()).unwrap_or_default();
    let row = |line: crate::privacy::Line| {
        Row(vec![
            Cell::Text(line.label),
            Cell::Text(format!("[{}:…]", line.id)),
            Cell::Int(line.values as i64),
            Cell::Int(line.times as i64),
        ])
    };
    Ok(lines.into_iter().map(row).collect())
}
