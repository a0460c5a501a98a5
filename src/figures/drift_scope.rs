//! What was looked at for changes.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::drift::series::FEWEST_DAYS;
use super::drift::{ALARMS, daily::MOST_DAYS};
use super::rows::Row;
use super::{Figure, Rows, format};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_scope",
    page: "drift",
    title: "What was looked at",
    question: "How much there was to look at, and how sure findings are.",
    unit: "",
    n_of: "series",
    missing: "No interaction in the store.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("what", "What", Show::Text),
        column("n", "Number", Show::Count),
        column("told", "Meaning", Show::Text),
    ],
    chart: None,
};

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let Some((daily, findings)) = context.drift(cube)? else { return Ok(Vec::new()) };
    let row =
        |what: &str, n: usize, told: String| Row(vec![Cell::Text(what.into()), Cell::Int(n as i64), Cell::Text(told)]);
    let days = match daily.days {
        few if few < FEWEST_DAYS => format!("fewer than {FEWEST_DAYS}: too few to tell a change from chance"),
        days if days as u64 == MOST_DAYS => "the last ones; what was before is not looked at".into(),
        days if days < 28 => "weekends and other days are told apart; from 28 days on, all weekdays are".into(),
        _ => "every weekday has a level of its own".into(),
    };
    Ok(vec![
        row("Days", daily.days, days),
        row("Series", findings.series, "measures of everything and of every slice with data enough, and mixes".into()),
        row(
            "Changes",
            findings.list.len(),
            format!("of 100 reports without changes, {} at most would show any", format::number(ALARMS * 100.0)),
        ),
    ])
}
