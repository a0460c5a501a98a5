//! Logarithmic histogram bins: any percentile under any filter, with a stated relative error, never an average of
//! percentiles. A value x > 0 falls in bin ⌊log_γ x⌋ and is read back at the bin's geometric middle, so a percentile is
//! off by at most √γ − 1 (the scheme of DDSketch, Masson et al., VLDB 2019).

/// Ratio of neighbouring bin edges. 1.05 keeps 47 bins per factor of ten.
pub const GAMMA: f64 = 1.05;
/// Largest relative error of a percentile: √1.05 − 1, rounded up.
pub const RELATIVE_ERROR: f64 = 0.025;
/// The bin of zero (durations are never negative in the store).
pub const ZERO: i64 = -32_768;

/// SQL that gives the bin of `column`; NULL stays NULL.
pub fn bin_sql(column: &str) -> String {
    format!("CASE WHEN {column} > 0 THEN floor(ln({column}) / ln({GAMMA}))::BIGINT WHEN {column} = 0 THEN {ZERO} END")
}

/// The value a bin stands for.
pub fn middle(bin: i64) -> f64 {
    if bin == ZERO { 0.0 } else { GAMMA.powf(bin as f64 + 0.5) }
}

/// The edges of a bin.
pub fn edges(bin: i64) -> (f64, f64) {
    if bin == ZERO { (0.0, 0.0) } else { (GAMMA.powf(bin as f64), GAMMA.powf(bin as f64 + 1.0)) }
}

/// The `q` quantile (0…1, nearest rank) of bins given as (bin, count), in any order; `None` when there is nothing.
pub fn quantile(bins: &[(i64, u64)], q: f64) -> Option<f64> {
    let mut bins = bins.to_vec();
    bins.sort_unstable();
    let total: u64 = bins.iter().map(|(_, n)| n).sum();
    let rank = ((q * total as f64).ceil() as u64).max(1);
    let mut below = 0;
    bins.iter()
        .find(|(_, n)| {
            below += n;
            below >= rank
        })
        .map(|(bin, _)| middle(*bin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_within_the_stated_error_of_the_exact_one() {
        let values: Vec<f64> = (1..=10_000).map(|i| 3.0 + (i as f64).powf(1.3)).collect();
        let mut bins = std::collections::BTreeMap::new();
        for v in &values {
            *bins.entry((v.ln() / GAMMA.ln()).floor() as i64).or_insert(0) += 1;
        }
        let bins: Vec<(i64, u64)> = bins.into_iter().collect();
        for q in [0.01, 0.5, 0.9, 0.95, 0.99, 1.0] {
            let exact = values[((q * 10_000.0_f64).ceil() as usize).max(1) - 1];
            let read = quantile(&bins, q).unwrap();
            assert!((read / exact - 1.0).abs() <= RELATIVE_ERROR, "q {q}: {read} against {exact}");
        }
    }

    #[test]
    fn nothing_has_no_quantile_and_zero_is_a_value() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[(ZERO, 3), (10, 1)], 0.5), Some(0.0));
    }
}
