//! What LiteLLM's two logs share: a row of either in, the fields that both name alike out. Its logging payload is
//! [`Payload`], the table of its proxy is [`Spend`].

mod payload;
mod redact;
mod spend;

pub use payload::Payload;
pub use spend::Spend;

use super::bodies::{self, first, put};
use super::genai::providers;
use super::{Field, Record, Value, time};

/// Kinds of calls by another name than OpenTelemetry's. The asynchronous twin of each begins with `a`.
const OPERATIONS: [(&str, &str); 7] = [
    ("completion", "chat"),
    ("responses", "chat"),
    ("anthropic_messages", "chat"),
    ("embedding", "embeddings"),
    ("text_completion", "text_completion"),
    ("generate_content", "generate_content"),
    ("generate_content_stream", "generate_content"),
];

/// Kinds of calls that look after files, batches, stores and tools: no model is asked, unless tokens say so.
const UPKEEP: [&str; 12] = [
    "file",
    "create_batch",
    "retrieve_batch",
    "list_batches",
    "cancel_batch",
    "vector_store",
    "mcp_tool",
    "get_responses",
    "delete_responses",
    "list_input_items",
    "fine_tuning",
    "list_models",
];

/// Entries of LiteLLM's metadata that repeat what has a field of its own, or are tables of prices.
const REPEATED: [&str; 8] = [
    "usage_object",
    "additional_usage_values",
    "model_map_information",
    "cost_breakdown",
    "litellm_call_id",
    "status",
    "error_information",
    "prompt_management_metadata",
];

/// Whether a row is of a call that only looks after something.
fn is_upkeep(row: &Value<'_>) -> bool {
    let kind = row.get("call_type").and_then(Value::as_text).unwrap_or_default();
    UPKEEP.iter().any(|upkeep| kind.contains(upkeep)) && !counted(row)
}

/// Whether the row counts any tokens. A failure, and a stream whose provider sent no usage, has zeros for "unknown".
fn counted(row: &Value<'_>) -> bool {
    ["prompt_tokens", "completion_tokens", "total_tokens"].iter().any(|key| match row.get(key) {
        Some(Value::Int(count)) => *count > 0,
        Some(Value::Text(count)) => !count.trim().trim_start_matches('0').is_empty(),
        _ => false,
    })
}

/// Fields that both logs name alike. `id` is the key of the row's id, `details` the metadata as an object.
fn common<'a>(record: &mut Record<'a>, row: &Value<'a>, id: &str, details: &Value<'a>) {
    let call = match first(row, &["litellm_call_id"]) {
        Value::Null => first(details, &["litellm_call_id"]),
        call => call,
    };
    put(record, Field::Id, identity(row, id, &call));
    put(record, Field::SpanId, call);
    for (field, key) in [
        (Field::Timestamp, "startTime"),
        (Field::EndTimestamp, "endTime"),
        (Field::Status, "status"),
        (Field::CacheHit, "cache_hit"),
        (Field::Tags, "request_tags"),
    ] {
        put(record, field, first(row, &[key]));
    }
    put(record, Field::TimeToFirstTokenMs, first_token(row));
    if let Some(provider) = row.get("custom_llm_provider").and_then(Value::as_text) {
        put(record, Field::Provider, Value::Text(providers::normal(provider).into()));
    }
    put(record, Field::Model, model(row));
    put(record, Field::Operation, operation(row));
    if counted(row) {
        put(record, Field::InputTokens, first(row, &["prompt_tokens"]));
        put(record, Field::OutputTokens, first(row, &["completion_tokens"]));
        put(record, Field::TotalTokens, first(row, &["total_tokens"]));
        put(record, Field::TokenBasis, Value::Text("inclusive".into()));
        if let Some(usage) = details.get("usage_object") {
            bodies::usage(record, usage);
        }
    }
    put(record, Field::ServiceTier, first(details, &["cost_breakdown.service_tier"]));
    put(record, Field::UserId, first(row, &["end_user"]));
    put(record, Field::UserId, first(details, &["user_api_key_end_user_id"]));
    let app = ["user_api_key_alias", "user_api_key_project_alias", "user_api_key_team_alias"];
    put(record, Field::App, first(details, &app));
    put(record, Field::PromptVersion, first(details, &["prompt_management_metadata.prompt_id"]));
}

/// An answer from LiteLLM's own cache has the id of the first answer with the moment of logging behind it, which each
/// log takes by itself; the id of the call is the same in both.
fn identity<'a>(row: &Value<'a>, id: &str, call: &Value<'a>) -> Value<'a> {
    let id = first(row, &[id]);
    match (id.as_text(), call.as_text()) {
        (Some(id), Some(call)) if id.contains("_cache_hit") => Value::Text(format!("{call}:cache_hit").into()),
        (None, Some(_)) => call.clone(),
        _ => id,
    }
}

/// The model without LiteLLM's prefix for its provider. The name that an answer carries has a date in some answers and
/// none in others (streams), and spend logs do not know it.
fn model<'a>(row: &Value<'a>) -> Value<'a> {
    let model = first(row, &["model"]);
    let provider = row.get("custom_llm_provider").and_then(Value::as_text);
    match model.as_text().and_then(|model| model.split_once('/')) {
        Some((prefix, bare)) if Some(prefix) == provider && !bare.is_empty() => Value::Text(bare.to_owned().into()),
        _ => model,
    }
}

fn operation<'a>(row: &Value<'a>) -> Value<'a> {
    let kind = first(row, &["call_type"]);
    let Some(name) = kind.as_text() else { return kind };
    let known = |name: &str| OPERATIONS.iter().find(|(litellm, _)| *litellm == name).map(|(_, ours)| *ours);
    match known(name).or_else(|| known(name.strip_prefix('a')?)) {
        Some(ours) => Value::Text(ours.into()),
        None => kind,
    }
}

/// The first token comes before the end; where both are at the same moment, nothing was streamed.
fn first_token(row: &Value<'_>) -> Value<'static> {
    let instant = |key: &str| row.get(key).and_then(|value| time::micros(value).ok().flatten());
    match (instant("startTime"), instant("completionStartTime"), instant("endTime")) {
        (Some(start), Some(token), Some(end)) if start <= token && token < end => {
            Value::Float((token - start) as f64 / 1e3)
        }
        _ => Value::Null,
    }
}

/// Reads what went wrong: `error_information`, which successes carry with empty texts.
fn failure<'a>(record: &mut Record<'a>, error: &Value<'a>) {
    put(record, Field::ErrorType, first(error, &["error_class"]));
    let code = first(error, &["error_code"]);
    if code.as_text().is_none_or(|code| code.parse().is_ok_and(|code: i64| (100..=599).contains(&code))) {
        put(record, Field::HttpStatus, code);
    }
    bodies::note(record, "error_message", first(error, &["error_message"]));
    bodies::note(record, "normalized_error", first(error, &["normalized_error"]));
}

/// Keeps what the metadata says beyond the fields.
fn keep<'a>(record: &mut Record<'a>, details: Value<'a>) {
    let Value::Map(mut entries) = details else { return };
    entries.retain(|(key, value)| !REPEATED.contains(&key.as_ref()) && !bodies::is_empty(value));
    put(record, Field::Metadata, Value::Map(entries));
}
