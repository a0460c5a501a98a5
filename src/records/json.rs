//! The bytes of one JSON row in, a [`Value`] out (and back to text); says what is wrong and where when it is not JSON.
//!
//! Strict first. Only a row that fails is looked at again, for two things that real writers do: half a surrogate pair
//! in a `\u` escape (becomes U+FFFD) and Python's bare `NaN` and `Infinity` (become `null`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Value;

/// Why a row is not JSON.
#[derive(Debug)]
pub struct Broken {
    /// Lines below the start of the row; 0 for a row on one line.
    pub line: u64,
    /// For a person.
    pub reason: String,
}

/// Parses one row. Nesting is limited to 128 levels, so that no row can exhaust the stack.
pub fn parse(row: &[u8]) -> Result<Value<'_>, Broken> {
    let text = std::str::from_utf8(row).map_err(|e| Broken {
        line: memchr::memchr_iter(b'\n', &row[..e.valid_up_to()]).count() as u64,
        reason: format!("invalid UTF-8 at byte {} of the row", e.valid_up_to() + 1),
    })?;
    serde_json::from_str(text).or_else(|error| match repaired(text).map(|text| owned(&text)) {
        Some(Ok(value)) => Ok(value),
        _ => Err(broken(&error)),
    })
}

/// Parses text that may be JSON (a CSV cell, a string in a string).
pub fn parse_text(text: &str) -> Option<Value<'_>> {
    serde_json::from_str(text).ok()
}

/// Whether `row` is one whole JSON value.
pub fn is_complete(row: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(row).is_ok() || parse(row).is_ok()
}

/// Compact JSON text of a value, keys in the order written.
pub fn to_text(value: &Value<'_>) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn owned(text: &str) -> Result<Value<'static>, serde_json::Error> {
    serde_json::from_str::<Value<'_>>(text).map(Value::into_owned)
}

fn broken(error: &serde_json::Error) -> Broken {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let reason = match what {
        "recursion limit exceeded" => "nested deeper than 128 levels".to_owned(),
        what if error.is_eof() => format!("not JSON: the row ends too early ({what})"),
        what => format!("not JSON: {what} at column {}", error.column()),
    };
    Broken { line: (error.line() as u64).saturating_sub(1), reason }
}

/// The text with lone surrogates and bare NaN/Infinity replaced; `None` if it has none.
fn repaired(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut out, mut copied, mut at, mut in_string) = (String::new(), 0, 0, false);
    while at < bytes.len() {
        let (len, instead) = match bytes[at] {
            b'"' => {
                in_string = !in_string;
                (1, "")
            }
            b'\\' if in_string => match unit(bytes, at) {
                Some(0xD800..=0xDBFF) if matches!(unit(bytes, at + 6), Some(0xDC00..=0xDFFF)) => (12, ""),
                Some(0xD800..=0xDFFF) => (6, "\\ufffd"),
                _ => (2, ""),
            },
            b'N' if !in_string && bytes[at..].starts_with(b"NaN") => (3, "null"),
            b'I' if !in_string && bytes[at..].starts_with(b"Infinity") => (8, "null"),
            b'-' if !in_string && bytes[at..].starts_with(b"-Infinity") => (9, "null"),
            _ => (1, ""),
        };
        if !instead.is_empty() {
            out.push_str(&text[copied..at]);
            out.push_str(instead);
            copied = at + len;
        }
        at += len;
    }
    (copied > 0).then(|| out + &text[copied..])
}

/// The code unit of a `\uXXXX` escape that starts at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, b: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(b))
    }
    fn visit_i64<E>(self, i: i64) -> Result<Value<'de>, E> {
        Ok(Value::Int(i))
    }
    /// Above `i64` the digits are kept as text: such numbers are ids, and a float would merge neighbours.
    fn visit_u64<E>(self, u: u64) -> Result<Value<'de>, E> {
        Ok(i64::try_from(u).map_or_else(|_| Value::Text(Cow::Owned(u.to_string())), Value::Int))
    }
    fn visit_f64<E>(self, f: f64) -> Result<Value<'de>, E> {
        Ok(Value::Float(f))
    }
    fn visit_borrowed_str<E>(self, s: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(s)))
    }
    fn visit_str<E>(self, s: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(s.to_owned())))
    }
    fn visit_string<E>(self, s: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(s)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut entries = Vec::with_capacity(16);
        while let Some(key) = map.next_key_seed(Key)? {
            entries.push((key, map.next_value()?));
        }
        keep_last(&mut entries);
        Ok(Value::Map(entries))
    }
}

/// An object key, borrowed where it has no escapes (serde's own `Cow` always copies).
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_borrowed_str<E>(self, s: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(s))
    }
    fn visit_str<E>(self, s: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(s.to_owned()))
    }
}

/// Leaves one entry per key, the last. Pairwise for the small objects that nearly all are, hashed for large ones, so
/// that a hostile row costs linear time.
pub(super) fn keep_last(entries: &mut Vec<(Cow<'_, str>, Value<'_>)>) {
    const SMALL: usize = 32;
    let repeated = if entries.len() <= SMALL {
        // Most keys are told apart by length and ends.
        let mut met = 0_u64;
        (0..entries.len()).any(|i| {
            let key = entries[i].0.as_bytes();
            let ends =
                key.first().zip(key.last()).map_or(0, |(first, last)| usize::from(*first) ^ (usize::from(*last) << 2));
            let sort = 1 << ((key.len() * 7 + ends) % 64);
            let maybe = met & sort != 0;
            met |= sort;
            maybe && entries[..i].iter().any(|(key, _)| *key == entries[i].0)
        })
    } else {
        true
    };
    if repeated {
        let last: HashMap<String, usize> = entries.iter().enumerate().map(|(i, (k, _))| (k.to_string(), i)).collect();
        let mut at = 0;
        entries.retain(|(key, _)| {
            at += 1;
            last[key.as_ref()] == at - 1
        });
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(b) => serializer.serialize_bool(*b),
            Value::Int(i) => serializer.serialize_i64(*i),
            Value::Float(f) => serializer.serialize_f64(*f),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key.as_ref(), value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(row: &str) -> String {
        parse(row.as_bytes()).expect_err(row).reason
    }

    #[test]
    fn hostile_rows() {
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        assert_eq!(reason(&deep), "nested deeper than 128 levels");
        assert_eq!(parse(b"\"a\xff\"").unwrap_err().reason, "invalid UTF-8 at byte 3 of the row");
        assert!(reason("{\"a\": 1e999}").contains("number out of range"), "{}", reason("{\"a\": 1e999}"));
        assert!(reason("{\"a\": ").contains("ends too early"));
        assert_eq!(parse(b"18446744073709551615").unwrap(), Value::Text("18446744073709551615".into()));
        assert_eq!(parse(b"-9223372036854775808").unwrap(), Value::Int(i64::MIN));
        assert!(matches!(parse(b"123456789012345678901234567890").unwrap(), Value::Float(f) if f > 1.2e29));
    }

    #[test]
    fn duplicate_keys_keep_the_last() {
        let value = parse(br#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
        assert_eq!(to_text(&value), r#"{"b":2,"a":3}"#);
        let many = format!("{{{}\"k7\": -1}}", (0..500).map(|i| format!("\"k{i}\": {i}, ")).collect::<String>());
        let value = parse(many.as_bytes()).unwrap();
        assert_eq!(value.get("k7"), Some(&Value::Int(-1)));
        assert!(matches!(value, Value::Map(entries) if entries.len() == 500));
    }

    #[test]
    fn lone_surrogates_and_nan_are_repaired() {
        let text = |row: &str| to_text(&parse(row.as_bytes()).expect(row));
        assert_eq!(text(r#"{"a": "x\ud83dy", "b": "\udc00"}"#), "{\"a\":\"x\u{fffd}y\",\"b\":\"\u{fffd}\"}");
        assert_eq!(text(r#"["\ud83d\ude00", "\ud83d\u0041"]"#), "[\"😀\",\"\u{fffd}A\"]");
        assert_eq!(
            text(r#"{"a": NaN, "b": -Infinity, "c": "NaN \\ud800", "d": Infinity}"#),
            r#"{"a":null,"b":null,"c":"NaN \\ud800","d":null}"#
        );
        assert!(reason(r#"{"a": Nope}"#).contains("column"));
    }
}
