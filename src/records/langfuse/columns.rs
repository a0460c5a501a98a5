//! The columns of an export made in the user interface: which of them are scores. Each score name is a column there, beside
//! those of the observation, so that what is not known and holds numbers or short words is taken for one, and reported.

use super::row::{Row, same, text};
use crate::records::Value;
use crate::records::bodies::opened;

/// Every column that is the observation's own.
const OWN: &[&str] = &[
    "id",
    "trace_id",
    "start_time",
    "end_time",
    "project_id",
    "parent_observation_id",
    "type",
    "name",
    "level",
    "status_message",
    "version",
    "environment",
    "completion_start_time",
    "created_at",
    "updated_at",
    "input",
    "output",
    "metadata",
    "model",
    "provided_model_name",
    "internal_model_id",
    "model_id",
    "model_parameters",
    "usage",
    "usage_details",
    "provided_usage_details",
    "input_usage",
    "output_usage",
    "total_usage",
    "cost_details",
    "provided_cost_details",
    "input_cost",
    "output_cost",
    "total_cost",
    "calculated_input_cost",
    "calculated_output_cost",
    "calculated_total_cost",
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
    "unit",
    "prompt_id",
    "prompt_name",
    "prompt_version",
    "usage_pricing_tier_id",
    "usage_pricing_tier_name",
    "tool_calls",
    "tool_call_names",
    "tool_definitions",
    "latency",
    "time_to_first_token",
    "trace_name",
    "trace_tags",
    "trace_timestamp",
    "tags",
    "user_id",
    "session_id",
    "release",
    "input_price",
    "output_price",
    "total_price",
    "comments",
    "scores",
    "bookmarked",
    "public",
    "is_deleted",
    "event_ts",
    "is_app_root",
];

/// Longest word that is a score.
const WORD: usize = 40;

/// Which columns are scores.
#[derive(Clone, Debug, Default)]
pub struct Columns(Vec<String>);

impl Columns {
    /// Looks at flat rows of camelCase; others have no such columns. And what is to be said.
    pub fn new(keys: &[String], rows: &[Value<'_>]) -> (Self, Option<String>) {
        if !keys.iter().any(|key| key == "traceId") || !keys.iter().any(|key| key == "startTime") {
            return (Self::default(), None);
        }
        let is_score = |key: &&String| {
            let mut values = rows.iter().filter_map(|row| row.get(key)).filter(|value| !value.is_null()).peekable();
            !OWN.iter().any(|own| same(own, key))
                && values.peek().is_some()
                && values.all(|value| judged(value).is_some())
        };
        let scores: Vec<String> = keys.iter().filter(is_score).cloned().collect();
        let said = (!scores.is_empty()).then(|| format!("columns taken as scores: {}", scores.join(", ")));
        (Self(scores), said)
    }

    /// Takes the scores out of a row. A column has one value for each time that something was scored.
    pub fn scores<'a>(&self, row: &mut Row<'a>) -> Value<'a> {
        let mut scores = Vec::new();
        for (key, value) in &mut row.0 {
            if !self.0.iter().any(|score| score == key) {
                continue;
            }
            for judgement in judged(value).unwrap_or_default() {
                let place = if matches!(judgement, Value::Text(_)) { "label" } else { "value" };
                let name = text(key.to_string());
                scores.push(Value::Map(vec![("name".into(), name), (place.into(), judgement)]));
            }
        }
        if scores.is_empty() { Value::Null } else { Value::List(scores) }
    }
}

/// The numbers and words of a value; `None` if it is nothing that a score column holds.
fn judged(value: &Value<'_>) -> Option<Vec<Value<'static>>> {
    match opened(value.clone()) {
        Value::Null => Some(Vec::new()),
        Value::Bool(yes) => Some(vec![Value::Float(f64::from(u8::from(yes)))]),
        Value::Int(number) => Some(vec![Value::Float(number as f64)]),
        Value::Float(number) => Some(vec![Value::Float(number)]),
        Value::List(items) => {
            items.iter().map(judged).collect::<Option<Vec<_>>>().map(|all| all.into_iter().flatten().collect())
        }
        Value::Text(word) if word.trim().is_empty() => Some(Vec::new()),
        Value::Text(word) => match word.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Some(vec![Value::Float(number)]),
            _ => (word.chars().count() <= WORD && !is_time(&word)).then(|| vec![text(word.into_owned())]),
        },
        Value::Map(_) => None,
    }
}

/// A time is no score; a future version of the export may have more of them.
fn is_time(word: &str) -> bool {
    crate::records::time::micros(&Value::Text(word.into())).is_ok()
}
