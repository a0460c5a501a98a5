//! Hallucination against complexity.

use super::declare::{by_as, edge_high, edge_low, made, n};
use super::drawn::Show;
use super::rows::{Row, float};
use super::stats;
use super::{Asked, Chart, Figure, Rows};
use crate::cube::Dim;
use crate::interactions::Cell;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "hallucination_by_complexity",
    page: "hallucination",
    title: "Hallucination against complexity",
    question: "Are hard prompts answered worse?",
    unit: "share of labelled requests",
    n_of: "labelled requests",
    missing: "No request has a hallucination label. Log `hallucination` (true or false), or load scores of that name.",
    note: Some(
        "Complexity from 0 to 100 in bands of 10. Whiskers are 95 % Wilson intervals; the line is a logistic regression on the middles of the bands (maximum likelihood).",
    ),
    rows: Rows::Cube(Asked {
        histograms: &["complexity_labelled", "complexity_hallucinated"],
        make: Some(bands),
        ..Asked::ALL
    }),
    fields: &[
        edge_low("from", "Complexity from", Show::Number),
        edge_high("to", "to", Show::Number),
        n("hallucination_rate"),
        by_as(Dim::Histogram, "hallucinated", "Hallucinated", Show::Count),
        made("hallucination_rate", "Rate", Show::Share),
        made("low", "95 % from", Show::Share),
        made("high", "95 % to", Show::Share),
        made("fitted", "Fitted", Show::Share),
    ],
    chart: Some(Chart::Dose { value: "hallucination_rate", show: Show::Share, x_title: "Complexity of the prompt" }),
};

/// A row for each band and histogram → a row for each band.
fn bands(rows: Vec<Row>) -> Vec<Row> {
    let of = |name: &str| rows.iter().filter(|row| row.text(3) == name).collect::<Vec<_>>();
    let hallucinated = of("hallucinated");
    let hits = |from: Option<f64>| hallucinated.iter().find(|row| row.number(0) == from).map_or(0, |row| row.count(2));
    let mut out: Vec<Row> = of("labelled").into_iter().cloned().collect();
    out.sort_by(|a, b| a.number(0).unwrap_or(0.0).total_cmp(&b.number(0).unwrap_or(0.0)));
    let middle = |row: &Row| (row.number(0).unwrap_or(0.0) + row.number(1).unwrap_or(0.0)) / 2.0;
    let points: Vec<(f64, f64, f64)> =
        out.iter().map(|row| (middle(row), row.count(2) as f64, hits(row.number(0)) as f64)).collect();
    let fit = stats::logistic(&points);
    for row in &mut out {
        let (n, hits) = (row.count(2), hits(row.number(0)));
        let bounds = stats::wilson(hits, n);
        let rate = (n > 0).then(|| hits as f64 / n as f64);
        let fitted = fit.map(|(a, b)| 1.0 / (1.0 + (-(a + b * middle(row))).exp()));
        row.0[3] = Cell::Int(hits as i64);
        let numbers = [rate, bounds.map(|b| b.0), bounds.map(|b| b.1), fitted];
        row.0.splice(4.., numbers.map(float));
    }
    out
}
