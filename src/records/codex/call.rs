//! What was said and done in one answer, with its usage, in; the record of the call out.

use crate::records::dig::{items, text};
use crate::records::{Field, Record, Value, json};

use super::usage::Usage;

/// What the model said and which tools it called.
#[derive(Debug, Default)]
pub struct Answer {
    said: Vec<String>,
    called: Vec<(String, String)>,
}

/// Items of the conversation that are calls of tools.
const CALLS: &[&str] =
    &["function_call", "custom_tool_call", "local_shell_call", "web_search_call", "tool_search_call"];

impl Answer {
    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && self.called.is_empty()
    }

    /// Adds an item of the conversation, if it is part of an answer.
    pub fn add(&mut self, item: &Value<'_>) -> bool {
        let kind = text(item, &["type"]).unwrap_or_default();
        if kind == "message" && text(item, &["role"]) == Some("assistant") {
            self.said.push(content(item));
        } else if CALLS.contains(&kind) {
            self.called.push((text(item, &["name"]).unwrap_or(kind).to_owned(), json::to_text(item)));
        } else {
            return false;
        }
        true
    }

    /// Puts the answer into the record of its call: what was said, or else what was called.
    pub fn tell(self, record: &mut Record<'static>) {
        let said = self.said.join("\n");
        let (names, calls): (Vec<_>, Vec<_>) = self.called.into_iter().unzip();
        if !said.is_empty() {
            record.set(Field::Response, Value::Text(said.into()));
        } else if !calls.is_empty() {
            record.set(Field::Response, Value::Text(format!("[{}]", calls.join(",")).into()));
        }
        if !names.is_empty()
            && let Value::Map(mut metadata) = record.take(Field::Metadata)
        {
            let names = names.into_iter().map(|name| Value::Text(name.into())).collect();
            metadata.push(("tools".into(), Value::List(names)));
            record.set(Field::Metadata, Value::Map(metadata));
        }
    }
}

/// The text of a message.
pub fn content(item: &Value<'_>) -> String {
    let texts = items(item, &["content"]).iter().filter_map(|part| text(part, &["text"]));
    texts.collect::<Vec<_>>().join("\n")
}

/// Puts the counts into the record of a call.
pub fn set_usage(record: &mut Record<'static>, usage: Usage) {
    let counts = [
        (Field::InputTokens, usage.input),
        (Field::OutputTokens, usage.output),
        (Field::CacheReadTokens, usage.cached),
        (Field::ReasoningTokens, usage.reasoning),
    ];
    for (field, count) in counts {
        record.set(field, Value::Int(count));
    }
    if usage.created > 0 {
        record.set(Field::CacheCreationTokens, Value::Int(usage.created));
    }
    record.set(Field::TokenBasis, Value::Text("inclusive".into()));
}
