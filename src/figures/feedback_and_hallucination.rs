//! Feedback and hallucination.

use super::declare::{high, low, made, n};
use super::drawn::Show;
use super::rows::{Row, float};
use super::stats;
use super::{Asked, Figure, Rows};
use crate::interactions::Cell;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "feedback_and_hallucination",
    page: "feedback",
    title: "Feedback and hallucination",
    question: "Do people dislike what is made up?",
    unit: "",
    n_of: "requests with a rating and a label",
    missing: "No request has both feedback and a hallucination label.",
    note: None,
    rows: Rows::Cube(Asked {
        inputs: &["liked_hallucinated", "disliked_hallucinated", "liked_sound", "disliked_sound"],
        make: Some(cross),
        ..Asked::ALL
    }),
    fields: &[
        made("answer", "Answer", Show::Text),
        n("liked_sound"),
        made("liked", "Liked", Show::Count),
        made("disliked", "Disliked", Show::Count),
        made("disliked_share", "Share disliked", Show::Share),
        low("negative_share"),
        high("negative_share"),
        made("lift", "Lift", Show::Number),
        made("odds_ratio", "Odds ratio", Show::Number),
        made("odds_low", "95 % from", Show::Number),
        made("odds_high", "95 % to", Show::Number),
    ],
    chart: None,
};

/// One row of everything, with the four counts behind it → a row for hallucinated answers and one for the others. Neutral
/// ratings are left out. Lift: share disliked over the share among all. Odds ratio with Woolf's interval (Annals of Human
/// Genetics, 1955), half a request added to each count where one is 0 (Haldane and Anscombe).
fn cross(rows: Vec<Row>) -> Vec<Row> {
    let Some(row) = rows.first() else { return Vec::new() };
    let [liked_wrong, disliked_wrong, liked, disliked] = [11, 12, 13, 14].map(|at| row.number(at).unwrap_or(0.0));
    let all = liked_wrong + disliked_wrong + liked + disliked;
    if all == 0.0 {
        return Vec::new();
    }
    let overall = (disliked_wrong + disliked) / all;
    let odds = stats::odds_ratio(disliked_wrong, liked_wrong, disliked, liked);
    let line = |name: &str, liked: f64, disliked: f64, odds: Option<(f64, f64, f64)>| {
        let n = liked + disliked;
        let bounds = stats::wilson(disliked as u64, n as u64);
        let share = (n > 0.0).then(|| disliked / n);
        let lift = share.filter(|_| overall > 0.0).map(|share| share / overall);
        let counts = [n, liked, disliked].map(|v| Cell::Int(v as i64));
        let rates = [share, bounds.map(|b| b.0), bounds.map(|b| b.1), lift];
        let odds = [odds.map(|o| o.0), odds.map(|o| o.1), odds.map(|o| o.2)];
        let mut cells = vec![Cell::Text(name.into())];
        cells.extend(counts);
        cells.extend(rates.into_iter().chain(odds).map(float));
        Row(cells)
    };
    vec![line("hallucinated", liked_wrong, disliked_wrong, odds), line("not hallucinated", liked, disliked, None)]
}
