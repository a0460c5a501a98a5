//! Rows of the table `LiteLLM_SpendLogs` (JSON, CSV, pages of the proxy's API) in; calls out. Reports of totals are
//! recognised, to say what they are.

use super::{common, counted, failure, is_upkeep, keep, redact};
use crate::error::{Error, Reject, Result};
use crate::records::bodies::{self, first, note, opened, put, take};
use crate::records::{Emit, Field, Format, Found, Reading, Record, Rows, Sample, Value};

/// Columns of every version.
const KEYS: [&str; 4] = ["request_id", "call_type", "startTime", "spend"];

/// Reports without a row per call: the proxy's usage export, its spend by day, its daily activity.
const TOTALS: [&[&str]; 3] =
    [&["Spend ($)", "Total Tokens"], &["startTime", "spend", "users", "models"], &["results", "metadata.total_spend"]];

/// The format.
pub struct Spend;

impl Format for Spend {
    fn id(&self) -> &str {
        "litellm_spend"
    }

    fn title(&self) -> &str {
        "LiteLLM spend logs (JSON, CSV)"
    }

    fn doc(&self) -> &str {
        "https://docs.litellm.ai/docs/proxy/cost_tracking"
    }

    fn about(&self) -> &str {
        "Rows of the table `LiteLLM_SpendLogs` of LiteLLM's proxy, dumped as JSON or CSV, or as pages of \
         `/spend/logs/v2`. Texts are there only if the proxy was told to store prompts. `session_id` holds what the \
         logging payload calls `trace_id`, so it becomes the trace. A call that is also in a logging payload counts \
         once. Zero tokens of a stream without usage are left empty, and so is its spend. The usage export of the \
         proxy's pages holds totals and no calls, and is refused."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let page = sample.rows.first().and_then(|row| bodies::at(row, "data.0"));
        let all = |keys: &[&str]| keys.iter().all(|key| sample.keys.iter().any(|known| known == key));
        let in_page = page.is_some_and(|row| KEYS.iter().all(|key| row.get(key).is_some()));
        if all(&KEYS) || in_page || totals(sample) { 100 + 10 * KEYS.len() as u32 } else { 0 }
    }

    fn reading(&self, sample: &Sample) -> Result<Reading> {
        if totals(sample) {
            return Err(Error::new(format!("{} holds LiteLLM's totals, not calls", sample.file))
                .hint("dump the table \"LiteLLM_SpendLogs\", or save the pages of /spend/logs/v2, and ingest those"));
        }
        Ok(Reading { rows: Box::new(Spend), inferences: Vec::new() })
    }
}

fn totals(sample: &Sample) -> bool {
    let has = |key: &str| match key.split_once('.') {
        Some(_) => sample.rows.first().is_some_and(|row| bodies::at(row, key).is_some()),
        None => sample.keys.iter().any(|known| known == key),
    };
    !has("request_id") && TOTALS.iter().any(|keys| keys.iter().all(|key| has(key)))
}

impl Rows for Spend {
    fn read<'a>(&self, line: u64, mut row: Value<'a>, emit: Emit<'_, 'a>) {
        // A page of the API; a row of the table has no column of that name.
        if let Value::List(rows) = take(&mut row, "data") {
            rows.into_iter().for_each(|row| emit(one(line, row)));
            return;
        }
        emit(one(line, row));
    }
}

fn one(line: u64, row: Value<'_>) -> Result<Found<'_>, Reject> {
    match row {
        Value::Map(_) if is_upkeep(&row) => Ok(Found::Other("calls that manage files, batches and tools")),
        Value::Map(_) => Ok(Found::Call(call(line, row))),
        _ => Err(Reject { line, reason: "the row is not an object".to_owned() }),
    }
}

fn call<'a>(line: u64, mut row: Value<'a>) -> Record<'a> {
    let mut record = Record::new(line);
    let details = opened(take(&mut row, "metadata"));
    common(&mut record, &row, "request_id", &details);
    put(&mut record, Field::Status, first(&details, &["status"]));
    let failed = record.get(Field::Status).as_text() == Some("failure");
    let hit = row.get("cache_hit").and_then(Value::as_text).is_some_and(|hit| hit.eq_ignore_ascii_case("true"));
    if counted(&row) || failed || hit {
        put(&mut record, Field::CostUsd, first(&row, &["spend"]));
    }
    put(&mut record, Field::TraceId, first(&row, &["session_id"]));
    put(&mut record, Field::UserId, first(&row, &["user"]));
    if record.get(Field::EndTimestamp).is_null() {
        put(&mut record, Field::LatencyMs, first(&row, &["request_duration_ms"]));
    }
    let error = first(&details, &["error_information"]);
    keep(&mut record, details);
    failure(&mut record, &error);
    for key in ["model_group", "model_id", "api_base", "team_id", "organization_id", "agent_id"] {
        note(&mut record, key, take(&mut row, key));
    }
    put(&mut record, Field::Messages, opened(take(&mut row, "messages")));
    let mut response = opened(take(&mut row, "response"));
    if !counted(&row) {
        take(&mut response, "usage");
    }
    bodies::response(&mut record, response);
    // Newer proxies store the request instead of the messages.
    if record.get(Field::Messages).is_null() {
        let mut sent = opened(take(&mut row, "proxy_server_request"));
        let body = take(&mut sent, "body");
        let sent = if bodies::is_empty(&body) { sent } else { body };
        if !bodies::is_empty(&sent) {
            bodies::request(&mut record, sent);
        }
    }
    redact::clear(&mut record);
    record
}
