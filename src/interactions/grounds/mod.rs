//! An interaction in; what its response should rest on, and how far each of its sentences is found there by its words, out.

mod results;
mod support;

use std::borrow::Cow;

pub use support::Support;
use support::support;

use super::Interaction;
use super::text::head;

/// What is read of a context, bytes.
const MOST_CONTEXT: usize = 64 * 1024;
/// What is read of a response, bytes.
const MOST_RESPONSE: usize = 8 * 1024;
/// A text in a prompt that is shorter is no source, bytes.
const LEAST_SOURCE: usize = 600;
/// Why answers end that are not the last word yet.
const GOES_ON: [&str; 4] = ["tool_calls", "tool_use", "tool-calls", "function_call"];
/// What is in calls of tools that stand where an answer would.
const CALLS: [&str; 5] = ["\"arguments\"", "\"tool_use\"", "\"functionCall\"", "\"function_call\"", "\"input\""];

/// What a response should rest on, as much as is read of both.
pub struct Grounds<'a> {
    /// The text that it should rest on.
    pub source: Cow<'a, str>,
    /// The response.
    pub response: &'a str,
    /// The word for where the source was.
    pub place: &'static str,
}

/// Reads them; `None` without a response or a source.
pub fn read(call: &Interaction) -> Option<Grounds<'_>> {
    let response = head(call.response.as_deref()?, MOST_RESPONSE);
    let (source, place) = source(call, response)?;
    Some(Grounds { source, response, place })
}

impl Grounds<'_> {
    /// How far the response is found by its words; `None` where it has none.
    pub fn support(&self) -> Option<Support> {
        support(&self.source, self.response)
    }
}

fn source<'a>(call: &'a Interaction, response: &str) -> Option<(Cow<'a, str>, &'static str)> {
    if let Some(context) = call.context.as_deref().filter(|context| !context.trim().is_empty()) {
        return Some((head(context, MOST_CONTEXT).into(), "context"));
    }
    if let Some(given) = call.messages.as_deref().and_then(|messages| results::results(messages, MOST_CONTEXT)) {
        return (!calls_tools(call, response)).then_some((given.into(), "tools"));
    }
    let prompt = call.prompt.as_deref().filter(|prompt| prompt.len() > LEAST_SOURCE)?;
    let (_, text) = prompt.split_once('\n')?;
    (text.trim().len() >= LEAST_SOURCE).then_some((head(text, MOST_CONTEXT).into(), "prompt"))
}

/// Whether a response calls tools rather than to answer.
fn calls_tools(call: &Interaction, response: &str) -> bool {
    call.finish_reason.as_deref().is_some_and(|reason| GOES_ON.contains(&reason))
        || response.starts_with(['[', '{']) && CALLS.iter().any(|sign| response.contains(sign))
}
