//! LiteLLM's `StandardLoggingPayload`, one JSON object per call, in; calls out.

use super::{common, counted, failure, is_upkeep, keep, redact};
use crate::error::{Reject, Result};
use crate::records::bodies::{self, first, note, put, take};
use crate::records::{Emit, Field, Format, Found, Reading, Record, Rows, Sample, Value};

/// Keys of every version; rows of the spend table have the first two as well, but no `response_cost`.
const KEYS: [&str; 4] = ["call_type", "startTime", "response_cost", "model_map_information"];

/// The format.
pub struct Payload;

impl Format for Payload {
    fn id(&self) -> &str {
        "litellm"
    }

    fn title(&self) -> &str {
        "LiteLLM logging payload (JSON)"
    }

    fn doc(&self) -> &str {
        "https://docs.litellm.ai/docs/proxy/logging_spec"
    }

    fn about(&self) -> &str {
        "The `StandardLoggingPayload` that LiteLLM's S3, GCS, Azure and SQS loggers and custom callbacks write, one JSON \
         object per call. Its `response_time` is the time to the first token of a stream, so the latency is end minus \
         start, and there is a first token only where it came before the end. Answers from LiteLLM's own cache are \
         calls with `cache_hit` and without cost. Every attempt of a router is a call; attempts share their trace. \
         Zero tokens stand for \"unknown\" (failures, streams without usage) and are left empty, as is the cost of a \
         model that LiteLLM has no price for. The model is the one asked for, without the provider's prefix, since \
         streams do not tell the dated name. Redacted texts are no texts, and its table of prices is dropped."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let all = KEYS.iter().all(|key| sample.keys.iter().any(|known| known == key));
        if all { 100 + 10 * KEYS.len() as u32 } else { 0 }
    }

    fn reading(&self, _sample: &Sample) -> Result<Reading> {
        Ok(Reading { rows: Box::new(Payload), inferences: Vec::new() })
    }
}

impl Rows for Payload {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        emit(match row {
            Value::Map(_) if is_upkeep(&row) => Ok(Found::Other("calls that manage files, batches and tools")),
            Value::Map(_) => Ok(Found::Call(call(line, row))),
            _ => Err(Reject { line, reason: "the row is not an object".to_owned() }),
        });
    }
}

fn call<'a>(line: u64, mut row: Value<'a>) -> Record<'a> {
    let mut record = Record::new(line);
    let details = take(&mut row, "metadata");
    common(&mut record, &row, "id", &details);
    let unpriced = row.get("response_cost_failure_debug_info").is_some_and(|info| !info.is_null());
    let failed = row.get("status").and_then(Value::as_text) == Some("failure");
    let hit = row.get("cache_hit") == Some(&Value::Bool(true));
    if !unpriced && (counted(&row) || failed || hit) {
        put(&mut record, Field::CostUsd, first(&row, &["response_cost"]));
    }
    put(&mut record, Field::TraceId, first(&row, &["trace_id"]));
    put(&mut record, Field::SessionId, first(&row, &["session_id"]));
    put(&mut record, Field::ServiceTier, first(&row, &["cost_breakdown.service_tier"]));
    put(&mut record, Field::UserId, first(&row, &["model_parameters.user"]));
    put(&mut record, Field::UserId, first(&details, &["user_api_key_user_id"]));
    keep(&mut record, details);
    failure(&mut record, &take(&mut row, "error_information"));
    let mut settings = take(&mut row, "model_parameters");
    if let Value::Map(settings) = &mut settings {
        // The same long definitions in every call.
        settings.retain(|(key, _)| !["tools", "functions"].contains(&key.as_ref()));
    }
    note(&mut record, "model_parameters", settings);
    for key in ["model_group", "model_id", "api_base", "guardrail_information"] {
        note(&mut record, key, take(&mut row, key));
    }
    if hit {
        note(&mut record, "saved_cache_cost", take(&mut row, "saved_cache_cost"));
    }
    note(&mut record, "response_model", first(&row, &["response.model"]));
    put(&mut record, Field::Messages, take(&mut row, "messages"));
    let mut response = bodies::opened(take(&mut row, "response"));
    if !counted(&row) {
        take(&mut response, "usage");
    }
    bodies::response(&mut record, response);
    redact::clear(&mut record);
    record
}
