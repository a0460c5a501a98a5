//! Slowest interactions.

use super::declare::{beginning, column};
use super::drawn::Show;
use super::{Figure, Rows};

/// See `slowest_interactions.sql`.
pub const FIGURE: Figure = Figure {
    id: "slowest_interactions",
    page: "latency",
    title: "Slowest interactions",
    question: "Which single requests took longest?",
    unit: "",
    n_of: "requests",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: None,
    rows: Rows::Sql(include_str!("slowest_interactions.sql")),
    fields: &[
        column("time", "Time (UTC)", Show::Time),
        column("id", "Id", Show::Text),
        column("model", "Model", Show::Text),
        column("category", "Category", Show::Text),
        column("status", "Status", Show::Text),
        column("latency_ms", "Latency", Show::Milliseconds),
        column("output_tokens", "Output tokens", Show::Count),
        beginning("prompt", "Prompt begins"),
        column("n", "n", Show::Count),
    ],
    chart: None,
};
