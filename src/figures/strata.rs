//! Counts by stratum → comparisons that the make-up of a group does not fool. A model that gets the hard work looks bad in the
//! raw rates though it may be better at each kind of work (Simpson, JRSS B 1951); within strata like is compared with like.

/// Hits and misses of a group and of all others, in one stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stratum {
    /// Hits of the group.
    pub hits: f64,
    /// Its other things.
    pub misses: f64,
    /// Hits of the others.
    pub other_hits: f64,
    /// Their other things.
    pub other_misses: f64,
}

impl Stratum {
    fn n(&self) -> f64 {
        self.hits + self.misses
    }

    fn all(&self) -> f64 {
        self.n() + self.other_hits + self.other_misses
    }
}

/// Standard normal quantile for a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// The odds ratio over all strata (Mantel and Haenszel, JNCI 1959) with the 95 % interval of Robins, Breslow and Greenland
/// (Biometrics 1986); `None` where no stratum compares hits with misses.
pub fn odds_ratio(strata: &[Stratum]) -> Option<(f64, f64, f64)> {
    let (mut r, mut s, mut pr, mut mixed, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for stratum in strata.iter().filter(|stratum| stratum.all() > 0.0) {
        let Stratum { hits: a, misses: b, other_hits: c, other_misses: d } = *stratum;
        let n = stratum.all();
        let (p, q) = ((a + d) / n, (b + c) / n);
        let (with, against) = (a * d / n, b * c / n);
        r += with;
        s += against;
        pr += p * with;
        mixed += p * against + q * with;
        qs += q * against;
    }
    if r <= 0.0 || s <= 0.0 {
        return None;
    }
    let away = Z * (pr / (2.0 * r * r) + mixed / (2.0 * r * s) + qs / (2.0 * s * s)).sqrt();
    Some((r / s, r / s * (-away).exp(), r / s * away.exp()))
}

/// The rate that a group would have with everybody's mix of strata (direct standardisation), with a 95 % interval, and the
/// part of everything that lies in strata where the group has something; the mix is that of those.
///
/// Σ w p over strata, w the stratum's part of everything. Its variance is Σ w² p (1 − p) / n, where p has half a hit and half
/// a miss more, lest a stratum without hits be taken for certain; the interval is made on the logit scale.
pub fn standardised(strata: &[Stratum]) -> Option<(f64, f64, f64, f64)> {
    let whole: f64 = strata.iter().map(Stratum::all).sum();
    let own = || strata.iter().filter(|stratum| stratum.n() > 0.0);
    let covered: f64 = own().map(Stratum::all).sum();
    if covered <= 0.0 {
        return None;
    }
    let (mut rate, mut variance) = (0.0, 0.0);
    for stratum in own() {
        let (weight, n) = (stratum.all() / covered, stratum.n());
        let p = (stratum.hits + 0.5) / (n + 1.0);
        rate += weight * stratum.hits / n;
        variance += weight * weight * p * (1.0 - p) / n;
    }
    // Where there are no hits at all, or nothing else, the logit has no end there: half a hit stands for it.
    let edge = 0.5 / own().map(Stratum::n).sum::<f64>();
    let inside = rate.clamp(edge.min(0.5), 1.0 - edge.min(0.5));
    let (logit, away) = ((inside / (1.0 - inside)).ln(), Z * variance.sqrt() / (inside * (1.0 - inside)));
    let back = |x: f64| 1.0 / (1.0 + (-x).exp());
    Some((rate, back(logit - away).min(rate), back(logit + away).max(rate), covered / whole))
}

/// What raw and adjusted odds ratios, each with its interval, say together.
pub fn reading(raw: Option<(f64, f64, f64)>, adjusted: Option<(f64, f64, f64)>) -> &'static str {
    let (Some(raw), Some(adjusted)) = (raw, adjusted) else { return "cannot be compared" };
    let sure = |odds: (f64, f64, f64)| odds.1 > 1.0 || odds.2 < 1.0;
    match (sure(raw), sure(adjusted)) {
        _ if (raw.0 - 1.0) * (adjusted.0 - 1.0) < 0.0 && (sure(raw) || sure(adjusted)) => "warning: turns round",
        (true, true) => "holds",
        (true, false) => "explained by the mix",
        (false, true) => "hidden by the mix",
        (false, false) => "no difference beyond chance",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn stratum(hits: f64, misses: f64, other_hits: f64, other_misses: f64) -> Stratum {
        Stratum { hits, misses, other_hits, other_misses }
    }

    /// Worked by hand. R = 10·60/100 + 5·80/100 = 10, S = 20·10/100 + 5·10/100 = 2.5: the ratio is 4.
    /// ΣPR = 0.7·6 + 0.85·4 = 7.6; Σ(PS + QR) = 0.7·2 + 0.3·6 + 0.85·0.5 + 0.15·4 = 4.225; ΣQS = 0.3·2 + 0.15·0.5 = 0.675;
    /// variance 7.6/200 + 4.225/50 + 0.675/12.5 = 0.1765.
    #[test]
    fn strata_are_pooled_as_mantel_and_haenszel_do() {
        let (ratio, low, high) = odds_ratio(&[stratum(10.0, 20.0, 10.0, 60.0), stratum(5.0, 5.0, 10.0, 80.0)]).unwrap();
        let away = 1.959_963_984_540_054 * 0.1765_f64.sqrt();
        assert!((ratio - 4.0).abs() < 1e-12, "{ratio}");
        assert!((low / (4.0 * (-away).exp()) - 1.0).abs() < 1e-9 && (high / (4.0 * away.exp()) - 1.0).abs() < 1e-9);
        assert_eq!(odds_ratio(&[stratum(1.0, 0.0, 0.0, 0.0)]), None);
    }

    /// One stratum: the plain odds ratio, with Woolf's interval.
    #[test]
    fn one_stratum_is_the_plain_odds_ratio() {
        let (ratio, low, high) = odds_ratio(&[stratum(20.0, 80.0, 10.0, 90.0)]).unwrap();
        let plain = crate::figures::stats::odds_ratio(20.0, 80.0, 10.0, 90.0).unwrap();
        assert!((ratio - plain.0).abs() < 1e-12 && (low - plain.1).abs() < 1e-9 && (high - plain.2).abs() < 1e-9);
    }

    /// The treatments of kidney stones (Charig et al., BMJ 1986; failures): worse in all, better in each stratum.
    #[test]
    fn simpsons_paradox_is_told() {
        let strata = [stratum(6.0, 81.0, 36.0, 234.0), stratum(71.0, 192.0, 25.0, 55.0)];
        let raw = crate::figures::stats::odds_ratio(77.0, 273.0, 61.0, 289.0);
        let adjusted = odds_ratio(&strata);
        assert!(raw.unwrap().0 > 1.0 && adjusted.unwrap().0 < 1.0);
        // 357 small stones and 343 large ones: 0.51 · 6/87 + 0.49 · 71/263.
        let (rate, low, high, covered) = standardised(&strata).unwrap();
        assert!((rate - (357.0 * 6.0 / 87.0 + 343.0 * 71.0 / 263.0) / 700.0).abs() < 1e-12);
        assert!(low < rate && rate < high && covered == 1.0);
        // Neither is beyond chance there; with ten times the patients one is.
        assert_eq!(reading(raw, adjusted), "no difference beyond chance");
        let more = strata.map(|s| stratum(s.hits * 10.0, s.misses * 10.0, s.other_hits * 10.0, s.other_misses * 10.0));
        let raw = crate::figures::stats::odds_ratio(770.0, 2730.0, 610.0, 2890.0);
        assert_eq!(reading(raw, odds_ratio(&more)), "warning: turns round");
    }
}
