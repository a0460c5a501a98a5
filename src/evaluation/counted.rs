//! How often each value of a signal stands beside each label in; AUROC with its interval and calibration out. A store has
//! millions of rows but few values, since signals are rounded: counting them is left to the engine.

use super::ranking::{Bin, Calibration};

/// A value (higher: more suspicious) and how many rows that people labelled have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// The value.
    pub value: f64,
    /// Rows labelled hallucinated.
    pub hallucinated: u64,
    /// Rows labelled sound.
    pub sound: u64,
}

/// An AUROC with DeLong's interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The chance that a hallucinated row has a higher value than a sound one, ties counting half.
    pub value: f64,
    /// The 95 % interval; NULL where a label has one row only, or nothing scatters.
    pub interval: Option<(f64, f64)>,
}

/// Standard normal quantile for a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// Area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (Biometrics 1988), cut at 0 and 1;
/// `None` without both labels. `counts` may stand in any order.
pub fn area(counts: &[Counted]) -> Option<Area> {
    let mut counts = counts.to_vec();
    counts.sort_by(|a, b| a.value.total_cmp(&b.value));
    let (bad, good): (u64, u64) = counts.iter().fold((0, 0), |sum, one| (sum.0 + one.hallucinated, sum.1 + one.sound));
    if bad == 0 || good == 0 {
        return None;
    }
    let (m, n) = (bad as f64, good as f64);
    // Placements: of a hallucinated row, the share of sound ones below it; of a sound row, of hallucinated ones above it.
    let (mut below_good, mut below_bad) = (0.0, 0.0);
    let (mut sum, mut squares) = (0.0, [0.0; 2]);
    let mut at = 0;
    while at < counts.len() {
        let same = counts[at..].iter().take_while(|one| one.value == counts[at].value);
        let (here, sound, rows) =
            same.fold((0.0, 0.0, 0), |s, one| (s.0 + one.hallucinated as f64, s.1 + one.sound as f64, s.2 + 1));
        let (won, lost) = ((below_good + sound / 2.0) / n, (m - below_bad - here / 2.0) / m);
        sum += here * won;
        squares[0] += here * won * won;
        squares[1] += sound * lost * lost;
        (below_good, below_bad, at) = (below_good + sound, below_bad + here, at + rows);
    }
    let value = sum / m;
    let spread = |squares: f64, n: f64| (squares / n - value * value).max(0.0) / (n - 1.0);
    let variance = if bad > 1 && good > 1 { spread(squares[0], m) + spread(squares[1], n) } else { 0.0 };
    let half = Z * variance.sqrt();
    let interval = (variance > 1e-15).then(|| ((value - half).max(0.0), (value + half).min(1.0)));
    Some(Area { value, interval })
}

/// Bins of a calibration.
const BINS: usize = 10;

/// Compares probabilities with labels; `None` without rows.
pub fn calibration_of(counts: &[Counted]) -> Option<Calibration> {
    let mut bins = [(0_u64, 0.0, 0_u64); BINS];
    let mut brier = 0.0;
    for one in counts {
        let (rows, p) = (one.hallucinated + one.sound, one.value);
        let bin = &mut bins[((p * BINS as f64) as usize).min(BINS - 1)];
        *bin = (bin.0 + rows, bin.1 + p * rows as f64, bin.2 + one.hallucinated);
        brier += one.hallucinated as f64 * (1.0 - p).powi(2) + one.sound as f64 * p * p;
    }
    let n: u64 = bins.iter().map(|bin| bin.0).sum();
    let filled = bins.iter().filter(|bin| bin.0 > 0);
    let of = |(rows, said, found): &(u64, f64, u64)| Bin {
        n: *rows as usize,
        said: said / *rows as f64,
        found: *found as f64 / *rows as f64,
    };
    let bins: Vec<Bin> = filled.map(of).collect();
    let error = bins.iter().map(|bin| bin.n as f64 / n as f64 * (bin.said - bin.found).abs()).sum();
    (n > 0).then(|| Calibration { n: n as usize, error, brier: brier / n as f64, bins })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::{Ranked, calibration};

    fn rows() -> Vec<Ranked> {
        (0..97).map(|at| (f64::from(at * 37 % 23) / 23.0, at * 53 % 7 < 3)).collect()
    }

    fn counted(rows: &[Ranked]) -> Vec<Counted> {
        let one =
            |(value, bad): &Ranked| Counted { value: *value, hallucinated: u64::from(*bad), sound: u64::from(!*bad) };
        rows.iter().map(one).collect()
    }

    /// Every pair, one by one, and the placements as the paper has them.
    #[test]
    fn area_and_interval_are_those_of_all_pairs() {
        let rows = rows();
        let won = |bad: f64, sound: f64| {
            if bad > sound {
                1.0
            } else if bad == sound {
                0.5
            } else {
                0.0
            }
        };
        let bad: Vec<f64> = rows.iter().filter(|row| row.1).map(|row| row.0).collect();
        let sound: Vec<f64> = rows.iter().filter(|row| !row.1).map(|row| row.0).collect();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let v10: Vec<f64> = bad.iter().map(|b| mean(&sound.iter().map(|s| won(*b, *s)).collect::<Vec<_>>())).collect();
        let v01: Vec<f64> = sound.iter().map(|s| mean(&bad.iter().map(|b| won(*b, *s)).collect::<Vec<_>>())).collect();
        let spread = |values: &[f64]| {
            let middle = mean(values);
            values.iter().map(|v| (v - middle).powi(2)).sum::<f64>() / ((values.len() - 1) as f64 * values.len() as f64)
        };
        let half = 1.96 * (spread(&v10) + spread(&v01)).sqrt();
        let told = area(&counted(&rows)).unwrap();
        assert!((told.value - mean(&v10)).abs() < 1e-12);
        let (low, high) = told.interval.unwrap();
        assert!((low - (mean(&v10) - half)).abs() < 1e-4 && (high - (mean(&v10) + half)).abs() < 1e-4);
    }

    #[test]
    fn no_interval_where_nothing_scatters() {
        let sure = counted(&[(0.1, false), (0.2, false), (0.8, true), (0.9, true)]);
        assert_eq!(area(&sure), Some(Area { value: 1.0, interval: None }));
        assert_eq!(area(&counted(&[(0.1, false), (0.2, false)])), None);
        assert_eq!(area(&counted(&[(0.1, false), (0.2, true)])).unwrap().interval, None);
    }

    #[test]
    fn calibration_is_that_of_the_rows() {
        // 97 rows one by one, and their 23 values with how often each stands beside which label.
        let mut counts: Vec<Counted> = Vec::new();
        for one in counted(&rows()) {
            match counts.iter_mut().find(|other| other.value == one.value) {
                Some(same) => {
                    (same.hallucinated, same.sound) = (same.hallucinated + one.hallucinated, same.sound + one.sound)
                }
                None => counts.push(one),
            }
        }
        assert_eq!(counts.len(), 23);
        let (of_rows, of_counts) = (calibration(&rows()).unwrap(), calibration_of(&counts).unwrap());
        assert_eq!(of_rows.n, of_counts.n);
        assert!((of_rows.error - of_counts.error).abs() < 1e-12 && (of_rows.brier - of_counts.brier).abs() < 1e-12);
        assert!(of_rows.bins.iter().zip(&of_counts.bins).all(|(a, b)| a.n == b.n && (a.found - b.found).abs() < 1e-12));
        assert!(calibration_of(&[]).is_none());
    }
}
