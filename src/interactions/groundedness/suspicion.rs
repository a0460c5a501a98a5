//! How far a response is found in its context in, the probability that people would call it hallucinated out: a curve
//! that was fitted to labels and is data.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::error::{OrFail, Result};

/// The curve; `data/suspicion.toml` says what it was fitted to.
#[derive(Debug, Deserialize)]
pub struct Suspicion {
    intercept: f64,
    slope: f64,
    silent: (f64, f64),
}

static SHIPPED: OnceLock<Suspicion> = OnceLock::new();

impl Suspicion {
    /// The curve this program carries.
    pub fn shipped() -> Result<&'static Self> {
        if let Some(curve) = SHIPPED.get() {
            return Ok(curve);
        }
        let curve: Self = toml::from_str(include_str!("../../../data/suspicion.toml"))
            .or_fail(|| "cannot read the suspicion curve".to_owned())?;
        Ok(SHIPPED.get_or_init(|| curve))
    }

    /// 0 to 1; `None` where it would be a coin toss.
    pub fn of(&self, groundedness: f64) -> Option<f64> {
        let p = 1.0 / (1.0 + (-(self.intercept + self.slope * groundedness)).exp());
        (p <= self.silent.0 || p >= self.silent.1).then_some(p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_falls_and_is_silent_in_the_middle() {
        let curve = Suspicion::shipped().expect("it reads");
        let told: Vec<Option<f64>> = (0..=100).map(|percent| curve.of(f64::from(percent) / 100.0)).collect();
        let known: Vec<f64> = told.iter().copied().flatten().collect();
        assert!(known.windows(2).all(|two| two[0] > two[1]));
        assert!(known[0] > 0.9 && known[known.len() - 1] < 0.1);
        assert!(told.contains(&None) && known.len() > 80);
    }
}
