//! Prompts, conversations, answers and documents in the shapes that APIs give them, in; plain text out. Never cut.

use super::scalar::text;
use crate::records::{Value, json};

/// What was asked.
#[derive(Debug, Default, PartialEq)]
pub struct Asked {
    /// The last user message, or the prompt.
    pub prompt: Option<String>,
    /// The conversation, as JSON.
    pub messages: Option<String>,
}

/// Reads prompt and messages together; either may hold a conversation.
pub fn asked<'a>(prompt: Value<'a>, messages: Value<'a>) -> Asked {
    let mut asked = Asked::default();
    let mut prompt = prompt;
    let mut messages = conversation(messages).unwrap_or_else(|plain| {
        if prompt.is_null() {
            prompt = plain;
        } else if let Some(plain) = text(plain) {
            asked.messages = Some(json::to_text(&Value::Text(plain.into())));
        }
        None
    });
    if messages.is_none() && !matches!(&prompt, Value::Text(text) if !text.starts_with(['[', '{'])) {
        match conversation(prompt) {
            Ok(found) => (messages, prompt) = (found, Value::Null),
            Err(plain) => prompt = plain,
        }
    }
    asked.prompt = match prompt {
        Value::Null => messages.as_ref().and_then(|messages| last(messages, "user").or_else(|| last(messages, ""))),
        Value::Text(text) => Some(text.into_owned()),
        other => content(&other).or_else(|| text(other)),
    };
    if let Some(messages) = messages {
        asked.messages = Some(json::to_text(&Value::List(messages)));
    }
    asked
}

/// The messages of a conversation, as a list, in an object under `messages`, or as JSON text of either; the value back
/// if it is none. `Ok(None)` for nothing.
fn conversation<'a>(value: Value<'a>) -> Result<Option<Vec<Value<'a>>>, Value<'a>> {
    let is_message = |item: &Value<'_>| {
        matches!(item, Value::Map(_)) && (item.get("role").is_some() || item.get("content").is_some())
    };
    match value {
        Value::Null => Ok(None),
        Value::List(items) if !items.is_empty() && items.iter().all(is_message) => Ok(Some(items)),
        Value::Map(mut entries) => {
            for name in ["messages", "contents", "input"] {
                if let Some((_, list)) =
                    entries.iter_mut().find(|(key, value)| key == name && matches!(value, Value::List(_)))
                {
                    return conversation(std::mem::take(list));
                }
            }
            Err(Value::Map(entries))
        }
        Value::Text(text) if text.trim_start().starts_with(['[', '{']) => {
            match json::parse_text(&text).map(Value::into_owned) {
                // A prompt may well be JSON; only what is a conversation is taken apart.
                Some(parsed @ (Value::List(_) | Value::Map(_))) => conversation(parsed).map_err(|_| Value::Text(text)),
                _ => Err(Value::Text(text)),
            }
        }
        other => Err(other),
    }
}

/// The text of the last message of a role, or of the last one at all for "".
fn last(messages: &[Value<'_>], role: &str) -> Option<String> {
    let of = |message: &&Value<'_>| {
        let found = message.get("role").and_then(Value::as_text).unwrap_or_default();
        role.is_empty() || found.eq_ignore_ascii_case(role) || role == "user" && found.eq_ignore_ascii_case("human")
    };
    messages.iter().rev().filter(of).find_map(content).filter(|text| !text.is_empty())
}

/// The text inside a content value: text, a list of parts, or an object that carries either.
pub fn content(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::List(parts) => {
            let texts: Vec<String> = parts.iter().filter_map(content).filter(|text| !text.is_empty()).collect();
            (!texts.is_empty()).then(|| texts.join("\n"))
        }
        // What a tool gave back, nobody said; Anthropic's messages have it in turns of the user.
        Value::Map(_)
            if value.get("type").and_then(Value::as_text).is_some_and(|kind| kind.ends_with("tool_result")) =>
        {
            None
        }
        Value::Map(_) => ["text", "content", "parts", "message", "prompt", "input", "question", "query", "value"]
            .iter()
            .find_map(|name| value.get(name).filter(|v| !v.is_null()).and_then(content)),
        _ => None,
    }
}

/// What was answered: text, or the answer inside an API's response object. Structured output stays JSON.
pub fn response(value: Value<'_>) -> Option<String> {
    if let Value::Text(_) | Value::Null = value {
        return text(value);
    }
    let inside = |value: &Value<'_>| match value {
        Value::Map(_) => ["choices", "output", "candidates"]
            .iter()
            .find_map(|name| match value.get(name) {
                Some(Value::List(items)) => choices(items),
                _ => None,
            })
            .or_else(|| {
                [
                    "output_text",
                    "text",
                    "content",
                    "message",
                    "completion",
                    "answer",
                    "response",
                    "delta",
                    "generated_text",
                ]
                .iter()
                .find_map(|name| value.get(name).and_then(content))
            }),
        Value::List(items) => choices(items).or_else(|| last(items, "assistant")),
        _ => None,
    };
    inside(&value).or_else(|| text(value))
}

/// The first choice with text; for the Responses API, all message items.
fn choices(items: &[Value<'_>]) -> Option<String> {
    if items.iter().any(|item| item.get("type").and_then(Value::as_text) == Some("message")) {
        let messages = items.iter().filter(|item| item.get("type").and_then(Value::as_text) == Some("message"));
        return Some(messages.filter_map(content).collect::<Vec<_>>().join("\n"));
    }
    if items.iter().all(|item| matches!(item, Value::Text(_)) || item.get("type").is_some()) {
        return items
            .iter()
            .map(content)
            .collect::<Option<Vec<_>>>()
            .filter(|texts| !texts.is_empty())
            .map(|texts| texts.join("\n"));
    }
    if items.iter().any(|item| item.get("role").is_some()) {
        return None;
    }
    items.iter().find_map(content)
}

/// Documents as one text, a blank line between them.
pub fn context(value: Value<'_>) -> Option<String> {
    match value {
        Value::List(items) if items.is_empty() => None,
        Value::List(items) => Some(items.into_iter().filter_map(document).collect::<Vec<_>>().join("\n\n")),
        Value::Map(mut entries) => {
            for name in ["documents", "contexts", "passages", "chunks"] {
                if let Some((_, list)) =
                    entries.iter_mut().find(|(key, value)| key == name && matches!(value, Value::List(_)))
                {
                    return context(std::mem::take(list));
                }
            }
            document(Value::Map(entries))
        }
        Value::Text(text) if text.starts_with('[') => match json::parse_text(&text) {
            Some(list @ Value::List(_)) => context(list),
            _ => Some(text.into_owned()),
        },
        other => text(other).filter(|text| !text.is_empty()),
    }
}

fn document(value: Value<'_>) -> Option<String> {
    if let Value::Map(_) = &value {
        for name in ["page_content", "content", "text", "document", "body", "chunk", "passage"] {
            if let Some(text) = value.get(name).and_then(content) {
                return Some(text);
            }
        }
    }
    text(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value<'_> {
        json::parse_text(text).expect(text)
    }

    #[test]
    fn prompts() {
        let talk = r#"[{"role":"system","content":"s"},{"role":"user","content":"first"},{"role":"assistant","content":"a"},{"role":"user","content":[{"type":"text","text":"one"},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"two"}]}]"#;
        for (prompt, messages, expected, kept) in [
            ("\"hello\"", "null", Some("hello"), false),
            ("null", talk, Some("one\ntwo"), true),
            ("\"given\"", talk, Some("given"), true),
            (talk, "null", Some("one\ntwo"), true),
            ("null", &json::to_text(&Value::Text(talk.into())), Some("one\ntwo"), true),
            (&format!("{{\"messages\": {talk}, \"model\": \"m\"}}"), "null", Some("one\ntwo"), true),
            ("\"[1, 2] is a list\"", "null", Some("[1, 2] is a list"), false),
            ("\"[{\\\"a\\\": 1}]\"", "null", Some("[{\"a\": 1}]"), false),
            ("{\"text\": \"t\"}", "null", Some("t"), false),
            ("{\"a\": 1}", "null", Some("{\"a\":1}"), false),
            (
                "null",
                r#"[{"role":"user","content":"asked"},{"role":"assistant","content":[{"type":"tool_use","name":"f"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"1","content":"given"}]}]"#,
                Some("asked"),
                true,
            ),
            ("null", "\"plain\"", Some("plain"), false),
            ("\"p\"", "\"plain\"", Some("p"), true),
            ("null", r#"[{"role":"system","content":"only"}]"#, Some("only"), true),
            ("null", "null", None, false),
        ] {
            let asked = asked(value(prompt), value(messages));
            assert_eq!(asked.prompt.as_deref(), expected, "{prompt} {messages}");
            assert_eq!(asked.messages.is_some(), kept, "{prompt} {messages}");
        }
    }

    #[test]
    fn responses() {
        for (given, expected) in [
            ("\"plain\"", Some("plain")),
            ("\"{\\\"text\\\": 1}\"", Some("{\"text\": 1}")),
            ("\"\"", Some("")),
            (r#"{"choices":[{"index":0,"message":{"role":"assistant","content":"a"}}],"usage":{}}"#, Some("a")),
            (r#"{"choices":[{"text":"old"}]}"#, Some("old")),
            (r#"[{"index":0,"message":{"content":"a"}}]"#, Some("a")),
            (
                r#"{"content":[{"type":"text","text":"a"},{"type":"tool_use","name":"f"},{"type":"text","text":"b"}]}"#,
                Some("a\nb"),
            ),
            (
                r#"{"output":[{"type":"reasoning","summary":[]},{"type":"message","content":[{"type":"output_text","text":"a"}]}]}"#,
                Some("a"),
            ),
            (r#"{"candidates":[{"content":{"parts":[{"text":"g"}]}}]}"#, Some("g")),
            (r#"[{"role":"assistant","content":"a"}]"#, Some("a")),
            (r#"{"temperature": 3}"#, Some(r#"{"temperature":3}"#)),
            ("null", None),
        ] {
            assert_eq!(response(value(given)).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn contexts() {
        for (given, expected) in [
            ("\"text\"", Some("text")),
            (r#"["a", "b"]"#, Some("a\n\nb")),
            (r#""[\"a\", \"b\"]""#, Some("a\n\nb")),
            ("\"[1] see below\"", Some("[1] see below")),
            (r#"[{"page_content":"a","metadata":{}},{"text":"b"},{"x":1}]"#, Some("a\n\nb\n\n{\"x\":1}")),
            (r#"{"documents":["a"]}"#, Some("a")),
            ("[]", None),
            ("\"\"", None),
        ] {
            assert_eq!(context(value(given)).as_deref(), expected, "{given}");
        }
    }
}
