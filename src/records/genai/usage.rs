//! Tokens and costs, from the attributes of a span into a record.

use super::attributes::{number, parsed};
use super::{Attributes, Slot};
use crate::records::bodies::at;
use crate::records::{Field, Record, Value};

/// Counts that are attributes of their own.
const COUNTS: &[(Slot, Field)] = &[
    (Slot::Input, Field::InputTokens),
    (Slot::Output, Field::OutputTokens),
    (Slot::CacheRead, Field::CacheReadTokens),
    (Slot::CacheCreation, Field::CacheCreationTokens),
    (Slot::CacheCreation1h, Field::CacheCreation1hTokens),
    (Slot::Reasoning, Field::ReasoningTokens),
    (Slot::Total, Field::TotalTokens),
];

/// Where Langfuse's usage details keep a count, in the shapes of OpenAI's two APIs, Anthropic's, and Langfuse's own.
const DETAILS: &[(Field, &[&str])] = &[
    (Field::InputTokens, &["prompt_tokens", "input_tokens", "input", "promptTokens", "inputTokens"]),
    (Field::OutputTokens, &["completion_tokens", "output_tokens", "output", "completionTokens", "outputTokens"]),
    (
        Field::CacheReadTokens,
        &[
            "prompt_tokens_details.cached_tokens",
            "input_tokens_details.cached_tokens",
            "cache_read_input_tokens",
            "input_cached_tokens",
            "input_cache_read",
        ],
    ),
    (
        Field::CacheCreationTokens,
        &[
            "prompt_tokens_details.cache_write_tokens",
            "input_tokens_details.cache_write_tokens",
            "cache_creation_input_tokens",
            "input_cache_creation",
        ],
    ),
    (Field::CacheCreation1hTokens, &["cache_creation.ephemeral_1h_input_tokens", "input_cache_creation_1h"]),
    (
        Field::ReasoningTokens,
        &[
            "completion_tokens_details.reasoning_tokens",
            "output_tokens_details.reasoning_tokens",
            "output_reasoning_tokens",
        ],
    ),
    (Field::TotalTokens, &["total_tokens", "total", "totalTokens"]),
];

/// Fills tokens and cost.
pub fn fill<'a>(attributes: &mut Attributes<'a>, record: &mut Record<'a>) {
    for (slot, field) in COUNTS {
        record.set(*field, attributes.take(*slot));
    }
    let mut basis = "inclusive";
    let details = parsed(attributes.take(Slot::UsageDetails));
    if record.get(Field::InputTokens).is_null() && record.get(Field::OutputTokens).is_null() {
        for (field, paths) in DETAILS {
            let found = paths.iter().find_map(|path| at(&details, path)).cloned().unwrap_or_default();
            record.set(*field, found);
        }
        basis = basis_of(&details);
    }
    if record.get(Field::CacheCreationTokens).is_null() {
        // Older AI SDKs tell what was written to the cache only here.
        let beside = parsed(attributes.take(Slot::ProviderMetadata));
        let written = at(&beside, "anthropic.cacheCreationInputTokens").cloned().unwrap_or_default();
        record.set(Field::CacheCreationTokens, written);
    }
    record.set(Field::TokenBasis, Value::Text(basis.into()));
    let cost = attributes.take(Slot::Cost);
    let cost = if cost.is_null() { total_cost(&parsed(attributes.take(Slot::CostDetails))) } else { cost };
    record.set(Field::CostUsd, cost);
}

/// How usage details count: Langfuse's own keys name parts that add up, Anthropic's count the cache beside the input.
fn basis_of(details: &Value<'_>) -> &'static str {
    let has = |path: &str| at(details, path).is_some();
    if has("input") || has("output") {
        "disjoint"
    } else if has("cache_read_input_tokens") || has("cache_creation_input_tokens") {
        "exclusive"
    } else {
        "inclusive"
    }
}

/// The sum of Langfuse's costs, which may or may not be among them.
fn total_cost(details: &Value<'_>) -> Value<'static> {
    let Value::Map(parts) = details else { return Value::Null };
    let costs: Vec<f64> = parts.iter().filter_map(|(_, cost)| number(cost)).collect();
    match details.get("total").and_then(number) {
        Some(total) => Value::Float(total),
        None if costs.is_empty() => Value::Null,
        None => Value::Float(costs.iter().sum()),
    }
}
