//! Statistics in, tail probabilities out: the binomial, Student's t and the chi-squared distribution, exact enough far out
//! (relative error below 10⁻⁸ down to 10⁻³⁰⁰), because the chance of a false alarm is shared by thousands of windows.

/// ln Γ(x) for x > 0, by Lanczos' approximation (g = 7, nine terms; SIAM J. Numer. Anal. B 1, 1964).
pub fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        return (std::f64::consts::PI / (std::f64::consts::PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let sum =
        TERMS.iter().enumerate().fold(0.999_999_999_999_809_9, |sum, (i, term)| sum + term / (x + i as f64 + 1.0));
    let t = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// Regularised incomplete beta function I_x(a, b) for a, b > 0: a continued fraction by Lentz' method (DLMF 8.17.22).
pub fn beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let safe = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / safe(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..2_000 {
        let m = f64::from(m);
        for term in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / safe(1.0 + term * d);
            c = safe(1.0 + term / c);
            h *= d * c;
        }
        if (d * c - 1.0).abs() < 1e-14 {
            break;
        }
    }
    h
}

/// P(X ≥ hits) and P(X ≤ hits) for X binomial with `n` draws at `share`; both go on smoothly between whole numbers.
pub fn binomial(hits: f64, n: f64, share: f64) -> (f64, f64) {
    let upper = if hits <= 0.0 { 1.0 } else { beta(hits, n - hits + 1.0, share) };
    let lower = if hits >= n { 1.0 } else { beta(n - hits, hits + 1.0, 1.0 - share) };
    (upper, lower)
}

/// The same two chances where the odds of a draw to be a hit are times exp(σ T − σ² / 2), T of Student's t with `df` degrees
/// of freedom: counts that scatter by more than chance, as a Poisson distribution mixed by a lognormal one does (Bulmer,
/// Biometrics 1974), and with a σ that was estimated. By the trapezoidal rule.
pub fn mixed(hits: f64, n: f64, share: f64, sigma: f64, df: f64) -> (f64, f64) {
    if sigma < 1e-6 {
        return binomial(hits, n, share);
    }
    const STEP: f64 = 0.2;
    const STEPS: i32 = 100;
    let (mut upper, mut lower, mut all) = (0.0, 0.0, 0.0);
    for at in -STEPS..=STEPS {
        let t = f64::from(at) * STEP;
        let weight = (-(df + 1.0) / 2.0 * (t * t / df).ln_1p()).exp();
        let odds = share / (1.0 - share) * (sigma * t - sigma * sigma / 2.0).exp();
        let chances = binomial(hits, n, odds / (1.0 + odds));
        upper += weight * chances.0;
        lower += weight * chances.1;
        all += weight;
    }
    (upper / all, lower / all)
}

/// P(|T| ≥ |t|) for Student's t with `df` degrees of freedom.
pub fn student(t: f64, df: f64) -> f64 {
    beta(df / 2.0, 0.5, df / (df + t * t))
}

/// P(F ≥ f) for Fisher's F with `over` and `under` degrees of freedom.
pub fn fisher(f: f64, over: f64, under: f64) -> f64 {
    beta(under / 2.0, over / 2.0, under / (under + over * f.max(0.0)))
}

/// The z with P(|Z| ≥ z) = `chance` for a standard normal Z, by bisection; 37 where the chance is below 10⁻³⁰⁰.
pub fn normal(chance: f64) -> f64 {
    let (mut low, mut high) = (0.0, 37.0);
    for _ in 0..50 {
        let middle: f64 = (low + high) / 2.0;
        if chi_squared(middle * middle, 1.0) > chance { low = middle } else { high = middle }
    }
    low
}

/// P(X ≥ x) for chi-squared with `df` degrees of freedom: series or continued fraction (DLMF 8.11.4, 8.9.2).
pub fn chi_squared(x: f64, df: f64) -> f64 {
    let (a, x) = (df / 2.0, x / 2.0);
    if x <= 0.0 {
        return 1.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut at) = (1.0 / a, 1.0 / a, a);
        while term > sum * 1e-16 {
            at += 1.0;
            term *= x / at;
            sum += term;
        }
        return 1.0 - front * sum;
    }
    let (mut b, mut c) = (x + 1.0 - a, 1e300);
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..10_000 {
        let i = f64::from(i);
        b += 2.0;
        d = 1.0 / (b - i * (i - a) * d);
        c = b - i * (i - a) / c;
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-14 {
            break;
        }
    }
    front * h
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures of mpmath 1.3 (`betainc`, `gammainc`, `loggamma`) with 30 digits.
    #[test]
    fn tails_agree_with_a_reference() {
        let close = |got: f64, want: f64| assert!((got / want - 1.0).abs() < 1e-8, "{got:e}, expected {want:e}");
        close(ln_gamma(0.3), 1.09579799481808);
        close(ln_gamma(123.4), 469.336097442191);
        close(beta(2.5, 7.25, 0.2), 0.384442725199765);
        close(binomial(40.0, 300.0, 0.02).0, 6.46913640199714e-21);
        close(binomial(3.5, 300.0, 0.1).1, 3.7827163073054e-10);
        close(normal(0.05), 1.959963984540054);
        close(fisher(4.0, 3.0, 60.0), 0.0115730680663665);
        close(student(2.0, 9.0), 0.076552823770701);
        close(student(-12.5, 60.0), 2.37042487575069e-18);
        close(chi_squared(3.2, 4.0), 0.524930946786104);
        close(chi_squared(95.0, 7.0), 1.15914733339513e-17);
    }

    /// Without scatter it is the binomial; with it, both tails grow. The mean of the factor stays 1, so that the middle does
    /// not move much.
    #[test]
    fn a_mixture_has_heavier_tails() {
        assert_eq!(mixed(8.0, 10.0, 0.5, 0.0, 30.0), binomial(8.0, 10.0, 0.5));
        let (plain, more) = (binomial(40.0, 1_000.0, 0.02), mixed(40.0, 1_000.0, 0.02, 0.3, 60.0));
        assert!(more.0 > 10.0 * plain.0 && more.0 < 0.05, "{more:?} {plain:?}");
        assert!(mixed(5.0, 1_000.0, 0.02, 0.3, 60.0).1 > 2.0 * binomial(5.0, 1_000.0, 0.02).1);
        // Averaged over 20,001 even quantiles of the lognormal instead, with the normal for t (df is large).
        let (mut upper, mut n) = (0.0, 0.0);
        for at in 0..20_001 {
            let z = -6.0 + 12.0 * f64::from(at) / 20_000.0;
            let odds = 0.02 / 0.98 * (0.3 * z - 0.045_f64).exp();
            let weight = (-z * z / 2.0_f64).exp();
            upper += weight * binomial(40.0, 1_000.0, odds / (1.0 + odds)).0;
            n += weight;
        }
        let got = mixed(40.0, 1_000.0, 0.02, 0.3, 1e7).0;
        assert!((got / (upper / n) - 1.0).abs() < 1e-3, "{got} {}", upper / n);
    }

    /// Added up by hand: ten throws of a fair coin.
    #[test]
    fn a_binomial_adds_up() {
        let (upper, lower) = binomial(8.0, 10.0, 0.5);
        assert!((upper - 56.0 / 1024.0).abs() < 1e-12 && (lower - 1013.0 / 1024.0).abs() < 1e-12);
        assert_eq!(binomial(0.0, 10.0, 0.5).0, 1.0);
        assert!((binomial(0.0, 10.0, 0.5).1 - 1.0 / 1024.0).abs() < 1e-15);
    }
}
