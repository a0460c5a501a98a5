//! What an observation's metadata and model parameters say about who served the call, in; provider, operation and the kind
//! of error, out. Langfuse has no column for these, so they stay unknown where nobody wrote them down.

use super::row::text;
use crate::records::bodies::opened;
use crate::records::genai::providers;
use crate::records::{Field, Record, Value};

/// Where instrumentations leave the provider.
const PROVIDER: &[&str] = &[
    "gen_ai.provider.name",
    "gen_ai.system",
    "llm.provider",
    "llm.system",
    "ai.model.provider",
    "ls_provider",
    "custom_llm_provider",
    "provider",
];

/// Sets provider and operation where the metadata has them.
pub fn told<'a>(metadata: &Value<'_>, parameters: &Value<'_>, record: &mut Record<'a>) {
    let attributes = metadata.get("attributes").map(|inner| opened(inner.clone()));
    let places = [attributes.as_ref(), Some(metadata), Some(parameters)];
    let find = |names: &[&str]| {
        let inside = |place: &&Value<'_>| {
            names.iter().find_map(|name| {
                let flat = place.get(name).or_else(|| place.get(&format!("attributes.{name}")));
                flat.and_then(Value::as_text).map(plain).filter(|word| !word.is_empty()).map(str::to_owned)
            })
        };
        places.iter().flatten().find_map(inside)
    };
    let system = parameters.get("system").and_then(Value::as_text).filter(|said| is_client(said)).map(str::to_owned);
    if let Some(provider) = find(PROVIDER).or(system) {
        record.set(Field::Provider, text(providers::normal(&provider)));
    }
    if let Some(operation) = find(&["gen_ai.operation.name"]) {
        record.set(Field::Operation, text(operation));
    }
}

/// A provider with the client of it that the AI SDK used: `openai.responses`. Anything else called a system is a prompt.
fn is_client(said: &str) -> bool {
    let ends = [".chat", ".responses", ".messages", ".completion", ".embedding"];
    ends.iter().any(|end| said.ends_with(end)) && !said.contains(char::is_whitespace)
}

/// A value of a flattened attribute may be a JSON string, quotes included.
fn plain(word: &str) -> &str {
    word.trim().trim_matches('"')
}

/// Sets what a status message says about an error in words that can be counted: an HTTP status after "Error code:", or the
/// name of an exception in front of a colon. The message itself is kept in the metadata.
pub fn failed(message: &str, record: &mut Record<'_>) {
    record.set(Field::Status, text("error"));
    let start: String = message.trim().chars().take(80).collect();
    let lower = start.to_ascii_lowercase();
    let code = ["error code:", "status code:", "status code", "http"].iter().find_map(|word| {
        let rest = lower.split_once(word)?.1.trim_start();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<i64>().ok().filter(|code| (400..600).contains(code))
    });
    if let Some(code) = code {
        record.set(Field::HttpStatus, Value::Int(code));
    }
    let name = start.split([':', '(']).next().unwrap_or_default().trim();
    let name = name.rsplit('.').next().unwrap_or_default();
    let class = ["Error", "Exception", "Timeout"].iter().any(|end| name.ends_with(end));
    if class && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        record.set(Field::ErrorType, text(name.to_owned()));
    }
}
