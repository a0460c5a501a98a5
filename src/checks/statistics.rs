//! The statistics of checks: tails of the binomial and of Student's t, ranks that bracket a quantile, and Holm's adjustment.

/// Logarithm of the gamma function for x > 0: Stirling's series after the argument was shifted above 10 (error below 1e-12).
fn ln_gamma(mut x: f64) -> f64 {
    let mut shift = 0.0;
    while x < 10.0 {
        shift -= x.ln();
        x += 1.0;
    }
    let inverse = 1.0 / (x * x);
    let series =
        1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse * (1.0 / 1680.0 - inverse / 1188.0)));
    shift + (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series / x
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22) with Lentz's method.
pub fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges quickly on this side; the other is its mirror.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta(1.0 - x, b, a);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp() / a;
    let kept = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let (mut c, mut d) = (1.0, 1.0 / kept(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-14 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// P(X ≥ k) for X binomial with n trials of probability p.
pub fn at_least(k: u64, n: u64, p: f64) -> f64 {
    match k {
        0 => 1.0,
        k if k > n => 0.0,
        k => beta(p, k as f64, (n - k) as f64 + 1.0),
    }
}

/// P(X ≤ k).
pub fn at_most(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 1.0 } else { 1.0 - at_least(k + 1, n, p) }
}

/// P(T ≥ t) for Student's t with so many degrees of freedom.
pub fn student(t: f64, freedom: f64) -> f64 {
    let tail = 0.5 * beta(freedom / (freedom + t * t), freedom / 2.0, 0.5);
    if t >= 0.0 { tail } else { 1.0 - tail }
}

/// The t that is exceeded with this probability (below one half), by bisection.
pub fn student_quantile(tail: f64, freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1e6);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if student(middle, freedom) > tail { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The ranks (from 1) of n sorted values between which the q quantile lies, each side missed with at most `tail`: exact,
/// from the binomial. A side that n values cannot settle is `None`.
pub fn ranks(n: u64, q: f64, tail: f64) -> (Option<u64>, Option<u64>) {
    // Below the quantile lie at least r values unless it is below rank r: P(X ≥ r) falls with r.
    let smallest = |holds: &dyn Fn(u64) -> bool| -> Option<u64> {
        let (mut low, mut high) = (1, n + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        (low <= n).then_some(low)
    };
    // The value of rank r is above the quantile only if fewer than r values are at or below it.
    let upper = smallest(&|r| at_least(r, n, q) <= tail);
    // It is below the quantile only if at least r values are below it; the largest rank that this hardly misses.
    let above = smallest(&|r| at_most(r - 1, n, q) > tail);
    let lower = above.map_or(n, |r| r - 1);
    ((lower >= 1).then_some(lower), upper)
}

/// Adjusts p-values for their number (Holm, Scandinavian Journal of Statistics 1979): those at or below a level are then
/// all true alarms but for that probability, however the tests depend on each other.
pub fn holm(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut adjusted = vec![1.0; values.len()];
    let mut least: f64 = 0.0;
    for (rank, at) in order.into_iter().enumerate() {
        least = least.max((values[at] * (values.len() - rank) as f64).min(1.0));
        adjusted[at] = least;
    }
    adjusted
}

/// A ratio of sums over groups (a, b) and the standard error of `shape` of it, by leaving out one group at a time (the
/// delete-one jackknife; Efron and Tibshirani, An Introduction to the Bootstrap, chapter 11). `None` with fewer than five
/// groups, or where a ratio without one of them does not exist.
pub fn jackknife(groups: &[Vec<f64>], shape: impl Fn(&[f64]) -> Option<f64>) -> Option<(f64, f64)> {
    let g = groups.len();
    if g < LEAST_GROUPS {
        return None;
    }
    let width = groups[0].len();
    let totals: Vec<f64> = (0..width).map(|at| groups.iter().map(|group| group[at]).sum()).collect();
    let whole = shape(&totals)?;
    let without = |group: &Vec<f64>| shape(&totals.iter().zip(group).map(|(all, one)| all - one).collect::<Vec<_>>());
    let left: Vec<f64> = groups.iter().map(without).collect::<Option<_>>()?;
    let mean = left.iter().sum::<f64>() / g as f64;
    let squares: f64 = left.iter().map(|value| (value - mean).powi(2)).sum();
    Some((whole, ((g - 1) as f64 / g as f64 * squares).sqrt()))
}

/// Fewest groups that say how much they vary.
pub const LEAST_GROUPS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, want: f64) {
        assert!((got - want).abs() <= 1e-9 * want.abs().max(1e-6), "{got}, expected {want}");
    }

    /// Sums of exact terms, by whole-number arithmetic.
    #[test]
    fn tails_of_the_binomial_are_sums_of_its_terms() {
        let exact = |k: u64, n: u64, p: f64| {
            let mut sum = 0.0;
            for j in k..=n {
                let mut choose = 1.0;
                for i in 0..j {
                    choose = choose * (n - i) as f64 / (i + 1) as f64;
                }
                sum += choose * p.powi(j as i32) * (1.0 - p).powi((n - j) as i32);
            }
            sum
        };
        for (k, n, p) in [(3, 10, 0.2), (1, 50, 0.02), (8, 60, 0.05), (60, 60, 0.9), (30, 64, 0.5)] {
            close(at_least(k, n, p), exact(k, n, p));
            close(at_most(k - 1, n, p), 1.0 - exact(k, n, p));
        }
        assert_eq!((at_least(0, 5, 0.1), at_least(6, 5, 0.1), at_most(5, 5, 0.1)), (1.0, 0.0, 1.0));
        // 100,000 trials: the same sum by logarithms of gamma functions in another language.
        assert!((at_least(5_217, 100_000, 0.05) / 8.969805414e-04 - 1.0).abs() < 1e-7);
    }

    /// With one degree of freedom t is Cauchy's, with two it has a closed form too.
    #[test]
    fn tails_of_student_agree_with_closed_forms() {
        for t in [-3.0_f64, -0.5, 0.0, 0.7, 2.0, 12.7] {
            close(student(t, 1.0), 0.5 - t.atan() / std::f64::consts::PI);
            close(student(t, 2.0), 0.5 - t / (2.0 * (2.0 + t * t).sqrt()));
        }
        // The table at the end of every book: t(0.975) with 6 degrees of freedom.
        assert!((student_quantile(0.025, 6.0) - 2.446_911_8).abs() < 1e-6);
    }

    /// 5 values bracket the median with 1st and 5th at 1/32 on each side, and nothing narrower.
    #[test]
    fn ranks_bracket_a_quantile() {
        assert_eq!(ranks(5, 0.5, 1.0 / 32.0 + 1e-9), (Some(1), Some(5)));
        assert_eq!(ranks(5, 0.5, 0.01), (None, None));
        let (low, high) = ranks(1_000, 0.95, 0.025);
        // Conover, Practical Nonparametric Statistics: n q ± 1.96 √(n q (1 − q)) = 936.5 and 963.5.
        assert!((935..=937).contains(&low.unwrap()) && (963..=966).contains(&high.unwrap()), "{low:?} {high:?}");
    }

    #[test]
    fn holm_multiplies_by_what_is_left() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (got, want) in adjusted.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            close(*got, want);
        }
    }

    /// For a plain mean the jackknife is the usual standard error.
    #[test]
    fn the_jackknife_of_a_mean_is_its_standard_error() {
        let values = [3.0, 5.0, 4.0, 8.0, 6.0, 4.0];
        let groups: Vec<Vec<f64>> = values.iter().map(|v| vec![*v, 1.0]).collect();
        let (mean, error) = jackknife(&groups, |sums| Some(sums[0] / sums[1])).unwrap();
        let spread: f64 = values.iter().map(|v| (v - 5.0_f64).powi(2)).sum::<f64>() / 5.0;
        close(mean, 5.0);
        close(error, (spread / 6.0).sqrt());
        assert!(jackknife(&groups[..4], |sums| Some(sums[0] / sums[1])).is_none());
    }
}
