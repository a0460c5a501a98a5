//! A value and how a map writes one in; whether they are the same out.

use super::unit;
use crate::records::Value;

/// Whether a value, written as text, is `text`; numbers are compared as numbers, words without case.
pub fn spells(value: &Value<'_>, text: &str) -> bool {
    match value {
        Value::Text(found) => found.trim().eq_ignore_ascii_case(text),
        Value::Bool(found) => text == if *found { "true" } else { "false" },
        Value::Int(_) | Value::Float(_) => text.parse().ok() == unit::number(value),
        _ => false,
    }
}
