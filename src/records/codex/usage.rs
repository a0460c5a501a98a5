//! Token counts of a rollout: of the last request, or running totals, of which the difference is taken.

use crate::records::Value;
use crate::records::dig::int;

/// Tokens as Codex counts them: cached ones are inside the input, reasoning is inside the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Everything sent.
    pub input: i64,
    /// Of which read from the cache.
    pub cached: i64,
    /// Of which written to the cache.
    pub created: i64,
    /// Everything answered.
    pub output: i64,
    /// Of which reasoning.
    pub reasoning: i64,
    /// The log's own sum.
    pub total: i64,
}

impl Usage {
    /// Reads a usage object.
    pub fn read(value: &Value<'_>) -> Self {
        let of = |key: &str| int(value, &[key]).unwrap_or(0);
        Self {
            input: of("input_tokens"),
            cached: of("cached_input_tokens"),
            created: of("cache_creation_input_tokens"),
            output: of("output_tokens"),
            reasoning: of("reasoning_output_tokens"),
            total: of("total_tokens"),
        }
    }

    /// What came on top of earlier totals.
    pub fn since(self, earlier: Self) -> Self {
        let more = |now: i64, then: i64| (now - then).max(0);
        Self {
            input: more(self.input, earlier.input),
            cached: more(self.cached, earlier.cached),
            created: more(self.created, earlier.created),
            output: more(self.output, earlier.output),
            reasoning: more(self.reasoning, earlier.reasoning),
            total: more(self.total, earlier.total),
        }
    }

    /// Whether nothing was used.
    pub fn is_nothing(self) -> bool {
        self == Self { total: self.total, ..Self::default() }
    }
}
