//! Texts that LiteLLM was told not to log in; null instead of the words it writes in their place, out.

use crate::records::{Field, Record, Value};

/// What stands for a text that was not logged.
const INSTEAD: [&str; 2] = ["redacted-by-litellm", "redacted by litellm"];

/// Takes out of a record what is no text of anybody.
pub fn clear(record: &mut Record<'_>) {
    for field in [Field::Messages, Field::Prompt, Field::Response] {
        if is_redacted(record.get(field)) {
            record.set(field, Value::Null);
        }
    }
}

/// Whether a text, or the content of any message, is redacted: with one, all are.
fn is_redacted(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => INSTEAD.iter().any(|instead| text.starts_with(instead)),
        Value::List(items) => items.iter().any(is_redacted),
        Value::Map(_) => ["content", "text"].iter().any(|key| value.get(key).is_some_and(is_redacted)),
        _ => false,
    }
}
