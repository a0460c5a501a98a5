//! Groundedness over time, and our suspicion beside it.

use super::declare::{by, n, of, resting};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "groundedness_over_time",
    page: "hallucination",
    title: "Groundedness over time",
    question: "Do answers keep to what they were given?",
    unit: "means, 0 to 1",
    n_of: "responses with a text to rest on",
    missing: "No response has a text to rest on. Log `context` (what was retrieved) or `messages` with what tools gave back.",
    note: Some(
        "Ours, and no labels: groundedness is how far a response is found in its context, suspicion our probability that people would call it hallucinated, on responses of which it can say anything. How far to trust either, the page Signals tells. Days are those of {zone}.",
    ),
    rows: Rows::Cube(Asked::with("groundedness")),
    fields: &[
        by(Dim::Time),
        n("groundedness"),
        of("groundedness", "groundedness", "Groundedness", Show::Number),
        of("suspicion", "suspicion", "Suspicion", Show::Number),
        resting("suspicion", "suspected", "Suspicion speaks on"),
    ],
    chart: Some(Chart::Lines {
        columns: &[Line("groundedness", "groundedness", "@c1"), Line("suspicion", "suspicion", "@c2")],
        show: Show::Number,
    }),
};
