//! What a log says of how a call was served in, one of the ways that have prices of their own out.

/// Words of providers and gateways, and the way they mean. Any other word is the usual way: `default`, `standard`, `auto`,
/// `on_demand`, `scale`.
const WAYS: &[(&str, &str)] = &[
    ("batch", BATCH),
    ("batches", BATCH),
    ("batch_api", BATCH),
    ("on_demand_batch", BATCH),
    ("flex", FLEX),
    ("on_demand_flex", FLEX),
    ("priority", PRIORITY),
    ("on_demand_priority", PRIORITY),
    ("fast", FAST),
];

/// Answered within a day.
pub const BATCH: &str = "batch";
/// Slower and cheaper.
pub const FLEX: &str = "flex";
/// Ahead of others.
pub const PRIORITY: &str = "priority";
/// Generated faster.
pub const FAST: &str = "fast";

/// The way of a logged service tier; `None` is the usual one.
pub fn way(service_tier: Option<&str>) -> Option<&'static str> {
    let word = service_tier?.trim();
    WAYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, way)| *way)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ways_with_prices_of_their_own_are_told_apart() {
        assert_eq!(way(Some("ON_DEMAND_FLEX")), Some(FLEX));
        assert_eq!(way(Some(" Batch ")), Some(BATCH));
        for usual in ["default", "standard", "auto", "scale", "", "x\u{1b}[2J"] {
            assert_eq!(way(Some(usual)), None);
        }
        assert_eq!(way(None), None);
    }
}
