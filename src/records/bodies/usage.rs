//! The usage object of a model API in; token counts, how they were counted, and the service tier out.

use super::{Record, Value, at, first, put};
use crate::records::Field;

/// Where each count is, best first, in the words of: OpenAI chat, OpenAI Responses and Anthropic, Gemini, Bedrock and
/// JavaScript SDKs, and those who copied them.
const COUNTS: [(Field, &[&str]); 5] = [
    (Field::InputTokens, &["prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens", "promptTokens"]),
    (
        Field::CacheReadTokens,
        &[
            "prompt_tokens_details.cached_tokens",
            "input_tokens_details.cached_tokens",
            "cache_read_input_tokens",
            "cachedContentTokenCount",
            "cacheReadInputTokens",
            "cachedInputTokens",
            "prompt_cache_hit_tokens",
        ],
    ),
    (
        Field::CacheCreationTokens,
        &[
            "cache_creation_input_tokens",
            "prompt_tokens_details.cache_write_tokens",
            "prompt_tokens_details.cache_creation_tokens",
            "input_tokens_details.cache_write_tokens",
            "cacheWriteInputTokens",
        ],
    ),
    (
        Field::CacheCreation1hTokens,
        &[
            "cache_creation.ephemeral_1h_input_tokens",
            "prompt_tokens_details.cache_creation_token_details.ephemeral_1h_input_tokens",
        ],
    ),
    (Field::TotalTokens, &["total_tokens", "totalTokenCount", "totalTokens"]),
];

const OUTPUT: [&str; 5] =
    ["completion_tokens", "output_tokens", "candidatesTokenCount", "outputTokens", "completionTokens"];
const REASONING: [&str; 6] = [
    "completion_tokens_details.reasoning_tokens",
    "output_tokens_details.reasoning_tokens",
    "output_tokens_details.thinking_tokens",
    "thoughtsTokenCount",
    "reasoningTokens",
    "reasoning_tokens",
];
/// Only Anthropic and Bedrock count the cache beside the input, and only they have these.
const BESIDE: [&str; 4] =
    ["cache_read_input_tokens", "cache_creation_input_tokens", "cacheReadInputTokens", "cacheWriteInputTokens"];

/// Reads a usage object (`usage`, `usageMetadata`).
pub fn usage<'a>(record: &mut Record<'a>, usage: &Value<'a>) {
    if !matches!(usage, Value::Map(_)) {
        return;
    }
    // A basis goes with its counts: where the row has counts of its own, it has said how they were counted.
    let counted = !record.get(Field::InputTokens).is_null();
    if at(usage, "promptTokenCount").is_some() {
        gemini(record, usage);
    }
    for (field, paths) in COUNTS {
        put(record, field, first(usage, paths));
    }
    put(record, Field::OutputTokens, first(usage, &OUTPUT));
    put(record, Field::ReasoningTokens, first(usage, &REASONING));
    put(record, Field::ServiceTier, first(usage, &["service_tier"]));
    if !counted && !record.get(Field::InputTokens).is_null() {
        put(record, Field::TokenBasis, Value::Text(basis(usage).into()));
    }
}

/// Whether the cache is inside the input. Whoever writes `prompt_tokens` includes the cache, also where Anthropic's names are repeated beside it (LiteLLM).
pub fn basis(usage: &Value<'_>) -> &'static str {
    let whole = ["prompt_tokens", "promptTokenCount"].iter().any(|key| usage.get(key).is_some());
    let beside = BESIDE.iter().any(|key| usage.get(key).is_some());
    if beside && !whole { "exclusive" } else { "inclusive" }
}

/// Gemini counts thoughts beside the candidates, and the results of its own tools beside the prompt. Its sum tells
/// where a gateway has put them inside already.
fn gemini<'a>(record: &mut Record<'a>, usage: &Value<'a>) {
    let count = |key: &str| match usage.get(key) {
        Some(Value::Int(count)) => *count,
        _ => 0,
    };
    let (prompt, answer) = (count("promptTokenCount"), count("candidatesTokenCount"));
    let (thoughts, tools) = (count("thoughtsTokenCount"), count("toolUsePromptTokenCount"));
    if count("totalTokenCount") == prompt.saturating_add(answer) {
        return;
    }
    put(record, Field::InputTokens, Value::Int(prompt.saturating_add(tools)));
    put(record, Field::OutputTokens, Value::Int(answer.saturating_add(thoughts)));
}
