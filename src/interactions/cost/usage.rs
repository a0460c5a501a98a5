//! The token counts of an interaction in, disjoint billable classes out.

use crate::interactions::Interaction;

/// Tokens of one call in classes that do not overlap, so that each is priced once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Input that came from no cache and went into none.
    pub uncached: i64,
    /// Input read from the provider's cache.
    pub cache_read: i64,
    /// Input written to the provider's cache.
    pub cache_write: i64,
    /// Output that is not reasoning; `None` when the log does not know the output.
    pub visible: Option<i64>,
    /// Output that is reasoning.
    pub reasoning: i64,
}

impl Usage {
    /// The classes of an interaction; `None` without an input count.
    ///
    /// Totals are inclusive of their parts. Where the cached parts are more than the total, they cannot be parts of it:
    /// the log counts the way Anthropic does, input *beside* cache, and its input is taken as the uncached class.
    /// Reasoning beyond the output, which no convention explains, is cut to the output. A negative count is no count.
    pub fn of(call: &Interaction) -> Option<Self> {
        let known = |count: Option<i64>| count.filter(|&n| n >= 0);
        let input = known(call.input_tokens)?;
        let cache_read = known(call.cache_read_tokens).unwrap_or(0);
        let cache_write = known(call.cache_creation_tokens).unwrap_or(0);
        let cached = cache_read.saturating_add(cache_write);
        let uncached = if cached > input { input } else { input - cached };
        let output = known(call.output_tokens);
        let reasoning = known(call.reasoning_tokens).unwrap_or(0).min(output.unwrap_or(0));
        Some(Self { uncached, cache_read, cache_write, visible: output.map(|all| all - reasoning), reasoning })
    }

    /// All of the input: what price tiers are chosen by.
    pub fn input(&self) -> i64 {
        self.uncached.saturating_add(self.cache_read).saturating_add(self.cache_write)
    }
}
