//! The events of a span in; what they say about the call out: its messages, its first token, its failure, judgements.

use super::attributes::{Attribute, Attributes};
use super::{Event, Span, messages, scores};
use crate::records::Value;

/// What was heard in events.
#[derive(Debug, Default)]
pub struct Heard<'a> {
    /// When the first token came.
    pub first_token: Value<'a>,
    /// The type of an exception.
    pub exception: Value<'a>,
    /// Messages sent.
    pub asked: Vec<Value<'a>>,
    /// What was answered.
    pub answered: Value<'a>,
    /// Why the answer ended.
    pub finish: Value<'a>,
    /// Judgements.
    pub scores: Vec<Value<'a>>,
}

/// What an event means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The first (or some) token came.
    Token,
    /// An exception.
    Exception,
    /// The attributes of the call.
    Details,
    /// A message of this role was sent.
    Message(&'static str),
    /// An answer.
    Choice,
    /// A judgement.
    Evaluation,
}

/// Names of events.
const NAMES: &[(&str, Meaning)] = &[
    ("gen_ai.content.completion.chunk", Meaning::Token),
    ("llm.content.completion.chunk", Meaning::Token),
    ("First Token Stream Event", Meaning::Token),
    ("ai.stream.firstChunk", Meaning::Token),
    ("exception", Meaning::Exception),
    ("gen_ai.client.inference.operation.details", Meaning::Details),
    ("gen_ai.content.prompt", Meaning::Details),
    ("gen_ai.content.completion", Meaning::Details),
    ("gen_ai.system.message", Meaning::Message("system")),
    ("gen_ai.user.message", Meaning::Message("user")),
    ("gen_ai.assistant.message", Meaning::Message("assistant")),
    ("gen_ai.tool.message", Meaning::Message("tool")),
    ("gen_ai.choice", Meaning::Choice),
    ("gen_ai.evaluation.result", Meaning::Evaluation),
];

/// What an event of that name means, if it is about a call.
pub fn meaning(name: &str) -> Option<Meaning> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
}

/// Hears what the events of `span` say, and adds their attributes to its own where it says nothing.
pub fn hear<'a>(span: &mut Span<'a>) -> Heard<'a> {
    let mut heard = Heard::default();
    for Event { name, time, attributes } in std::mem::take(&mut span.events) {
        match meaning(&name) {
            Some(Meaning::Token) => {
                if heard.first_token.is_null() {
                    heard.first_token = time;
                    span.attributes.add_where_empty(attributes);
                }
            }
            Some(Meaning::Exception) => heard.exception = value(attributes, "exception.type"),
            Some(Meaning::Details) => span.attributes.add_where_empty(attributes),
            Some(Meaning::Message(role)) => heard.asked.push(messages::of_event(role, fields(attributes))),
            Some(Meaning::Choice) => heard.choice(fields(attributes)),
            Some(Meaning::Evaluation) => {
                heard.scores.extend(scores::evaluation(&mut attributes.into_iter().collect::<Attributes<'_>>()));
            }
            None => {}
        }
    }
    heard
}

impl<'a> Heard<'a> {
    /// Hears an answer; of several the first counts.
    pub fn choice(&mut self, body: Value<'a>) {
        let (answer, finish) = messages::of_choice(body);
        if self.answered.is_null() {
            self.answered = answer;
        }
        if self.finish.is_null() {
            self.finish = finish;
        }
    }
}

fn value<'a>(attributes: Vec<Attribute<'a>>, name: &str) -> Value<'a> {
    attributes.into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
}

/// The body of an event on a span: its attributes, or the JSON text that some SDKs put in one of them.
fn fields<'a>(attributes: Vec<Attribute<'a>>) -> Value<'a> {
    match attributes.iter().position(|(key, _)| key == "gen_ai.event.content") {
        Some(at) => {
            attributes.into_iter().nth(at).map(|(_, value)| super::attributes::parsed(value)).unwrap_or_default()
        }
        None => Value::Map(attributes),
    }
}
