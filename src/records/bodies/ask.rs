//! A request body in; model, conversation, user and settings out.

use super::{Record, Value, at, first, is_empty, note, opened, put, take};
use crate::records::Field;

/// Settings that are kept in the metadata.
const SETTINGS: [&str; 10] = [
    "temperature",
    "top_p",
    "max_tokens",
    "max_completion_tokens",
    "max_output_tokens",
    "reasoning_effort",
    "n",
    "seed",
    "stream",
    "generationConfig",
];

/// Reads a request body (an object, or its JSON text); a text that is none is the prompt.
pub fn request<'a>(record: &mut Record<'a>, body: Value<'a>) {
    let mut body = match opened(body) {
        body @ Value::Map(_) => body,
        text @ Value::Text(_) => return put(record, Field::Prompt, text),
        list @ Value::List(_) => return put(record, Field::Messages, list),
        _ => return,
    };
    put(record, Field::Model, first(&body, &["model", "modelId"]));
    put(record, Field::UserId, first(&body, &["user", "safety_identifier", "metadata.user_id"]));
    // `auto` and `default` ask for nothing; which tier it became, the response says.
    if let Some(Value::Text(tier)) = body.get("service_tier")
        && !["auto", "default", "standard_only"].contains(&tier.as_ref())
    {
        put(record, Field::ServiceTier, Value::Text(tier.clone()));
    }
    for setting in SETTINGS {
        note(record, setting, take(&mut body, setting));
    }
    conversation(record, &mut body);
}

/// The conversation is under `messages`, `contents` (Gemini) or `input` (Responses); what the system said may be beside
/// it. An `input` or `prompt` may also be text, or a list of texts (embeddings, old completions).
fn conversation<'a>(record: &mut Record<'a>, body: &mut Value<'a>) {
    let system = ["system", "instructions", "systemInstruction", "system_instruction"]
        .iter()
        .map(|key| take(body, key))
        .find(|value| !is_empty(value));
    for (key, operation) in [("messages", Some("chat")), ("contents", Some("generate_content")), ("input", None)] {
        if at(body, &format!("{key}.0")).is_none_or(|item| !matches!(item, Value::Map(_))) {
            continue;
        }
        let Value::List(items) = take(body, key) else { continue };
        let system = system.into_iter().map(|system| message("system", system));
        put(record, Field::Messages, Value::List(system.chain(items.into_iter().map(turn)).collect()));
        if let Some(operation) = operation {
            put(record, Field::Operation, Value::Text(operation.into()));
        }
        return;
    }
    let asked = ["input", "prompt", "contents"].iter().map(|key| take(body, key)).find(|value| !is_empty(value));
    // Token ids are not text.
    let Some(asked) = asked.filter(has_text) else { return };
    match system {
        Some(system) => {
            put(record, Field::Messages, Value::List(vec![message("system", system), message("user", asked)]));
        }
        None => put(record, Field::Prompt, asked),
    }
}

fn message<'a>(role: &'static str, content: Value<'a>) -> Value<'a> {
    Value::Map(vec![("role".into(), Value::Text(role.into())), ("content".into(), content)])
}

/// An item of a conversation as a message: those without a role get the one they stand for.
fn turn(item: Value<'_>) -> Value<'_> {
    let Value::Map(mut entries) = item else { return item };
    if entries.iter().any(|(key, value)| key == "role" && !value.is_null()) {
        return Value::Map(entries);
    }
    let kind = entries.iter().find(|(key, _)| key == "type").and_then(|(_, kind)| kind.as_text());
    let role = match kind {
        Some("function_call_output" | "custom_tool_call_output" | "computer_call_output") => "tool",
        Some("function_call" | "custom_tool_call" | "reasoning") => "assistant",
        _ => "user",
    };
    if let Some((key, _)) = entries.iter_mut().find(|(key, _)| key == "output") {
        *key = "content".into();
    }
    entries.insert(0, ("role".into(), Value::Text(role.into())));
    Value::Map(entries)
}

fn has_text(value: &Value<'_>) -> bool {
    match value {
        Value::Text(_) => true,
        Value::List(items) => items.iter().any(has_text),
        Value::Map(_) => true,
        _ => false,
    }
}
