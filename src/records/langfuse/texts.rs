//! The input and output of a generation in, in whatever shape its framework gave them; prompt, conversation, answer and why
//! the answer ended, out. Shapes of frameworks are brought to those of model APIs, which `bodies` reads; what is neither
//! stays the text that it is.

use crate::records::bodies::{self, opened};
use crate::records::{Field, Record, Value};

/// Sets what was sent.
pub fn sent<'a>(input: Value<'a>, record: &mut Record<'a>) {
    let body = match opened(input.clone()) {
        Value::List(items) if items.iter().any(is_message) => object("input", Value::List(items)),
        one if is_message(&one) => object("input", Value::List(vec![one])),
        // The arguments of a Python function.
        Value::Map(entries) => match entries.iter().find(|(key, _)| key == "args") {
            Some((_, Value::List(args))) if matches!(&args[..], [Value::Text(_)]) => args[0].clone(),
            _ => Value::Map(entries),
        },
        _ => Value::Null,
    };
    bodies::request(record, parts_to_content(body));
    if record.get(Field::Prompt).is_null() && record.get(Field::Messages).is_null() {
        record.set(Field::Prompt, input);
    }
}

/// Sets what was answered, why it ended, and how it was served.
pub fn answered<'a>(output: Value<'a>, record: &mut Record<'a>) {
    match body(opened(output.clone())) {
        Some(body) => bodies::response(record, parts_to_content(body)),
        None => bodies::put(record, Field::Response, output),
    }
}

/// What a framework wrote down of an answer, as the body of a model API; `None` for what the model may have said itself.
fn body(value: Value<'_>) -> Option<Value<'_>> {
    let list = |name: &str| matches!(value.get(name), Some(Value::List(_)));
    match &value {
        Value::List(items) if items.iter().all(is_message) => items.last().cloned().map(choice),
        Value::Map(_) if ["choices", "candidates"].into_iter().any(list) => Some(value),
        Value::Map(_) if list("output") && value.get("object").is_some() => Some(value),
        Value::Map(_) if value.get("message").is_some_and(is_message) => {
            Some(object("choices", Value::List(vec![value])))
        }
        Value::Map(_) if value.get("content").is_some_and(|content| content.get("parts").is_some()) => {
            Some(object("candidates", Value::List(vec![value])))
        }
        Value::Map(_) if is_message(&value) => Some(choice(value)),
        _ => None,
    }
}

fn object<'a>(key: &'static str, value: Value<'a>) -> Value<'a> {
    Value::Map(vec![(key.into(), value)])
}

/// A message as the one choice of an answer. LangChain keeps the calls of tools further inside.
fn choice(mut message: Value<'_>) -> Value<'_> {
    let reason = ["finish_reason", "stop_reason"].iter().find_map(|name| message.get(name)).cloned();
    let calls = message.get_mut("additional_kwargs").and_then(|more| more.get_mut("tool_calls")).map(std::mem::take);
    if let (Value::Map(entries), Some(calls)) = (&mut message, calls) {
        entries.push(("tool_calls".into(), calls));
    }
    let choice = vec![("message".into(), message), ("finish_reason".into(), reason.unwrap_or_default())];
    object("choices", Value::List(vec![Value::Map(choice)]))
}

fn is_message(value: &Value<'_>) -> bool {
    value.get("role").is_some() && ["content", "parts", "tool_calls"].iter().any(|name| value.get(name).is_some())
}

/// OpenTelemetry's messages have `parts` of `content`; APIs have `content` of `text`.
fn parts_to_content(value: Value<'_>) -> Value<'_> {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(parts_to_content).collect()),
        Value::Map(mut entries) => {
            let telemetry = |part: &Value<'_>| part.get("type").is_some();
            let is_message = entries.iter().any(|(key, _)| key == "role");
            for (key, value) in &mut entries {
                match (key.as_ref(), &mut *value) {
                    ("parts", Value::List(parts)) if is_message && parts.iter().all(telemetry) => {
                        *key = "content".into();
                        parts.iter_mut().for_each(content_to_text);
                    }
                    ("input" | "messages" | "choices" | "message", _) => {
                        *value = parts_to_content(std::mem::take(value))
                    }
                    _ => {}
                }
            }
            Value::Map(entries)
        }
        other => other,
    }
}

fn content_to_text(part: &mut Value<'_>) {
    let is_text = part.get("type").and_then(Value::as_text) == Some("text");
    if let Value::Map(entries) = part
        && is_text
    {
        entries.iter_mut().filter(|(key, _)| key == "content").for_each(|(key, _)| *key = "text".into());
    }
}
