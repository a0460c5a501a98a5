//! Feedback over time.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Line, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "feedback_over_time",
    page: "feedback",
    title: "Feedback over time",
    question: "Are people happier than before?",
    unit: "share of ratings",
    n_of: "rated requests",
    missing: "No request has feedback. Log `feedback`: thumbs, stars or −1 to 1.",
    note: Some("Ratings above and below 0; the rest is neutral. Time zone: {zone}."),
    rows: Rows::Cube(Asked::with("feedback")),
    fields: &[
        by(Dim::Time),
        n("feedback"),
        of("positive_share", "positive_share", "Positive", Show::Share),
        of("negative_share", "negative_share", "Negative", Show::Share),
        of("feedback", "mean_feedback", "Mean (−1 to 1)", Show::Number),
    ],
    chart: Some(Chart::Lines {
        columns: &[Line("positive_share", "positive", "@good"), Line("negative_share", "negative", "@bad")],
        show: Show::Share,
    }),
};
