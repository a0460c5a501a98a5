//! Pairs of what people said and what we said in; macro-F1, each class and the confusion table out.

use serde::Serialize;

use super::bootstrap::{Draws, Estimate};

/// How well one group of rows was put into classes.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The group: a source, a language.
    pub name: String,
    /// Labelled rows.
    pub n: usize,
    /// Mean of F1 over the classes that people used in this group.
    pub macro_f1: Estimate,
    /// Share of rows where both say the same.
    pub accuracy: f64,
    /// Its macro-F1 on resamples of this group alone.
    #[serde(skip)]
    pub draws: Draws,
}

/// One class.
#[derive(Clone, Debug, Serialize)]
pub struct Class {
    /// Its word.
    pub name: String,
    /// Rows that people put here.
    pub n: usize,
    /// Share of the rows we put here that people put here too; NULL where we put none.
    pub precision: Option<f64>,
    /// Share of the rows that people put here that we put here too.
    pub recall: f64,
    /// Harmonic mean of both; 0 where either is.
    pub f1: f64,
}

/// Counts of what people said (row) and what we said (column).
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// Words of rows and columns: those of people first, then those that only we used.
    pub words: Vec<String>,
    /// How many words are people's.
    #[serde(skip)]
    labels: usize,
    /// `counts[people][ours]`.
    pub counts: Vec<Vec<u64>>,
    #[serde(skip)]
    pairs: Vec<(usize, usize)>,
}

impl Agreement {
    /// Counts pairs of people's word and ours.
    pub fn of(rows: &[(&str, &str)]) -> Self {
        let mut words: Vec<String> = rows.iter().map(|(label, _)| (*label).to_owned()).collect();
        words.sort();
        words.dedup();
        let labels = words.len();
        let mut others: Vec<String> =
            rows.iter().map(|(_, said)| (*said).to_owned()).filter(|said| !words.contains(said)).collect();
        others.sort();
        others.dedup();
        words.append(&mut others);
        let place = |word: &str| words.iter().position(|known| known == word).unwrap_or(0);
        let pairs: Vec<(usize, usize)> = rows.iter().map(|(label, said)| (place(label), place(said))).collect();
        let mut counts = vec![vec![0; words.len()]; words.len()];
        pairs.iter().for_each(|(label, said)| counts[*label][*said] += 1);
        Self { labels, counts, pairs, words }
    }

    /// Every class that people used.
    pub fn classes(&self) -> Vec<Class> {
        let class = |at: usize| {
            let n: u64 = self.counts[at].iter().sum();
            let said: u64 = self.counts.iter().map(|row| row[at]).sum();
            let both = self.counts[at][at] as f64;
            Class {
                name: self.words[at].clone(),
                n: n as usize,
                precision: (said > 0).then(|| both / said as f64),
                recall: both / n as f64,
                f1: 2.0 * both / (n + said) as f64,
            }
        };
        (0..self.labels).map(class).collect()
    }

    /// Macro-F1, its interval, and accuracy.
    pub fn group(&self, name: &str, resamples: usize, seed: u64) -> Group {
        let draws = Draws::of(self.pairs.len(), resamples, seed, |weights| self.macro_f1(weights));
        let value = self.macro_f1(&vec![1; self.pairs.len()]).unwrap_or(0.0);
        let right = self.pairs.iter().filter(|(label, said)| label == said).count();
        Group {
            name: name.to_owned(),
            n: self.pairs.len(),
            macro_f1: draws.around(value),
            accuracy: right as f64 / self.pairs.len().max(1) as f64,
            draws,
        }
    }

    /// Of rows that count `weights` times. Classes that a resample lost are left out of its mean.
    fn macro_f1(&self, weights: &[u32]) -> Option<f64> {
        let mut tally = vec![(0_u64, 0_u64, 0_u64); self.words.len()];
        for ((label, said), weight) in self.pairs.iter().zip(weights) {
            let weight = u64::from(*weight);
            tally[*label].0 += weight;
            tally[*said].1 += weight;
            tally[*label].2 += if label == said { weight } else { 0 };
        }
        let there = tally[..self.labels].iter().filter(|class| class.0 > 0);
        let scores: Vec<f64> = there.map(|(n, said, both)| 2.0 * *both as f64 / (n + said) as f64).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_f1_by_hand() {
        // a: 2 labelled, 1 said rightly, 1 more said → P 1/2, R 1/2. b: 2, both right, none more → 1. c: 1, said other → 0.
        let rows = [("a", "a"), ("a", "other"), ("b", "b"), ("b", "b"), ("c", "a")];
        let agreement = Agreement::of(&rows);
        assert_eq!(agreement.words, ["a", "b", "c", "other"]);
        assert_eq!(agreement.counts[0], [1, 0, 0, 1]);
        let f1: Vec<f64> = agreement.classes().iter().map(|class| class.f1).collect();
        assert_eq!(f1, [0.5, 1.0, 0.0]);
        assert_eq!(agreement.classes()[2].precision, None);
        let group = agreement.group("all", 50, 1);
        assert_eq!((group.macro_f1.value, group.accuracy, group.n), (0.5, 0.6, 5));
        assert!(group.macro_f1.low.unwrap() < 0.5 && group.macro_f1.high.unwrap() > 0.5);
    }

    #[test]
    fn perfect_and_hopeless() {
        assert_eq!(Agreement::of(&[("a", "a"), ("b", "b")]).group("", 0, 1).macro_f1.value, 1.0);
        assert_eq!(Agreement::of(&[("a", "b"), ("b", "a")]).group("", 0, 1).macro_f1.value, 0.0);
    }
}
