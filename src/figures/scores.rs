//! Scores in the log.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

/// See `scores.sql`.
pub const FIGURE: Figure = Figure {
    id: "scores",
    page: "hallucination",
    title: "Scores in the log",
    question: "What did evaluators say?",
    unit: "",
    n_of: "scores",
    missing: "No evaluation in this data. Load scores of Langfuse, Phoenix or OpenTelemetry, or log `scores`.",
    note: None,
    rows: Rows::Sql(include_str!("scores.sql")),
    fields: &[
        column("name", "Score", Show::Text),
        column("source", "Source", Show::Text),
        column("n", "Scores", Show::Count),
        column("interactions", "Interactions", Show::Count),
        column("mean", "Mean", Show::Number),
        column("p10", "p10", Show::Number),
        column("p50", "Median", Show::Number),
        column("p90", "p90", Show::Number),
        column("labels", "Labels", Show::Text),
    ],
    chart: None,
};
