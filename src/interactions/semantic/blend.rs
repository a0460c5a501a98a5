//! How far a response is found by words and how near it is by meaning in, one number for both out: a curve that was fitted to
//! labels and is data.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::error::{OrFail, Result};

/// The weights; `data/semantic.toml` says what they were fitted to.
#[derive(Debug, Deserialize)]
pub struct Blend {
    intercept: f64,
    by_words: f64,
    by_meaning: f64,
}

static SHIPPED: OnceLock<Blend> = OnceLock::new();

impl Blend {
    /// The weights this program carries.
    pub fn shipped() -> Result<&'static Self> {
        if let Some(blend) = SHIPPED.get() {
            return Ok(blend);
        }
        let blend: Self = toml::from_str(include_str!("../../../data/semantic.toml"))
            .or_fail(|| "cannot read the weights of groundedness by words and by meaning".to_owned())?;
        Ok(SHIPPED.get_or_init(|| blend))
    }

    /// 0 to 1: a logistic curve over both.
    pub fn of(&self, groundedness: f64, support: f64) -> f64 {
        let sum = self.intercept + self.by_words * groundedness + self.by_meaning * support;
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_of_either_is_more() {
        let blend = Blend::shipped().expect("it reads");
        for step in 0..10 {
            let (less, more) = (f64::from(step) / 10.0, f64::from(step + 1) / 10.0);
            assert!(blend.of(less, 0.5) < blend.of(more, 0.5) && blend.of(0.5, less) < blend.of(0.5, more));
        }
    }
}
