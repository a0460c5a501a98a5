//! The input and output of a generation in, in whatever shape its framework gave them; prompt, conversation, answer and why
//! the answer ended, out. What is not known to be an API's object stays the text that it is.

use super::row::{opened, text};
use crate::records::{Field, Record, Value, json};

/// Sets what was sent.
pub fn sent<'a>(input: Value<'a>, record: &mut Record<'a>) {
    match opened(input.clone()) {
        Value::List(items) if items.iter().any(is_message) => {
            record.set(Field::Messages, Value::List(items.into_iter().map(message).collect()));
        }
        Value::Map(mut entries) => {
            let list = entries.iter_mut().find(|(key, value)| {
                matches!(key.as_ref(), "messages" | "contents" | "input")
                    && matches!(value, Value::List(items) if items.iter().any(is_message))
            });
            if let Some((_, list)) = list {
                return sent(std::mem::take(list), record);
            }
            let object = Value::Map(entries);
            // A Python function's arguments.
            if let Some(Value::List(args)) = object.get("args")
                && let [only @ Value::Text(_)] = &args[..]
            {
                record.set(Field::Prompt, only.clone());
            } else if is_message(&object) {
                record.set(Field::Messages, Value::List(vec![object]));
            } else if let Some(prompt @ Value::Text(_)) = object.get("prompt") {
                record.set(Field::Prompt, prompt.clone());
            } else {
                record.set(Field::Prompt, input);
            }
        }
        _ => record.set(Field::Prompt, input),
    }
}

/// Sets what was answered, why it ended, and how it was served.
pub fn answered<'a>(output: Value<'a>, record: &mut Record<'a>) {
    let mut object = opened(output.clone());
    if !is_answer(&object) {
        return record.set(Field::Response, output);
    }
    let first = |list: Option<&Value<'a>>| match list {
        Some(Value::List(items)) => items.last().cloned(),
        _ => None,
    };
    let inner = match &object {
        Value::List(items) => items.last().cloned(),
        other => first(other.get("choices")).or_else(|| first(other.get("candidates"))),
    };
    let reason = [Some(&object), inner.as_ref()].into_iter().flatten().find_map(|holder| {
        ["finish_reason", "stop_reason", "finishReason"].iter().find_map(|name| holder.get(name).filter(|v| is_text(v)))
    });
    record.set(Field::FinishReason, reason.cloned().unwrap_or_default());
    record.set(Field::ServiceTier, object.get("service_tier").filter(|v| is_text(v)).cloned().unwrap_or_default());
    // Beside tool calls the empty text is no answer; what was asked of the tools is.
    if let Value::Map(entries) = &mut object {
        entries.retain(|(key, value)| key != "content" || value.as_text() != Some(""));
    }
    record.set(Field::Response, object);
}

fn is_text(value: &Value<'_>) -> bool {
    value.as_text().is_some_and(|text| !text.is_empty())
}

fn is_message(value: &Value<'_>) -> bool {
    value.get("role").is_some() && ["content", "parts"].iter().any(|name| value.get(name).is_some())
}

/// An item of a conversation as a message: calls of tools and their results are items of their own in some APIs.
fn message(item: Value<'_>) -> Value<'_> {
    if is_message(&item) || !matches!(item, Value::Map(_)) {
        return item;
    }
    let result = item.get("output").cloned();
    let role = if result.is_some() { "tool" } else { "assistant" };
    let content = result.unwrap_or_else(|| text(json::to_text(&item)));
    Value::Map(vec![("role".into(), text(role)), ("content".into(), content)])
}

/// Whether this is an API's answer or a message, and no structured output that the model itself wrote.
fn is_answer(value: &Value<'_>) -> bool {
    let list = |name: &str| matches!(value.get(name), Some(Value::List(_)));
    match value {
        Value::List(items) => items.iter().all(|item| is_message(item)),
        Value::Map(_) => {
            is_message(value)
                || ["choices", "candidates"].into_iter().any(list)
                || list("output") && value.get("object").is_some()
                || list("content") && value.get("role").is_some()
                || matches!(value.get("content"), Some(Value::Map(inner)) if inner.iter().any(|(key, _)| key == "parts"))
                || matches!(value.get("message"), Some(message) if is_message(message))
                || value.get("role").is_some() && value.get("tool_calls").is_some()
        }
        _ => false,
    }
}
