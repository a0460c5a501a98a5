//! Feedback and hallucination, within models and categories.

use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, float};
use super::strata::{self, Stratum};
use super::{Context, Figure, Rows, stats};
use crate::cube::{Ask, Cube, Dim, GRAINS, Measure};
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from models and categories.
pub const FIGURE: Figure = Figure {
    id: "feedback_and_hallucination_adjusted",
    page: "feedback",
    title: "Feedback and hallucination, adjusted",
    question: "Do people dislike what is made up, or only the models and the work in which more is made up? The odds that a hallucinated answer is disliked over those of another one: raw, and within every category, every model, and every model's category (Mantel and Haenszel 1959; interval of Robins, Breslow and Greenland 1986). This table does not follow filters.",
    unit: "",
    n_of: "requests with a rating and a label",
    missing: "No request has both feedback and a hallucination label.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("within", "Compared", Show::Text),
        column("n", "n", Show::Count),
        column("strata", "Strata", Show::Count),
        column("odds", "Odds ratio", Show::Number),
        column("low", "95 % from", Show::Number),
        column("high", "95 % to", Show::Number),
        column("reading", "Reading", Show::Text),
    ],
    chart: None,
};

const COUNTS: [&str; 4] = ["disliked_hallucinated", "liked_hallucinated", "disliked_sound", "liked_sound"];
const WITHIN: &[(&str, &[Dim])] = &[
    ("all together", &[]),
    ("within a category", &[Dim::Category]),
    ("within a model", &[Dim::Model]),
    ("within a model and category", &[Dim::Model, Dim::Category]),
];

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let measures: Vec<&'static Measure> = COUNTS.iter().filter_map(|id| Measure::named(id)).collect();
    let (mut out, mut raw) = (Vec::new(), None);
    for (name, by) in WITHIN {
        let ask = Ask { by, measures: &measures, histograms: &[], filter: &context.filter, grain: GRAINS[1] };
        let mut all = Vec::new();
        for group in cube.ask(&ask)? {
            let [hits, misses, other_hits, other_misses] = [0, 1, 2, 3].map(|at| group.values[at].value.unwrap_or(0.0));
            let stratum = Stratum { hits, misses, other_hits, other_misses };
            all.extend((stratum != Stratum::default()).then_some(stratum));
        }
        let n: f64 = all.iter().map(|s| s.hits + s.misses + s.other_hits + s.other_misses).sum();
        if n == 0.0 {
            return Ok(Vec::new());
        }
        let odds = match (by.is_empty(), all.first()) {
            (true, Some(s)) => stats::odds_ratio(s.hits, s.misses, s.other_hits, s.other_misses),
            _ => strata::odds_ratio(&all),
        };
        let reading = if by.is_empty() { Cell::Null } else { Cell::Word(strata::reading(raw, odds)) };
        if by.is_empty() {
            raw = odds;
        }
        let mut cells = vec![Cell::Word(name), Cell::Int(n as i64), Cell::Int(all.len() as i64)];
        cells.extend([odds.map(|o| o.0), odds.map(|o| o.1), odds.map(|o| o.2)].map(float));
        cells.push(reading);
        out.push(Row(cells));
    }
    Ok(out)
}
