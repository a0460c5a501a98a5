//! One observation in; a call, or what else it is, out.

use super::clock::Clock;
use super::columns::Columns;
use super::row::{Row, get, text};
use super::{texts, told, usage};
use crate::records::bodies::{is_empty, note, opened};
use crate::records::{Field, Found, Record, Value};

/// What observations that call no model are called.
const OTHERS: &[(&str, &str)] = &[
    ("SPAN", "spans"),
    ("EVENT", "events"),
    ("AGENT", "agent spans"),
    ("TOOL", "tool spans"),
    ("CHAIN", "chain spans"),
    ("RETRIEVER", "retriever spans"),
    ("EVALUATOR", "evaluator spans"),
    ("GUARDRAIL", "guardrail spans"),
];

/// What goes along as metadata.
const KEPT: &[&str] = &[
    "name",
    "trace_name",
    "level",
    "status_message",
    "version",
    "release",
    "model_parameters",
    "tool_call_names",
    "usage_pricing_tier_name",
    "comments",
];

/// What holds for a whole trace.
pub const OF_TRACE: &[(Field, &[&str])] = &[
    (Field::UserId, &["user_id"]),
    (Field::SessionId, &["session_id"]),
    (Field::Tags, &["tags", "trace_tags"]),
    (Field::Environment, &["environment"]),
];

/// Ids as everything that tells of this trace writes them: those of OpenTelemetry are lower-case hex.
pub fn id(value: Value<'_>) -> Value<'_> {
    match &value {
        Value::Text(id) if id.bytes().all(|b| b.is_ascii_hexdigit()) => text(id.to_ascii_lowercase()),
        _ => value,
    }
}

/// Whether a row of that type is a call of a model. Exports can leave the type out.
fn is_call(row: &Row<'_>) -> Result<(), &'static str> {
    let kind = row.word("type");
    if kind.is_empty() {
        let called = ["model", "provided_model_name", "usage_details"].iter().any(|name| get(&row.0, name).is_some());
        return if called { Ok(()) } else { Err("observations without a model") };
    }
    if ["GENERATION", "EMBEDDING"].iter().any(|call| kind.eq_ignore_ascii_case(call)) {
        return Ok(());
    }
    let other = OTHERS.iter().find(|(name, _)| kind.eq_ignore_ascii_case(name));
    Err(other.map_or("observations of other types", |(_, words)| words))
}

/// Reads one.
pub fn observation<'a>(line: u64, mut row: Row<'a>, clock: &Clock, columns: &Columns) -> Found<'a> {
    if let Err(other) = is_call(&row) {
        return Found::Other(other);
    }
    let embedding = row.word("type").eq_ignore_ascii_case("EMBEDDING");
    let mut record = Record::new(line);
    name(&mut row, &mut record);
    clock.read(&mut row, &mut record);
    usage::usage(&mut row, &mut record, embedding);
    // `model` is the name that was logged; `model_id` is a row of Langfuse's own price table.
    record.set(Field::Model, row.take_any(&["provided_model_name", "model"]));
    of_trace(&mut row, &mut record);
    texts::answered(row.take("output"), &mut record);
    texts::sent(row.take("input"), &mut record);
    let (metadata, parameters) = (row.open("metadata"), row.open("model_parameters"));
    told::told(&metadata, &parameters, &mut record);
    if embedding {
        record.set(Field::Operation, text("embeddings"));
    }
    if row.word("level").eq_ignore_ascii_case("ERROR") {
        told::failed(row.word("status_message"), &mut record);
    }
    record.set(Field::PromptVersion, prompt_version(&mut row));
    record.set(Field::Scores, columns.scores(&mut row));
    keep(row, [("metadata", metadata), ("model_parameters", parameters)], &mut record);
    Found::Call(record)
}

/// Which call this is. The trace is part of the id, since that is how other logs of the same span name it.
fn name<'a>(row: &mut Row<'a>, record: &mut Record<'a>) {
    let (span, trace) = (id(row.take("id")), id(row.take("trace_id")));
    let whole = match (&trace, &span) {
        (Value::Text(trace), Value::Text(span)) => text(format!("{trace}:{span}")),
        _ => span.clone(),
    };
    record.set(Field::Id, whole);
    record.set(Field::TraceId, trace);
    record.set(Field::SpanId, span);
    record.set(Field::ParentId, id(row.take("parent_observation_id")));
}

/// Moves what holds for the whole trace.
pub fn of_trace<'a>(row: &mut Row<'a>, record: &mut Record<'a>) {
    for (field, names) in OF_TRACE {
        record.set(*field, row.take_any(names));
    }
}

/// `name:version`: versions are counted for each prompt.
fn prompt_version<'a>(row: &mut Row<'a>) -> Value<'a> {
    let word = |value: Value<'a>| match value {
        Value::Int(version) => Some(version.to_string()),
        other => other.as_text().map(str::to_owned),
    };
    match (word(row.take("prompt_name")), word(row.take("prompt_version"))) {
        (Some(name), Some(version)) => text(format!("{name}:{version}")),
        (Some(one), None) | (None, Some(one)) => text(one),
        (None, None) => Value::Null,
    }
}

/// Keeps what has no field. Attributes that repeat input and output are left out.
fn keep<'a>(mut row: Row<'a>, opened_before: [(&'static str, Value<'a>); 2], record: &mut Record<'a>) {
    for name in KEPT {
        let value = row.take(name);
        if *name != "level" || value.as_text() != Some("DEFAULT") {
            note(record, name, value);
        }
    }
    for (name, mut value) in opened_before {
        if let Some(attributes) = value.get_mut("attributes") {
            *attributes = opened(std::mem::take(attributes));
            if let Value::Map(entries) = attributes {
                entries
                    .retain(|(key, value)| !matches!(key.as_ref(), "input.value" | "output.value") && !is_empty(value));
            }
        }
        note(record, name, value);
    }
}
