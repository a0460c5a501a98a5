//! A number of rows in, the same resamples of them every time out; and an estimate with its interval.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

/// A figure with its 95 % percentile bootstrap interval (Efron 1979); NULL where the resamples did not allow one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// On the rows themselves.
    pub value: f64,
    /// 2.5 % quantile of the resamples.
    pub low: Option<f64>,
    /// 97.5 % quantile of the resamples.
    pub high: Option<f64>,
}

/// Values of one figure on every resample; NaN where a resample has none.
#[derive(Clone, Debug, Default)]
pub struct Draws(pub Vec<f64>);

impl Draws {
    /// `figure` of each of `resamples` draws of `n` rows with replacement, given as how often each row was drawn.
    pub fn of(n: usize, resamples: usize, seed: u64, mut figure: impl FnMut(&[u32]) -> Option<f64>) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut counts = vec![0_u32; n];
        let draw = |_| {
            counts.fill(0);
            for _ in 0..n {
                counts[((u128::from(dice.next_u64()) * n as u128) >> 64) as usize] += 1;
            }
            figure(&counts).unwrap_or(f64::NAN)
        };
        Self((0..resamples).map(draw).collect())
    }

    /// The mean over several figures, resample by resample: groups are resampled each for itself.
    pub fn mean(all: &[&Draws]) -> Self {
        let n = all.iter().map(|draws| draws.0.len()).min().unwrap_or(0);
        let mean = |at: usize| all.iter().map(|draws| draws.0[at]).sum::<f64>() / all.len() as f64;
        Self((0..n).map(mean).collect())
    }

    /// The interval around `value`. Resamples without a value (one class only) are left out; more than half of them
    /// leave no interval.
    pub fn around(&self, value: f64) -> Estimate {
        let mut there: Vec<f64> = self.0.iter().copied().filter(|value| !value.is_nan()).collect();
        there.sort_by(f64::total_cmp);
        let enough = !there.is_empty() && there.len() * 2 > self.0.len();
        let at = |q: f64| enough.then(|| there[((there.len() - 1) as f64 * q).round() as usize]);
        Estimate { value, low: at(0.025), high: at(0.975) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_draws_of_as_many_rows() {
        let sum =
            |counts: &[u32]| Some(counts.iter().enumerate().map(|(at, n)| at as f64 * f64::from(*n)).sum::<f64>());
        let (a, b) = (Draws::of(50, 20, 7, sum), Draws::of(50, 20, 7, sum));
        assert_eq!(a.0, b.0);
        assert_ne!(a.0, Draws::of(50, 20, 8, sum).0);
        Draws::of(50, 20, 7, |counts| {
            assert_eq!(counts.iter().sum::<u32>(), 50);
            None
        });
    }

    #[test]
    fn the_interval_of_a_share_is_that_of_theory() {
        // 300 of 1,000: standard error √(0.3 · 0.7 / 1000) = 0.01449, so 0.3 ± 0.0284.
        let draws = Draws::of(1_000, 4_000, 1, |counts| Some(f64::from(counts[..300].iter().sum::<u32>()) / 1_000.0));
        let estimate = draws.around(0.3);
        assert!((estimate.low.unwrap() - 0.2716).abs() < 0.003 && (estimate.high.unwrap() - 0.3284).abs() < 0.003);
    }

    #[test]
    fn no_interval_from_few_resamples() {
        assert_eq!(Draws(vec![f64::NAN, f64::NAN, 0.5]).around(0.5).low, None);
        assert_eq!(Draws::mean(&[&Draws(vec![0.0, 1.0]), &Draws(vec![1.0, f64::NAN])]).0[0], 0.5);
    }
}
