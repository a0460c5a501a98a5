//! A streamed answer as it was sent (a list of events, or their text, `data: {…}` lines) in; the body that it would have
//! been without streaming, out.

use super::{Value, at, first, is_empty, json, opened, take};

/// A response body, whether it came whole, as JSON text, as a list of events, or as the text of them.
pub fn body(value: Value<'_>) -> Value<'_> {
    let value = match opened(value) {
        Value::Text(text) if text.starts_with("data:") || text.starts_with("event:") => {
            let events: Vec<_> = text.lines().filter_map(|line| event(line.strip_prefix("data:")?)).collect();
            if events.is_empty() { Value::Text(text) } else { Value::List(events) }
        }
        other => other,
    };
    match value {
        Value::List(events) if events.first().is_some_and(is_event) => joined(events),
        other => other,
    }
}

/// The JSON of one event; `[DONE]` is none.
fn event(data: &str) -> Option<Value<'static>> {
    json::parse_text(data.trim()).map(Value::into_owned).filter(|event| matches!(event, Value::Map(_)))
}

fn is_event(value: &Value<'_>) -> bool {
    let kind = value.get("type").and_then(Value::as_text).unwrap_or_default();
    value.get("object").and_then(Value::as_text) == Some("chat.completion.chunk")
        || at(value, "choices.0.delta").is_some()
        || kind == "message_start"
        || kind.starts_with("response.")
}

fn joined<'a>(events: Vec<Value<'a>>) -> Value<'a> {
    let kind = |event: &Value<'a>| event.get("type").and_then(Value::as_text).unwrap_or_default().to_owned();
    match events.first().map(kind).unwrap_or_default().as_str() {
        "message_start" => anthropic(events),
        // The last event of the Responses API holds all of the answer.
        start if start.starts_with("response.") => events
            .into_iter()
            .rev()
            .map(|mut event| take(&mut event, "response"))
            .find(|body| !body.is_null())
            .unwrap_or_default(),
        _ => chat(events),
    }
}

/// Chunks of a chat: the first choice's texts in a row; model, usage and tier from whichever chunk has them.
fn chat<'a>(chunks: Vec<Value<'a>>) -> Value<'a> {
    let mut text = String::new();
    let mut entries: Vec<(_, Value<'a>)> = Vec::new();
    let mut end = Value::Null;
    for chunk in &chunks {
        if at(chunk, "choices.0.index").is_none_or(|index| *index == Value::Int(0)) {
            text.push_str(at(chunk, "choices.0.delta.content").and_then(Value::as_text).unwrap_or_default());
            let said = first(chunk, &["choices.0.finish_reason"]);
            end = if is_empty(&said) { end } else { said };
        }
        for key in ["id", "model", "created", "service_tier", "usage", "error"] {
            let said = first(chunk, &[key]);
            if !is_empty(&said) {
                entries.retain(|(known, _)| known != key);
                entries.push((key.into(), said));
            }
        }
    }
    let message = Value::Map(vec![("content".into(), Value::Text(text.into()))]);
    let choice = Value::Map(vec![("message".into(), message), ("finish_reason".into(), end)]);
    entries.push(("choices".into(), Value::List(vec![choice])));
    Value::Map(entries)
}

/// Anthropic's events: the message as it began, then its text piece by piece, then why it ended and its last counts.
fn anthropic<'a>(events: Vec<Value<'a>>) -> Value<'a> {
    let mut events = events.into_iter();
    let mut body = events.next().map(|mut start| take(&mut start, "message")).unwrap_or_default();
    let (mut text, mut end, mut error) = (String::new(), Value::Null, Value::Null);
    for mut event in events {
        text.push_str(at(&event, "delta.text").and_then(Value::as_text).unwrap_or_default());
        let said = first(&event, &["delta.stop_reason"]);
        end = if is_empty(&said) { end } else { said };
        if !is_empty(event.get("error").unwrap_or(&Value::Null)) {
            error = take(&mut event, "error");
        }
        if let (Value::Map(last), Some(Value::Map(usage))) = (take(&mut event, "usage"), body.get_mut("usage")) {
            for (key, count) in last.into_iter().filter(|(_, count)| !count.is_null()) {
                usage.retain(|(known, _)| *known != key);
                usage.push((key, count));
            }
        }
    }
    if let Value::Map(entries) = &mut body {
        entries.retain(|(key, _)| !["content", "stop_reason", "error"].contains(&key.as_ref()));
        entries.push(("content".into(), Value::Text(text.into())));
        entries.push(("stop_reason".into(), end));
        entries.push(("error".into(), error));
    }
    body
}
