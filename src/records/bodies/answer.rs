//! A response body in; model, operation, text, finish reason, tokens, tier and error out.

use std::borrow::Cow;

use super::{Record, Value, at, fault, first, is_empty, put, stream, take, usage};
use crate::records::{Field, json};

/// What a body is, by a key that no other kind has.
const OPERATIONS: [(&str, &str); 8] = [
    ("choices.0.message", "chat"),
    ("choices.0.delta", "chat"),
    ("choices.0.text", "text_completion"),
    ("candidates", "generate_content"),
    ("output", "chat"),
    ("stop_reason", "chat"),
    ("data.0.embedding", "embeddings"),
    ("embedding", "embeddings"),
];

const FINISH: [&str; 6] = [
    "choices.0.finish_reason",
    "stop_reason",
    "finish_reason",
    "candidates.0.finishReason",
    "stopReason",
    "incomplete_details.reason",
];

/// Reads a response body (an object, its JSON text, or the events of a stream); a text that is none is the answer itself.
pub fn response<'a>(record: &mut Record<'a>, body: Value<'a>) {
    let mut body = match stream::body(body) {
        body @ Value::Map(_) => body,
        other => return put(record, Field::Response, other),
    };
    put(record, Field::Model, first(&body, &["model", "modelVersion"]));
    put(record, Field::ServiceTier, first(&body, &["service_tier"]));
    if let Some((_, operation)) = OPERATIONS.iter().find(|(path, _)| at(&body, path).is_some_and(|v| !v.is_null())) {
        put(record, Field::Operation, Value::Text((*operation).into()));
    }
    for key in ["usage", "usageMetadata"] {
        if let Some(found) = body.get(key) {
            usage::usage(record, found);
        }
    }
    put(record, Field::FinishReason, first(&body, &FINISH));
    if body.get("output").is_some() {
        let status = body.get("status").and_then(Value::as_text).unwrap_or_default();
        // An incomplete answer has hit a limit, which is no failure.
        if ["failed", "cancelled"].contains(&status) {
            put(record, Field::Status, Value::Text("error".into()));
        }
        put(record, Field::FinishReason, first(&body, &["status"]));
    }
    put(record, Field::Response, answer(&mut body));
    fault::error(record, take(&mut body, "error"));
}

/// The text of the first answer; where the model called tools instead, the calls as JSON.
fn answer<'a>(body: &mut Value<'a>) -> Value<'a> {
    if let Some(choice) = body.get_mut("choices").and_then(|choices| item(choices, 0)) {
        let mut said = ["message", "delta"].iter().map(|key| take(choice, key)).find(|said| !is_empty(said));
        let Some(said) = &mut said else { return take(choice, "text") };
        return spoken(["content", "refusal", "tool_calls", "function_call"].map(|key| take(said, key)));
    }
    if let Some(candidate) = body.get_mut("candidates").and_then(|candidates| item(candidates, 0)) {
        return spoken([take(&mut take(candidate, "content"), "parts")]);
    }
    match take(body, "output") {
        Value::List(items) => return items_of(items),
        Value::Map(entries) => {
            return spoken([take(&mut take(&mut Value::Map(entries), "message"), "content")]);
        }
        Value::Text(text) => return Value::Text(text),
        _ => {}
    }
    spoken(["content", "output_text", "completion", "text"].map(|key| take(body, key)))
}

fn item<'v, 'a>(list: &'v mut Value<'a>, at: usize) -> Option<&'v mut Value<'a>> {
    match list {
        Value::List(items) => items.get_mut(at),
        _ => None,
    }
}

/// The Responses API answers with messages among other items: reasoning, calls of tools.
fn items_of<'a>(items: Vec<Value<'a>>) -> Value<'a> {
    let (messages, others): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| item.get("content").is_some_and(|content| !is_empty(content)));
    let parts = messages.into_iter().flat_map(|mut message| match take(&mut message, "content") {
        Value::List(parts) => parts,
        other => vec![other],
    });
    let calls = others
        .into_iter()
        .filter(|item| item.get("type").and_then(Value::as_text).is_some_and(|kind| kind.ends_with("_call")));
    spoken([Value::List(parts.collect()), Value::List(calls.collect())])
}

/// The first of these that says something: a text, the texts of a list of parts, or the list as JSON if it has no text.
fn spoken<'a, const N: usize>(said: [Value<'a>; N]) -> Value<'a> {
    let mut empty = Value::Null;
    for value in said {
        match value {
            Value::Text(text) if text.is_empty() => empty = Value::Text(text),
            Value::Text(text) => return Value::Text(text),
            Value::Null => {}
            value if is_empty(&value) => {}
            Value::List(parts) => {
                let text: String = parts.iter().filter_map(part).collect();
                if !text.is_empty() {
                    return Value::Text(Cow::Owned(text));
                }
                if parts.iter().any(|part| !is_thought(part)) {
                    return Value::Text(Cow::Owned(json::to_text(&Value::List(parts))));
                }
            }
            other => return Value::Text(Cow::Owned(json::to_text(&other))),
        }
    }
    empty
}

/// The text of a part of an answer; thoughts are not part of it.
fn part<'v>(part: &'v Value<'_>) -> Option<&'v str> {
    if is_thought(part) {
        return None;
    }
    part.as_text().or_else(|| ["text", "refusal"].iter().find_map(|key| part.get(key)?.as_text()))
}

fn is_thought(part: &Value<'_>) -> bool {
    part.get("thought") == Some(&Value::Bool(true))
        || part
            .get("type")
            .and_then(Value::as_text)
            .is_some_and(|kind| kind.contains("thinking") || kind == "reasoning")
}
