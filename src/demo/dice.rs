//! A seed in, random draws out: the same on every machine.
//!
//! Only integer arithmetic and the four IEEE operations are used, never `ln`, `exp` or `cos` of the platform, whose
//! last bits differ from one C library to the next.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of draws.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number below `n`, which must not be 0. (The bias is below n / 2⁶⁴.)
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u64
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as u64) as i64
    }

    /// A number in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// The place of a weight, drawn in proportion to the weights.
    pub fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = place;
                if left < weight {
                    break;
                }
                left -= weight;
            }
        }
        last
    }

    /// A log-normal factor with median 1: exp(σ·z), z the scaled sum of four uniform draws (so |z| < 3.47).
    pub fn spread(&mut self, sigma: f64) -> f64 {
        let bits = self.bits();
        let sum: u64 = (0..4).map(|part| (bits >> (16 * part)) & 0xffff).sum();
        let z = (sum as f64 / 65_536.0 - 2.0) * 1.732_050_807_568_877_2;
        exp(sigma * z)
    }
}

/// eˣ relative error below 10⁻⁸ for |x| up to 10: a short series at x / 1024, squared ten times.
pub fn exp(x: f64) -> f64 {
    let y = x / 1024.0;
    let mut power = 1.0 + y * (1.0 + y / 2.0 * (1.0 + y / 3.0 * (1.0 + y / 4.0)));
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// Shuffles 64 bits one to one (the finaliser of SplitMix64), so that different numbers stay different.
pub fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_agrees_with_the_platform() {
        for x in [-8.0, -1.0, -0.01, 0.0, 0.5, 1.0, 3.0, 10.0_f64] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-7, "exp({x})");
        }
    }

    #[test]
    fn spread_has_median_one_and_the_sigma_asked_for() {
        let mut dice = Dice::new(1);
        let mut logs: Vec<f64> = (0..20_000).map(|_| dice.spread(0.5).ln()).collect();
        logs.sort_by(f64::total_cmp);
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let sigma = (logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / logs.len() as f64).sqrt();
        assert!(logs[10_000].abs() < 0.02 && (sigma - 0.5).abs() < 0.02, "median {} sigma {sigma}", logs[10_000]);
    }

    #[test]
    fn weights_are_kept_and_zero_is_never_drawn() {
        let mut dice = Dice::new(2);
        let mut seen = [0u32; 3];
        (0..30_000).for_each(|_| seen[dice.weighted([1.0, 0.0, 2.0].into_iter())] += 1);
        assert_eq!(seen[1], 0);
        assert!((9_500..10_500).contains(&seen[0]), "{seen:?}");
    }
}
