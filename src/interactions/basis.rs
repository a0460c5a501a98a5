//! Token counts as a log gives them in, totals that include their parts out, and how the log counted.
//!
//! Some producers count cached tokens inside the input (OpenAI, OpenTelemetry's convention), some beside it (Anthropic),
//! and some count reasoning beside the output, too. Where the log gives a sum, the sum tells; else the format does.

/// Token counts of one call; `None` is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Input, of all kinds or uncached only.
    pub input: Option<i64>,
    /// Output, with or without reasoning.
    pub output: Option<i64>,
    /// Read from the provider's cache.
    pub cache_read: Option<i64>,
    /// Written to the provider's cache.
    pub cache_creation: Option<i64>,
    /// Reasoning.
    pub reasoning: Option<i64>,
    /// The log's own sum.
    pub total: Option<i64>,
}

/// Cached tokens are inside the input, reasoning inside the output.
pub const INCLUSIVE: &str = "inclusive";
/// Cached tokens are beside the input.
pub const EXCLUSIVE: &str = "exclusive";
/// Cached tokens are beside the input, reasoning is beside the output.
pub const DISJOINT: &str = "disjoint";
/// The log's sum fits none of them; the format's way is taken.
pub const AMBIGUOUS: &str = "ambiguous";

impl Counts {
    /// Makes input and output include their parts; `declared` is the format's way. `None` where both ways give the same.
    pub fn make_inclusive(&mut self, declared: Option<&str>) -> Option<&'static str> {
        let cached = self.cache_read.unwrap_or(0).saturating_add(self.cache_creation.unwrap_or(0));
        let reasoning = self.reasoning.unwrap_or(0);
        let basis = self.basis(cached, reasoning, declared);
        let taken =
            if basis == Some(AMBIGUOUS) { self.default_basis(cached, declared) } else { basis.unwrap_or(INCLUSIVE) };
        if taken != INCLUSIVE {
            self.input = self.input.map(|input| input.saturating_add(cached));
        }
        if taken == DISJOINT {
            self.output = self.output.map(|output| output.saturating_add(reasoning));
        }
        basis
    }

    fn basis(&self, cached: i64, reasoning: i64, declared: Option<&str>) -> Option<&'static str> {
        let input = self.input?;
        let output = self.output.unwrap_or(0);
        if cached == 0 && (reasoning == 0 || declared != Some(DISJOINT) && self.total.is_none()) {
            return None;
        }
        let Some(total) = self.total.filter(|total| *total > 0) else {
            return Some(self.default_basis(cached, declared));
        };
        // Parts that are more than their whole cannot be inside it, whatever the sum is said to be.
        let sums = [
            (INCLUSIVE, input + output, cached <= input),
            (EXCLUSIVE, input + cached + output, cached > 0),
            (DISJOINT, input + cached + output + reasoning, reasoning > 0),
        ];
        let fitting = sums.iter().filter(|(_, sum, possible)| *possible && *sum == total);
        fitting.map(|(basis, ..)| *basis).next().or_else(|| (cached > 0).then_some(AMBIGUOUS))
    }

    fn default_basis(&self, cached: i64, declared: Option<&str>) -> &'static str {
        match declared {
            Some(EXCLUSIVE) => EXCLUSIVE,
            Some(DISJOINT) => DISJOINT,
            _ if self.input.is_some_and(|input| cached > input) => EXCLUSIVE,
            _ => INCLUSIVE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Input, output, cache read, cache creation, reasoning, total (−1 for unknown) → input, output, basis.
    fn made(counts: [i64; 6], declared: Option<&str>) -> (Option<i64>, Option<i64>, Option<&'static str>) {
        let [input, output, cache_read, cache_creation, reasoning, total] = counts.map(|n| (n >= 0).then_some(n));
        let mut counts = Counts { input, output, cache_read, cache_creation, reasoning, total };
        let basis = counts.make_inclusive(declared);
        (counts.input, counts.output, basis)
    }

    #[test]
    fn the_sum_decides() {
        assert_eq!(made([100, 10, 40, -1, 5, 110], Some(EXCLUSIVE)), (Some(100), Some(10), Some(INCLUSIVE)));
        assert_eq!(made([60, 10, 30, 10, 5, 110], None), (Some(100), Some(10), Some(EXCLUSIVE)));
        assert_eq!(made([60, 10, 40, 0, 5, 115], None), (Some(100), Some(15), Some(DISJOINT)));
        assert_eq!(made([60, 10, 0, 0, 5, 75], None), (Some(60), Some(15), Some(DISJOINT)));
    }

    #[test]
    fn without_a_sum_the_format_decides() {
        assert_eq!(made([3, 12, 13_216, 25, -1, -1], Some(EXCLUSIVE)), (Some(13_244), Some(12), Some(EXCLUSIVE)));
        assert_eq!(made([100, 12, 40, -1, -1, -1], Some(INCLUSIVE)), (Some(100), Some(12), Some(INCLUSIVE)));
        assert_eq!(made([100, 12, 40, -1, 8, -1], Some(DISJOINT)), (Some(140), Some(20), Some(DISJOINT)));
        // Parts beyond the whole are beside it.
        assert_eq!(made([3, 12, 13_216, 25, -1, -1], None), (Some(13_244), Some(12), Some(EXCLUSIVE)));
    }

    #[test]
    fn a_sum_that_fits_nothing_is_ambiguous() {
        assert_eq!(made([100, 10, 40, -1, -1, 999], None), (Some(100), Some(10), Some(AMBIGUOUS)));
        assert_eq!(made([100, 10, 40, -1, -1, 999], Some(EXCLUSIVE)), (Some(140), Some(10), Some(AMBIGUOUS)));
    }

    #[test]
    fn nothing_cached_needs_no_answer() {
        assert_eq!(made([100, 10, 0, -1, -1, 999], Some(EXCLUSIVE)), (Some(100), Some(10), None));
        assert_eq!(made([-1, 10, 5, -1, -1, 15], None), (None, Some(10), None));
        assert_eq!(made([100, -1, -1, -1, -1, -1], None), (Some(100), None, None));
    }
}
