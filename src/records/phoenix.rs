//! Spans as JSON objects of their own, as Phoenix downloads and the Python SDK's console exporter write them, in; calls
//! and remarks out.

use super::genai::{Attributes, Event, Span, ids};
use super::{Emit, Format, Reading, Rows, Sample, Value};
use crate::error::{Reject, Result};

/// See the module.
pub struct Phoenix;

/// Makes the format.
pub fn phoenix() -> Box<dyn Format> {
    Box::new(Phoenix)
}

impl Format for Phoenix {
    fn id(&self) -> &str {
        "phoenix"
    }

    fn title(&self) -> &str {
        "Spans of Arize Phoenix or OpenTelemetry's console exporter"
    }

    fn doc(&self) -> &str {
        "https://arize.com/docs/phoenix"
    }

    fn about(&self) -> &str {
        "Spans that were downloaded from Phoenix as JSONL, one a line, with flat or nested attributes and, if wished, with \
         annotations, which become scores; traces of its command line (`px trace list`), one a file; and what the \
         Python SDK's ConsoleSpanExporter prints. Attributes and the choice of spans are those of `otlp`, and a span is the \
         same one in both."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let span = |row: &Value<'_>| {
            let named = row.get("context").is_some_and(|context| context.get("span_id").is_some());
            named && row.get("attributes").is_some() && row.get("start_time").is_some()
        };
        let trace = |row: &Value<'_>| matches!(row.get("spans"), Some(Value::List(spans)) if spans.iter().any(span));
        if sample.rows.iter().any(|row| span(row) || trace(row)) { 200 } else { 0 }
    }

    fn reading(&self, _sample: &Sample) -> Result<Reading> {
        Ok(Reading { rows: Box::new(Spans), inferences: Vec::new() })
    }
}

/// Reads spans.
struct Spans;

impl Rows for Spans {
    fn read<'a>(&self, line: u64, mut row: Value<'a>, emit: Emit<'_, 'a>) {
        if let Some(Value::List(spans)) = row.get_mut("spans").map(std::mem::take) {
            spans.into_iter().for_each(|span| one(line, span, emit));
        } else {
            one(line, row, emit);
        }
    }
}

fn one<'a>(line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
    let Value::Map(entries) = row else {
        return emit(Err(Reject { line, reason: "a span is an object".to_owned() }));
    };
    let mut span = Span { line, ..Span::default() };
    let (mut process, mut kind) = (Attributes::default(), Value::Null);
    for (key, value) in entries {
        match (key.as_ref(), value) {
            ("context", context) => {
                let id = |name: &str, bytes: usize| context.get(name).and_then(|id| ids::hex(id, bytes));
                (span.trace, span.id) = (id("trace_id", ids::TRACE), id("span_id", ids::SPAN));
            }
            ("parent_id", value) => span.parent = ids::hex(&value, ids::SPAN),
            ("name", Value::Text(name)) => span.name = name,
            ("span_kind", value) => kind = value,
            ("start_time", value) => span.start = value,
            ("end_time", value) => span.end = value,
            ("status_code", value) => span.failed = is_error(&value),
            ("status_message", Value::Text(message)) => span.message = message,
            ("status", mut status) => {
                span.failed = status.get("status_code").is_some_and(is_error);
                if let Some(Value::Text(message)) = status.get_mut("description").map(std::mem::take) {
                    span.message = message;
                }
            }
            ("attributes", value) => span.attributes = Attributes::nested(value),
            ("events", Value::List(events)) => span.events = events.into_iter().map(event).collect(),
            ("resource", mut resource) => {
                process = Attributes::nested(resource.get_mut("attributes").map(std::mem::take).unwrap_or_default());
            }
            _ => {}
        }
    }
    span.attributes.add_where_empty(vec![("openinference.span.kind".into(), kind)]);
    span.read(&process, emit);
}

fn is_error(code: &Value<'_>) -> bool {
    code.as_text().is_some_and(|code| code.eq_ignore_ascii_case("error"))
}

fn event(mut event: Value<'_>) -> Event<'_> {
    let mut take = |name: &str| event.get_mut(name).map(std::mem::take).unwrap_or_default();
    let name = if let Value::Text(name) = take("name") { name } else { "".into() };
    let attributes = if let Value::Map(entries) = take("attributes") { entries } else { Vec::new() };
    Event { name, time: take("timestamp"), attributes }
}
