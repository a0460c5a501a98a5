//! The bodies of model APIs (OpenAI chat, Responses, completions and embeddings; Anthropic messages; Gemini; Bedrock
//! Converse) in; fields of a [`Record`] out. For every format whose rows carry such a body whole.
//!
//! Each function sets only fields that are not set yet, so a format first sets what its own row says. Read the response
//! before the request: the model that answered is better than the one that was asked for. Neither touches the id, the
//! times, the latency and the cost, which belong to the row; [`id`] and [`created`] read those of a [`body`].

mod answer;
mod ask;
mod fault;
mod stream;
pub mod usage;

use super::{Field, Record, Value, json};

pub use answer::response;
pub use ask::request;
pub use fault::error;
pub use stream::body;
pub use usage::usage;

/// The body's own id (`chatcmpl-…`, `resp_…`, `msg_…`, Gemini's `responseId`), by which the same answer is known
/// elsewhere; null when it has none, as with embeddings.
pub fn id<'a>(body: &Value<'a>) -> Value<'a> {
    first(body, &["id", "responseId"])
}

/// When the answer was made, in whole seconds; null for APIs that do not say (Anthropic).
pub fn created<'a>(body: &Value<'a>) -> Value<'a> {
    first(body, &["created", "created_at", "createTime"])
}

/// Sets a field that is not set yet. Nulls and empty texts, lists and objects are nothing to set.
pub fn put<'a>(record: &mut Record<'a>, field: Field, value: Value<'a>) {
    if record.get(field).is_null() && !is_empty(&value) {
        record.set(field, value);
    }
}

/// Adds an entry to the record's metadata, if there is something to add and none of that name.
pub fn note<'a>(record: &mut Record<'a>, key: &'static str, value: Value<'a>) {
    if is_empty(&value) {
        return;
    }
    let mut entries = match opened(record.take(Field::Metadata)) {
        Value::Map(entries) => entries,
        Value::Null => Vec::new(),
        other => vec![("metadata".into(), other)],
    };
    if !entries.iter().any(|(known, _)| known == key) {
        entries.push((key.into(), value));
    }
    record.set(Field::Metadata, Value::Map(entries));
}

/// The value inside a text that is a JSON object or list (a column of a table, a CSV cell); any other value as it is.
pub fn opened(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Text(text) if text.trim_start().starts_with(['{', '[']) => {
            match json::parse_text(&text).map(Value::into_owned) {
                Some(inside) => inside,
                None => Value::Text(text),
            }
        }
        other => other,
    }
}

/// Whether a value says nothing: null, or an empty text, list or object.
pub fn is_empty(value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => false,
    }
}

/// What is at a dotted path, if anything; a number is a place in a list: `choices.0.finish_reason`.
pub fn at<'v, 'a>(value: &'v Value<'a>, path: &str) -> Option<&'v Value<'a>> {
    let step = |inside: &'v Value<'a>, step: &str| match inside {
        Value::List(items) => items.get(step.parse::<usize>().ok()?),
        _ => inside.get(step),
    };
    path.split('.').try_fold(value, step).filter(|found| !found.is_null())
}

/// A copy of the first thing that is at one of these paths; for short values.
pub fn first<'a>(value: &Value<'a>, paths: &[&str]) -> Value<'a> {
    paths.iter().find_map(|path| at(value, path).filter(|found| !is_empty(found))).cloned().unwrap_or_default()
}

/// Takes what is under a key out of an object, leaving null.
pub fn take<'a>(value: &mut Value<'a>, key: &str) -> Value<'a> {
    value.get_mut(key).map(std::mem::take).unwrap_or_default()
}
