//! How well signals rank answers that people judged, on labelled development sets.

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
    id: "signals_auroc",
    page: "signals",
    title: "Hallucination, told by each signal",
    question: "If one of two answers is hallucinated, how often does the signal point at it?",
    unit: "AUROC, mean of the sources",
    n_of: "labelled answers, counted once for each signal",
    missing: "Nothing was measured.",
    note: Some(
        "0.5 is a coin toss, 1 is right every time; whiskers are 95 % bootstrap intervals. Measured by `llmobs evaluate` on public development sets that people labelled, not on this store. Groundedness and suspicion speak only where a context was logged. Without a context, similarity of prompt and response carries no information about hallucination (AUROC 0.41 to 0.54, here and on sets that were held out): low similarity marks what is off the topic, and nothing else.",
    ),
    rows: Rows::Built(rows),
    fields: &[
        column("signal", "Signal", Show::Text),
        column("n", "Labelled answers", Show::Count),
        column("silent", "Silent on", Show::Count),
        column("sources", "Sources", Show::Count),
        column("auroc", "AUROC", Show::Number),
        column("low", "95 % from", Show::Number),
        column("high", "95 % to", Show::Number),
    ],
    chart: Some(Chart::Ranking { value: "auroc", colours: Colours::One, show: Show::Number }),
};

fn rows(_: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let published = Published::shipped()?;
    let ranked = published.signals.iter().filter(|signal| signal.measure == "auroc");
    let row = |signal: &crate::evaluation::Measured| {
        let mean = signal.of("mean").next()?;
        let sources = signal.of("source").filter(|source| source.value.is_some()).count();
        Some(Row(vec![
            Cell::Text(signal.id.replace('_', " ")),
            count(mean.n),
            count(mean.silent),
            count(sources as u64),
            float(mean.value),
            float(mean.low),
            float(mean.high),
        ]))
    };
    Ok(ranked.filter_map(row).collect())
}
