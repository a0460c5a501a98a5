//! Success rate by model.

use super::declare::{by, high, low, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "success_by_model",
    page: "reliability",
    title: "Success rate by model",
    question: "Which model can be relied on?",
    unit: "share of requests",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some(
        "Whiskers are 95 % Wilson intervals: where they overlap, the difference may be chance. The chart shows the 15 busiest.",
    ),
    rows: Rows::Cube(Asked::LARGEST),
    fields: &[
        by(Dim::Model),
        n("requests"),
        of("errors", "errors", "Failed", Show::Count),
        of("success_rate", "success_rate", "Success rate", Show::Share),
        low("success_rate"),
        high("success_rate"),
    ],
    chart: Some(Chart::Ranking { value: "success_rate", colours: Colours::Models, show: Show::Share }),
};
