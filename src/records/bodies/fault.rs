//! What an API or a program says about a failure (an object, JSON in a text, or words) in; the kind of error, the HTTP
//! status and the message out.

use super::{Record, Value, first, note, opened, put};
use crate::records::Field;

/// Reads an error. Null, `false` and what is empty is none; anything else makes the record an error.
pub fn error<'a>(record: &mut Record<'a>, error: Value<'a>) {
    match opened(error) {
        Value::Null | Value::Bool(false) => {}
        Value::Text(text) if matches!(text.trim(), "" | "null" | "None") => {}
        Value::List(items) if items.is_empty() => {}
        Value::Map(entries) if entries.is_empty() => {}
        Value::Map(mut entries) => {
            // `{"error": {…}}`, and Anthropic's `{"type": "error", "error": {…}}`.
            if let Some((_, inner)) = entries.iter_mut().find(|(key, inner)| key == "error" && !inner.is_null()) {
                return self::error(record, std::mem::take(inner));
            }
            object(record, &Value::Map(entries));
        }
        Value::Text(text) => {
            let kind = kind(&text).map_or_else(|| "error".into(), |kind| kind.to_owned().into());
            failed(record, Value::Text(kind), Value::Null);
            note(record, "error_message", Value::Text(text));
        }
        other => {
            failed(record, Value::Text("error".into()), Value::Null);
            note(record, "error_message", other);
        }
    }
}

/// A code says more than a type (OpenAI: `rate_limit_exceeded` of type `requests`); a number is a status (Gemini).
fn object<'a>(record: &mut Record<'a>, error: &Value<'a>) {
    let code = first(error, &["status_code", "http_status", "code", "status"]);
    let http = match &code {
        Value::Int(100..=599) => code.clone(),
        Value::Text(text) if text.parse().is_ok_and(|code: i64| (100..=599).contains(&code)) => code.clone(),
        _ => Value::Null,
    };
    let names = ["code", "status", "type", "error_class", "class", "name"];
    let name = names.iter().find_map(|name| match error.get(name) {
        Some(Value::Text(text)) if !text.is_empty() && text.parse::<f64>().is_err() => Some(text.clone()),
        _ => None,
    });
    // With a number alone, the HTTP status names the kind.
    let name = match (name, &http) {
        (Some(name), _) => Value::Text(name),
        (None, Value::Null) => Value::Text("error".into()),
        (None, _) => Value::Null,
    };
    failed(record, name, http);
    note(record, "error_message", first(error, &["message", "error_message", "detail"]));
}

fn failed<'a>(record: &mut Record<'a>, kind: Value<'a>, http: Value<'a>) {
    put(record, Field::Status, Value::Text("error".into()));
    put(record, Field::ErrorType, kind);
    put(record, Field::HttpStatus, http);
}

/// The kind that a text begins with: all of it, or what is before a colon, if that is one word
/// (`RateLimitError: slow down`, `openai.APITimeoutError`).
fn kind(text: &str) -> Option<&str> {
    let start = text.trim().split(':').next().unwrap_or_default();
    (!start.is_empty() && start.len() <= 60 && !start.contains(char::is_whitespace)).then_some(start)
}
