//! Requests that Helicone's gateway logged (its API's records, exported as JSON lines, JSON or CSV) in; calls out, with
//! their texts where the export has the bodies.

use super::bodies::{self, is_empty, note, opened, put, take};
use super::genai::providers;
use super::{Emit, Field, Format, Found, Reading, Record, Rows, Sample, Value, time};
use crate::error::{Reject, Result};

/// Keys of Helicone's own.
const KEYS: [&str; 11] = [
    "helicone_user",
    "request_properties",
    "request_user_id",
    "request_created_at",
    "response_created_at",
    "feedback_rating",
    "signed_body_url",
    "cache_reference_id",
    "delay_ms",
    "llmSchema",
    "prompt_cache_read_tokens",
];
/// So many of them make a file one of Helicone's. Its smallest CSV has four.
const ENOUGH: usize = 4;

/// What is taken as it is, best first.
const FIELDS: [(Field, &[&str]); 10] = [
    (Field::Id, &["request_id", "response_id"]),
    (Field::Timestamp, &["request_created_at"]),
    (Field::Provider, &["provider"]),
    // `model` is what Helicone found out; an override is what was really called.
    (Field::Model, &["model_override", "response_model", "model", "request_model"]),
    (Field::HttpStatus, &["response_status"]),
    (Field::TimeToFirstTokenMs, &["time_to_first_token"]),
    (Field::CostUsd, &["costUSD", "cost_usd"]),
    (Field::UserId, &["request_user_id", "helicone_user", "user_id"]),
    (Field::PromptVersion, &["prompt_version"]),
    (Field::LatencyMs, &["delay_ms", "latency"]),
];

/// Helicone's own counts. Cached tokens, audio and reasoning are beside the input and output there, and its total is the sum
/// of three of these, so that it tells nothing.
const COUNTS: [(Field, &[&str]); 5] = [
    (Field::InputTokens, &["prompt_tokens", "prompt_audio_tokens"]),
    (Field::OutputTokens, &["completion_tokens", "completion_audio_tokens"]),
    (Field::CacheReadTokens, &["prompt_cache_read_tokens"]),
    (Field::CacheCreationTokens, &["prompt_cache_write_tokens"]),
    (Field::ReasoningTokens, &["reasoning_tokens"]),
];

/// Properties that Helicone's documentation gives a meaning, in lower case.
const NAMED: [(&str, Field); 5] = [
    ("helicone-session-id", Field::SessionId),
    ("helicone-session-name", Field::App),
    ("environment", Field::Environment),
    ("app", Field::App),
    ("helicone-user-id", Field::UserId),
];

/// What is kept in the metadata.
const NOTES: [&str; 8] = [
    "request_path",
    "target_url",
    "prompt_id",
    "country_code",
    "llmSchema",
    "cache_reference_id",
    "storage_location",
    "request_referrer",
];

/// Helicone's own codes for calls without an answer.
const UNANSWERED: [(f64, &str); 3] = [(-1.0, "timeout"), (-3.0, "cancelled"), (-4.0, "threat")];
/// And for calls that go on.
const PENDING: f64 = -2.0;

/// A reference that is none.
const NO_REFERENCE: &str = "00000000-0000-0000-0000-000000000000";

/// The format.
pub struct Helicone;

impl Format for Helicone {
    fn id(&self) -> &str {
        "helicone"
    }

    fn title(&self) -> &str {
        "Helicone requests (JSON lines, JSON, CSV)"
    }

    fn doc(&self) -> &str {
        "https://docs.helicone.ai/tools/export"
    }

    fn about(&self) -> &str {
        "Requests of the Helicone gateway: answers of its query API and files of its export tool, as JSON lines or CSV, with \
         bodies or without. Status codes that Helicone invents for calls that were given up (negative ones) are errors without \
         an HTTP status; requests that are still pending are passed over. A thumb is feedback, `scores` are scores, and the property `Helicone-Session-Id` is the session. \
         Where the CSV leaves the latency blank, it is the time between request and response. Tokens are those of the \
         usage in the response body; without one they are Helicone's own, which leave out cached tokens and reasoning. `cost` is \
         read as US dollars, or as billionths of one where all are whole numbers from 1,000. What Helicone answered from its own cache called no model and cost nothing."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let own = KEYS.iter().filter(|key| sample.keys.iter().any(|known| known == *key)).count();
        // An answer of the API has the records inside.
        let inside = |row: &Value<'_>| match row.get("data") {
            Some(Value::List(items)) => {
                items.first().is_some_and(|item| KEYS.iter().filter(|key| item.get(key).is_some()).count() >= ENOUGH)
            }
            _ => false,
        };
        match own {
            own if own >= ENOUGH => 120 + own as u32,
            _ if sample.rows.first().is_some_and(inside) => 120,
            _ => 0,
        }
    }

    /// Helicone's own tables count billionths of a dollar, and some of its versions handed them out.
    fn reading(&self, sample: &Sample) -> Result<Reading> {
        let costs: Vec<f64> =
            sample.rows.iter().filter_map(|row| amount(row.get("cost")?)).filter(|c| *c > 0.0).collect();
        let billionths = !costs.is_empty() && costs.iter().all(|cost| *cost >= 1e3 && cost.fract() == 0.0);
        let said = billionths.then(|| "cost: whole numbers from 1,000, read as billionths of a US dollar".to_owned());
        Ok(Reading { rows: Box::new(Requests { billionths }), inferences: said.into_iter().collect() })
    }
}

struct Requests {
    billionths: bool,
}

impl Rows for Requests {
    fn read<'a>(&self, line: u64, mut row: Value<'a>, emit: Emit<'_, 'a>) {
        match (take(&mut row, "data"), row) {
            (Value::List(items), _) => items.into_iter().for_each(|item| emit(self.call(line, item))),
            (_, row) => emit(self.call(line, row)),
        }
    }
}

impl Requests {
    fn call<'a>(&self, line: u64, row: Value<'a>) -> Result<Found<'a>, Reject> {
        if !matches!(row, Value::Map(_)) {
            return Err(Reject { line, reason: "the row is not an object".to_owned() });
        }
        // The answer is still to come; the row will be there again, with it.
        if row.get("response_status").and_then(amount) == Some(PENDING) {
            return Ok(Found::Other("pending requests"));
        }
        let mut row = row;
        let cost = take(&mut row, "cost");
        let mut record = call(line, row);
        put(
            &mut record,
            Field::CostUsd,
            match amount(&cost) {
                Some(cost) if self.billionths => Value::Float(cost / 1e9),
                _ => cost,
            },
        );
        Ok(Found::Call(record))
    }
}

/// A number, or text that spells one.
fn amount(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn call<'a>(line: u64, mut row: Value<'a>) -> Record<'a> {
    let mut record = Record::new(line);
    for (field, keys) in FIELDS {
        for key in keys {
            put(&mut record, field, opened(take(&mut row, key)));
        }
    }
    if let Some(provider) = record.take(Field::Provider).as_text() {
        record.set(Field::Provider, Value::Text(providers::normal(provider).into()));
    }
    unanswered(&mut record);
    let answered_at = take(&mut row, "response_created_at");
    if record.get(Field::LatencyMs).is_null() {
        let waited = between(record.get(Field::Timestamp), &answered_at);
        put(&mut record, Field::LatencyMs, waited);
    }
    let rating = opened(take(&mut row, "feedback_rating"));
    if !is_empty(&rating) {
        record.set(Field::Feedback, thumb(rating));
    }
    put(&mut record, Field::Scores, scores(opened(take(&mut row, "scores"))));
    properties(&mut record, &mut row);
    cached(&mut record, &mut row);
    bodies::response(&mut record, body(take(&mut row, "response_body")));
    // Counts and how they were counted belong together, so those of the body go before those of the row.
    if record.get(Field::InputTokens).is_null() && record.get(Field::OutputTokens).is_null() {
        counts(&mut record, &row);
    }
    bodies::request(&mut record, body(take(&mut row, "request_body")));
    for key in NOTES {
        note(&mut record, key, take(&mut row, key));
    }
    record
}

/// Below zero are codes of Helicone's own, for calls without an answer.
fn unanswered(record: &mut Record<'_>) {
    let Some(code) = amount(record.get(Field::HttpStatus)).filter(|code| *code < 0.0) else { return };
    let known = UNANSWERED.iter().find(|(known, _)| *known == code);
    let kind = known.map_or("no_response", |(_, kind)| kind);
    record.set(Field::HttpStatus, Value::Null);
    record.set(Field::Status, Value::Text("error".into()));
    record.set(Field::ErrorType, Value::Text(kind.into()));
}

/// Milliseconds from one time to another.
fn between(from: &Value<'_>, to: &Value<'_>) -> Value<'static> {
    let at = |value: &Value<'_>| time::micros(value).ok().flatten();
    match (at(from), at(to)) {
        (Some(from), Some(to)) if to >= from => Value::Float((to - from) as f64 / 1e3),
        _ => Value::Null,
    }
}

/// A thumb up or down; as a number it is 1 or 0.
fn thumb(rating: Value<'_>) -> Value<'_> {
    match rating {
        Value::Int(up @ (0 | 1)) => Value::Bool(up == 1),
        Value::Text(text) if matches!(text.as_ref(), "0" | "1") => Value::Bool(text == "1"),
        other => other,
    }
}

/// Scores by name; those that are yes or no say so behind it.
fn scores(scores: Value<'_>) -> Value<'_> {
    let Value::Map(mut entries) = scores else { return Value::Null };
    for (name, _) in &mut entries {
        if let Some(plain) = name.strip_suffix("-hcone-bool") {
            *name = plain.to_owned().into();
        }
    }
    Value::Map(entries)
}

/// The properties that people gave the request; those without a field of their own are kept together.
fn properties<'a>(record: &mut Record<'a>, row: &mut Value<'a>) {
    let given = ["properties", "request_properties"].map(|key| opened(take(row, key)));
    let Some(Value::Map(entries)) = given.into_iter().find(|given| !is_empty(given)) else { return };
    let mut rest = Vec::new();
    for (key, value) in entries {
        match NAMED.iter().find(|(name, _)| key.eq_ignore_ascii_case(name)) {
            Some((_, field)) => put(record, *field, value),
            None => rest.push((key, value)),
        }
    }
    note(record, "properties", Value::Map(rest));
}

/// A request that refers to another one was answered with what that one got.
fn cached<'a>(record: &mut Record<'a>, row: &mut Value<'a>) {
    let refers = |value: &Value<'_>| value.as_text().is_some_and(|id| !id.is_empty() && id != NO_REFERENCE);
    if row.get("cache_reference_id").is_some_and(refers) {
        record.set(Field::CacheHit, Value::Bool(true));
    } else {
        take(row, "cache_reference_id");
    }
}

/// Sets Helicone's own counts; a count of two columns is their sum.
fn counts(record: &mut Record<'_>, row: &Value<'_>) {
    for (field, keys) in COUNTS {
        let found: Vec<f64> = keys.iter().filter_map(|key| amount(row.get(key)?)).collect();
        if !found.is_empty() {
            record.set(field, Value::Float(found.iter().sum()));
        }
    }
    record.set(Field::TokenBasis, Value::Text("disjoint".into()));
}

/// A body; where it was not stored, an empty object or a note of Helicone's is in its place.
fn body(value: Value<'_>) -> Value<'_> {
    match opened(value) {
        Value::Map(entries) if entries.iter().any(|(key, _)| key == "helicone_message" || key == "heliconeMessage") => {
            Value::Null
        }
        other => other,
    }
}
