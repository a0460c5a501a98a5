//! How far a response is found by words and how near it is by meaning in, one number for all of it out: a curve that was fitted to
//! labels and is data.

use std::sync::OnceLock;

use serde::Deserialize;

use super::support::Near;
use crate::error::{OrFail, Result};

/// The weights; `data/semantic.toml` says what they were fitted to.
#[derive(Debug, Deserialize)]
pub struct Blend {
    intercept: f64,
    by_form: f64,
    by_sentence: f64,
    by_word: f64,
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

    /// 0 to 1: a logistic curve over all three.
    pub fn of(&self, groundedness: f64, near: Near) -> f64 {
        let by_meaning = self.by_sentence * near.support + self.by_word * near.coverage;
        let sum = self.intercept + self.by_form * groundedness + by_meaning;
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_of_any_is_more() {
        let blend = Blend::shipped().expect("it reads");
        let of = |[groundedness, support, coverage]: [f64; 3]| blend.of(groundedness, Near { support, coverage });
        for (step, at) in (0..10).flat_map(|step| (0..3).map(move |at| (step, at))) {
            let (mut less, mut more) = ([0.5; 3], [0.5; 3]);
            (less[at], more[at]) = (f64::from(step) / 10.0, f64::from(step + 1) / 10.0);
            assert!(of(less) < of(more));
        }
    }
}
