//! OTLP's JSON mapping of protobuf: typed values, lists of attributes and times, in; plain values out.

use crate::records::Value;
use crate::records::genai::Attributes;
use crate::records::genai::attributes::Attribute;

/// The items of a list; nothing for anything else.
pub fn items(value: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    match value {
        Value::List(items) => items,
        _ => Vec::new(),
    }
    .into_iter()
}

/// `[{"key", "value"}]`; an attribute without a key is none.
pub fn attributes(list: Value<'_>) -> impl Iterator<Item = Attribute<'_>> {
    items(list).filter_map(|mut item| {
        let key = item.get_mut("key").map(std::mem::take);
        let value = item.get_mut("value").map(std::mem::take).unwrap_or_default();
        match key {
            Some(Value::Text(key)) => Some((key, plain(value))),
            _ => None,
        }
    })
}

/// The attributes of a resource.
pub fn resource(mut resource: Value<'_>) -> Attributes<'_> {
    attributes(resource.get_mut("attributes").map(std::mem::take).unwrap_or_default()).collect()
}

/// `{"stringValue": …}` and its kin. Whole numbers may be text; a value that is not typed stays as it is.
pub fn plain(value: Value<'_>) -> Value<'_> {
    let Value::Map(mut entries) = value else { return value };
    let Some((kind, value)) = entries.pop().filter(|_| entries.is_empty()) else {
        return if entries.is_empty() { Value::Null } else { Value::Map(entries) };
    };
    match (kind.as_ref(), value) {
        ("stringValue" | "string_value" | "boolValue" | "bool_value" | "doubleValue" | "double_value", value) => value,
        ("bytesValue" | "bytes_value", value) => value,
        ("intValue" | "int_value", Value::Text(digits)) => {
            digits.parse().map_or_else(|_| Value::Text(digits), Value::Int)
        }
        ("intValue" | "int_value", value) => value,
        ("arrayValue" | "array_value", mut list) => {
            Value::List(items(list.get_mut("values").map(std::mem::take).unwrap_or_default()).map(plain).collect())
        }
        ("kvlistValue" | "kvlist_value", mut list) => {
            Value::Map(attributes(list.get_mut("values").map(std::mem::take).unwrap_or_default()).collect())
        }
        (_, value) => Value::Map(vec![(kind, value)]),
    }
}

/// Nanoseconds since 1970, as text or number; zero is protobuf's "unset".
pub fn instant(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Int(0) => Value::Null,
        Value::Text(text) if text == "0" => Value::Null,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::json;

    #[test]
    fn typed_values() {
        for (typed, expected) in [
            (r#"{"stringValue": "a"}"#, r#""a""#),
            (r#"{"intValue": "7"}"#, "7"),
            (r#"{"int_value": 7}"#, "7"),
            (r#"{"intValue": "99999999999999999999"}"#, r#""99999999999999999999""#),
            (r#"{"doubleValue": 0.5}"#, "0.5"),
            (r#"{"boolValue": false}"#, "false"),
            (r#"{"arrayValue": {"values": [{"stringValue": "a"}, {"intValue": "1"}]}}"#, r#"["a",1]"#),
            (r#"{"arrayValue": {}}"#, "[]"),
            (
                r#"{"kvlistValue": {"values": [{"key": "a", "value": {"arrayValue": {"values": [{}]}}}]}}"#,
                r#"{"a":[null]}"#,
            ),
            ("{}", "null"),
            (r#""bare""#, r#""bare""#),
        ] {
            assert_eq!(json::to_text(&plain(json::parse_text(typed).unwrap())), expected, "{typed}");
        }
    }
}
