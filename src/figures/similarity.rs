//! Scores of similarity in the log.

use super::declare::column;
use super::drawn::Show;
use super::{Figure, Rows};

/// See `similarity.sql`.
pub const FIGURE: Figure = Figure {
    id: "similarity",
    page: "similarity",
    title: "Scores of similarity in the log",
    question: "How close are answers to what was asked, as evaluators said?",
    unit: "",
    n_of: "scores",
    missing: "No score of similarity in this data. Load scores whose name contains `similarity`, `relevance` or `relevancy`.",
    note: None,
    rows: Rows::Sql(include_str!("similarity.sql")),
    fields: &[
        column("name", "Score", Show::Text),
        column("model", "Model", Show::Text),
        column("n", "Scores", Show::Count),
        column("mean", "Mean", Show::Number),
        column("p10", "p10", Show::Number),
        column("p50", "Median", Show::Number),
        column("p90", "p90", Show::Number),
    ],
    chart: None,
};
