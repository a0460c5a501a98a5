//! Objectives → what was attained: over the period, per day, and how much of the error budget is left. Twin of
//! `site/js/levels.js`.

use super::context::{Context, Period};
use super::{format, stats};
use crate::config::{Bound, Objective};
use crate::cube::{Ask, Cube, Dim, Filter, GRAINS, Measure, Unit, Value};
use crate::error::{Error, Result};
use crate::interactions::Cell;

/// One objective, measured over the period of the headlines.
pub struct Level {
    /// `Success rate ≥ 99.5 % (app search)`
    pub told: String,
    /// `98.9 %`
    pub attained: String,
    /// `met`, `missed`, or `unknown` where there is nothing to measure.
    pub status: &'static str,
    /// Requests it rests on.
    pub n: u64,
    /// Days that met it, and days that have a value.
    pub days: (u64, u64),
    /// For a share: the part of the misses it allows that is left; below 0 when there were more.
    pub budget_left: Option<f64>,
    /// `2026-10-12: 91.2 %`, the day furthest off.
    pub worst: Option<String>,
    /// 95 % Wilson interval of a share.
    pub interval: Option<(f64, f64)>,
}

/// Every objective of the configuration, in its order.
///
/// # Errors
/// When one names a measure that does not exist.
pub fn levels(cube: &Cube<'_>, context: &Context) -> Result<Vec<Level>> {
    let Some((period, _)) = &context.periods else { return Ok(Vec::new()) };
    context.objectives.iter().map(|objective| level(cube, context, objective, period)).collect()
}

fn level(cube: &Cube<'_>, context: &Context, objective: &Objective, period: &Period) -> Result<Level> {
    let measure = Measure::named(&objective.measure).ok_or_else(|| {
        Error::new(format!("an objective names the measure `{}`, which does not exist", objective.measure))
            .hint("the measures are those of summary numbers: success_rate, error_rate, latency_p50, latency_p95, hallucination_rate, cost, …")
    })?;
    let filter = narrowed(context.within(period), objective);
    let ask = |by: &[Dim]| match &filter {
        Some(filter) => cube.ask(&Ask { by, measures: &[measure], histograms: &[], filter, grain: GRAINS[1] }),
        None => Ok(Vec::new()),
    };
    let whole = ask(&[])?.first().map(|group| group.values[0]).unwrap_or_default();
    let days: Vec<(String, f64)> = ask(&[Dim::Time])?
        .into_iter()
        .filter_map(|group| match (group.key.first(), group.values[0].value) {
            (Some(Cell::Text(day)), Some(value)) => Some((day.clone(), value)),
            _ => None,
        })
        .collect();
    // What adds up is an objective for a day: a month of it says nothing.
    let per_day = !matches!(measure.formula, crate::cube::Formula::Ratio(..) | crate::cube::Formula::Quantile(..));
    let bound = objective.bound;
    let met = days.iter().filter(|(_, value)| bound.met(*value)).count() as u64;
    let rate = context.currency.as_ref().filter(|_| measure.unit == Unit::Usd).map_or(1.0, |currency| currency.rate);
    let write = |value: f64| format::unit(measure.unit, value * rate, &context.symbol());
    let worst = days.iter().filter(|(_, v)| !bound.met(*v)).max_by(|a, b| off(bound, a.1).total_cmp(&off(bound, b.1)));
    let (status, attained) = match whole.value {
        _ if per_day && !days.is_empty() => {
            let mean = days.iter().map(|d| d.1).sum::<f64>() / days.len() as f64;
            (if met == days.len() as u64 { "met" } else { "missed" }, format!("{} a day", write(mean)))
        }
        Some(value) => (if bound.met(value) { "met" } else { "missed" }, write(value)),
        None => ("unknown", format::UNKNOWN.to_string()),
    };
    let sign = if matches!(bound, Bound::AtLeast(_)) { '≥' } else { '≤' };
    let scope = objective.scope();
    let scope = if scope.is_empty() { scope } else { format!(" ({scope})") };
    let a_day = if per_day { " a day" } else { "" };
    Ok(Level {
        told: format!("{} {sign} {}{a_day}{scope}", measure.label, write(bound.value())),
        attained,
        status,
        n: whole.n,
        days: (met, days.len() as u64),
        budget_left: measure.hits().and_then(|_| budget_left(bound, whole)),
        worst: worst.map(|(day, value)| format!("{day}: {}", write(*value))),
        interval: measure.hits().and_then(|_| stats::wilson(whole.hits, whole.n)),
    })
}

/// The reader's filter and the objective's own at once; `None` where they have no request in common.
fn narrowed(mut filter: Filter, objective: &Objective) -> Option<Filter> {
    let lists =
        [&mut filter.provider, &mut filter.model, &mut filter.category, &mut filter.app, &mut filter.environment];
    let own = [&objective.provider, &objective.model, &objective.category, &objective.app, &objective.environment];
    for (list, own) in lists.into_iter().zip(own) {
        if own.is_some() && !list.is_empty() && !list.contains(own) {
            return None;
        }
        if own.is_some() {
            *list = vec![own.clone()];
        }
    }
    Some(filter)
}

/// Of the misses that the bound allows among n, the part that did not happen.
fn budget_left(bound: Bound, whole: Value) -> Option<f64> {
    let (n, hits) = (whole.n as f64, whole.hits as f64);
    let (allowed, happened) = match bound {
        Bound::AtLeast(bound) => ((1.0 - bound) * n, n - hits),
        Bound::AtMost(bound) => (bound * n, hits),
    };
    (allowed > 0.0).then(|| 1.0 - happened / allowed)
}

fn off(bound: Bound, value: f64) -> f64 {
    (value - bound.value()).abs()
}
