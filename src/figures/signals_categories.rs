//! How well our categories agree with people's, on labelled development sets.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, count, float};
use super::{Chart, Colours, Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::Published;
use crate::interactions::Cell;

/// From `data/signals.json`.
pub const FIGURE: Figure = Figure {
    id: "signals_categories",
    page: "signals",
    title: "Categories, against people's",
    question: "How well do our rules for the kind of work agree with people, and with plain methods beside them?",
    unit: "macro-F1",
    n_of: "labelled prompts, counted once for each row",
    missing: "Nothing was measured.",
    note: Some(
        "Macro-F1: the mean over the categories that people used of the harmonic mean of precision and recall. Whiskers are 95 % bootstrap intervals. Measured by `llmobs evaluate` on public development sets, which the rules were written beside: expect less of prompts of another kind. A category that the log gives is never changed. Each category and language is in the table below.",
    ),
    rows: Rows::Built(rows),
    fields: &[
        column("of", "Of", Show::Text),
        column("n", "Labelled prompts", Show::Count),
        column("macro_f1", "Macro-F1", Show::Number),
        column("low", "95 % from", Show::Number),
        column("high", "95 % to", Show::Number),
    ],
    chart: Some(Chart::Ranking { value: "macro_f1", colours: Colours::One, show: Show::Number }),
};

fn rows(_: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let published = Published::shipped()?;
    let Some(signal) = published.signal("category") else { return Ok(Vec::new()) };
    let of = |kind: &'static str, words: fn(&str) -> String| {
        let row = move |one: &crate::evaluation::Measure| {
            let name = Cell::Text(words(&one.name));
            Row(vec![name, count(one.n), float(one.value), float(one.low), float(one.high)])
        };
        signal.of(kind).map(row)
    };
    let rows = of("all", |_| "all prompts".into()).chain(of("mean", |_| "mean of the sources".into()));
    let rows = rows.chain(of("reference", |name| format!("beside it: {name}")));
    Ok(rows.chain(of("source", |name| format!("source {name}"))).collect())
}
