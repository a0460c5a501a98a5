//! A store → how alike its responses are to prompts that they do not answer: what similarity is by chance, in this corpus.

use crate::cube::Cube;
use crate::error::Result;
use crate::interactions::similarity_of;
use crate::warehouse::Store;

/// Fewer pairs say nothing about one in twenty.
pub const FEWEST: usize = 40;
/// Share of unrelated pairs that are at least as similar as the threshold.
pub const TAIL: f64 = 0.05;

/// Similarities of responses to other prompts.
#[derive(Clone, Debug)]
pub struct Unrelated {
    /// In order, rounded as the columns are.
    pub values: Vec<f64>,
}

impl Unrelated {
    /// By words.
    pub fn read(cube: &Cube<'_>) -> Result<Option<Self>> {
        Self::of(cube.store(), similarity_of)
    }

    /// Pairs each response of a sample (see [`Store::spoken`]) with the prompt of another
    /// interaction in it, which its place decides; where that prompt is the same text, with the next that is not. `None`
    /// with fewer than [`FEWEST`] pairs.
    pub fn of(store: &Store, number: impl Fn(&str, &str) -> Option<f64>) -> Result<Option<Self>> {
        let sample = store.spoken()?;
        let m = sample.len();
        let value = |place: usize| {
            let first = 1 + mix(place as u64) as usize % (m - 1);
            let others = (0..m - 1).map(|step| &sample[(place + 1 + (first - 1 + step) % (m - 1)) % m]);
            others.take(MOST_TRIES).find_map(|other| sample[place].beside(other, &number))
        };
        let mut values: Vec<f64> =
            (0..if m > 1 { m } else { 0 }).filter_map(value).map(|v| (v * 1000.0).round() / 1000.0).collect();
        values.sort_by(f64::total_cmp);
        Ok((values.len() >= FEWEST).then_some(Self { values }))
    }

    /// The `q` quantile: the least value that a share of `q` does not exceed.
    pub fn quantile(&self, q: f64) -> f64 {
        self.values[((self.values.len() as f64 * q).ceil() as usize).clamp(1, self.values.len()) - 1]
    }

    /// The 95 % quantile. A response that is no more similar to its own prompt is no nearer to it than to others'.
    pub fn threshold(&self) -> f64 {
        self.quantile(1.0 - TAIL)
    }
}

/// Prompts that are tried for one that is another text.
const MOST_TRIES: usize = 20;

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): spreads places, the same way every time.
fn mix(place: u64) -> u64 {
    let z = place.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
