//! A value with values inside in, what is at the end of a path of keys out; for formats that look into nested rows.

use super::Value;

/// What is under `keys`, one inside the other; `None` where there is nothing.
pub fn dig<'r, 'a>(value: &'r Value<'a>, keys: &[&str]) -> Option<&'r Value<'a>> {
    keys.iter().try_fold(value, |value, key| value.get(key)).filter(|value| !value.is_null())
}

/// The text there; an empty one says nothing.
pub fn text<'r>(value: &'r Value<'_>, keys: &[&str]) -> Option<&'r str> {
    dig(value, keys).and_then(Value::as_text).filter(|text| !text.is_empty())
}

/// The whole number there.
pub fn int(value: &Value<'_>, keys: &[&str]) -> Option<i64> {
    match dig(value, keys)? {
        Value::Int(number) => Some(*number),
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
        _ => None,
    }
}

/// Whether a flag there is set.
pub fn is_set(value: &Value<'_>, keys: &[&str]) -> bool {
    matches!(dig(value, keys), Some(Value::Bool(true)))
}

/// The items of the list there; none where there is no list.
pub fn items<'r, 'a>(value: &'r Value<'a>, keys: &[&str]) -> &'r [Value<'a>] {
    match dig(value, keys) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}
