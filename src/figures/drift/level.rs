//! A change of a series → the level before and after, with intervals.

use super::search::Change;
use super::series::{Kind, Series};
use super::shape::Shape;
use super::watch::Watch;
use crate::figures::stats;

/// A level over some days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The level, in the unit of the measure.
    pub value: f64,
    /// 95 % interval; days that differ by more than chance make it wider.
    pub interval: (f64, f64),
    /// How many things it rests on.
    pub n: f64,
}

/// Longest stretch that a level is taken from, days.
const LONGEST: usize = 28;
/// Days of an unfinished drift that stand for where it has come to.
const UNFINISHED: usize = 7;
/// Standard normal quantile for a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// The levels before and after `changes[at]`; `None` where one of them has no data.
pub fn levels(watch: &Watch, series: &Series, changes: &[Change], at: usize) -> Option<[Level; 2]> {
    let days = series.days.len();
    let shape = changes[at].shape;
    let lasting = |change: &&Change| !matches!(change.shape, Shape::Spike { .. });
    let others = || changes.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, change)| change);
    let spike = |day: usize| others().any(|other| !lasting(&other) && other.shape.at(day) > 0.0);
    let from = shape.from();
    let first =
        others().filter(lasting).map(|other| other.shape.settled()).filter(|day| *day < from).max().unwrap_or(0);
    let next = others().filter(lasting).map(|other| other.shape.from()).filter(|day| *day > from).min().unwrap_or(days);
    let before = first.max(from.saturating_sub(LONGEST))..from;
    let after = match shape {
        Shape::Spike { from, to } => from..to,
        _ if shape.settled() >= next => next.saturating_sub(UNFINISHED).max(from)..next,
        _ => shape.settled()..next.min(shape.settled() + LONGEST),
    };
    let of = |range: std::ops::Range<usize>| level(watch, series, &changes[at], range.filter(|day| !spike(*day)));
    Some([of(before)?, of(after)?])
}

fn level(watch: &Watch, series: &Series, change: &Change, days: impl Iterator<Item = usize>) -> Option<Level> {
    let (mut n, mut sum, mut count) = (0.0, 0.0, 0.0);
    for day in days.map(|day| series.days[day]).filter(|day| day.n > 0.0) {
        n += day.n;
        count += 1.0;
        sum += if series.kind == Kind::Share { day.x } else { day.n * day.x };
    }
    if n <= 0.0 {
        return None;
    }
    let wider = change.spread.factor * change.spread.lasting(count);
    let interval = match series.kind {
        Kind::Share => {
            let over = (wider / change.spread.least).max(1.0);
            stats::wilson_of(sum / over, n / over)?
        }
        Kind::Mean => {
            let away = Z * (wider / n).sqrt();
            (sum / n - away, sum / n + away)
        }
    };
    Some(Level { value: watch.level(sum / n), interval: (watch.level(interval.0), watch.level(interval.1)), n })
}
