//! The files of a batch (OpenAI's Batch API and its copies, Anthropic's Message Batches) in; its answers and errors as
//! calls, its questions as remarks on them, out. The two are joined by their `custom_id`, which becomes the span.

use super::bodies::{self, first, put, take};
use super::{Emit, Field, Format, Found, Reading, Record, Rows, Sample, Value};
use crate::error::{Reject, Result};

/// Keys of one kind of line each, besides `custom_id`.
const LINES: [[&str; 2]; 4] = [["response", "error"], ["url", "body"], ["result", "result"], ["params", "params"]];
/// Keys of the description of a batch.
const DESCRIPTION: [&str; 3] = ["completion_window", "input_file_id", "endpoint"];

/// What a batch was sent to.
const OPERATIONS: [(&str, &str); 4] = [
    ("/chat/completions", "chat"),
    ("/responses", "chat"),
    ("/completions", "text_completion"),
    ("/embeddings", "embeddings"),
];

/// The format.
pub struct Batches;

impl Format for Batches {
    fn id(&self) -> &str {
        "batch_api"
    }

    fn title(&self) -> &str {
        "Batch API files (OpenAI, Anthropic; JSONL)"
    }

    fn doc(&self) -> &str {
        "https://platform.openai.com/docs/guides/batch"
    }

    fn about(&self) -> &str {
        "Input, output and error files of OpenAI's Batch API, and requests and results of Anthropic's Message Batches. \
         Output and errors are calls of the service tier `batch`; they say nothing about latency. The input says what \
         was asked: it goes to the one call with its `custom_id` that has no prompt yet, in whichever order the files \
         are read, and waits if there is none. Use an id once: with two calls of one id, the input could belong to \
         either and goes to neither. A chat answer says when it was made. Embeddings, errors and Anthropic's results \
         do not: their time is read from the id of the request, where that holds one as OpenAI's do, else it is when \
         the file was last changed."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let has = |key: &&str| sample.keys.iter().any(|known| known == key);
        let line = has(&"custom_id") && LINES.iter().any(|keys| keys.iter().all(has));
        if line || DESCRIPTION.iter().all(has) { 130 } else { 0 }
    }

    fn reading(&self, sample: &Sample) -> Result<Reading> {
        let lines = Lines { modified: sample.modified };
        let timeless = |row: &Value<'_>| is_answer(row) && said_time(row).is_null() && dated_id(row).is_none();
        let inferences = match sample.modified {
            Some(_) if sample.rows.iter().any(timeless) => {
                vec!["rows without a time get the time when the file was last changed".to_owned()]
            }
            _ => Vec::new(),
        };
        Ok(Reading { rows: Box::new(lines), inferences })
    }
}

struct Lines {
    modified: Option<i64>,
}

impl Rows for Lines {
    fn read<'a>(&self, line: u64, mut row: Value<'a>, emit: Emit<'_, 'a>) {
        let mut record = Record::new(line);
        put(&mut record, Field::SpanId, first(&row, &["custom_id"]));
        if DESCRIPTION.iter().all(|key| row.get(key).is_some()) {
            emit(Ok(Found::Other("descriptions of batches")));
        } else if record.get(Field::SpanId).is_null() {
            emit(Err(Reject { line, reason: "custom_id: there is none".to_owned() }));
        } else if is_answer(&row) {
            self.call(&mut record, row);
            emit(Ok(Found::Call(record)));
        } else {
            put(&mut record, Field::Operation, operation(&row));
            let body = if row.get("params").is_some() { take(&mut row, "params") } else { take(&mut row, "body") };
            bodies::request(&mut record, body);
            emit(Ok(Found::Remark(record)));
        }
    }
}

impl Lines {
    fn call<'a>(&self, record: &mut Record<'a>, mut row: Value<'a>) {
        put(record, Field::ServiceTier, Value::Text("batch".into()));
        let time = match (said_time(&row), dated_id(&row), self.modified) {
            (Value::Null, Some(seconds), _) => Value::Int(seconds),
            (Value::Null, None, Some(micros)) => Value::Int(micros),
            (said, ..) => said,
        };
        put(record, Field::Timestamp, time);
        if row.get("id").and_then(Value::as_text).is_some_and(|id| id.starts_with("batch_req_")) {
            put(record, Field::Provider, Value::Text("openai".into()));
        }
        let (mut answer, mut result) = (take(&mut row, "response"), take(&mut row, "result"));
        put(record, Field::HttpStatus, first(&answer, &["status_code"]));
        if !result.is_null() {
            put(record, Field::Provider, Value::Text("anthropic".into()));
            anthropic(record, &mut result);
            answer = result;
        }
        let body = [take(&mut answer, "body"), take(&mut answer, "message")].into_iter().find(|body| !body.is_null());
        let body = body.unwrap_or_default();
        // The answer's own id is known elsewhere, too; an embedding and an error have none.
        put(record, Field::Id, bodies::id(&body));
        put(record, Field::Id, first(&row, &["id"]));
        bodies::response(record, body);
        bodies::error(record, take(&mut row, "error"));
    }
}

/// `succeeded` with a message, `errored` with an error, `canceled`, `expired`.
fn anthropic<'a>(record: &mut Record<'a>, result: &mut Value<'a>) {
    bodies::error(record, take(result, "error"));
    let end = result.get("type").and_then(Value::as_text).unwrap_or_default();
    if ["canceled", "expired"].contains(&end) {
        put(record, Field::ErrorType, Value::Text(format!("batch_{end}").into()));
    }
}

/// Whether a line is an answer or an error, and not a request.
fn is_answer(row: &Value<'_>) -> bool {
    ["response", "error", "result"].iter().any(|key| row.get(key).is_some())
}

fn said_time<'a>(row: &Value<'a>) -> Value<'a> {
    row.get("response").and_then(|response| response.get("body")).map(bodies::created).unwrap_or_default()
}

/// The seconds since 1970 in an id of OpenAI's newer kind: eight hexadecimal digits after the last `_`; such ids have
/// `819` in the middle, which tells them from random ones.
fn dated_id(row: &Value<'_>) -> Option<i64> {
    let digits = row.get("id")?.as_text()?.rsplit('_').next()?;
    let is_dated = digits.is_ascii() && digits.len() >= 32 && digits.get(12..15) == Some("819");
    is_dated.then(|| i64::from_str_radix(&digits[..8], 16).ok()).flatten()
}

fn operation<'a>(row: &Value<'a>) -> Value<'a> {
    let url = row.get("url").and_then(Value::as_text).unwrap_or_default();
    let known = OPERATIONS.iter().find(|(end, _)| url.ends_with(end));
    known.map(|(_, operation)| Value::Text((*operation).into())).unwrap_or_default()
}
