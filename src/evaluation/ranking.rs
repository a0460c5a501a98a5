//! Values and yes/no labels in; how well the values rank the labels, and whether they are the shares they claim, out.

use serde::{Deserialize, Serialize};

use super::bootstrap::{Draws, Estimate};
use super::counted::{Counted, calibration_of};

/// A value (higher: more suspicious) and what people said.
pub type Ranked = (f64, bool);

/// Area under the ROC curve: the chance that a hallucinated row has a higher value than a sound one, ties counting half
/// (Mann and Whitney 1947). `rows` are sorted by value and count `weights` times; `None` without both labels.
pub fn auroc(rows: &[Ranked], weights: &[u32]) -> Option<f64> {
    let (mut below, mut hits, mut pairs, mut at) = (0_u64, 0_u64, 0_u64, 0);
    while at < rows.len() {
        let (mut sound, mut bad, start) = (0_u64, 0_u64, at);
        while at < rows.len() && rows[at].0 == rows[start].0 {
            *(if rows[at].1 { &mut bad } else { &mut sound }) += u64::from(weights[at]);
            at += 1;
        }
        // Twice the pairs won, so that halves stay whole.
        pairs += bad * (2 * below + sound);
        below += sound;
        hits += bad;
    }
    (below > 0 && hits > 0).then(|| pairs as f64 / (2 * below * hits) as f64)
}

/// How well a signal ranks one group of rows.
#[derive(Clone, Debug, Serialize)]
pub struct Ranking {
    /// The group: a source, a language.
    pub name: String,
    /// Labelled rows.
    pub n: usize,
    /// Those labelled hallucinated.
    pub hallucinated: usize,
    /// Those for which the signal has no value; they are left out of the AUROC.
    pub silent: usize,
    /// NULL where both labels do not occur among rows with a value.
    pub auroc: Option<Estimate>,
    /// Its values on resamples of this group alone.
    #[serde(skip)]
    pub draws: Draws,
}

impl Ranking {
    /// Ranks one group. A row without a value has `None`.
    pub fn of(name: &str, rows: &[(Option<f64>, bool)], resamples: usize, seed: u64) -> Self {
        let mut known: Vec<Ranked> = rows.iter().filter_map(|(value, label)| Some(((*value)?, *label))).collect();
        known.sort_by(|a, b| a.0.total_cmp(&b.0));
        let value = auroc(&known, &vec![1; known.len()]);
        let draws = value.map(|_| Draws::of(known.len(), resamples, seed, |weights| auroc(&known, weights)));
        let draws = draws.unwrap_or_default();
        Self {
            name: name.to_owned(),
            n: rows.len(),
            hallucinated: rows.iter().filter(|(_, label)| *label).count(),
            silent: rows.len() - known.len(),
            auroc: value.map(|value| draws.around(value)),
            draws,
        }
    }
}

/// Whether probabilities are what they say.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Calibration {
    /// Rows with a probability.
    pub n: usize,
    /// Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht, AAAI 2015).
    pub error: f64,
    /// Mean squared difference of probability and label (Brier 1950).
    pub brier: f64,
    /// The bins that have rows.
    pub bins: Vec<Bin>,
}

/// One bin of a calibration.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Bin {
    /// Rows.
    pub n: usize,
    /// Mean probability.
    pub said: f64,
    /// Share of rows that people labelled so.
    pub found: f64,
}

/// Compares probabilities with labels; `None` without rows.
pub fn calibration(rows: &[Ranked]) -> Option<Calibration> {
    let one =
        |(value, label): &Ranked| Counted { value: *value, hallucinated: u64::from(*label), sound: u64::from(!*label) };
    calibration_of(&rows.iter().map(one).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair, one by one.
    fn by_pairs(rows: &[Ranked]) -> f64 {
        let mut sum = (0.0, 0.0);
        for (bad, _) in rows.iter().filter(|row| row.1) {
            for (sound, _) in rows.iter().filter(|row| !row.1) {
                sum.0 += if bad > sound {
                    1.0
                } else if bad == sound {
                    0.5
                } else {
                    0.0
                };
                sum.1 += 1.0;
            }
        }
        sum.0 / sum.1
    }

    #[test]
    fn auroc_is_the_share_of_pairs_won() {
        let mut rows: Vec<Ranked> = (0..97).map(|at| (f64::from(at * 37 % 23), at * 53 % 7 < 3)).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let weights: Vec<u32> = (0..97).map(|at| at * 11 % 4).collect();
        assert!((auroc(&rows, &[1; 97]).unwrap() - by_pairs(&rows)).abs() < 1e-12);
        let drawn: Vec<Ranked> =
            rows.iter().zip(&weights).flat_map(|(row, n)| std::iter::repeat_n(*row, *n as usize)).collect();
        assert!((auroc(&rows, &weights).unwrap() - by_pairs(&drawn)).abs() < 1e-12);
        assert_eq!(auroc(&[(1.0, true)], &[1]), None);
        assert_eq!(auroc(&[(0.0, false), (1.0, true)], &[1, 1]), Some(1.0));
    }

    #[test]
    fn silence_is_counted_and_left_out() {
        let ranking = Ranking::of("s", &[(None, true), (Some(0.1), false), (Some(0.9), true)], 10, 1);
        assert_eq!((ranking.n, ranking.hallucinated, ranking.silent), (3, 2, 1));
        assert_eq!(ranking.auroc.unwrap().value, 1.0);
        assert!(Ranking::of("s", &[(None, true)], 10, 1).auroc.is_none());
    }

    #[test]
    fn calibration_by_hand() {
        // Bin 0.2–0.3: said 0.25, found 1/4, no error; bin 0.9–1: said 0.95, found 1/2, error 0.45 for 2 of 6 rows.
        let rows = [(0.25, true), (0.25, false), (0.25, false), (0.25, false), (0.9, true), (1.0, false)];
        let told = calibration(&rows).unwrap();
        assert!((told.error - 0.45 / 3.0).abs() < 1e-12);
        assert!((told.brier - (0.5625 + 3.0 * 0.0625 + 0.01 + 1.0) / 6.0).abs() < 1e-12);
        assert_eq!(told.bins.len(), 2);
        assert!(calibration(&[]).is_none());
    }
}
