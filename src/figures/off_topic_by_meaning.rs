//! Off the topic by meaning, where an embedding model was in force.

use super::chance::Chance;
use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, count, float, share};
use super::{Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::quote;

/// Computed from all interactions that were embedded by the model of the newest ingest. Left out where there are none.
pub const FIGURE: Figure = Figure {
    id: "off_topic_by_meaning",
    page: "similarity",
    title: "Off the topic by meaning",
    question: "The same by an embedding model of yours, which knows that other words can mean the same. The threshold is the 95 % quantile of the similarity of responses to prompts that they do not answer. It says nothing about hallucination.",
    unit: "",
    n_of: "responses with a similarity by meaning",
    missing: "",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("category", "Category", Show::Text),
        column("n", "n", Show::Count),
        column("p50_by_words", "Median by words", Show::Number),
        column("p50", "Median by meaning", Show::Number),
        column("p10", "p10 by meaning", Show::Number),
        column("threshold", "Threshold", Show::Number),
        column("below", "At or below it", Show::Count),
        column("share", "Share", Show::Share),
        column("low", "95 % from", Show::Share),
        column("high", "95 % to", Show::Share),
        column("embedding_model", "Embedding model", Show::Text),
    ],
    chart: None,
};

fn rows(cube: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let Some(chance) = Chance::read(cube.store())? else { return Ok(Vec::new()) };
    let found = cube.store().query(&format!(
        "SELECT coalesce(category, '(not logged)') AS category, count(*) AS n, quantile_disc(similarity, 0.5), \
         quantile_disc(semantic_similarity, 0.5), quantile_disc(semantic_similarity, 0.1), \
         count(*) FILTER (semantic_similarity <= {}) AS below FROM interactions \
         WHERE semantic_similarity IS NOT NULL AND semantic_model = {} GROUP BY 1 ORDER BY below / n DESC, n DESC, 1",
        chance.p95,
        quote(&chance.model)
    ))?;
    let row = |mut found: Row| {
        let (n, below) = (found.count(1), found.count(5));
        found.0.truncate(5);
        found.0.extend([Cell::Float(chance.p95), count(below)]);
        found.0.extend(share(below, n));
        found.0.push(Cell::Text(chance.model.clone()));
        found
    };
    let mut rows: Vec<Row> = found.into_iter().map(Row).map(row).collect();
    if !rows.is_empty() {
        let mut by_chance =
            vec![Cell::Text("(a sample with prompts of others)".to_owned()), count(chance.n), Cell::Null];
        by_chance.extend([Some(chance.p50), None, Some(chance.p95), None, None, None, None].map(float));
        by_chance.push(Cell::Text(chance.model));
        rows.push(Row(by_chance));
    }
    Ok(rows)
}
