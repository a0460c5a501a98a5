//! A series → its changes: one at a time, the likeliest first, until none is beyond chance (binary segmentation, Scott and
//! Knott, Biometrics 1974; Vostrikova 1981), each with the days on which it may have begun.

use super::fit::fit;
use super::scan::{Found, scan};
use super::series::Series;
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

/// Most changes of a series: what changes all the time has no changes.
const MOST: usize = 8;
/// Lengths of drifts that are tried, days.
const DRIFTS: [usize; 9] = [4, 7, 10, 14, 18, 21, 28, 35, 42];
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
            next.shape = course(series, &shapes, next).0;
        }
        found.push(next);
    }
    settle(series, found)
}

/// Looks at every change again beside all the others, which were not known when it was found.
fn settle(series: &Series, mut found: Vec<Found>) -> Vec<Change> {
    let mut out = Vec::new();
    for at in 0..found.len() {
        let others: Vec<Shape> =
            found.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, found)| found.shape).collect();
        let since = match found[at].shape {
            Shape::Spike { from, .. } => (from, from),
            _ => {
                let (shape, since) = course(series, &others, found[at]);
                found[at].shape = shape;
                since
            }
        };
        out.push((found[at], since));
    }
    let shapes: Vec<Shape> = found.iter().map(|found| found.shape).collect();
    let model = fit(series, &shapes);
    let spread = super::spread::spread(series, &model, &[]);
    let mut changes: Vec<Change> = out
        .into_iter()
        .zip(&model.effects)
        .map(|((found, since), effect)| Change {
            shape: found.shape,
            since,
            chance: found.chance,
            effect: *effect,
            spread,
        })
        .collect();
    changes.sort_by_key(|change| (change.shape.from(), change.shape.settled()));
    changes
}

/// The likeliest course of a change that stays (at once, or a drift where that is likelier by more than its further
/// parameter costs: Schwarz, Annals of Statistics 1978), and first and last day on which it may have begun.
fn course(series: &Series, others: &[Shape], found: Found) -> (Shape, (usize, usize)) {
    let days = series.days.len();
    let step = found.shape.from();
    let longest = DRIFTS[DRIFTS.len() - 1];
    let (first, last) = (step.saturating_sub(longest).max(3), (step + longest / 3).min(days - 1));
    let scale = (found.spread.factor * found.spread.lasting(days as f64)).max(1e-300);
    let further = (days as f64).ln();
    let mut tried: Vec<(f64, Shape)> = Vec::new();
    for from in first..=last {
        let drifts = DRIFTS.iter().filter(|long| from + **long / 2 < days);
        let shapes = drifts.map(|long| (further, Shape::Drift { from, days: *long }));
        for (cost, shape) in shapes.chain([(0.0, Shape::Step { from })]) {
            let all: Vec<Shape> = others.iter().copied().chain([shape]).collect();
            tried.push((fit(series, &all).deviance(series) / scale + cost, shape));
        }
    }
    let Some(best) = tried.iter().min_by(|a, b| a.0.total_cmp(&b.0)).copied() else { return (found.shape, (step, step)) };
    let plausible = tried.iter().filter(|(cost, _)| *cost <= best.0 + PLAUSIBLE).map(|(_, shape)| shape.from());
    let (low, high) = plausible.fold((days, 0), |(low, high), from| (low.min(from), high.max(from)));
    (best.1, (low, high))
}
