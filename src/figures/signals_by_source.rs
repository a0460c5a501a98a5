//! Everything that was measured on labelled development sets.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, count, float};
use super::{Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::Published;
use crate::interactions::Cell;

/// From `data/signals.json`.
pub const FIGURE: Figure = Figure {
    id: "signals_by_source",
    page: "signals",
    title: "All that was measured on labelled sets",
    question: "How good is each signal on each source? `llmobs evaluate` measures the same on labelled rows of your own.",
    unit: "",
    n_of: "labelled rows",
    missing: "Nothing was measured.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("signal", "Signal", Show::Text),
        column("kind", "Of", Show::Text),
        column("name", "Name", Show::Text),
        column("measure", "Measure", Show::Text),
        column("n", "n", Show::Count),
        column("silent", "Silent on", Show::Count),
        column("value", "Value", Show::Number),
        column("low", "95 % from", Show::Number),
        column("high", "95 % to", Show::Number),
    ],
    chart: None,
};

fn rows(_: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for signal in &Published::shipped()?.signals {
        let measure = match signal.measure.as_str() {
            "auroc" => "AUROC",
            _ => "macro-F1",
        };
        for one in &signal.groups {
            rows.push(Row(vec![
                Cell::Text(signal.id.replace('_', " ")),
                Cell::Text(one.kind.clone()),
                Cell::Text(one.name.clone()),
                Cell::Text(if one.kind == "class" { "F1".into() } else { measure.into() }),
                count(one.n),
                count(one.silent),
                float(one.value),
                float(one.low),
                float(one.high),
            ]));
        }
    }
    Ok(rows)
}
