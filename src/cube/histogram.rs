//! Logarithmic histogram bins: any percentile under any filter, with a stated relative error, never an average of
//! percentiles. A value x > 0 falls in bin ⌊log_γ x⌋ and is read back at the bin's geometric middle, so a percentile is
//! off by at most √γ − 1 (the scheme of DDSketch, Masson et al., VLDB 2019).

use serde::Serialize;

/// The bin of zero (what is binned is never negative in the store).
pub const ZERO: i64 = -32_768;

/// How the values of a histogram fall into bins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Logarithmic, with this ratio of neighbouring edges.
    Log(f64),
    /// Equal steps of this width, from zero.
    Linear(f64),
}

/// A histogram of the cube, declared.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Histogram {
    /// Its name: `measure` in `cube_histograms`.
    pub id: &'static str,
    /// Name on a chart that has several.
    pub label: &'static str,
    /// SQL over `interactions` for the value; NULL does not count.
    #[serde(skip)]
    pub value: &'static str,
    /// SQL that chooses the interactions.
    #[serde(skip)]
    pub of: &'static str,
    /// Its bins.
    pub scale: Scale,
}

/// Tokens of a request, sent and answered.
const TOKENS: &str = "(input_tokens + output_tokens)";
/// Output tokens over the seconds after the first token; over the whole latency where that is not known.
const SPEED: &str = "(output_tokens * 1000.0 / nullif(latency_ms - coalesce(time_to_first_token_ms, 0), 0))";

const fn log(id: &'static str, label: &'static str, value: &'static str, of: &'static str, ratio: f64) -> Histogram {
    Histogram { id, label, value, of, scale: Scale::Log(ratio) }
}

/// Every histogram. A ratio of 1.05 keeps 47 bins per factor of ten and is off by 2.5 % at most, 1.1 keeps 24 and is off by
/// 4.9 %: what is drawn as a distribution only, or varies a lot anyway, gets the wider ones.
pub const HISTOGRAMS: &[Histogram] = &[
    log("latency_ms", "latency", "latency_ms", "true", 1.05),
    log("time_to_first_token_ms", "time to first token", "time_to_first_token_ms", "true", 1.05),
    log(
        "output_tokens_per_second",
        "output speed",
        SPEED,
        "status = 'success' AND NOT output_tokens_estimated AND output_tokens > 0 AND latency_ms > coalesce(time_to_first_token_ms, 0)",
        1.1,
    ),
    log("tokens_success", "succeeded", TOKENS, "status = 'success'", 1.1),
    log("tokens_error", "failed", TOKENS, "status = 'error'", 1.1),
    log("tokens_hallucinated", "hallucinated", TOKENS, "hallucination", 1.1),
    log("tokens_sound", "not hallucinated", TOKENS, "NOT hallucination", 1.1),
    Histogram {
        id: "complexity_labelled",
        label: "labelled",
        value: "complexity",
        of: "hallucination IS NOT NULL",
        scale: Scale::Linear(10.0),
    },
    Histogram {
        id: "complexity_hallucinated",
        label: "hallucinated",
        value: "complexity",
        of: "hallucination",
        scale: Scale::Linear(10.0),
    },
];

impl Histogram {
    /// The histogram of that id.
    pub fn named(id: &str) -> Option<&'static Histogram> {
        HISTOGRAMS.iter().find(|h| h.id == id)
    }

    /// SQL that gives the bin of a value; NULL stays NULL.
    pub fn bin_sql(&self) -> String {
        let value = self.value;
        match self.scale {
            Scale::Log(ratio) => {
                format!(
                    "CASE WHEN {value} > 0 THEN floor(ln({value}) / ln({ratio}))::BIGINT WHEN {value} = 0 THEN {ZERO} END"
                )
            }
            Scale::Linear(width) => format!("CASE WHEN {value} >= 0 THEN floor({value} / {width})::BIGINT END"),
        }
    }

    /// The edges of a bin.
    pub fn edges(&self, bin: i64) -> (f64, f64) {
        match self.scale {
            _ if bin == ZERO => (0.0, 0.0),
            Scale::Log(ratio) => (ratio.powf(bin as f64), ratio.powf(bin as f64 + 1.0)),
            Scale::Linear(width) => (bin as f64 * width, (bin + 1) as f64 * width),
        }
    }

    /// The value a bin stands for: its geometric middle, or the plain one of equal steps.
    pub fn middle(&self, bin: i64) -> f64 {
        match self.scale {
            _ if bin == ZERO => 0.0,
            Scale::Log(ratio) => ratio.powf(bin as f64 + 0.5),
            Scale::Linear(width) => (bin as f64 + 0.5) * width,
        }
    }

    /// The `q` quantile (0…1, nearest rank) of bins given as (bin, count), in any order; `None` when there is nothing.
    pub fn quantile(&self, bins: &[(i64, u64)], q: f64) -> Option<f64> {
        quantile(bins, q).map(|bin| self.middle(bin))
    }
}

/// The bin that holds the `q` quantile.
fn quantile(bins: &[(i64, u64)], q: f64) -> Option<i64> {
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
        .map(|(bin, _)| *bin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_within_the_stated_error_of_the_exact_one() {
        let values: Vec<f64> = (1..=10_000).map(|i| 3.0 + (i as f64).powf(1.3)).collect();
        for (histogram, ratio, error) in [("latency_ms", 1.05_f64, 0.025), ("tokens_success", 1.1, 0.049)] {
            let histogram = Histogram::named(histogram).unwrap();
            assert_eq!(histogram.scale, Scale::Log(ratio));
            let mut bins = std::collections::BTreeMap::new();
            for v in &values {
                *bins.entry((v.ln() / ratio.ln()).floor() as i64).or_insert(0) += 1;
            }
            let bins: Vec<(i64, u64)> = bins.into_iter().collect();
            for q in [0.01, 0.5, 0.9, 0.95, 0.99, 1.0] {
                let exact = values[((q * 10_000.0_f64).ceil() as usize).max(1) - 1];
                let read = histogram.quantile(&bins, q).unwrap();
                assert!((read / exact - 1.0).abs() <= error, "q {q}: {read} against {exact}");
            }
        }
    }

    #[test]
    fn nothing_has_no_quantile_and_zero_is_a_value() {
        let latency = &HISTOGRAMS[0];
        assert_eq!(latency.quantile(&[], 0.5), None);
        assert_eq!(latency.quantile(&[(ZERO, 3), (10, 1)], 0.5), Some(0.0));
    }
}
