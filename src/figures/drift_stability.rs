//! Population stability of category and model mix, week by week.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::drift::psi;
use super::rows::{Row, float};
use super::{Chart, Figure, Line, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_stability",
    page: "drift",
    title: "Stability of the mix",
    question: "Is it still the same work, by the same models?",
    unit: "population stability index against the first 28 days",
    n_of: "requests",
    missing: "This takes 42 days with data: 28 to compare with, and two weeks.",
    note: Some(
        "Population stability index of each week: Σ (a − e) ln(a / e) over categories (or models), a their shares in the week, e in the first 28 days; half a request is added to each. Below 0.1 a mix is called stable, above 0.25 another one: this is a convention of credit scoring (Siddiqi 2006) with no theory behind it. What chance alone keeps it below in 95 of 100 weeks stands beside it (Yurdakul and Naranjo 2020). This chart does not follow filters.",
    ),
    rows: Rows::Built(rows),
    fields: &[
        column("time", "Week from", Show::Time),
        column("category_psi", "Category mix", Show::Number),
        column("category_chance", "Category mix, by chance", Show::Number),
        column("model_psi", "Model mix", Show::Number),
        column("model_chance", "Model mix, by chance", Show::Number),
        column("stable", "Stable below", Show::Number),
        column("other", "Another mix above", Show::Number),
        column("n", "n", Show::Count),
    ],
    chart: Some(Chart::Lines {
        columns: &[
            Line("category_psi", "category mix", "@c1"),
            Line("model_psi", "model mix", "@c3"),
            Line("stable", "stable below (convention)", "@muted"),
            Line("other", "another mix above (convention)", "@bad"),
        ],
        show: Show::Number,
    }),
};

/// Days that are compared with, and those of a point.
const REFERENCE: usize = 28;
const WEEK: usize = 7;

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let Some((daily, _)) = context.drift(cube)? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for from in (REFERENCE..daily.days).step_by(WEEK).filter(|from| from + WEEK <= daily.days) {
        let mut cells = vec![Cell::Text(daily.date(from).to_string())];
        let mut n = 0.0;
        for kind in ["category", "model"] {
            let mix = daily.mixes.get(&(kind, None));
            let sums = |from: usize, to: usize| -> Vec<f64> {
                mix.into_iter().flat_map(|mix| mix.values()).map(|counts| counts[from..to].iter().sum()).collect()
            };
            let (before, now) = (sums(0, REFERENCE), sums(from, from + WEEK));
            let [all, now_all] = [&before, &now].map(|counts| counts.iter().sum::<f64>());
            n = now_all;
            // A mix of one is no mix.
            let psi = psi::psi(&before, &now).filter(|_| before.len() > 1);
            let chance = psi.and_then(|_| psi::by_chance(before.len(), all, now_all));
            cells.extend([psi, chance].map(float));
        }
        cells.extend(psi::CONVENTION.map(Cell::Float));
        cells.push(Cell::Int(n as i64));
        out.push(Row(cells));
    }
    // A single week is no course of time.
    if out.len() < 2 {
        out.clear();
    }
    Ok(out)
}
