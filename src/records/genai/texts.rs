//! What was asked and answered, from the attributes of a span and what was heard in its events, into a record.

use super::attributes::parsed;
use super::events::Heard;
use super::messages::{answer, conversation, joined};
use super::{Attributes, Slot};
use crate::records::{Field, Record, Value};

/// Fills prompt, messages, response and finish reason.
pub fn fill<'a>(attributes: &mut Attributes<'a>, heard: &mut Heard<'a>, record: &mut Record<'a>) {
    let (prompt, messages) = asked(attributes, std::mem::take(&mut heard.asked));
    record.set(Field::Prompt, prompt);
    if !messages.is_empty() {
        record.set(Field::Messages, Value::List(messages));
    }
    let (response, ended) = answered(attributes);
    let response = if response.is_null() { std::mem::take(&mut heard.answered) } else { response };
    record.set(Field::Response, response);
    let finish = [attributes.take(Slot::Finish), ended, std::mem::take(&mut heard.finish)];
    record.set(Field::FinishReason, finish.into_iter().map(reason).find(|why| !why.is_null()).unwrap_or_default());
}

/// Prompt and messages: OpenTelemetry's messages first, then what single producers have; at most one of the two.
fn asked<'a>(attributes: &mut Attributes<'a>, heard: Vec<Value<'a>>) -> (Value<'a>, Vec<Value<'a>>) {
    let mut talk = match conversation(attributes.take_whole(Slot::InputMessages)) {
        Ok(talk) => talk,
        Err(Value::Null) => heard,
        Err(plain) => return (plain, Vec::new()),
    };
    if talk.is_empty() {
        let embedded = embedded(attributes.take_whole(Slot::Embedded));
        let plain = if embedded.is_null() { attributes.take_whole(Slot::InputValue) } else { embedded };
        match conversation(plain) {
            Ok(found) => talk = found,
            Err(plain) => return (plain, Vec::new()),
        }
    }
    let system = match attributes.take_whole(Slot::Instructions) {
        Value::List(parts) => {
            joined(parts.into_iter().filter_map(|mut part| part.get_mut("content").map(std::mem::take)).collect())
        }
        text => text,
    };
    if !system.is_null() {
        let message = [("role", Value::Text("system".into())), ("content", system)];
        talk.insert(0, Value::Map(message.into_iter().map(|(key, value)| (key.into(), value)).collect()));
    }
    (Value::Null, talk)
}

/// Texts that were embedded, as one.
fn embedded(value: Value<'_>) -> Value<'_> {
    let text = |mut item: Value<'_>| -> Value<'static> {
        if let Some(inner) = item.get_mut("embedding").map(std::mem::take) {
            item = inner;
        }
        let item = item.get_mut("text").map(std::mem::take).unwrap_or(item);
        parsed(item).into_owned()
    };
    match value {
        Value::List(items) => joined(items.into_iter().map(text).collect()),
        other => other,
    }
}

/// The answer, and why it ended where the messages say it.
fn answered<'a>(attributes: &mut Attributes<'a>) -> (Value<'a>, Value<'a>) {
    let mut ended = Value::Null;
    match conversation(attributes.take_whole(Slot::OutputMessages)) {
        Ok(mut choices) => {
            ended = choices[0].get_mut("finish_reason").map(std::mem::take).unwrap_or_default();
            // The first with text; a message of tool calls alone answers only where there is no text at all.
            let mut answers: Vec<Value<'a>> = choices.into_iter().filter_map(answer).collect();
            let at = answers.iter().position(|answer| matches!(answer, Value::Text(_))).unwrap_or(0);
            if at < answers.len() {
                return (answers.swap_remove(at), ended);
            }
        }
        Err(plain @ Value::Text(_)) => return (plain, ended),
        Err(_) => {}
    }
    let text = attributes.take(Slot::OutputText);
    if text.is_null() { (attributes.take_whole(Slot::OutputValue), ended) } else { (text, ended) }
}

/// One reason out of one or several, without the quotes of a JSON text; words are parted by `_`.
fn reason(value: Value<'_>) -> Value<'_> {
    match parsed(value) {
        Value::List(reasons) => reasons.into_iter().next().map_or(Value::Null, reason),
        Value::Text(word) if word.contains('-') => Value::Text(word.replace('-', "_").into()),
        other => other,
    }
}
