//! What similarity is by chance in this store, beside what it is.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, count, float, share};
use super::{Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from a sample of pairs and all interactions.
pub const FIGURE: Figure = Figure {
    id: "off_topic_threshold",
    page: "similarity",
    title: "What counts as off the topic",
    question: "How similar are responses to their own prompts, and how similar to prompts that they do not answer? At or below the threshold a response is no nearer to its own prompt than to others'. It marks what is off the topic; it says nothing about hallucination (see Signals).",
    unit: "",
    n_of: "responses",
    missing: "Fewer than 40 interactions have a prompt and a response with different prompts beside them. Log `prompt` and `response`.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("of", "Responses", Show::Text),
        column("n", "n", Show::Count),
        column("p05", "p5", Show::Number),
        column("p50", "Median", Show::Number),
        column("p95", "p95", Show::Number),
        column("threshold", "Threshold", Show::Number),
        column("below", "At or below it", Show::Count),
        column("share", "Share", Show::Share),
        column("low", "95 % from", Show::Share),
        column("high", "95 % to", Show::Share),
    ],
    chart: None,
};

const QUANTILES: [f64; 3] = [0.05, 0.5, 0.95];

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let Some(unrelated) = context.unrelated(cube)? else { return Ok(Vec::new()) };
    let threshold = unrelated.threshold();
    let row = |of: &str, n: u64, quantiles: [Option<f64>; 3], below: u64| {
        let mut cells = vec![Cell::Text(of.to_owned()), count(n)];
        cells.extend(quantiles.map(float));
        cells.extend([Cell::Float(threshold), count(below)]);
        cells.extend(share(below, n));
        Row(cells)
    };
    let by_chance = unrelated.values.partition_point(|value| *value <= threshold) as u64;
    let own = &context.nearness(cube)?.all;
    let mut rows = Vec::new();
    if own.n() > 0 {
        let quantiles = QUANTILES.map(|q| own.quantile(q));
        rows.push(row("with their own prompts", own.n(), quantiles, own.at_most(threshold)));
    }
    let quantiles = QUANTILES.map(|q| Some(unrelated.quantile(q)));
    rows.push(row("a sample with prompts of others", unrelated.values.len() as u64, quantiles, by_chance));
    Ok(rows)
}
