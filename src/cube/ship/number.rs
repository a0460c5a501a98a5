//! Numbers with an expectation → bits. Numbers are whole, below 2^52, and held as `f64`, which is what a browser has: both
//! sides take the same steps in the same order, with nothing but + − × ÷ √, which are exact to the last bit anywhere.

use super::coder::Coder;

/// Trees of contexts for how far off an expectation is: by the expectation where it is small, else by the usual distance.
const SETS: usize = 48 + 62;
const SET: usize = 66;
/// Contexts that [`Near`] needs.
const NEAR: usize = SETS * SET + 64 * 4;

/// Codes numbers of one kind.
pub struct Near(usize);

impl Near {
    /// A coder of one kind of numbers.
    pub fn new<C: Coder>(coder: &mut C) -> Self {
        Self(coder.contexts(NEAR))
    }

    /// A number of which `expected` is expected, give or take about `spread`; below 0 only if `signed`.
    pub fn code<C: Coder>(&self, coder: &mut C, expected: f64, spread: f64, signed: bool, x: f64) -> f64 {
        let middle = (expected + 0.5).floor();
        let set = self.0 + set(expected, spread) * SET;
        let off = x - middle;
        if coder.bit(set, off == 0.0) {
            return middle;
        }
        let below = (signed || middle > 0.0) && coder.bit(set + 1, off < 0.0);
        let size = 1.0 + self.size(coder, set + 2, off.abs() - 1.0);
        if below { middle - size } else { middle + size }
    }

    /// A number from 0 on: how many bits it has, then these, of which all but the first three are taken as chance.
    fn size<C: Coder>(&self, coder: &mut C, tree: usize, x: f64) -> f64 {
        let whole = x.max(0.0) as u64;
        let length = u64::from(64 - whole.leading_zeros());
        let mut node = 1;
        for at in (0..6).rev() {
            node = node * 2 + usize::from(coder.bit(tree + node, length >> at & 1 == 1));
        }
        let length = node - 64;
        let bits = self.0 + SETS * SET + length * 4;
        let (mut value, mut node) = (u64::from(length > 0), 1);
        for at in (0..length.saturating_sub(1)).rev() {
            let bit = whole >> at & 1 == 1;
            let bit = if node < 4 { coder.bit(bits + node, bit) } else { coder.half(bit) };
            node = (node * 2 + usize::from(bit)).min(4);
            value = value * 2 + u64::from(bit);
        }
        value as f64
    }
}

fn set(expected: f64, spread: f64) -> usize {
    let size = expected.abs();
    if size < 4.0 {
        let width = if spread < 0.5 { 0 } else { 1 + usize::from(spread >= 1.5) };
        return (size * 4.0) as usize * 3 + width;
    }
    48 + octave(spread * spread * 16.0).min(61)
}

/// How many bits the whole part of a number has, up to 60.
fn octave(x: f64) -> usize {
    const HALF: f64 = (1_u32 << 30) as f64;
    let bits = |x: f64| 32 - (x.min(HALF) as u32).leading_zeros() as usize;
    if x < HALF { bits(x) } else { 30 + bits(x / HALF) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::coder::{Decoder, Encoder};
    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back_as_they_went(
            numbers in prop::collection::vec((0i64..1 << 52, 0u32..53, any::<bool>(), -1e3f64..1e9, 0f64..1e9), 0..300)
        ) {
            // What is not signed is neither below 0 nor expected to be.
            let numbers: Vec<(f64, bool, f64, f64)> = numbers
                .into_iter()
                .map(|(x, shift, signed, mean, spread)| {
                    let x = (x >> shift) as f64;
                    (if signed && shift % 2 == 0 { -x } else { x }, signed, if signed { mean } else { mean.abs() }, spread)
                })
                .collect();
            let mut encoder = Encoder::default();
            let near = Near::new(&mut encoder);
            for (x, signed, mean, spread) in &numbers {
                near.code(&mut encoder, *mean, *spread, *signed, *x);
            }
            let text = encoder.finish();
            let mut decoder = Decoder::new(&text);
            let near = Near::new(&mut decoder);
            for (x, signed, mean, spread) in &numbers {
                prop_assert_eq!(near.code(&mut decoder, *mean, *spread, *signed, 0.0), *x);
            }
        }
    }
}
