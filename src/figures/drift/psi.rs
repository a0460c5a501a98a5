//! Population stability: how far a mix is from an earlier one.

use super::tails;

/// By convention (Siddiqi, Credit Risk Scorecards, 2006) a mix is stable below the first, and another one above the second;
/// no theory is behind either.
pub const CONVENTION: [f64; 2] = [0.1, 0.25];

/// Population stability index Σ (a − e) ln(a / e) over kinds, a and e their shares now and before; half a request is added to
/// every kind, so that none has a share of 0. `None` where one of the two has no requests.
pub fn psi(before: &[f64], now: &[f64]) -> Option<f64> {
    let shares = |counts: &[f64]| {
        let all: f64 = counts.iter().sum();
        let whole = all + 0.5 * counts.len() as f64;
        (all > 0.0).then(|| counts.iter().map(|n| (n + 0.5) / whole).collect::<Vec<f64>>())
    };
    let (before, now) = (shares(before)?, shares(now)?);
    Some(before.iter().zip(&now).map(|(e, a)| (a - e) * (a / e).ln()).sum())
}

/// What chance alone keeps the index below in 95 of 100 cases: the χ² quantile of the kinds less one, times 1/n before + 1/n
/// now (Yurdakul and Naranjo, Journal of Risk Model Validation 2020).
pub fn by_chance(kinds: usize, before: f64, now: f64) -> Option<f64> {
    if kinds < 2 || before <= 0.0 || now <= 0.0 {
        return None;
    }
    let df = kinds as f64 - 1.0;
    let (mut low, mut high) = (0.0, 10.0 * df + 50.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if tails::chi_squared(middle, df) > 0.05 { low = middle } else { high = middle }
    }
    Some(low * (1.0 / before + 1.0 / now))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked by hand: shares 0.5 / 0.5 and 0.25 / 0.75 (half a request in a million changes little): 0.25 · ln 3.
    #[test]
    fn the_index_is_the_sum_by_hand() {
        let got = psi(&[5e6, 5e6], &[2.5e6, 7.5e6]).unwrap();
        assert!((got - 0.25 * 3.0_f64.ln()).abs() < 1e-6, "{got}");
        assert_eq!(psi(&[0.0, 0.0], &[1.0, 2.0]), None);
        assert!(psi(&[10.0, 0.0], &[9.0, 3.0]).unwrap() > 0.1);
    }

    /// χ² with 4 degrees of freedom is below 9.487729 in 95 of 100 cases.
    #[test]
    fn chance_is_a_quantile_of_chi_squared() {
        assert!((by_chance(5, 1_000.0, 250.0).unwrap() - 9.487_729 * 0.005).abs() < 1e-7);
        assert_eq!(by_chance(1, 10.0, 10.0), None);
    }
}
