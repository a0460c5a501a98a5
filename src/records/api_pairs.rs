//! Requests and responses of model APIs as programs log them (a row holds both bodies, or is the response body), in;
//! calls out. What stands beside the bodies is read as in the native format.

use super::bodies::{self, at, first, put, take};
use super::map::mapper::Mapper;
use super::map::parse;
use super::{Emit, Field, Format, Found, Reading, Rows, Sample, Value};
use crate::error::Result;

const REQUESTS: [&str; 3] = ["request", "request_body", "req"];
const RESPONSES: [&str; 4] = ["response", "response_body", "resp", "res"];
/// Some of these are in every response body, and in nothing else.
const ANSWERS: [&str; 8] =
    ["choices", "candidates", "usageMetadata", "stop_reason", "output", "usage", "data.0.embedding", "error"];
/// Some of these are in every request body.
const ASKS: [&str; 5] = ["messages", "contents", "input", "prompt", "model"];
/// Keys of response bodies, for rows that are one with a few keys beside.
const BODY: [&str; 26] = [
    "id",
    "object",
    "model",
    "choices",
    "usage",
    "service_tier",
    "system_fingerprint",
    "output",
    "output_text",
    "status",
    "incomplete_details",
    "error",
    "type",
    "role",
    "content",
    "stop_reason",
    "stop_sequence",
    "candidates",
    "usageMetadata",
    "modelVersion",
    "responseId",
    "data",
    "tools",
    "text",
    "tool_choice",
    "reasoning",
];
/// What a response body says it is.
const OBJECTS: [&str; 4] = ["chat.completion", "chat.completion.chunk", "text_completion", "response"];

/// The format.
pub struct Pairs;

impl Format for Pairs {
    fn id(&self) -> &str {
        "api_pairs"
    }

    fn title(&self) -> &str {
        "Requests and responses of OpenAI, Anthropic and Gemini APIs (JSON)"
    }

    fn doc(&self) -> &str {
        "https://platform.openai.com/docs/api-reference/chat/object"
    }

    fn about(&self) -> &str {
        "What a program writes that logs its calls itself: `{\"request\": …, \"response\": …}` with the bodies as objects \
         or as JSON in texts, and beside them a time, a latency, an error, a user and whatever else the native format \
         knows by name; or response bodies alone. Chat completions, Responses, completions and embeddings of OpenAI \
         and its copies, messages of Anthropic (whose input leaves the cache out), Gemini and Bedrock Converse are \
         understood, also as the events of a stream. Without a time of the row, the body's is taken, which has whole seconds; Anthropic's have none. \
         The id is the answer's own, so that a call is known again in other logs. Bodies that are somewhere else in \
         the row want a field map."
    }

    /// Below every format that has keys of its own, since gateways log the same pairs with more beside them.
    fn fits(&self, sample: &Sample) -> u32 {
        if sample.rows.iter().take(20).any(|row| is_pair(row) || is_body(row)) { 100 } else { 0 }
    }

    fn reading(&self, sample: &Sample) -> Result<Reading> {
        let native = parse::parse("native", "native.toml", include_str!("../../data/maps/native.toml"), |_| None)?;
        let beside = sample.rows.iter().cloned().map(|row| Parts::of(row).beside).collect();
        let header = sample.header.clone().map(|mut names| {
            names.retain(|name| !is_part(name));
            names
        });
        let (mapper, inferences) = Mapper::new(&native, &Sample::new(&sample.file, header, beside));
        Ok(Reading { rows: Box::new(Calls { mapper }), inferences })
    }
}

fn is_part(key: &str) -> bool {
    REQUESTS.contains(&key) || RESPONSES.contains(&key) || key == "error"
}

fn is_pair(row: &Value<'_>) -> bool {
    let body = |keys: &[&str], marks: &[&str]| {
        keys.iter().any(|key| {
            let body = bare(row.get(key).cloned().unwrap_or_default()).0;
            matches!(body, Value::Map(_)) && marks.iter().any(|mark| at(&body, mark).is_some())
        })
    };
    let failed = row.get("error").is_some_and(|error| !bodies::is_empty(error));
    body(&RESPONSES, &ANSWERS) || failed && body(&REQUESTS, &ASKS)
}

fn is_body(row: &Value<'_>) -> bool {
    let text = |key: &str| row.get(key).and_then(Value::as_text).unwrap_or_default();
    OBJECTS.contains(&text("object"))
        || text("type") == "message" && at(row, "usage.input_tokens").is_some()
        || row.get("candidates").is_some() && row.get("usageMetadata").is_some()
        || text("object") == "list" && at(row, "data.0.embedding").is_some()
}

/// A body without the HTTP message it may be in (`{"status": 200, "headers": {…}, "body": {…}}`), and that one's status.
fn bare(body: Value<'_>) -> (Value<'_>, Value<'_>) {
    let mut body = bodies::body(body);
    match bodies::body(take(&mut body, "body")) {
        Value::Null => (body, Value::Null),
        inner => (inner, first(&body, &["status_code", "statusCode", "status"])),
    }
}

/// A row taken apart.
#[derive(Default)]
struct Parts<'a> {
    request: Value<'a>,
    response: Value<'a>,
    http_status: Value<'a>,
    error: Value<'a>,
    beside: Value<'a>,
}

impl<'a> Parts<'a> {
    fn of(mut row: Value<'a>) -> Self {
        let mut parts = Self::default();
        if is_body(&row) && !is_pair(&row) {
            parts.request = any(&mut row, &REQUESTS);
            if let Value::Map(entries) = row {
                let (body, beside) = entries.into_iter().partition(|(key, _)| BODY.contains(&key.as_ref()));
                (parts.response, parts.beside) = (Value::Map(body), Value::Map(beside));
            }
            return parts;
        }
        parts.request = bare(any(&mut row, &REQUESTS)).0;
        (parts.response, parts.http_status) = bare(any(&mut row, &RESPONSES));
        parts.error = take(&mut row, "error");
        parts.beside = row;
        parts
    }
}

/// Takes the first of these that is there.
fn any<'a>(row: &mut Value<'a>, keys: &[&str]) -> Value<'a> {
    keys.iter().map(|key| take(row, key)).find(|value| !value.is_null()).unwrap_or_default()
}

struct Calls {
    mapper: Mapper,
}

impl Rows for Calls {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        if !matches!(row, Value::Map(_)) {
            return self.mapper.read(line, row, emit);
        }
        let Parts { request, response, http_status, error, beside } = Parts::of(row);
        let mut bodies = Some((request, response, http_status, error));
        self.mapper.read(line, beside, &mut |found| {
            let (mut record, (request, response, http_status, error)) = match (found, bodies.take()) {
                (Ok(Found::Call(record)), Some(bodies)) => (record, bodies),
                (found, _) => return emit(found),
            };
            put(&mut record, Field::HttpStatus, http_status);
            let id = bodies::id(&response);
            if !id.is_null() && record.get(Field::CacheHit) != &Value::Bool(true) {
                let own = record.take(Field::Id);
                put(&mut record, Field::SpanId, own);
                record.set(Field::Id, id);
            }
            if record.get(Field::Timestamp).is_null() && record.get(Field::EndTimestamp).is_null() {
                put(&mut record, Field::Timestamp, bodies::created(&response));
            }
            bodies::error(&mut record, error);
            bodies::response(&mut record, response);
            bodies::request(&mut record, request);
            emit(Ok(Found::Call(record)));
        });
    }
}
