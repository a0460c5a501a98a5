//! The token counts of an interaction in, disjoint billable classes out.

use crate::interactions::Interaction;

/// Tokens of one call in classes that do not overlap, so that each is priced once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Input that came from no cache and went into none.
    pub uncached: i64,
    /// Input read from the provider's cache.
    pub cache_read: i64,
    /// Input written to the provider's cache for the usual five minutes.
    pub cache_write: i64,
    /// Input written to it for an hour.
    pub cache_write_1h: i64,
    /// Output that is not reasoning; `None` when the log does not know the output.
    pub visible: Option<i64>,
    /// Output that is reasoning.
    pub reasoning: i64,
}

impl Usage {
    /// The classes of an interaction; `None` without an input count.
    ///
    /// Totals include their parts (see `basis`). Where the cached parts are more than the total after all (a store of an
    /// older llmobs), they lie beside it. Reasoning beyond the output is cut to it. A negative count is no count.
    pub fn of(call: &Interaction) -> Option<Self> {
        let known = |count: Option<i64>| count.filter(|&n| n >= 0);
        let input = known(call.input_tokens)?;
        let cache_read = known(call.cache_read_tokens).unwrap_or(0);
        let written = known(call.cache_creation_tokens).unwrap_or(0);
        let cache_write_1h = known(call.cache_creation_1h_tokens).unwrap_or(0).min(written);
        let cached = cache_read.saturating_add(written);
        let output = known(call.output_tokens);
        let reasoning = known(call.reasoning_tokens).unwrap_or(0).min(output.unwrap_or(0));
        Some(Self {
            uncached: if cached > input { input } else { input - cached },
            cache_read,
            cache_write: written - cache_write_1h,
            cache_write_1h,
            visible: output.map(|all| all - reasoning),
            reasoning,
        })
    }

    /// All of the input: what price tiers are chosen by.
    pub fn input(&self) -> i64 {
        let parts = [self.cache_read, self.cache_write, self.cache_write_1h];
        parts.into_iter().fold(self.uncached, i64::saturating_add)
    }

    /// The same call if no cache had been there.
    pub fn without_cache(self) -> Self {
        Self { uncached: self.input(), cache_read: 0, cache_write: 0, cache_write_1h: 0, ..self }
    }
}
