//! Similarity of responses to their prompts.

use chrono::NaiveDate;

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::nearness::Spread;
use super::rows::{Row, count, float, share};
use super::{Chart, Figure, Line, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from all interactions with a similarity.
pub const FIGURE: Figure = Figure {
    id: "off_topic_over_time",
    page: "similarity",
    title: "Similarity of responses to their prompts",
    question: "Do answers stay with the question?",
    unit: "cosine, 0 to 1",
    n_of: "responses with a similarity",
    missing: "Fewer than 40 interactions have a prompt and a response with different prompts beside them. Log `prompt` and `response`.",
    note: Some(
        "Cosine of the words of prompt and response. The threshold is the 95 % quantile of the similarity of responses to prompts that they do not answer: of 4,096 interactions at most, spread over the time of the store, each response is taken with the prompt of another one that its place decides (the same every time; never with a prompt of the same text). At or below it, a response is no nearer to its own prompt than to others'. The table has the share of those with its 95 % Wilson interval.",
    ),
    rows: Rows::Built(rows),
    fields: &[
        column("time", "Day", Show::Time),
        column("n", "n", Show::Count),
        column("p50", "Median", Show::Number),
        column("p10", "p10", Show::Number),
        column("threshold", "Threshold", Show::Number),
        column("below", "At or below it", Show::Count),
        column("share", "Share", Show::Share),
        column("low", "95 % from", Show::Share),
        column("high", "95 % to", Show::Share),
    ],
    chart: Some(Chart::Lines {
        columns: &[
            Line("p50", "Median", "@c1"),
            Line("p10", "p10", "@c2"),
            Line("threshold", "no nearer than by chance", "@muted"),
        ],
        show: Show::Number,
    }),
};

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let Some(unrelated) = context.unrelated(cube)? else { return Ok(Vec::new()) };
    let threshold = unrelated.threshold();
    let row = |(day, spread): &(NaiveDate, Spread)| {
        let (n, below) = (spread.n(), spread.at_most(threshold));
        let mut cells = vec![Cell::Text(day.to_string()), count(n)];
        cells.extend([0.5, 0.1].map(|q| float(spread.quantile(q))));
        cells.extend([Cell::Float(threshold), count(below)]);
        cells.extend(share(below, n));
        Row(cells)
    };
    Ok(context.nearness(cube)?.days.iter().map(row).collect())
}
