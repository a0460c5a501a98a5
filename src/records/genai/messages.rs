//! Messages in the shapes that tracers give them in; `{role, content, tool_calls, …}` out.

use super::attributes::{Attribute, parsed};
use crate::records::{Value, json};

/// Fields that instrumentations put into bodies beside the message.
const BESIDE: [&str; 3] = ["gen_ai.system", "gen_ai.provider.name", "event.name"];

/// The messages of a conversation; `None` if it is none, with the value back.
pub fn conversation(value: Value<'_>) -> Result<Vec<Value<'_>>, Value<'_>> {
    match value {
        Value::List(items) if !items.is_empty() && items.iter().all(is_message) => {
            Ok(items.into_iter().map(normal).collect())
        }
        other => Err(other),
    }
}

fn is_message(item: &Value<'_>) -> bool {
    ["role", "content", "message", "parts"].iter().any(|name| item.get(name).is_some())
}

/// A message as a span event or a log record tells it.
pub fn of_event<'a>(role: &'static str, body: Value<'a>) -> Value<'a> {
    let mut entries = match body {
        Value::Map(entries) => entries,
        content => vec![("content".into(), content)],
    };
    entries.retain(|(key, _)| !BESIDE.contains(&key.as_ref()));
    if !entries.iter().any(|(key, _)| key == "role") {
        entries.insert(0, ("role".into(), Value::Text(role.into())));
    }
    normal(Value::Map(entries))
}

/// The answer of a choice, as text or else as its tool calls, and why it ended.
pub fn of_choice(mut body: Value<'_>) -> (Value<'_>, Value<'_>) {
    let finish = body.get_mut("finish_reason").map(std::mem::take).unwrap_or_default();
    let message = body.get_mut("message").map(std::mem::take).map_or(body, parsed);
    let message = match message {
        text @ Value::Text(_) => Value::Map(vec![("content".into(), text)]),
        message => normal(message),
    };
    (answer(message).unwrap_or_default(), finish)
}

/// One message in one shape. OpenInference wraps messages and their parts; OpenTelemetry's have parts of several kinds.
pub fn normal(item: Value<'_>) -> Value<'_> {
    let Value::Map(entries) = unwrapped(item, "message") else { return Value::Null };
    let is_user = entries.iter().any(|(key, value)| key == "role" && value.as_text() == Some("user"));
    let mut told = Told { is_user, ..Told::default() };
    let mut others: Vec<Attribute<'_>> = Vec::new();
    for (key, value) in entries {
        match (key.as_ref(), value) {
            (_, Value::Null) => {}
            ("parts", Value::List(parts)) => parts.into_iter().for_each(|part| told.part(part)),
            ("contents", Value::List(parts)) => {
                parts.into_iter().for_each(|part| told.part(unwrapped(part, "message_content")));
            }
            ("content", value) => told.content = value,
            ("tool_calls", Value::List(calls)) => {
                told.calls.extend(calls.into_iter().map(|call| unwrapped(call, "tool_call")));
            }
            (_, value) => others.push((key, value)),
        }
    }
    let at = others.iter().position(|(key, _)| key == "role").map_or(0, |at| at + 1);
    let rest = others.split_off(at);
    others.extend(told.entries());
    others.extend(rest);
    Value::Map(others)
}

/// What is inside `{name: …}`, or the value itself.
fn unwrapped<'a>(mut value: Value<'a>, name: &str) -> Value<'a> {
    match value.get_mut(name) {
        Some(inner @ Value::Map(_)) => std::mem::take(inner),
        _ => value,
    }
}

/// The parts of a message, sorted.
#[derive(Default)]
struct Told<'a> {
    is_user: bool,
    content: Value<'a>,
    texts: Vec<Value<'a>>,
    calls: Vec<Value<'a>>,
    reasoning: Vec<Value<'a>>,
    others: Vec<Value<'a>>,
}

impl<'a> Told<'a> {
    fn part(&mut self, mut part: Value<'a>) {
        let kind = part.get("type").and_then(Value::as_text).unwrap_or("text").to_owned();
        let mut take = |names: &[&str]| {
            let found = names.iter().find(|name| part.get(name).is_some_and(|value| !value.is_null()));
            found.and_then(|name| part.get_mut(name)).map(std::mem::take).unwrap_or_default()
        };
        match kind.as_str() {
            "text" | "input_text" | "output_text" => self.texts.push(take(&["content", "text"])),
            // Anthropic's API has them in turns of the user, who did not say them.
            "tool_call_response" if self.is_user => self.others.push(part),
            "tool_call_response" => self.texts.push(take(&["response", "result", "content"])),
            "reasoning" | "thinking" => self.reasoning.push(take(&["content", "text"])),
            "tool_call" => self.calls.push(part),
            _ => self.others.push(part),
        }
    }

    fn entries(self) -> Vec<Attribute<'a>> {
        let list = |items: Vec<Value<'a>>| if items.is_empty() { Value::Null } else { Value::List(items) };
        let content = if self.content.is_null() { joined(self.texts) } else { self.content };
        let entries = [
            ("content", content),
            ("tool_calls", list(self.calls)),
            ("reasoning", joined(self.reasoning)),
            ("parts", list(self.others)),
        ];
        entries.into_iter().filter(|(_, v)| !v.is_null()).map(|(key, value)| (key.into(), value)).collect()
    }
}

/// Several texts as one; what is no text becomes its JSON.
pub fn joined(mut texts: Vec<Value<'_>>) -> Value<'_> {
    texts.retain(|text| !text.is_null());
    match texts.len() {
        0 => Value::Null,
        1 if matches!(texts[0], Value::Text(_)) => texts.swap_remove(0),
        _ => {
            let text = |value: &Value<'_>| value.as_text().map_or_else(|| json::to_text(value), str::to_owned);
            Value::Text(texts.iter().map(text).collect::<Vec<_>>().join("\n").into())
        }
    }
}

/// What a (normal) message answers: its text, or else its tool calls.
pub fn answer(mut message: Value<'_>) -> Option<Value<'_>> {
    let content = message.get_mut("content").map(std::mem::take).unwrap_or_default();
    let text = match content {
        Value::List(parts) => {
            let texts = parts.into_iter().filter_map(|mut part| part.get_mut("text").map(std::mem::take)).collect();
            joined(texts)
        }
        text => text,
    };
    match text {
        Value::Null => {}
        Value::Text(text) if text.is_empty() => {}
        text => return Some(text),
    }
    message.get_mut("tool_calls").map(std::mem::take).filter(|calls| !calls.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value<'_> {
        json::parse_text(text).expect(text)
    }

    #[test]
    fn shapes_become_one() {
        for (given, expected) in [
            (
                r#"{"role":"user","parts":[{"content":"one","type":"text"},{"type":"text","content":"two"}],"name":null}"#,
                r#"{"role":"user","content":"one\ntwo"}"#,
            ),
            (
                r#"{"role":"assistant","parts":[{"type":"reasoning","content":"hm"},{"type":"tool_call","id":"1","name":"f","arguments":{}}],"finish_reason":"tool_call"}"#,
                r#"{"role":"assistant","tool_calls":[{"type":"tool_call","id":"1","name":"f","arguments":{}}],"reasoning":"hm","finish_reason":"tool_call"}"#,
            ),
            (
                r#"{"role":"tool","parts":[{"type":"tool_call_response","id":"1","response":{"a":1}}]}"#,
                r#"{"role":"tool","content":"{\"a\":1}"}"#,
            ),
            (
                r#"{"role":"user","parts":[{"type":"tool_call_response","id":"1","response":"r"},{"type":"text","content":"t"}]}"#,
                r#"{"role":"user","content":"t","parts":[{"type":"tool_call_response","id":"1","response":"r"}]}"#,
            ),
            (
                r#"{"message":{"role":"user","contents":[{"message_content":{"type":"text","text":"look"}},{"message_content":{"type":"image","image":{"image":{"url":"u"}}}}]}}"#,
                r#"{"role":"user","content":"look","parts":[{"type":"image","image":{"image":{"url":"u"}}}]}"#,
            ),
            (
                r#"{"message":{"role":"assistant","tool_calls":[{"tool_call":{"function":{"name":"f"}}}]}}"#,
                r#"{"role":"assistant","tool_calls":[{"function":{"name":"f"}}]}"#,
            ),
            (
                r#"{"role":"user","content":[{"type":"text","text":"t"}]}"#,
                r#"{"role":"user","content":[{"type":"text","text":"t"}]}"#,
            ),
        ] {
            assert_eq!(json::to_text(&normal(value(given))), expected, "{given}");
        }
    }

    #[test]
    fn answers() {
        for (given, expected) in [
            (r#"{"content":"a"}"#, Some(r#""a""#)),
            (r#"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#, Some(r#""a\nb""#)),
            (r#"{"content":"","tool_calls":[{"name":"f"}]}"#, Some(r#"[{"name":"f"}]"#)),
            (r#"{"role":"assistant"}"#, None),
        ] {
            assert_eq!(answer(value(given)).map(|v| json::to_text(&v)).as_deref(), expected, "{given}");
        }
        let (answer, finish) =
            of_choice(value(r#"{"index":0,"finish_reason":"stop","message":"{\"content\":\"a\"}"}"#));
        assert_eq!((answer.as_text(), finish.as_text()), (Some("a"), Some("stop")));
    }

    #[test]
    fn only_conversations_are_conversations() {
        assert!(conversation(value(r#"[{"role":"user","content":"a"}]"#)).is_ok());
        assert!(conversation(value(r#"["a"]"#)).is_err());
        assert!(conversation(value("[]")).is_err());
        assert!(conversation(value(r#"{"role":"user"}"#)).is_err());
    }
}
