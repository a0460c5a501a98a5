//! Hallucination by category.

use super::declare::{by, high, low, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Colours, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "hallucination_by_category",
    page: "hallucination",
    title: "Hallucination by category",
    question: "Which work is made up most often?",
    unit: "share of labelled requests",
    n_of: "labelled requests",
    missing: "No request has a hallucination label. Log `hallucination` (true or false), or load scores of that name.",
    note: Some(
        "Whiskers are 95 % Wilson intervals: where they overlap, the difference may be chance. The chart shows the 15 busiest.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("hallucination_rate"), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Category),
        n("hallucination_rate"),
        of("hallucinated", "hallucinated", "Hallucinated", Show::Count),
        of("hallucination_rate", "hallucination_rate", "Rate", Show::Share),
        low("hallucination_rate"),
        high("hallucination_rate"),
        of("labelled_share", "labelled_share", "Share labelled", Show::Share),
    ],
    chart: Some(Chart::Ranking { value: "hallucination_rate", colours: Colours::Categories, show: Show::Share }),
};
