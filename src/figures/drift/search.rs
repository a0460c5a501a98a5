//! A series → its changes: one at a time, the likeliest first, until none is beyond chance (binary segmentation, Scott and
//! Knott, Biometrics 1974; Vostrikova 1981), each with the days on which it may have begun.

use super::fit::fit;
use super::scan::{Found, scan};
use super::series::{Kind, Series};
use super::shape::Shape;
use super::spread::Spread;

/// A change that was found.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Its course.
    pub shape: Shape,
    /// First and last day on which it may have begun: likelihood at least 1/20 of the best.
    pub since: (usize, usize),
    /// Bound on the chance of finding anything as large in this series, were there nothing.
    pub chance: f64,
    /// Effect at full size: on the logarithm of a share, or on the mean.
    pub effect: f64,
    /// Scatter about the model with all changes.
    pub spread: Spread,
}

/// Longest spike that is one for sure, days.
const SHORT: usize = 3;
/// Most changes of a series: what changes all the time has no changes.
const MOST: usize = 8;
/// Lengths of drifts that are tried, days.
const DRIFTS: [usize; 9] = [4, 7, 10, 14, 18, 21, 28, 35, 42];
/// Times that the bend of a drift is taken from the size that was found with the one before.
const BENDS: usize = 2;
/// So many days off, a course no longer speaks for a day; half as many, by half.
const NEAR: usize = 3;
/// How much likelier (twice the log-likelihood) a beginning may be than another one that is still believed: ln 400.
const PLAUSIBLE: f64 = 5.99;

/// The changes of a series whose chance is at most `level`, in order of time.
pub fn changes(series: &Series, level: f64) -> Vec<Change> {
    let mut found: Vec<Found> = Vec::new();
    if !series.enough() {
        return Vec::new();
    }
    while found.len() < MOST {
        let shapes: Vec<Shape> = found.iter().map(|found| found.shape).collect();
        let Some(mut next) = scan(series, &shapes, level).filter(|next| next.chance <= level) else { break };
        if let Shape::Step { .. } = next.shape {
            next.shape = course(series, &shapes, next, false).0;
        }
        found.push(next);
    }
    let mut since = settle(series, &mut found);
    if plainly(series, &mut found) {
        since = settle(series, &mut found);
    }
    told(series, &found, &since)
}

/// A long spike and a step or drift somewhere about it may be two steps, at its ends: told so where that fits as well.
fn plainly(series: &Series, found: &mut [Found]) -> bool {
    let mut changed = false;
    for spike in 0..found.len() {
        for step in 0..found.len() {
            let (Shape::Spike { from, to }, Shape::Step { .. } | Shape::Drift { .. }) =
                (found[spike].shape, found[step].shape)
            else {
                continue;
            };
            if to - from <= SHORT {
                continue;
            }
            let now: Vec<Shape> = found.iter().map(|found| found.shape).collect();
            let mut two = now.clone();
            (two[spike], two[step]) = (Shape::Step { from }, Shape::Step { from: to });
            let scale = found[spike].spread.factor.min(found[step].spread.factor).max(1e-300);
            if fit(series, &two).deviance(series) <= fit(series, &now).deviance(series) + PLAUSIBLE * scale {
                (found[spike].shape, found[step].shape) = (two[spike], two[step]);
                changed = true;
            }
        }
    }
    changed
}

/// Looks at every change again beside all the others, which were not known when it was found; says when each may have begun.
fn settle(series: &Series, found: &mut [Found]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for at in 0..found.len() {
        let others: Vec<Shape> =
            found.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, found)| found.shape).collect();
        // About what was known when it was found, days scattered more.
        let known: Vec<Shape> = found.iter().map(|found| found.shape).collect();
        found[at].spread = super::spread::spread(series, &fit(series, &known), &[]);
        let (shape, since) = match found[at].shape {
            Shape::Spike { from, to } => edges(series, &others, found[at], from, to),
            _ => course(series, &others, found[at], true),
        };
        found[at].shape = shape;
        out.push(since);
    }
    out
}

/// What was found, with its effects and the scatter about the whole model.
fn told(series: &Series, found: &[Found], since: &[(usize, usize)]) -> Vec<Change> {
    let shapes: Vec<Shape> = found.iter().map(|found| found.shape).collect();
    let model = fit(series, &shapes);
    let spread = super::spread::spread(series, &model, &[]);
    let change = |((found, since), effect): ((&Found, &(usize, usize)), &f64)| Change {
        shape: found.shape,
        since: *since,
        chance: found.chance,
        effect: *effect,
        spread,
    };
    let mut changes: Vec<Change> = found.iter().zip(since).zip(&model.effects).map(change).collect();
    changes.sort_by_key(|change| (change.shape.from(), change.shape.settled()));
    changes
}

/// The likeliest first and last day of a spike, of those near the ones that were tried, and when it may have begun.
fn edges(series: &Series, others: &[Shape], found: Found, from: usize, to: usize) -> (Shape, (usize, usize)) {
    let far = (to - from) / 3;
    let scale = (found.spread.factor * found.spread.lasting((to - from) as f64)).max(1e-300);
    let mut tried: Vec<(f64, Shape)> = Vec::new();
    for first in from.saturating_sub(far)..=from + far {
        for end in (to - far).max(first + 1)..=(to + far).min(series.days.len()) {
            let shape = Shape::Spike { from: first, to: end };
            let all: Vec<Shape> = others.iter().copied().chain([shape]).collect();
            tried.push((fit(series, &all).deviance(series) / scale, shape));
        }
    }
    likeliest(series, &tried, found.shape)
}

/// The cheapest shape, and the first days of all that are plausible beside it.
fn likeliest(series: &Series, tried: &[(f64, Shape)], otherwise: Shape) -> (Shape, (usize, usize)) {
    let Some(best) = tried.iter().min_by(|a, b| a.0.total_cmp(&b.0)).copied() else {
        return (otherwise, (otherwise.from(), otherwise.from()));
    };
    let plausible = tried.iter().filter(|(cost, _)| *cost <= best.0 + PLAUSIBLE).map(|(_, shape)| shape.from());
    let (low, high) = plausible.fold((series.days.len(), 0), |(low, high), from| (low.min(from), high.max(from)));
    (best.1, (low, high))
}

/// The likeliest course of a change that stays (at once, or a drift where that is likelier by more than its further
/// parameter costs: Schwarz, Annals of Statistics 1978), and first and last day on which it may have begun.
fn course(series: &Series, others: &[Shape], found: Found, finally: bool) -> (Shape, (usize, usize)) {
    let days = series.days.len();
    let step = found.shape.from();
    let longest = DRIFTS[DRIFTS.len() - 1];
    let (first, last) = (step.saturating_sub(longest).max(3), (step + longest / 3).min(days - 1));
    let fitted = |shape: Shape| fit(series, &others.iter().copied().chain([shape]).collect::<Vec<_>>());
    let scale = (found.spread.factor * found.spread.lasting(days as f64)).max(1e-300);
    let (logs, further) = (series.logs || series.kind == Kind::Share, (days as f64).ln());
    let mut told = (Shape::Step { from: step }, (step, step));
    // How a drift bends on the scale of logarithms depends on its size, and a step tells only how large it is on average.
    for _ in 0..BENDS {
        let effect = fitted(told.0).effects.last().copied().unwrap_or(0.0).clamp(-3.0, 3.0);
        let bend = if logs { (effect.exp_m1() * 1e3) as i32 } else { 0 };
        let mut tried: Vec<(f64, Shape)> = Vec::new();
        for from in first..=last {
            let drifts = DRIFTS.iter().filter(|long| from + **long / 2 < days);
            let shapes = drifts.map(|long| (further, Shape::Drift { from, days: *long, bend }));
            for (cost, shape) in shapes.chain([(0.0, Shape::Step { from })]) {
                tried.push((fitted(shape).deviance(series) / scale + cost, shape));
            }
        }
        told = likeliest(series, &tried, found.shape);
        if finally {
            told.0 = amid(&tried, told.0);
            let from = told.0.from();
            told.1 = (told.1.0.min(from), told.1.1.max(from));
        }
        if let Shape::Step { .. } = told.0 {
            break;
        }
    }
    told
}

/// The cheapest course of those that begin on the day about which they are likeliest, all courses together. A drift may begin
/// earlier and grow for longer, or the other way round, and the very likeliest course is often at the edge of those that are
/// about as likely.
fn amid(tried: &[(f64, Shape)], best: Shape) -> Shape {
    let least = tried.iter().map(|(cost, _)| *cost).fold(f64::INFINITY, f64::min);
    let about = |day: usize| -> f64 {
        let weight = |(cost, shape): &(f64, Shape)| {
            NEAR.saturating_sub(shape.from().abs_diff(day)) as f64 * ((least - cost) / 2.0).exp()
        };
        tried.iter().map(weight).sum()
    };
    let days = tried.iter().map(|(_, shape)| shape.from());
    let day = days.max_by(|a, b| about(*a).total_cmp(&about(*b)).then(b.cmp(a)));
    let begin = tried.iter().filter(|(_, shape)| Some(shape.from()) == day);
    begin.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(best, |found| found.1)
}
