//! What a group rests on → how likely so large a breach is by chance, and a 95 % interval.
//!
//! - **Shares**: the exact binomial test; Wilson's interval, as on the pages.
//! - **Percentiles**: a percentile is above a bound if more calls are than it allows; so many of n are binomial as well.
//!   Calls in the bin that the bound falls into do not count as beyond. Interval by ranks (order statistics).
//! - **Means and other ratios**: the delete-one jackknife over days (or hours), Student's t.
//! - **Changes**: shares by the exact conditional test (Przyborowski and Wilenski, Biometrika 1940); percentiles by limits
//!   of both, which miss with half the probability each; everything else by the jackknife over pairs of days (or hours),
//!   the first of each period with the first, of the logarithm of the ratio.
//!
//! Calls are taken to be independent of each other within a stretch. Rates may vary inside it: the binomial is then too
//! careful rather than too bold (Hoeffding, Annals of Mathematical Statistics 1956).

use super::rule::{Breach, Rule};
use super::sample::Sample;
use super::statistics::{at_least, at_most, jackknife, ranks, student, student_quantile};
use crate::cube::Formula;
use crate::cube::histogram::Histogram;
use crate::figures::stats;

/// What a test found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// `None` where there is too little to tell noise from a breach.
    pub p: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// Whether a rule is about something counted and not sampled: there, a value beyond the bound is a breach.
pub fn counted(rule: &Rule) -> bool {
    matches!(rule.measure.formula, Formula::Sum(_)) && !matches!(rule.breach, Breach::Change(_))
}

/// How a rule tells noise apart, for people.
pub fn name(rule: &Rule) -> &'static str {
    let share = rule.measure.hits().is_some();
    let change = matches!(rule.breach, Breach::Change(_));
    match (rule.measure.formula, change) {
        _ if counted(rule) => "counted, not sampled: no test",
        (_, false) if share => "exact binomial test; Wilson interval",
        (_, true) if share => "exact conditional test of two rates",
        (Formula::Quantile(..), false) => "exact binomial test of the calls beyond the bound; interval by ranks",
        (Formula::Quantile(..), true) => "exact limits of both percentiles, by ranks",
        (_, false) => "jackknife over days or hours, Student's t",
        (_, true) => "jackknife over pairs of days or hours, Student's t of the logarithm",
    }
}

/// Tests a group against its bound, or against itself before.
pub fn test(rule: &Rule, now: &Sample, before: Option<&Sample>) -> Found {
    let share = rule.measure.hits().is_some();
    match (rule.breach, rule.measure.formula, before) {
        _ if counted(rule) => Found::default(),
        (Breach::Change(by), _, Some(before)) if share => share_changed(now, before, by),
        (Breach::Change(by), Formula::Quantile(id, q), Some(before)) => quantile_changed(now, before, id, q, by),
        (Breach::Change(by), formula, Some(before)) => {
            sums_changed(now, before, by, matches!(formula, Formula::Ratio(..)))
        }
        (Breach::Change(_), ..) => Found::default(),
        (Breach::Above(bound) | Breach::Below(bound), _, _) if share => {
            let (hits, n) = (now.value.hits, now.value.n);
            let up = rule.breach.upward();
            let p = if up { at_least(hits, n, bound.min(1.0)) } else { at_most(hits, n, bound.max(0.0)) };
            Found { p: Some(p), interval: stats::wilson(hits, n) }
        }
        (Breach::Above(bound) | Breach::Below(bound), Formula::Quantile(id, q), _) => {
            quantile(now, id, q, bound, rule.breach.upward())
        }
        (Breach::Above(bound) | Breach::Below(bound), Formula::Ratio(_, _, times), _) => {
            mean(now, times, bound, rule.breach.upward())
        }
        (Breach::Above(_) | Breach::Below(_), Formula::Sum(_), _) => Found::default(),
    }
}

fn quantile(now: &Sample, id: &str, q: f64, bound: f64, upward: bool) -> Found {
    let Some(histogram) = Histogram::named(id) else { return Found::default() };
    let n: u64 = now.bins.iter().map(|(_, n)| n).sum();
    let beyond = |bin: i64| {
        let (low, high) = histogram.edges(bin);
        if upward { low >= bound } else { high <= bound }
    };
    let k: u64 = now.bins.iter().filter(|(bin, _)| beyond(*bin)).map(|(_, n)| n).sum();
    let p = at_least(k, n, if upward { 1.0 - q } else { q });
    Found { p: (n > 0).then_some(p), interval: limits(now, histogram, q, 0.025).and_then(|(low, high)| low.zip(high)) }
}

/// Between which values a quantile lies, each side missed with at most `tail`: outer edges of their bins.
fn limits(sample: &Sample, histogram: &Histogram, q: f64, tail: f64) -> Option<(Option<f64>, Option<f64>)> {
    let n: u64 = sample.bins.iter().map(|(_, n)| n).sum();
    let (low, high) = ranks(n, q, tail);
    let bin = |rank: u64| {
        let mut below = 0;
        sample.bins.iter().find(|(_, n)| {
            below += n;
            below >= rank
        })
    };
    let low = low.and_then(bin).map(|(bin, _)| histogram.edges(*bin).0);
    let high = high.and_then(bin).map(|(bin, _)| histogram.edges(*bin).1);
    (n > 0).then_some((low, high))
}

fn quantile_changed(now: &Sample, before: &Sample, id: &str, q: f64, by: f64) -> Found {
    let Some(histogram) = Histogram::named(id) else { return Found::default() };
    // Beyond with probability `tail` of a miss on each side?
    let apart = |tail: f64| {
        let (new, old) = (limits(now, histogram, q, tail)?, limits(before, histogram, q, tail)?);
        Some(if by.is_sign_positive() { new.0? > (1.0 + by) * old.1? } else { new.1? < (1.0 + by) * old.0? })
    };
    // The smallest probability at which it still is: it shrinks as the limits widen.
    let (mut low, mut high) = ((1e-15_f64).ln(), (0.5_f64).ln());
    if apart(high.exp()) != Some(true) {
        return Found { p: Some(1.0), interval: None };
    }
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if apart(middle.exp()) == Some(true) { high = middle } else { low = middle }
    }
    let interval = limits(now, histogram, q, 0.0125).zip(limits(before, histogram, q, 0.0125));
    let ends = interval.and_then(|(new, old)| Some((new.0? / old.1? - 1.0, new.1? / old.0? - 1.0)));
    Found { p: Some((2.0 * high.exp()).min(1.0)), interval: ends }
}

fn mean(now: &Sample, times: f64, bound: f64, upward: bool) -> Found {
    let groups: Vec<Vec<f64>> = now.steps.values().map(|sums| sums.to_vec()).collect();
    let ratio = |sums: &[f64]| (sums[1] != 0.0).then(|| sums[0] / sums[1] * times);
    let Some((value, error)) = jackknife(&groups, ratio) else { return Found::default() };
    judged(value, error, bound, upward, groups.len(), |value| value)
}

fn sums_changed(now: &Sample, before: &Sample, by: f64, ratio: bool) -> Found {
    let steps: std::collections::BTreeSet<&i64> = now.steps.keys().chain(before.steps.keys()).collect();
    let of = |sample: &Sample, at: &i64| sample.steps.get(at).copied().unwrap_or([0.0, 0.0]);
    let groups: Vec<Vec<f64>> = steps.into_iter().map(|at| [of(now, at), of(before, at)].concat()).collect();
    let change = |sums: &[f64]| {
        let ratio = if ratio { (sums[0] / sums[1]) / (sums[2] / sums[3]) } else { sums[0] / sums[2] };
        (ratio.is_finite() && ratio > 0.0).then(|| ratio.ln())
    };
    let Some((value, error)) = jackknife(&groups, change) else { return Found::default() };
    judged(value, error, (1.0 + by).ln(), by.is_sign_positive(), groups.len(), |value| value.exp() - 1.0)
}

fn judged(value: f64, error: f64, bound: f64, upward: bool, groups: usize, shown: impl Fn(f64) -> f64) -> Found {
    let freedom = (groups - 1) as f64;
    let away = if upward { value - bound } else { bound - value };
    let p = match error {
        0.0 if away > 0.0 => 0.0,
        0.0 => 1.0,
        error => student(away / error, freedom),
    };
    let half = student_quantile(0.025, freedom) * error;
    Found { p: Some(p), interval: Some((shown(value - half), shown(value + half))) }
}

fn share_changed(now: &Sample, before: &Sample, by: f64) -> Found {
    let (new, old) = (now.value, before.value);
    if new.n == 0 || old.n == 0 {
        return Found::default();
    }
    // Given how many hits there are in both together, those of now are binomial.
    let weight = (1.0 + by) * new.n as f64;
    let part = weight / (weight + old.n as f64);
    let all = new.hits + old.hits;
    let p = if by.is_sign_positive() { at_least(new.hits, all, part) } else { at_most(new.hits, all, part) };
    Found { p: Some(p), interval: None }
}
