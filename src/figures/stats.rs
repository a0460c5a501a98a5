//! The little statistics that figures share.

/// Standard normal quantile for a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval at 95 % for `hits` of `n` (Wilson, JASA 1927); `None` for n = 0.
pub fn wilson(hits: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (n, p) = (n as f64, hits as f64 / n as f64);
    let scale = 1.0 + Z * Z / n;
    let middle = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    // At the ends the formula gives 0 and 1 but for rounding.
    let low = if p == 0.0 { 0.0 } else { middle - half };
    let high = if p == 1.0 { 1.0 } else { middle + half };
    Some((low, high))
}

/// Whether two shares differ by more than chance at 95 % (pooled two-proportion z test).
pub fn shares_differ(hits_a: u64, n_a: u64, hits_b: u64, n_b: u64) -> bool {
    if n_a == 0 || n_b == 0 {
        return false;
    }
    let (a, b) = (n_a as f64, n_b as f64);
    let pooled = (hits_a + hits_b) as f64 / (a + b);
    let spread = (pooled * (1.0 - pooled) * (1.0 / a + 1.0 / b)).sqrt();
    spread > 0.0 && ((hits_a as f64 / a - hits_b as f64 / b) / spread).abs() > Z
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures of statsmodels 0.14 `proportion_confint(method="wilson")`.
    #[test]
    fn wilson_agrees_with_a_reference() {
        let close = |got: Option<(f64, f64)>, low: f64, high: f64| {
            let (a, b) = got.unwrap();
            assert!((a - low).abs() < 1e-6 && (b - high).abs() < 1e-6, "{a} {b}");
        };
        close(wilson(8, 10), 0.490162, 0.943318);
        close(wilson(0, 10), 0.0, 0.277533);
        close(wilson(970, 1000), 0.957496, 0.978907);
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn noise_is_told_from_change() {
        assert!(!shares_differ(30, 1000, 35, 1000));
        assert!(shares_differ(30, 1000, 60, 1000));
        assert!(!shares_differ(0, 0, 5, 10));
    }
}
