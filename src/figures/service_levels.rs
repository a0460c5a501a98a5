//! Service levels.

use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, float};
use super::{Context, Figure, Rows, levels};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from the objectives of the configuration.
pub const FIGURE: Figure = Figure {
    id: "service_levels",
    page: "reliability",
    title: "Service levels",
    question: "Are the objectives met, how much of the error budget is left, and which day was worst?",
    unit: "",
    n_of: "requests",
    missing: "No objective is set. Write `[[objective]]` with `measure` and `at_least` or `at_most` into `llmobs.toml`.",
    note: None,
    rows: Rows::Computed(rows),
    fields: &[
        column("objective", "Objective", Show::Text),
        column("attained", "Attained", Show::Text),
        column("status", "Status", Show::Text),
        column("low", "95 % from", Show::Share),
        column("high", "95 % to", Show::Share),
        column("days_met", "Days met", Show::Count),
        column("days", "of days", Show::Count),
        column("budget_left", "Error budget left", Show::Share),
        column("worst_day", "Worst day", Show::Text),
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
            float(level.interval.map(|i| i.0)),
            float(level.interval.map(|i| i.1)),
            Cell::Int(level.days.0 as i64),
            Cell::Int(level.days.1 as i64),
            float(level.budget_left),
            level.worst.map_or(Cell::Null, Cell::Text),
            Cell::Int(level.n as i64),
        ])
    };
    Ok(levels::levels(cube, context)?.into_iter().map(row).collect())
}
