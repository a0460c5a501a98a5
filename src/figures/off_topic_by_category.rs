//! Off the topic by category.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, count, share};
use super::{Chart, Colours, Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;

/// Computed from all interactions with a similarity.
pub const FIGURE: Figure = Figure {
    id: "off_topic_by_category",
    page: "similarity",
    title: "Off the topic by category",
    question: "For which kinds of work are answers no nearer to their prompts than to others'?",
    unit: "share of responses",
    n_of: "responses with a similarity",
    missing: "Fewer than 40 interactions have a prompt and a response with different prompts beside them. Log `prompt` and `response`.",
    note: Some(
        "Share of responses at or below the threshold (see “What counts as off the topic”), with 95 % Wilson intervals. Work that asks for other words than its prompt has (a translation, code) has a high share by nature: compare a category with itself over time, and not with others.",
    ),
    rows: Rows::Built(rows),
    fields: &[
        column("category", "Category", Show::Text),
        column("n", "n", Show::Count),
        column("below", "At or below the threshold", Show::Count),
        column("share", "Share", Show::Share),
        column("low", "95 % from", Show::Share),
        column("high", "95 % to", Show::Share),
    ],
    chart: Some(Chart::Ranking { value: "share", colours: Colours::Categories, show: Show::Share }),
};

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let Some(unrelated) = context.unrelated(cube)? else { return Ok(Vec::new()) };
    let found = cube.store().query(&format!(
        "SELECT coalesce(category, '(not logged)') AS category, count(*) AS n, count(*) FILTER (similarity <= {}) AS below \
         FROM interactions WHERE similarity IS NOT NULL GROUP BY 1 ORDER BY below / n DESC, n DESC, 1",
        unrelated.threshold()
    ))?;
    let row = |mut found: Row| {
        let (n, below) = (found.count(1), found.count(2));
        found.0.truncate(2);
        found.0.push(count(below));
        found.0.extend(share(below, n));
        found
    };
    Ok(found.into_iter().map(Row).map(row).collect())
}
