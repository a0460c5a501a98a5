//! A trace in; its calls and scores, where it holds them, or else a remark on the calls of that trace, out.

use super::clock::Clock;
use super::columns::Columns;
use super::observation::{OF_TRACE, id, observation, of_trace};
use super::row::{Row, has, text};
use super::scores::score;
use crate::records::bodies::{note, opened};
use crate::records::{Emit, Field, Found, Record, Value};

/// Reads a trace without its observations: who asked, in which session, under which labels.
pub fn remark<'a>(line: u64, mut row: Row<'a>) -> Found<'a> {
    let mut record = Record::new(line);
    record.set(Field::TraceId, id(row.take("id")));
    of_trace(&mut row, &mut record);
    let says = OF_TRACE.iter().any(|(field, _)| !record.get(*field).is_null());
    // A trace without an id is a remark, too, so that it is refused for that.
    if says || record.get(Field::TraceId).is_null() { Found::Remark(record) } else { Found::Other("traces") }
}

/// Reads a trace with its observations. `row` is the trace, or an object that has it beside them.
pub fn nested<'a>(line: u64, mut row: Row<'a>, clock: &Clock, emit: Emit<'_, 'a>) {
    let observations = row.open("observations");
    let mut trace = match row.take("trace") {
        Value::Map(entries) => Row(entries),
        _ => row,
    };
    let scores = opened(trace.take("scores"));
    let trace_id = id(trace.take("id")).as_text().map(str::to_owned);
    let mut shared = Record::new(line);
    of_trace(&mut trace, &mut shared);
    let noted = [("trace_name", trace.take("name")), ("release", trace.take("release"))];
    for item in list(observations) {
        let Value::Map(entries) = item else { continue };
        let mut row = Row(entries);
        if let (false, Some(trace)) = (has(&row.0, "trace_id"), &trace_id) {
            row.0.push(("trace_id".into(), text(trace.clone())));
        }
        let mut found = observation(line, row, clock, &Columns::default());
        if let Found::Call(record) = &mut found {
            for (field, _) in OF_TRACE.iter().filter(|(field, _)| !shared.get(*field).is_null()) {
                if record.get(*field).is_null() {
                    record.set(*field, shared.get(*field).clone());
                }
            }
            for (key, value) in &noted {
                note(record, key, value.clone());
            }
        }
        emit(Ok(found));
    }
    for item in list(scores) {
        let Value::Map(entries) = item else { continue };
        emit(Ok(score(line, Row(entries), trace_id.as_deref())));
    }
    emit(Ok(Found::Other("traces")));
}

fn list(value: Value<'_>) -> Vec<Value<'_>> {
    match value {
        Value::List(items) => items,
        _ => Vec::new(),
    }
}
