//! How calls fail: what kind, with which HTTP status, after how long, and whether trying again helps.

use super::dice::Dice;

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Too many requests.
    RateLimit,
    /// No answer in time.
    Timeout,
    /// The provider failed.
    ServerError,
    /// The provider would not answer.
    ContentFilter,
    /// The request was wrong.
    InvalidRequest,
}

/// Kinds with their share of ordinary failures, name in the log and HTTP status.
const KINDS: [(Fault, f64, &str, u16); 5] = [
    (Fault::RateLimit, 0.38, "rate_limit", 429),
    (Fault::Timeout, 0.22, "timeout", 504),
    (Fault::ServerError, 0.2, "server_error", 503),
    (Fault::ContentFilter, 0.08, "content_filter", 400),
    (Fault::InvalidRequest, 0.12, "invalid_request", 400),
];

impl Fault {
    /// One of an ordinary day.
    pub fn ordinary(dice: &mut Dice) -> Self {
        KINDS[dice.weighted(KINDS.iter().map(|kind| kind.1))].0
    }

    /// Name in the log.
    pub fn name(self) -> &'static str {
        KINDS[self as usize].2
    }

    /// HTTP status.
    pub fn http_status(self) -> u16 {
        KINDS[self as usize].3
    }

    /// Does trying again help?
    pub fn passes(self) -> bool {
        matches!(self, Fault::RateLimit | Fault::Timeout | Fault::ServerError)
    }

    /// Did the provider read the prompt, and count its tokens?
    pub fn is_charged(self) -> bool {
        matches!(self, Fault::Timeout | Fault::ContentFilter)
    }

    /// How long it takes to fail, in milliseconds.
    pub fn latency_ms(self, dice: &mut Dice) -> f64 {
        match self {
            Fault::RateLimit => 140.0 * dice.spread(0.4),
            Fault::Timeout => 60_000.0 + 40.0 * dice.spread(0.6),
            Fault::ServerError => 1_900.0 * dice.spread(0.8),
            Fault::ContentFilter => 800.0 * dice.spread(0.5),
            Fault::InvalidRequest => 90.0 * dice.spread(0.4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        assert!(KINDS.iter().enumerate().all(|(place, kind)| kind.0 as usize == place));
        assert!((KINDS.iter().map(|kind| kind.1).sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
