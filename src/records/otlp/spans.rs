//! The spans of one resource of an export request in; what they say out.

use super::data;
use crate::records::genai::{Attributes, Event, Span, ids};
use crate::records::{Emit, Value};

/// Reads `{"resource", "scopeSpans"}`.
pub fn read<'a>(line: u64, resource: Value<'a>, emit: Emit<'_, 'a>) {
    let Value::Map(entries) = resource else { return };
    let (mut process, mut scopes) = (Attributes::default(), Value::Null);
    for (key, value) in entries {
        match key.as_ref() {
            "resource" => process = data::resource(value),
            // The last one is from before 2022.
            "scopeSpans" | "scope_spans" | "instrumentationLibrarySpans" => scopes = value,
            _ => {}
        }
    }
    for mut scope in data::items(scopes) {
        let name = scope.get_mut("scope").and_then(|scope| scope.get_mut("name")).map(std::mem::take);
        let name = if let Some(Value::Text(name)) = name { name } else { "".into() };
        let spans = scope.get_mut("spans").map(std::mem::take).unwrap_or_default();
        for span in data::items(spans) {
            Span { scope: name.clone(), ..one(line, span) }.read(&process, emit);
        }
    }
}

fn one(line: u64, span: Value<'_>) -> Span<'_> {
    let mut told = Span { line, ..Span::default() };
    let Value::Map(entries) = span else { return told };
    for (key, value) in entries {
        match (key.as_ref(), value) {
            ("traceId" | "trace_id", value) => told.trace = ids::hex(&value, ids::TRACE),
            ("spanId" | "span_id", value) => told.id = ids::hex(&value, ids::SPAN),
            ("parentSpanId" | "parent_span_id", value) => told.parent = ids::hex(&value, ids::SPAN),
            ("name", Value::Text(name)) => told.name = name,
            ("startTimeUnixNano" | "start_time_unix_nano", value) => told.start = data::instant(value),
            ("endTimeUnixNano" | "end_time_unix_nano", value) => told.end = data::instant(value),
            ("attributes", value) => told.attributes = data::attributes(value).collect(),
            ("events", value) => told.events = data::items(value).map(event).collect(),
            ("status", mut status) => {
                told.failed = status.get("code").is_some_and(is_error);
                if let Some(Value::Text(message)) = status.get_mut("message").map(std::mem::take) {
                    told.message = message;
                }
            }
            _ => {}
        }
    }
    told
}

/// 2 in the specification, a name in protobuf's own mapping.
fn is_error(code: &Value<'_>) -> bool {
    match code {
        Value::Int(code) => *code == 2,
        Value::Text(code) => code == "2" || code.to_ascii_uppercase().ends_with("ERROR"),
        _ => false,
    }
}

fn event(event: Value<'_>) -> Event<'_> {
    let mut told = Event::default();
    let Value::Map(entries) = event else { return told };
    for (key, value) in entries {
        match (key.as_ref(), value) {
            ("name", Value::Text(name)) => told.name = name,
            ("timeUnixNano" | "time_unix_nano", value) => told.time = data::instant(value),
            ("attributes", value) => told.attributes = data::attributes(value).collect(),
            _ => {}
        }
    }
    told
}
