//! What no field took of a row in; kept in the record's metadata, so that nothing of a log is lost.

use std::borrow::Cow;

use crate::records::{Field, Record, Value, json};

/// Puts what no field took into the record's metadata.
pub fn keep<'a>(record: &mut Record<'a>, entries: Vec<(Cow<'a, str>, Value<'a>)>) {
    let rest: Vec<_> = entries.into_iter().filter_map(|(key, value)| Some((key, left(value)?))).collect();
    if rest.is_empty() {
        return;
    }
    let mut metadata = match record.take(Field::Metadata) {
        Value::Null => Vec::new(),
        Value::Map(entries) => entries,
        Value::Text(text) => match json::parse_text(&text).map(Value::into_owned) {
            Some(Value::Map(entries)) => entries,
            _ => vec![("metadata".into(), Value::Text(text))],
        },
        other => vec![("metadata".into(), other)],
    };
    for (key, value) in rest {
        if !metadata.iter().any(|(known, _)| *known == key) {
            metadata.push((key, value));
        }
    }
    record.set(Field::Metadata, Value::Map(metadata));
}

/// The value without what was taken out of it; `None` when nothing is left.
fn left(value: Value<'_>) -> Option<Value<'_>> {
    match value {
        Value::Null => None,
        Value::Map(entries) => {
            let kept: Vec<_> = entries.into_iter().filter_map(|(key, value)| Some((key, left(value)?))).collect();
            (!kept.is_empty()).then_some(Value::Map(kept))
        }
        Value::List(items) => {
            let mut kept = Vec::new();
            let mut some = false;
            for item in items {
                let item = left(item);
                some |= item.is_some();
                kept.push(item.unwrap_or_default());
            }
            some.then_some(Value::List(kept))
        }
        other => Some(other),
    }
}
