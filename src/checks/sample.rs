//! A rule and a stretch of time → what each group rests on: its value, its bins, its sums by day or hour.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::rule::Rule;
use crate::cube::{Ask, Cube, Dim, Filter, Formula, GRAINS, Measure, Value, part};
use crate::error::Result;
use crate::figures::context::Period;
use crate::interactions::Cell;
use crate::warehouse::text;

/// Names of a group, `None` for what the log does not give.
pub type Key = Vec<Option<String>>;

/// What a group is judged by.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The measure, as the cube says it.
    pub value: Value,
    /// Bins of a percentile's histogram, lowest first.
    pub bins: Vec<(i64, u64)>,
    /// Numerator and denominator of a ratio (or a sum and 1) by the step of time, counted from the start.
    pub steps: BTreeMap<i64, [f64; 2]>,
}

/// Whether steps are days (long stretches) or hours.
pub fn by_days(period: &Period) -> bool {
    period.to - period.from >= TimeDelta::days(super::statistics::LEAST_GROUPS as i64)
}

/// The groups of a rule in a stretch of time, by their names.
pub fn samples(cube: &Cube<'_>, rule: &Rule, period: &Period) -> Result<BTreeMap<Key, Sample>> {
    let filter = filter(rule, period);
    let ask = |by: &[Dim], measures: &[&'static Measure], histograms: &[&'static str], grain| {
        cube.ask(&Ask { by, measures, histograms, filter: &filter, grain })
    };
    let mut found: BTreeMap<Key, Sample> = BTreeMap::new();
    for group in ask(&rule.by, &[rule.measure], &[], GRAINS[1])? {
        let sample = Sample { value: group.values[0], ..Sample::default() };
        found.insert(group.key.into_iter().map(text).collect(), sample);
    }
    if let Formula::Quantile(histogram, _) = rule.measure.formula {
        let by = [&rule.by[..], &[Dim::Bin]].concat();
        for mut group in ask(&by, &[], &[histogram], GRAINS[1])? {
            let Some(Cell::Int(bin)) = group.key.pop() else { continue };
            if let Some(sample) = found.get_mut(&group.key.into_iter().map(text).collect::<Key>()) {
                sample.bins.push((bin, group.values[0].n));
            }
        }
        return Ok(found);
    }
    let parts: Vec<&'static Measure> = match rule.measure.formula {
        Formula::Ratio(over, under, _) => [over, under].into_iter().filter_map(part).collect(),
        Formula::Sum(column) => part(column).into_iter().collect(),
        Formula::Quantile(..) => Vec::new(),
    };
    let grain = if by_days(period) { GRAINS[1] } else { GRAINS[0] };
    let by = [&rule.by[..], &[Dim::Time]].concat();
    for mut group in ask(&by, &parts, &[], grain)? {
        let Some(at) = group.key.pop().and_then(text).and_then(|at| step(&at, period)) else { continue };
        let sum = |at: usize| group.values.get(at).and_then(|value| value.value);
        if let Some(sample) = found.get_mut(&group.key.into_iter().map(text).collect::<Key>()) {
            sample.steps.insert(at, [sum(0).unwrap_or(0.0), if parts.len() > 1 { sum(1).unwrap_or(0.0) } else { 1.0 }]);
        }
    }
    Ok(found)
}

/// Which step since the start of the period a time of the cube is.
fn step(at: &str, period: &Period) -> Option<i64> {
    let whole = if at.len() > 10 { format!("{at}:00") } else { format!("{at} 00:00:00") };
    let at = chrono::NaiveDateTime::parse_from_str(&whole, "%Y-%m-%d %H:%M:%S").ok()?;
    let since = at - period.from;
    Some(if by_days(period) { since.num_days() } else { since.num_hours() })
}

fn filter(rule: &Rule, period: &Period) -> Filter {
    let names = |dim: Dim| rule.only.iter().filter(|(of, _)| *of == dim).map(|(_, name)| name.clone()).collect();
    Filter {
        from: Some(period.from),
        to: Some(period.to),
        provider: names(Dim::Provider),
        model: names(Dim::Model),
        category: names(Dim::Category),
        app: names(Dim::App),
        environment: names(Dim::Environment),
    }
}
