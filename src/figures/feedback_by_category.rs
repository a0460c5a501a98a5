//! Negative feedback by category.

use super::declare::{by, high, low, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "feedback_by_category",
    page: "feedback",
    title: "Negative feedback by category",
    question: "Which work disappoints?",
    unit: "share of ratings",
    n_of: "rated requests",
    missing: "No request has feedback. Log `feedback`: thumbs, stars or −1 to 1.",
    note: Some(
        "Whiskers are 95 % Wilson intervals: where they overlap, the difference may be chance. The chart shows the 15 busiest. Few requests are rated, and people rate what annoys them: compare shares, do not read them as the share of all requests.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("negative_share"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Category),
        n("negative_share"),
        of("negative_share", "negative_share", "Negative", Show::Share),
        low("negative_share"),
        high("negative_share"),
        of("positive_share", "positive_share", "Positive", Show::Share),
        of("feedback", "mean_feedback", "Mean (−1 to 1)", Show::Number),
        of("rated_share", "rated_share", "Share rated", Show::Share),
    ],
    chart: Some(Chart::Ranking { value: "negative_share", colours: Colours::Categories, show: Show::Share }),
};
