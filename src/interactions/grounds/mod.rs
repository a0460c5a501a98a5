//! An interaction in; what its response should rest on, and how far each of its sentences is found there by its words, out.

mod support;

pub use support::{Support, support};

use super::Interaction;
use super::text::head;

/// What is read of a context, bytes.
const MOST_CONTEXT: usize = 64 * 1024;
/// What is read of a response, bytes.
const MOST_RESPONSE: usize = 8 * 1024;
/// A text in a prompt that is shorter is no source, bytes.
const LEAST_SOURCE: usize = 600;

/// What the response should rest on, and the word for where it was.
fn source(call: &Interaction) -> Option<(&str, &'static str)> {
    if let Some(context) = call.context.as_deref() {
        return Some((context, "context"));
    }
    let prompt = call.prompt.as_deref().filter(|prompt| prompt.len() > LEAST_SOURCE)?;
    let (_, text) = prompt.split_once('\n')?;
    (text.trim().len() >= LEAST_SOURCE).then_some((text, "prompt"))
}

/// The source and the response, as much as is read of each, and the word for where the source was.
pub fn read(call: &Interaction) -> Option<(&str, &str, &'static str)> {
    let response = head(call.response.as_deref()?, MOST_RESPONSE);
    let (source, place) = source(call)?;
    Some((head(source, MOST_CONTEXT), response, place))
}

/// How far the response is found, the response, and the word for where it was looked for.
pub fn measured(call: &Interaction) -> Option<(Support, &str, &'static str)> {
    let (source, response, place) = read(call)?;
    Some((support(source, response)?, response, place))
}
