//! Attributes that have no field, as metadata; without what is long and repeated on every call, or secret.

use std::borrow::Cow;

use super::{Slot, Span};
use crate::records::{Field, Record, Value};

/// Attributes that start so are left out: tools and vectors are long, headers may carry keys, and the other ones repeat
/// the span's name or an exception's stack.
const LEFT_OUT: &[&str] = &[
    "llm.tools",
    "llm.functions",
    "gen_ai.tool.definitions",
    "gen_ai.headers",
    "gen_ai.request.headers",
    "gen_ai.request.structured_output_schema",
    "ai.prompt.",
    "ai.schema",
    "ai.embedding",
    "ai.request.headers",
    "ai.response.headers",
    "embedding.",
    "http.request.header",
    "http.response.header",
    "exception.",
    "operation.name",
    "resource.name",
    "langfuse.internal",
    "langfuse.public_key",
];

/// Fills metadata.
pub fn fill<'a>(span: &mut Span<'a>, record: &mut Record<'a>) {
    let mut rest = std::mem::take(&mut span.attributes.rest);
    rest.retain(|(key, _)| !LEFT_OUT.iter().any(|prefix| key.starts_with(prefix)));
    let mut put = |key: &'static str, value: Value<'a>| {
        if !value.is_null() && value.as_text() != Some("") {
            rest.push((key.into(), value));
        }
    };
    put("model.parameters", span.attributes.take(Slot::Parameters));
    let said = span.attributes.take(Slot::LevelMessage);
    let failed = record.get(Field::Status).as_text() == Some("error");
    let message = if failed { Value::Text(std::mem::take(&mut span.message)) } else { Value::Null };
    put("status.message", if said.is_null() { message } else { said });
    put("span.name", Value::Text(std::mem::take(&mut span.name)));
    put("otel.scope.name", Value::Text(std::mem::replace(&mut span.scope, Cow::Borrowed(""))));
    if !rest.is_empty() {
        record.set(Field::Metadata, Value::Map(rest));
    }
}
