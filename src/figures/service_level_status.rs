//! Service levels at a glance.

use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, float};
use super::{Context, Figure, Rows, levels};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from the objectives of the configuration.
pub const FIGURE: Figure = Figure {
    id: "service_level_status",
    page: "index",
    title: "Service levels",
    question: "Do we keep what we promised?",
    unit: "",
    n_of: "requests",
    missing: "No objective is set. Write `[[objective]]` with `measure` and `at_least` or `at_most` into `llmobs.toml`.",
    note: None,
    rows: Rows::Computed(rows),
    fields: &[
        column("objective", "Objective", Show::Text),
        column("attained", "Attained", Show::Text),
        column("status", "Status", Show::Text),
        column("budget_left", "Error budget left", Show::Share),
        column("n", "n", Show::Count),
    ],
    chart: None,
};

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let row = |level: levels::Level| {
        Row(vec![
            Cell::Text(level.told),
            Cell::Text(level.attained),
            Cell::Word(level.status),
            float(level.budget_left),
            Cell::Int(level.n as i64),
        ])
    };
    Ok(levels::levels(cube, context)?.into_iter().map(row).collect())
}
