//! The log records of one resource of an export request in; what they say about calls out, as remarks.
//!
//! Current instrumentations write one record for each call, with everything in its attributes; older ones write one for
//! each message.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use super::data;
use super::pending::{Message, Pending};
use crate::records::genai::attributes::Attribute;
use crate::records::genai::events::{Meaning, meaning};
use crate::records::genai::{Event, Span, call, events, ids};
use crate::records::{Emit, Found, Value};

/// A log record.
#[derive(Default)]
struct Log<'a> {
    name: Cow<'a, str>,
    trace: Option<String>,
    span: Option<String>,
    time: Value<'a>,
    body: Value<'a>,
    attributes: Vec<Attribute<'a>>,
}

/// Reads `{"resource", "scopeLogs"}`.
pub fn read<'a>(line: u64, resource: Value<'a>, pending: &Mutex<Pending>, emit: Emit<'_, 'a>) {
    for record in records(resource) {
        let log = one(record);
        match (meaning(&log.name), &log.trace, &log.span) {
            (Some(Meaning::Message(_) | Meaning::Choice), Some(_), Some(_)) => {
                let message =
                    Message { name: log.name.into_owned(), time: log.time.into_owned(), body: log.body.into_owned() };
                let whose = (log.trace.unwrap_or_default(), log.span.unwrap_or_default());
                pending.lock().unwrap_or_else(PoisonError::into_inner).keep(line, whose, message, emit);
            }
            (Some(Meaning::Details | Meaning::Evaluation), Some(_), Some(_)) => {
                let event = Event { name: log.name, time: Value::Null, attributes: log.attributes };
                let mut span = Span { line, trace: log.trace, id: log.span, events: vec![event], ..Span::default() };
                let heard = events::hear(&mut span);
                emit(Ok(Found::Remark(call::remark(span, heard))));
            }
            (Some(_), ..) => emit(Ok(Found::Other("log records without a span"))),
            (None, ..) => emit(Ok(Found::Other("log records about other things"))),
        }
    }
}

/// Whether a row has log records that tell one message each.
pub fn one_by_one(row: &Value<'_>) -> bool {
    let tells = |record: Value<'_>| matches!(meaning(&one(record).name), Some(Meaning::Message(_) | Meaning::Choice));
    let Value::Map(entries) = row else { return false };
    let resources = entries.iter().filter(|(key, _)| super::LOGS.contains(&key.as_ref()));
    resources.flat_map(|(_, value)| data::items(value.clone())).flat_map(records).any(tells)
}

fn records(mut resource: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let scopes = part(&mut resource, ["scopeLogs", "scope_logs"]);
    data::items(scopes).flat_map(|mut scope| data::items(part(&mut scope, ["logRecords", "log_records"])))
}

fn part<'a>(value: &mut Value<'a>, names: [&str; 2]) -> Value<'a> {
    let name = names.into_iter().find(|name| value.get(name).is_some());
    name.and_then(|name| value.get_mut(name)).map(std::mem::take).unwrap_or_default()
}

fn one(record: Value<'_>) -> Log<'_> {
    let mut log = Log::default();
    let Value::Map(entries) = record else { return log };
    for (key, value) in entries {
        match (key.as_ref(), value) {
            ("traceId" | "trace_id", value) => log.trace = ids::hex(&value, ids::TRACE),
            ("spanId" | "span_id", value) => log.span = ids::hex(&value, ids::SPAN),
            ("eventName" | "event_name", Value::Text(name)) => log.name = name,
            ("timeUnixNano" | "time_unix_nano", value) if !data::instant(value.clone()).is_null() => log.time = value,
            ("observedTimeUnixNano" | "observed_time_unix_nano", value) if log.time.is_null() => {
                log.time = data::instant(value);
            }
            ("body", value) => log.body = data::plain(value),
            ("attributes", value) => log.attributes = data::attributes(value).collect(),
            _ => {}
        }
    }
    // Before it had a field, an event's name was an attribute.
    if log.name.is_empty()
        && let Some((_, Value::Text(name))) = log.attributes.iter().find(|(key, _)| key == "event.name")
    {
        log.name = name.clone();
    }
    log
}
