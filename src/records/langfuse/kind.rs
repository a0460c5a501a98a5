//! An object of a Langfuse file in; what it is out, told by its keys.

use super::row::{Entries, get, has, objects};
use crate::records::Value;

/// What a row may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A step of a trace: a call of a model, or another.
    Observation,
    /// A trace, told alone.
    Trace,
    /// A trace with all its observations and scores.
    Whole,
    /// An evaluation.
    Score,
    /// An answer of the API: a list of the others.
    Page,
    /// What an SDK sends: a list of events.
    Batch,
    /// One event: something to create, in an envelope.
    Event,
}

/// Keys that observations of Langfuse have and rows of others have not; one of them is enough.
const OBSERVATION: &[&str] = &[
    "parent_observation_id",
    "usage_details",
    "cost_details",
    "provided_model_name",
    "internal_model_id",
    "usage_pricing_tier_name",
];
/// The same for scores.
const SCORE: &[&str] = &["observation_id", "data_type", "string_value", "dataset_run_id", "config_id"];
/// The same for traces.
const TRACE: &[&str] = &["bookmarked", "public", "release"];

/// What the row is; nothing for a row that is none of these. `strict` asks for keys of Langfuse's own, as is right before
/// it is known whose file this is; later a score may be as short as a name and a value for a trace.
pub fn kind(row: &Entries<'_>, strict: bool) -> Option<Kind> {
    let some = |names: &[&str]| names.iter().any(|name| has(row, name));
    let list = |name: &str| matches!(get(row, name), Some(Value::List(_)));
    let holds = |name: &str| objects(row, name).any(|item| kind(item, true).is_some());
    if list("batch") {
        return (!strict || holds("batch")).then_some(Kind::Batch);
    }
    if has(row, "body") && get(row, "type").and_then(Value::as_text).is_some_and(is_event_type) {
        return Some(Kind::Event);
    }
    if list("data") && has(row, "meta") {
        return (!strict || holds("data")).then_some(Kind::Page);
    }
    if objects(row, "observations").next().is_some() {
        return (!strict || holds("observations")).then_some(Kind::Whole);
    }
    if has(row, "start_time") {
        let ours = has(row, "id") && has(row, "trace_id") && some(OBSERVATION);
        return (ours || !strict && has(row, "id")).then_some(Kind::Observation);
    }
    if has(row, "name") && has(row, "value") && some(&["trace_id", "session_id", "dataset_run_id", "observation_id"]) {
        return (!strict || some(SCORE)).then_some(Kind::Score);
    }
    let named = TRACE.iter().filter(|name| has(row, name)).count();
    (has(row, "id") && has(row, "timestamp") && named >= 2).then_some(Kind::Trace)
}

fn is_event_type(name: &str) -> bool {
    ["score-create", "trace-create", "sdk-log"].contains(&name)
        || ["span", "generation", "event", "observation"]
            .iter()
            .any(|what| name.strip_prefix(what).is_some_and(|verb| matches!(verb, "-create" | "-update")))
}
