//! Logs that Portkey's gateway exports (JSON lines): one call a row, with the bodies of request and response, in; calls
//! out.

use super::bodies::{self, note, opened, put, take};
use super::{Emit, Field, Format, Found, Reading, Record, Rows, Sample, Value};
use crate::error::{Reject, Result};

/// Keys of Portkey's own. Which of them an export has, its user chose.
const KEYS: [&str; 13] = [
    "ai_org",
    "ai_model",
    "req_units",
    "res_units",
    "total_units",
    "is_success",
    "cost_currency",
    "cache_status",
    "stream_mode",
    "retry_success_count",
    "virtual_key",
    "prompt_slug",
    "prompt_version_id",
];
/// So many of them make a file one of Portkey's.
const ENOUGH: usize = 3;

/// What is taken as it is.
const FIELDS: [(&str, Field); 8] = [
    ("id", Field::Id),
    ("created_at", Field::Timestamp),
    // Milliseconds.
    ("response_time", Field::LatencyMs),
    ("ai_org", Field::Provider),
    ("ai_model", Field::Model),
    ("response_status_code", Field::HttpStatus),
    ("trace_id", Field::TraceId),
    ("prompt_version_id", Field::PromptVersion),
];

/// What is kept in the metadata.
const NOTES: [&str; 14] = [
    "request_url",
    "request_method",
    "cache_status",
    "cache_type",
    "stream_mode",
    "retry_success_count",
    "mode",
    "virtual_key",
    "runtime",
    "runtime_version",
    "sdk_version",
    "config",
    "prompt_slug",
    "workspace_slug",
];

/// Names of metadata that Portkey gives a meaning.
const NAMED: [(&str, Field); 3] =
    [("_user", Field::UserId), ("_environment", Field::Environment), ("_session", Field::SessionId)];

/// Ends of paths that say what was called, where the bodies are left out.
const OPERATIONS: [(&str, &str); 5] = [
    ("/embeddings", "embeddings"),
    ("/chat/completions", "chat"),
    ("/messages", "chat"),
    ("/responses", "chat"),
    ("/completions", "text_completion"),
];

/// See the module.
pub struct Portkey;

impl Portkey {
    /// The format.
    pub fn make() -> Box<dyn Format> {
        Box::new(Self)
    }
}

impl Format for Portkey {
    fn id(&self) -> &str {
        "portkey"
    }

    fn title(&self) -> &str {
        "Portkey logs export (JSON lines)"
    }

    fn doc(&self) -> &str {
        "https://portkey.ai/docs/product/observability/logs-export"
    }

    fn about(&self) -> &str {
        "What Portkey exports from its logs, one call a line, with whichever fields were asked for. Its cost is in US \
         cents. Cached and reasoning tokens are told only by the body of the response, so ask for the bodies; then all \
         counts are taken from there, and from the units of the row otherwise. An answer from Portkey's own cache is \
         marked as one. The entry `_user` of the metadata says who asked."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let has = |key: &str| sample.keys.iter().any(|known| known == key);
        let found = KEYS.iter().filter(|key| has(key)).count();
        if found >= ENOUGH && has("created_at") { 100 + 10 * found as u32 } else { 0 }
    }

    fn reading(&self, _sample: &Sample) -> Result<Reading> {
        Ok(Reading { rows: Box::new(Self), inferences: vec!["cost: in US cents".to_owned()] })
    }
}

impl Rows for Portkey {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        emit(match row {
            Value::Map(_) => call(line, row).map(Found::Call).map_err(|reason| Reject { line, reason }),
            _ => Err(Reject { line, reason: "the row is not an object".to_owned() }),
        });
    }
}

fn call<'a>(line: u64, mut row: Value<'a>) -> Result<Record<'a>, String> {
    let mut record = Record::new(line);
    for (key, field) in FIELDS {
        put(&mut record, field, take(&mut row, key));
    }
    put(&mut record, Field::Status, status(take(&mut row, "is_success")));
    cost(&mut record, take(&mut row, "cost"), take(&mut row, "cost_currency"))?;
    let cached = row.get("cache_status").and_then(Value::as_text).map(|said| said.to_ascii_lowercase().contains("hit"));
    put(&mut record, Field::CacheHit, cached.map_or(Value::Null, Value::Bool));
    metadata(&mut record, &mut row);
    let url = row.get("request_url").and_then(Value::as_text).unwrap_or_default().to_owned();
    for key in NOTES {
        note(&mut record, key, take(&mut row, key));
    }
    // Counts and how they were counted belong together, so those of the body go before those of the row.
    let response = body(&mut row, "response");
    bodies::response(&mut record, response);
    let request = body(&mut row, "request");
    bodies::request(&mut record, request);
    if record.get(Field::InputTokens).is_null() && record.get(Field::OutputTokens).is_null() {
        put(&mut record, Field::InputTokens, take(&mut row, "req_units"));
        put(&mut record, Field::OutputTokens, take(&mut row, "res_units"));
        put(&mut record, Field::TotalTokens, take(&mut row, "total_units"));
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if let Some((_, operation)) = OPERATIONS.iter().find(|(end, _)| path.ends_with(end)) {
        put(&mut record, Field::Operation, Value::Text((*operation).into()));
    }
    Ok(record)
}

/// 1 or 0, as a number, a text or a truth.
fn status(success: Value<'_>) -> Value<'static> {
    let word = match &success {
        Value::Bool(good) => *good,
        Value::Int(good) => *good != 0,
        Value::Text(text) => !matches!(text.trim(), "0" | "false" | "False"),
        _ => return Value::Null,
    };
    Value::Text(if word { "success" } else { "error" }.into())
}

/// Cents to dollars. Another currency has no rate here; it is kept as it is.
fn cost<'a>(record: &mut Record<'a>, cost: Value<'a>, currency: Value<'a>) -> Result<(), String> {
    let cents = match &cost {
        Value::Null => return Ok(()),
        Value::Int(cents) => *cents as f64,
        Value::Float(cents) => *cents,
        Value::Text(text) => text.trim().parse().map_err(|_| format!("cost: {text:.40?} is not a number"))?,
        _ => return Err("cost: it is not a number".to_owned()),
    };
    match currency.as_text().filter(|currency| !currency.trim().eq_ignore_ascii_case("usd")) {
        Some(_) => {
            note(record, "cost", cost);
            note(record, "cost_currency", currency);
        }
        None => put(record, Field::CostUsd, Value::Float(cents / 100.0)),
    }
    Ok(())
}

/// The body, in whichever wrapper it is: `{"body": {…}}`, the body itself, JSON in a text, or under a dotted name.
fn body<'a>(row: &mut Value<'a>, side: &str) -> Value<'a> {
    let flat = take(row, &format!("{side}.body"));
    if !flat.is_null() {
        return flat;
    }
    let mut whole = opened(take(row, side));
    match take(&mut whole, "body") {
        Value::Null => whole,
        body => body,
    }
}

/// An object; or, as a column store has it, a list of keys and a list of values.
fn metadata<'a>(record: &mut Record<'a>, row: &mut Value<'a>) {
    let mut whole = opened(take(row, "metadata"));
    let mut lists = ["key", "value"].map(|side| {
        let flat = opened(take(row, &format!("metadata.{side}")));
        if flat.is_null() && matches!(whole.get(side), Some(Value::List(_))) { take(&mut whole, side) } else { flat }
    });
    let mut entries = match whole {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    entries.retain(|(_, value)| !value.is_null());
    if let [Value::List(keys), Value::List(values)] = &mut lists {
        let texts = keys.drain(..).zip(values.drain(..)).filter_map(|(key, value)| match key {
            Value::Text(key) => Some((key, value)),
            _ => None,
        });
        entries.extend(texts);
    }
    for (name, field) in NAMED {
        if let Some(at) = entries.iter().position(|(key, _)| key == name) {
            put(record, field, entries.swap_remove(at).1);
        }
    }
    if !entries.is_empty() {
        record.set(Field::Metadata, Value::Map(entries));
    }
}
