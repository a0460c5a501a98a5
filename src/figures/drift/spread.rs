//! What a model leaves unexplained → how much more days differ than chance alone would have it. Real traffic is not
//! binomial: retries come in bunches, bad hours spoil days, and one day is like the next.

use super::fit::Fit;
use super::series::{Kind, Series};
use super::tails;

/// How far days scatter about a model.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// Variance over that of the model: of hits over expected hits (1 for Poisson, 1 − share for binomial counts), or of a
    /// day's mean times its n.
    pub factor: f64,
    /// Of `factor`, the part that chance alone gives: 1 − share for binomial counts, 0 for means.
    pub least: f64,
    /// Expected hits of a day, on average; 0 for means.
    pub usual: f64,
    /// Autocorrelation of neighbouring days, 0 or more.
    pub alike: f64,
    /// Excess kurtosis of the days' residuals, 0 or more: how heavy their tails are.
    pub tails: f64,
    /// Degrees of freedom that it rests on.
    pub df: f64,
}

impl Spread {
    /// The factor of a sum over days with these expected hits. What days have besides chance may be a part of what is
    /// expected of them (a bad day is as bad for all of its requests), so that busy days scatter more: variance
    /// E + σ²E², as of a negative binomial.
    pub fn of(&self, expected: impl Iterator<Item = f64> + Clone) -> f64 {
        let (sum, squares) = expected.fold((0.0, 0.0), |(sum, squares), e| (sum + e, squares + e * e));
        let busy = if sum > 0.0 && self.usual > 0.0 { squares / sum / self.usual } else { 1.0 };
        self.least + (self.factor - self.least) * busy.max(1.0)
    }
}

impl Spread {
    /// What the variance of a sum over so many days is times, since neighbouring days are alike (an autoregression of first
    /// order).
    pub fn lasting(&self, days: f64) -> f64 {
        let r = self.alike;
        if days <= 1.0 || r == 0.0 {
            return 1.0;
        }
        (1.0 + r) / (1.0 - r) - 2.0 * r * (1.0 - r.powf(days)) / (days * (1.0 - r).powi(2))
    }
}

/// The share of days that is left out as too odd to tell what is usual.
const TRIMMED: f64 = 0.05;
/// Expected hits that are worth a residual: days with fewer are put together.
const WORTH: f64 = 5.0;
/// Other odd days (the oddest) that do not count towards the tails.
const MASKING: usize = 1;
/// Largest autocorrelation that is believed.
const MOST_ALIKE: f64 = 0.8;

/// The scatter about `fit`; days of `except` do not count towards its tails.
pub fn spread(series: &Series, fit: &Fit, except: &[f64]) -> Spread {
    let left = fit.residuals(series);
    let days = series.days.iter().filter(|day| day.n > 0.0).count() as f64;
    let df = (days - fit.parameters as f64).max(2.0);
    let squares = match series.kind {
        Kind::Share => blocks(&left, &fit.expected),
        Kind::Mean => {
            left.iter().zip(&series.days).filter(|(_, day)| day.n > 0.0).map(|(r, day)| r * r * day.n).collect()
        }
    };
    let (n, hits) = series.days.iter().fold((0.0, 0.0), |sum, day| (sum.0 + day.n, sum.1 + day.x));
    let (least, usual) = match series.kind {
        Kind::Share => (1.0 - hits / n, hits / days),
        Kind::Mean => (0.0, 0.0),
    };
    let factor = (trimmed(squares) * days / df).max(least);
    let scaled: Vec<f64> = left
        .iter()
        .zip(&series.days)
        .zip(&fit.expected)
        .map(|((r, day), expected)| match series.kind {
            _ if day.n <= 0.0 => 0.0,
            Kind::Share => r / (expected * factor).max(1e-12).sqrt(),
            Kind::Mean => r * (day.n / factor.max(1e-300)).sqrt(),
        })
        .collect();
    Spread { factor, least, usual, alike: alike(&scaled), tails: kurtosis(&scaled, except), df: 0.8 * df }
}

/// Squared Pearson residuals of runs of days with enough expected hits.
fn blocks(left: &[f64], expected: &[f64]) -> Vec<f64> {
    let (mut out, mut r, mut e) = (Vec::new(), 0.0, 0.0);
    for (left, expected) in left.iter().zip(expected) {
        (r, e) = (r + left, e + expected);
        if e >= WORTH {
            out.push(r * r / e);
            (r, e) = (0.0, 0.0);
        }
    }
    out
}

/// Mean of squares without the largest ones, times what makes it right for normal residuals.
fn trimmed(mut squares: Vec<f64>) -> f64 {
    squares.sort_by(f64::total_cmp);
    let drop = (squares.len() as f64 * TRIMMED).ceil() as usize;
    let kept = &squares[..squares.len().saturating_sub(drop)];
    if kept.is_empty() {
        return 1.0;
    }
    // With z the normal quantile of 1 − f/2: E[x² | |x| < z] = 1 − 2 z φ(z) / (1 − f).
    let share = drop as f64 / squares.len() as f64;
    let z = tails::normal(share);
    let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    kept.iter().sum::<f64>() / kept.len() as f64 / (1.0 - 2.0 * z * density / (1.0 - share))
}

/// From the autocorrelation of neighbouring days; single odd days are cut down first.
fn alike(scaled: &[f64]) -> f64 {
    let cut: Vec<f64> = scaled.iter().map(|r| r.clamp(-2.5, 2.5)).collect();
    let all: f64 = cut.iter().map(|r| r * r).sum();
    let next: f64 = cut.windows(2).map(|pair| pair[0] * pair[1]).sum();
    // Days that scatter less than chance have nothing in common that matters.
    let alike = next / all.max(0.8 * scaled.len() as f64).max(1e-300);
    // The estimate is too low by about (1 + 4ρ) / N where a mean was fitted (Kendall, Biometrika 1954), and by more where
    // weekdays and the likeliest of many windows were, as trials show.
    (alike + (3.0 + 6.0 * alike) / scaled.len() as f64).clamp(0.0, MOST_ALIKE)
}

fn kurtosis(scaled: &[f64], except: &[f64]) -> f64 {
    let inside = |at: &usize| except.get(*at).is_none_or(|e| *e == 0.0);
    let mut kept: Vec<f64> = (0..scaled.len()).filter(inside).map(|at| scaled[at]).filter(|r| *r != 0.0).collect();
    // Two odd days would hide each other (Rosner, Technometrics 1983): so many more are left out.
    kept.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    kept.truncate(kept.len().saturating_sub(MASKING));
    let n = kept.len() as f64;
    let second = kept.iter().map(|r| r * r).sum::<f64>() / n;
    let fourth = kept.iter().map(|r| r.powi(4)).sum::<f64>() / n;
    if n < 4.0 || second <= 0.0 { 0.0 } else { (fourth / (second * second) - 3.0).max(0.0) }
}
