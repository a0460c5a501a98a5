//! Groundedness by category, and our suspicion beside it.

use super::declare::{by, n, of, resting};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "groundedness_by_category",
    page: "hallucination",
    title: "Groundedness by category",
    question: "Which work strays from what it was given?",
    unit: "mean groundedness, 0 to 1",
    n_of: "responses with a text to rest on",
    missing: "No response has a text to rest on. Log `context` (what was retrieved) or `messages` with what tools gave back.",
    note: Some(
        "Ours, and no label: how far responses are found in their context. Suspicion, in the table, is our probability that people would call a response hallucinated; how far to trust either, the page Signals tells. The chart shows the 15 busiest.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("groundedness"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Category),
        n("groundedness"),
        of("groundedness", "groundedness", "Groundedness", Show::Number),
        of("suspicion", "suspicion", "Suspicion", Show::Number),
        resting("suspicion", "suspected", "Suspicion speaks on"),
    ],
    chart: Some(Chart::Ranking { value: "groundedness", colours: Colours::Categories, show: Show::Number }),
};
