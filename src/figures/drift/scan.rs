//! A series and its changes so far → the likeliest further change, and the chance that a series without it shows one as
//! large anywhere.
//!
//! Every run of days (of nine lengths, up to four weeks) may be a spike, and every day the first of a new level that holds to the end: a scan of
//! likelihood ratios (Hinkley, Biometrika 1970; Worsley, JASA 1979 and 1983). The chance of the largest is bounded by the sum
//! of the chances of all windows (Bonferroni), half of it given to spikes of one to three days, a quarter each to longer ones
//! and to steps. A window's own chance:
//!
//! - **Shares**: given all hits, those of the window are binomial with its part of the expected ones (Przyborowski and
//!   Wilenski, Biometrika 1940), times a lognormal factor as large as days scatter besides.
//! - **Means**: Student's t of the window's effect in the regression, with a robust scale. Heavy tails of the days take
//!   degrees of freedom away: 4 + 6 · days / excess kurtosis, those of a t with the kurtosis of a mean of so many days.

use super::fit::{Fit, fit};
use super::series::{Kind, Series};
use super::shape::Shape;
use super::spread::{Spread, spread};
use super::tails;

/// Lengths of spikes that are tried, days. With two changes in a series, the stretch between them is the easier to see.
const SPIKES: [usize; 9] = [1, 2, 3, 5, 7, 10, 14, 21, 28];
/// The first of these, up to three days, get half of the chance of a false alarm: steps and long ones stand out more.
const SHORT: usize = 3;
/// Days that a level must have been known for before it can change.
const BEFORE: usize = 7;
/// Fewest things in a window of means: a mean of few has the tails of one, which nobody knows.
const FEWEST: f64 = 20.0;
/// Windows that are looked at closely, of those that look best.
const CLOSE: usize = 3;

/// A candidate.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// What.
    pub shape: Shape,
    /// Chance of something as large anywhere in the series, were there nothing; may exceed 1.
    pub chance: f64,
    /// Scatter about the model with it.
    pub spread: Spread,
}

/// The likeliest change beyond `shapes`, if its chance may be as small as `level`.
pub fn scan(series: &Series, shapes: &[Shape], level: f64) -> Option<Found> {
    let days = series.days.len();
    let base = fit(series, shapes);
    let usual = spread(series, &base, &[]);
    let steps: Vec<Shape> = (BEFORE..days).map(|from| Shape::Step { from }).collect();
    let runs = |long: usize| (0..days.saturating_sub(long)).map(move |from| Shape::Spike { from, to: from + long });
    let (short, long) = SPIKES.split_at(SHORT);
    let short: Vec<Shape> = short.iter().flat_map(|days| runs(*days)).collect();
    let long: Vec<Shape> = long.iter().flat_map(|days| runs(*days)).collect();
    let sums = Sums::of(series, &base);
    let mut best: Option<Found> = None;
    for (part, family) in [(4.0, steps), (2.0, short), (4.0, long)] {
        let windows = part * family.len() as f64;
        for shape in likeliest(series, &base, &sums, family) {
            if windows * hopeful(series, &base, &sums, &usual, shape) > level {
                break;
            }
            let mut found = weigh(series, &base, &sums, shapes, shape);
            found.chance *= windows;
            if best.is_none_or(|best| found.chance < best.chance) {
                best = Some(found);
            }
        }
    }
    best
}

/// Those with the largest likelihood ratios.
fn likeliest(series: &Series, base: &Fit, sums: &Sums, family: Vec<Shape>) -> Vec<Shape> {
    let mut ranked: Vec<(f64, Shape)> =
        family.into_iter().map(|shape| (sums.ratio(series, base, shape), shape)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.from().cmp(&b.1.from())));
    ranked.truncate(CLOSE);
    ranked.into_iter().map(|(_, shape)| shape).collect()
}

/// A chance that is smaller than any that [`weigh`] comes to, for a hundredth of the work: most series have no change.
fn hopeful(series: &Series, base: &Fit, sums: &Sums, usual: &Spread, shape: Shape) -> f64 {
    match series.kind {
        Kind::Share => {
            let (hits, all, expected, whole) = sums.counts(shape);
            let [hits, all] = [hits, all].map(|x| x / usual.least);
            let (upper, lower) = tails::binomial(hits, all, expected / whole);
            2.0 * upper.min(lower)
        }
        Kind::Mean => {
            let (effect, weight) = sums.effect(base, shape);
            // The scatter about the base has the change in it.
            tails::chi_squared(effect * effect * weight / (0.5 * usual.factor).max(1e-300), 1.0)
        }
    }
}

/// Running sums over days, so that a window costs the same whatever its length.
struct Sums {
    hits: Vec<f64>,
    expected: Vec<f64>,
    /// Weight, and weight times what the base leaves.
    weights: Vec<f64>,
    left: Vec<f64>,
    /// Weight times each column of the base.
    columns: Vec<Vec<f64>>,
}

impl Sums {
    fn of(series: &Series, base: &Fit) -> Self {
        let running = |values: &mut dyn Iterator<Item = f64>| {
            let mut sums = vec![0.0];
            values.for_each(|value| sums.push(sums[sums.len() - 1] + value));
            sums
        };
        let left = base.residuals(series);
        let columns =
            base.columns().iter().map(|column| running(&mut column.iter().zip(&base.weights).map(|(c, w)| c * w)));
        Self {
            hits: running(&mut series.days.iter().map(|day| day.x)),
            expected: running(&mut base.expected.iter().copied()),
            weights: running(&mut series.days.iter().map(|day| day.n)),
            left: running(&mut series.days.iter().zip(&left).map(|(day, r)| day.n * r)),
            columns: columns.collect(),
        }
    }

    fn within(sums: &[f64], shape: Shape) -> f64 {
        let to = if let Shape::Spike { to, .. } = shape { to } else { sums.len() - 1 };
        sums[to] - sums[shape.from()]
    }

    /// Hits of the window and in all, expected hits of the window and in all.
    fn counts(&self, shape: Shape) -> (f64, f64, f64, f64) {
        let all = |sums: &[f64]| sums[sums.len() - 1];
        let (hits, expected) = (Self::within(&self.hits, shape), Self::within(&self.expected, shape));
        (hits, all(&self.hits), expected, all(&self.expected))
    }

    /// The effect of the window beside the base (Frisch and Waugh, Econometrica 1933), and its weight: 1 / variance but for
    /// the scale.
    fn effect(&self, base: &Fit, shape: Shape) -> (f64, f64) {
        let known = base.explained(self.columns.iter().map(|sums| Self::within(sums, shape)).collect());
        let weight = Self::within(&self.weights, shape) - known;
        if weight > 1e-9 { (Self::within(&self.left, shape) / weight, weight) } else { (0.0, 0.0) }
    }

    fn ratio(&self, series: &Series, base: &Fit, shape: Shape) -> f64 {
        match series.kind {
            Kind::Share => {
                let (hits, all, expected, whole) = self.counts(shape);
                let part = |x: f64, e: f64| if x > 0.0 { x * (x / e).ln() } else { 0.0 };
                let inside = expected > 0.0 && expected < whole;
                if inside { part(hits, expected) + part(all - hits, whole - expected) } else { 0.0 }
            }
            Kind::Mean if Self::within(&self.weights, shape) < FEWEST => 0.0,
            Kind::Mean => {
                let (effect, weight) = self.effect(base, shape);
                effect * effect * weight
            }
        }
    }
}

/// The chance of one window, and the scatter with it.
fn weigh(series: &Series, base: &Fit, sums: &Sums, shapes: &[Shape], shape: Shape) -> Found {
    let column = shape.column(series.days.len());
    let all: Vec<Shape> = shapes.iter().copied().chain([shape]).collect();
    let spread = spread(series, &fit(series, &all), &column);
    let days = series.days.iter().filter(|day| day.n > 0.0).count() as f64;
    let long = column.iter().zip(&series.days).filter(|(inside, day)| **inside > 0.0 && day.n > 0.0).count() as f64;
    let inside = base.expected.iter().zip(&column).map(|(expected, inside)| expected * inside);
    let rest = (days - long).max(1.0);
    let factor = match shape {
        Shape::Spike { .. } => spread.of(inside) * spread.lasting(long),
        // The level before is estimated, too.
        _ => spread.of(inside).max(spread.factor) * spread.lasting(long.max(rest)),
    };
    let side = long.min(rest).max(1.0);
    let df = if spread.tails > 0.0 { spread.df.min(4.0 + 6.0 * side / spread.tails) } else { spread.df };
    let chance = match series.kind {
        Kind::Share => {
            let (hits, all, expected, whole) = sums.counts(shape);
            // Chance is that of a binomial; what days scatter more is a factor on the window, and one on the rest.
            let more = (factor - spread.least).max(0.0);
            let sigma = (more / expected + more / (whole - expected)).ln_1p().sqrt();
            let (upper, lower) = tails::mixed(hits, all, expected / whole, sigma, spread.df);
            2.0 * upper.min(lower)
        }
        Kind::Mean => {
            let (effect, weight) = sums.effect(base, shape);
            if factor > 0.0 { tails::student(effect * (weight / factor).sqrt(), df) } else { 1.0 }
        }
    };
    Found { shape, chance: chance.min(1.0), spread }
}
