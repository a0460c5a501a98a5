//! The cube → a rate of every group beside the same adjusted for what the group works on: the tables of feedback and
//! hallucination by model (adjusted for category) and by category (adjusted for model).

use std::collections::BTreeMap;

use super::context::Context;
use super::declare::{Field, column};
use super::drawn::Show;
use super::rows::{Row, UNNAMED, float};
use super::stats;
use super::strata::{self, Stratum};
use crate::cube::{Ask, Cube, Dim, GRAINS, Measure};
use crate::error::Result;
use crate::interactions::Cell;

/// Columns of such a table; the group comes first.
pub const FIELDS: &[Field] = &[
    column("group", "Group", Show::Text),
    column("n", "n", Show::Count),
    column("reading", "Reading", Show::Text),
    column("raw_rate", "Raw rate", Show::Share),
    column("raw_low", "95 % from", Show::Share),
    column("raw_high", "95 % to", Show::Share),
    column("adjusted_rate", "With everybody's mix", Show::Share),
    column("adjusted_low", "95 % from", Show::Share),
    column("adjusted_high", "95 % to", Show::Share),
    column("covered", "Mix covered", Show::Share),
    column("raw_odds", "Raw odds ratio", Show::Number),
    column("odds", "Adjusted odds ratio", Show::Number),
    column("odds_low", "95 % from", Show::Number),
    column("odds_high", "95 % to", Show::Number),
];

/// Groups that are shown: those with most n.
const MOST: usize = 20;

/// One row for each group of `by`, compared with all others, within the strata of `within`.
pub fn rows(cube: &Cube<'_>, context: &Context, measure: &str, by: Dim, within: Dim) -> Result<Vec<Row>> {
    let Some(measure) = Measure::named(measure) else { return Ok(Vec::new()) };
    let by = [by, within];
    let ask = Ask { by: &by, measures: &[measure], histograms: &[], filter: &context.filter, grain: GRAINS[1] };
    let mut groups: BTreeMap<String, BTreeMap<String, (f64, f64)>> = BTreeMap::new();
    let mut whole: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for group in cube.ask(&ask)? {
        let name =
            |at: usize| if let Some(Cell::Text(name)) = group.key.get(at) { name.clone() } else { UNNAMED.into() };
        let (hits, n) = (group.values[0].hits as f64, group.values[0].n as f64);
        if n > 0.0 {
            for sums in [groups.entry(name(0)).or_default(), &mut whole] {
                let sum = sums.entry(name(1)).or_default();
                *sum = (sum.0 + hits, sum.1 + n);
            }
        }
    }
    let mut out: Vec<(f64, Row)> = groups.into_iter().map(|(name, own)| row(name, &own, &whole)).collect();
    out.sort_by(|a, b| b.0.total_cmp(&a.0));
    // One group has nobody to be compared with.
    if out.len() < 2 {
        out.clear();
    }
    Ok(out.into_iter().take(MOST).map(|(_, row)| row).collect())
}

fn row(name: String, own: &BTreeMap<String, (f64, f64)>, whole: &BTreeMap<String, (f64, f64)>) -> (f64, Row) {
    let stratum = |(key, (all_hits, all)): (&String, &(f64, f64))| {
        let (hits, n) = own.get(key).copied().unwrap_or_default();
        Stratum { hits, misses: n - hits, other_hits: all_hits - hits, other_misses: all - n - (all_hits - hits) }
    };
    let all: Vec<Stratum> = whole.iter().map(stratum).collect();
    let sum = all.iter().fold(Stratum::default(), |sum, s| Stratum {
        hits: sum.hits + s.hits,
        misses: sum.misses + s.misses,
        other_hits: sum.other_hits + s.other_hits,
        other_misses: sum.other_misses + s.other_misses,
    });
    let n = sum.hits + sum.misses;
    let raw = stats::odds_ratio(sum.hits, sum.misses, sum.other_hits, sum.other_misses);
    let (odds, rate) = (strata::odds_ratio(&all), strata::standardised(&all));
    let interval = stats::wilson_of(sum.hits, n);
    let mut cells = vec![Cell::Text(name), Cell::Int(n as i64), Cell::Word(strata::reading(raw, odds))];
    cells.extend([Some(sum.hits / n), interval.map(|i| i.0), interval.map(|i| i.1)].map(float));
    cells.extend([rate.map(|r| r.0), rate.map(|r| r.1), rate.map(|r| r.2), rate.map(|r| r.3)].map(float));
    cells.extend([raw.map(|o| o.0), odds.map(|o| o.0), odds.map(|o| o.1), odds.map(|o| o.2)].map(float));
    (n, Row(cells))
}
