//! Hallucination over time.

use super::declare::{by, made, n, of};
use super::drawn::Show;
use super::rows::Row;
use super::{Asked, Chart, Figure, Keep, Rows};
use crate::cube::Dim;
use crate::interactions::Cell;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "hallucination_over_time",
    page: "hallucination",
    title: "Hallucination over time",
    question: "Does it drift?",
    unit: "share of labelled requests",
    n_of: "labelled requests",
    missing: "No request has a hallucination label. Log `hallucination` (true or false), or load scores of that name.",
    note: Some(
        "Control chart for shares (p chart, Shewhart): the centre is the rate over everything shown, the limits lie 3 standard errors of each point away; about 1 in 370 lies outside by chance. Labels of the log only; scores and suspicions are other series.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::N("hallucination_rate"), make: Some(limits), ..Asked::ALL }),
    fields: &[
        by(Dim::Time),
        n("hallucination_rate"),
        of("hallucinated", "hallucinated", "Hallucinated", Show::Count),
        of("hallucination_rate", "hallucination_rate", "Rate", Show::Share),
        made("centre", "Centre", Show::Share),
        made("lower", "Lower limit", Show::Share),
        made("upper", "Upper limit", Show::Share),
        made("alarm", "Out of the limits", Show::Text),
    ],
    chart: Some(Chart::Control { value: "hallucination_rate", show: Show::Share }),
};

/// How many standard errors away the limits are.
const SIGMAS: f64 = 3.0;

fn limits(mut rows: Vec<Row>) -> Vec<Row> {
    let total = |at: usize| rows.iter().filter_map(|row| row.number(at)).sum::<f64>();
    let (n, hits) = (total(1), total(2));
    let centre = if n > 0.0 { hits / n } else { 0.0 };
    for row in &mut rows {
        let away = SIGMAS * (centre * (1.0 - centre) / row.number(1).unwrap_or(1.0)).sqrt();
        let (lower, upper) = ((centre - away).max(0.0), (centre + away).min(1.0));
        let out = row.number(3).is_some_and(|rate| rate < lower || rate > upper);
        row.0.splice(4.., [Cell::Float(centre), Cell::Float(lower), Cell::Float(upper)]);
        row.0.push(if out { Cell::Text("yes".into()) } else { Cell::Null });
    }
    rows
}
