//! The conversation that was sent, as JSON, in; what tools gave back in it, as text to look in, out.
//!
//! Every API has its own words for it: a message of the role `tool` or `function`, a part `tool_result`, `tool-result`,
//! `tool_call_response`, `functionResponse`, `toolResult`, an item `function_call_output`. Tools that failed gave nothing.

use memchr::memmem;

use super::super::text::head;
use crate::records::{Value, json};

/// One of these is in every conversation with results, so that the others need not be parsed.
const SIGNS: [&str; 3] = ["\"tool", "\"function", "_output\""];
/// Where the payload of a result is.
const INSIDE: [&str; 5] = ["content", "output", "response", "result", "parts"];
/// Parts that are named, not typed.
const NAMED: [&str; 3] = ["functionResponse", "function_response", "toolResult"];
/// How the text of a failure begins.
const FAILURES: [&str; 5] = ["Error:", "ERROR", "Error ", "Traceback (most recent call last)", "<tool_use_error>"];
/// A JSON text that is longer than so many times what is read is read as it is, bytes.
const TIMES: usize = 4;
/// Deepest nesting that is followed: texts may hold JSON that holds texts.
const DEEPEST: u8 = 64;
/// A text without a blank in so many bytes is data.
const BLANKLESS: usize = 256;

/// At most about `most` bytes of what tools gave back, the latest of it; `None` where that is nothing.
pub fn results(messages: &str, most: usize) -> Option<String> {
    if !SIGNS.iter().any(|sign| memmem::find(messages.as_bytes(), sign.as_bytes()).is_some()) {
        return None;
    }
    let parsed = json::parse_text(messages)?;
    let mut found = Vec::new();
    given(&parsed, &mut found);
    let (mut texts, mut left) = (Vec::new(), most);
    for result in found.into_iter().rev() {
        let mut text = String::new();
        told(result, &mut text, left, 0);
        left = left.saturating_sub(text.len());
        texts.push(text);
        if left == 0 {
            break;
        }
    }
    texts.reverse();
    let text = texts.join("\n");
    (!text.trim().is_empty()).then_some(text)
}

/// Finds the payloads of all results in a message, a part, or a list of either, but of failures; whether there were results.
fn given<'a>(value: &'a Value<'a>, found: &mut Vec<&'a Value<'a>>) -> bool {
    let mut any = false;
    match value {
        Value::List(items) => {
            for item in items {
                any |= given(item, found);
            }
        }
        Value::Map(_) => {
            let inner = ["content", "parts"].iter().filter_map(|name| value.get(name));
            for list in inner.filter(|inner| matches!(inner, Value::List(_))) {
                any |= given(list, found);
            }
            for named in NAMED.iter().filter_map(|name| value.get(name)) {
                found.extend(payload(named));
                any = true;
            }
            // A message of a tool may hold its results as parts.
            if !any && is_result(value) {
                found.extend(payload(value));
                any = true;
            }
        }
        _ => {}
    }
    any
}

fn is_result(value: &Value<'_>) -> bool {
    let word = |key: &str| value.get(key).and_then(Value::as_text).unwrap_or_default();
    let kind = word("type");
    matches!(word("role"), "tool" | "function")
        || matches!(kind, "tool" | "tool-result" | "tool_call_response")
        || kind.ends_with("tool_result")
        || kind.ends_with("call_output")
}

/// What a result holds, unless that tells of a failure.
fn payload<'a>(result: &'a Value<'a>) -> Option<&'a Value<'a>> {
    let inside = INSIDE.iter().find_map(|name| result.get(name).filter(|value| !value.is_null())).unwrap_or(result);
    let wrong = match inside {
        Value::Text(text) => {
            let text = text.trim_start();
            FAILURES.iter().any(|start| text.starts_with(start))
                || text.starts_with('{') && text.len() < 4_096 && json::parse_text(text).is_some_and(|map| failed(&map))
        }
        // Some frameworks log what tools there are as if they had said it.
        Value::Map(_) if inside.get("type").and_then(Value::as_text) == Some("function") => true,
        other => failed(other),
    };
    (!wrong && !failed(result)).then_some(inside)
}

/// Whether an object says that a tool failed: by a flag, a status, or an error with nothing beside it that could be a result.
fn failed(value: &Value<'_>) -> bool {
    let Value::Map(entries) = value else { return false };
    let is_set = |value: &Value<'_>| match value {
        Value::Null | Value::Bool(false) | Value::Int(0) => false,
        Value::Text(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
        _ => true,
    };
    let says = |(key, value): &(std::borrow::Cow<'_, str>, Value<'_>)| match (key.as_ref(), value) {
        ("is_error" | "isError" | "tool_call_error", value) => *value == Value::Bool(true),
        ("type", Value::Text(kind)) => kind.starts_with("error"),
        (key, Value::Text(said)) if key.ends_with("status") => {
            said.eq_ignore_ascii_case("error") || said.eq_ignore_ascii_case("failed")
        }
        ("error", error) => {
            let whole = |(key, value): &(std::borrow::Cow<'_, str>, Value<'_>)| {
                key != "error" && is_set(value) && matches!(value, Value::List(_) | Value::Map(_))
            };
            is_set(error) && !entries.iter().any(whole)
        }
        _ => false,
    };
    entries.iter().any(says)
}

/// Adds what a payload says: texts as they are, of objects a line with their names and plain values, then what is nested.
fn told(value: &Value<'_>, out: &mut String, most: usize, deep: u8) {
    if out.len() >= most || deep > DEEPEST {
        return;
    }
    match value {
        Value::Null => {}
        Value::Text(text) => match structured(text, most) {
            Some(inner) => told(&inner, out, most, deep + 1),
            None if is_data(text) => {}
            None => out.push_str(head(text, most - out.len())),
        },
        Value::List(items) => {
            for item in items {
                told(item, out, most, deep + 1);
                if out.len() >= most {
                    break;
                }
                out.push('\n');
            }
        }
        Value::Map(entries) => {
            // What is wrapped, such as `{"type": "text", "text": …}`.
            let kind = value.get("type").and_then(Value::as_text);
            let wrapped = kind
                .filter(|kind| ["text", "json"].contains(kind))
                .and_then(|kind| value.get(kind).or(value.get("value")));
            if let Some(inner) = wrapped {
                return told(inner, out, most, deep + 1);
            }
            let nested = |value: &Value<'_>| match value {
                Value::List(_) | Value::Map(_) => true,
                Value::Text(text) => text.trim_start().starts_with(['{', '[']),
                _ => false,
            };
            for (key, value) in entries.iter().filter(|(_, value)| !nested(value)) {
                out.push_str(head(key, most.saturating_sub(out.len())));
                out.push_str(": ");
                told(value, out, most, deep + 1);
                out.push_str(", ");
                if out.len() >= most {
                    return;
                }
            }
            for (key, value) in entries.iter().filter(|(_, value)| nested(value)) {
                out.push('\n');
                out.push_str(head(key, most.saturating_sub(out.len())));
                out.push('\n');
                told(value, out, most, deep + 1);
            }
        }
        plain => out.push_str(&json::to_text(plain)),
    }
}

/// The object or list that a text spells.
fn structured(text: &str, most: usize) -> Option<Value<'_>> {
    let might = text.len() <= TIMES * most && text.trim_start().starts_with(['{', '[']);
    let parsed = if might { json::parse_text(text) } else { None };
    parsed.filter(|value| matches!(value, Value::List(_) | Value::Map(_)))
}

/// Whether a text is an image or the like, which has no words.
fn is_data(text: &str) -> bool {
    let start = head(text, BLANKLESS);
    start.len() == BLANKLESS && start.is_ascii() && !start.contains(|c: char| c.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in one message that follows a question; blanks as one.
    fn found(message: &str) -> Option<String> {
        let text = results(&format!(r#"[{{"role":"user","content":"a tool?"}},{message}]"#), 1_000)?;
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn every_api_has_its_own_words() {
        for message in [
            r#"{"role":"tool","tool_call_id":"1","content":"It rains."}"#,
            r#"{"role":"function","name":"f","content":"It rains."}"#,
            r#"{"role":"tool","content":[{"type":"text","text":"It rains."}]}"#,
            r#"{"role":"user","content":[{"type":"tool_result","tool_use_id":"1","content":"It rains."},{"type":"text","text":"So?"}]}"#,
            r#"{"role":"user","content":[{"type":"tool_result","tool_use_id":"1","content":[{"type":"text","text":"It rains."}]}]}"#,
            r#"{"role":"user","content":"So?","parts":[{"type":"tool_call_response","id":"1","response":"It rains."}]}"#,
            r#"{"role":"tool","content":[{"type":"tool-result","toolCallId":"1","output":{"type":"text","value":"It rains."}}]}"#,
            r#"{"role":"tool","type":"function_call_output","call_id":"1","content":"It rains."}"#,
            r#"{"type":"function_call_output","call_id":"1","output":"It rains."}"#,
            r#"{"role":"user","content":[{"toolResult":{"toolUseId":"1","content":[{"text":"It rains."}]}}]}"#,
        ] {
            let text = found(message).unwrap_or_else(|| panic!("{message}"));
            assert!(text.trim_start_matches("text: ").trim_end_matches(',') == "It rains.", "{message}: {text}");
        }
    }

    #[test]
    fn objects_are_lines_and_texts_may_hold_them() {
        let given =
            r#"{"role":"tool","content":"[{\"city\":\"Wien\",\"temp\":21.5},{\"city\":\"Graz\",\"days\":[\"Mo\"]}]"}"#;
        assert_eq!(found(given).as_deref(), Some("city: Wien, temp: 21.5, city: Graz, days Mo"));
        let gemini =
            r#"{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"said":"It rains.\nIt pours."}}}]}"#;
        assert_eq!(found(gemini).as_deref(), Some("said: It rains. It pours.,"));
    }

    #[test]
    fn failures_data_and_descriptions_are_nothing_to_rest_on() {
        let data = "A".repeat(5_000);
        for message in [
            r#"{"role":"user","content":[{"type":"tool_result","is_error":true,"content":"no such file"}]}"#.to_owned(),
            r#"{"role":"tool","content":"Error: no such file"}"#.to_owned(),
            r#"{"role":"tool","content":"{\"error\":\"no such file\",\"code\":2}"}"#.to_owned(),
            r#"{"role":"tool","content":[{"type":"tool-result","output":{"type":"error-text","value":"no"}}]}"#
                .to_owned(),
            r#"{"role":"tool","content":{"type":"function","function":{"name":"f","description":"It rains."}}}"#
                .to_owned(),
            format!(r#"{{"role":"tool","content":[{{"type":"image","source":{{"data":"{data}"}}}}]}}"#)
                .replace("\"type\":\"image\",", ""),
            r#"{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"f"}}]}"#.to_owned(),
            r#"{"role":"user","content":"{\"role\":\"tool\",\"content\":\"x\"}"}"#.to_owned(),
        ] {
            let text = found(&message).unwrap_or_default();
            assert!(!text.contains("file") && !text.contains("rains") && text.len() < 40, "{message}: {text}");
        }
        let partly = r#"{"role":"tool","content":"{\"error\":\"one of two\",\"rows\":[\"It rains.\"]}"}"#;
        assert!(found(partly).is_some_and(|text| text.contains("It rains.")));
    }

    #[test]
    fn the_latest_is_read_first() {
        let message = |word: &str| format!(r#"{{"role":"tool","content":"{}"}}"#, format!("{word} ").repeat(90));
        let talk = format!("[{},{},{}]", message("first"), message("second"), message("third"));
        let text = results(&talk, 900).expect("there is some");
        assert!(text.len() < 910 && text.contains("third") && text.contains("second") && !text.contains("first"));
        let deep = format!(r#"[{{"role":"tool","content":{}1{}}}]"#, "[".repeat(100), "]".repeat(100));
        assert!(results(&deep, 900).is_none_or(|text| text.len() <= 1_000));
        let long = format!(r#"[{{"role":"tool","content":[{}"x"]}}]"#, r#""","#.repeat(100_000));
        assert!(results(&long, 900).is_none_or(|text| text.len() <= 1_000));
    }
}
