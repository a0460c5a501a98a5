//! The little statistics that figures share.

/// Standard normal quantile for a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval at 95 % for `hits` of `n` (Wilson, JASA 1927); `None` for n = 0.
pub fn wilson(hits: u64, n: u64) -> Option<(f64, f64)> {
    wilson_of(hits as f64, n as f64)
}

/// The same for counts that were divided by how much they scatter more than chance.
pub fn wilson_of(hits: f64, n: f64) -> Option<(f64, f64)> {
    if n <= 0.0 {
        return None;
    }
    let p = hits / n;
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

/// Odds ratio of two rows of counts (a, b) and (c, d), with Woolf's 95 % interval; half added to each where one is 0.
/// `None` where a row is empty.
pub fn odds_ratio(a: f64, b: f64, c: f64, d: f64) -> Option<(f64, f64, f64)> {
    if a + b == 0.0 || c + d == 0.0 {
        return None;
    }
    let half = if [a, b, c, d].contains(&0.0) { 0.5 } else { 0.0 };
    let [a, b, c, d] = [a, b, c, d].map(|count| count + half);
    let ratio: f64 = a * d / (b * c);
    let away = Z * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    Some((ratio, (ratio.ln() - away).exp(), (ratio.ln() + away).exp()))
}

/// Intercept and slope of a logistic regression on points (x, n, hits), by Newton's method on the likelihood; `None` with
/// fewer than two places, or where the points do not settle it (no hits, nothing but hits, separation).
pub fn logistic(points: &[(f64, f64, f64)]) -> Option<(f64, f64)> {
    let places = points.iter().filter(|p| p.1 > 0.0).count();
    let (n, hits) = points.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.1, sum.1 + p.2));
    if places < 2 || hits == 0.0 || hits == n {
        return None;
    }
    let (mut intercept, mut slope) = ((hits / (n - hits)).ln(), 0.0);
    for _ in 0..50 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (x, n, hits) in points {
            let p = 1.0 / (1.0 + (-(intercept + slope * x)).exp());
            let (miss, weight) = (hits - n * p, n * p * (1.0 - p));
            g0 += miss;
            g1 += miss * x;
            h00 += weight;
            h01 += weight * x;
            h11 += weight * x * x;
        }
        let determinant = h00 * h11 - h01 * h01;
        if determinant.is_nan() || determinant <= 1e-12 {
            return None;
        }
        let (by, tilt) = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
        intercept += by;
        slope += tilt;
        if by.abs() + tilt.abs() < 1e-13 {
            break;
        }
    }
    (slope.abs() < 10.0 && intercept.is_finite()).then_some((intercept, slope))
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

    /// Two groups settle a logistic regression exactly: the curve goes through both.
    #[test]
    fn a_regression_goes_through_two_points() {
        let (a, b) = logistic(&[(10.0, 100.0, 20.0), (50.0, 200.0, 120.0)]).unwrap();
        let at = |x: f64| 1.0 / (1.0 + (-(a + b * x)).exp());
        assert!((at(10.0) - 0.2).abs() < 1e-9 && (at(50.0) - 0.6).abs() < 1e-9, "{a} {b}");
        assert_eq!(logistic(&[(10.0, 100.0, 0.0), (50.0, 200.0, 0.0)]), None);
        assert_eq!(logistic(&[(10.0, 100.0, 20.0)]), None);
    }

    /// Worked by hand: 20·90 / (80·10) = 2.25, standard error of the logarithm √(1/20 + 1/80 + 1/10 + 1/90) = 0.416667.
    #[test]
    fn odds_have_woolfs_interval() {
        let (ratio, low, high) = odds_ratio(20.0, 80.0, 10.0, 90.0).unwrap();
        assert!((ratio - 2.25).abs() < 1e-12);
        assert!((low - 2.25 * (-1.959964_f64 * 0.416667).exp()).abs() < 1e-4, "{low}");
        assert!((high - 2.25 * (1.959964_f64 * 0.416667).exp()).abs() < 1e-4, "{high}");
        assert_eq!(odds_ratio(0.0, 0.0, 1.0, 1.0), None);
        assert!(odds_ratio(0.0, 5.0, 5.0, 5.0).unwrap().0 > 0.0);
    }

    #[test]
    fn noise_is_told_from_change() {
        assert!(!shares_differ(30, 1000, 35, 1000));
        assert!(shares_differ(30, 1000, 60, 1000));
        assert!(!shares_differ(0, 0, 5, 10));
    }
}
