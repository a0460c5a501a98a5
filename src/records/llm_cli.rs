//! The log of the command-line tool `llm` (`llm logs --json`, or rows of its `responses` table) in; calls out.

use super::bodies::{self, first, note, opened, put, take, usage};
use super::genai::providers;
use super::{Emit, Field, Format, Found, Reading, Record, Rows, Sample, Value, json};
use crate::error::{Reject, Result};

/// Keys of every version since 0.19; before, there were no tokens.
const KEYS: [&str; 4] = ["conversation_id", "datetime_utc", "duration_ms", "response_json"];

/// The format.
pub struct LlmCli;

impl Format for LlmCli {
    fn id(&self) -> &str {
        "llm_cli"
    }

    fn title(&self) -> &str {
        "llm, the command-line tool (`llm logs --json`)"
    }

    fn doc(&self) -> &str {
        "https://llm.datasette.io/en/stable/logging.html"
    }

    fn about(&self) -> &str {
        "What `llm logs --json -n 0` prints, or the table `responses` dumped from its database. Failed calls and calls \
         with `--no-log` are not in it. The model is the one that answered; the alias it was called by is kept in the \
         metadata, and a prefix of the alias (`anthropic/…`) is the provider. Durations are milliseconds and hold all \
         of an answer; the first token is not told. Cached tokens are known only where the plugin keeps them, which \
         that for Anthropic does not. An earlier turn of a conversation is a call of its own."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let all = KEYS.iter().all(|key| sample.keys.iter().any(|known| known == key));
        if all { 100 + 10 * KEYS.len() as u32 } else { 0 }
    }

    fn reading(&self, _sample: &Sample) -> Result<Reading> {
        Ok(Reading { rows: Box::new(LlmCli), inferences: Vec::new() })
    }
}

impl Rows for LlmCli {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        emit(match row {
            Value::Map(_) => Ok(Found::Call(call(line, row))),
            _ => Err(Reject { line, reason: "the row is not an object".to_owned() }),
        });
    }
}

fn call<'a>(line: u64, mut row: Value<'a>) -> Record<'a> {
    let mut record = Record::new(line);
    let mut body = opened(take(&mut row, "response_json"));
    let details = opened(take(&mut row, "token_details"));
    put(&mut record, Field::Id, bodies::id(&body));
    put(&mut record, Field::Id, first(&row, &["id"]));
    for (field, key) in [
        (Field::SpanId, "id"),
        (Field::SessionId, "conversation_id"),
        (Field::Timestamp, "datetime_utc"),
        (Field::LatencyMs, "duration_ms"),
        (Field::InputTokens, "input_tokens"),
        (Field::OutputTokens, "output_tokens"),
        (Field::Model, "resolved_model"),
    ] {
        put(&mut record, field, first(&row, &[key]));
    }
    put(&mut record, Field::Operation, Value::Text("chat".into()));
    // The row's own counts come from either of these.
    for counts in [Some(&details), body.get("usage")].into_iter().flatten() {
        if let Value::Map(_) = counts {
            put(&mut record, Field::TokenBasis, Value::Text(usage::basis(counts).into()));
        }
        bodies::usage(&mut record, counts);
    }
    put(&mut record, Field::Response, take(&mut row, "response"));
    put(&mut record, Field::Response, calls_of_tools(&mut row));
    // Rows keep errors nowhere; what is under this name in an answer is a part of it.
    take(&mut body, "error");
    if let Value::Map(_) = body {
        bodies::response(&mut record, body);
    }
    let alias = take(&mut row, "model");
    if let Some((plugin, _)) = alias.as_text().and_then(|alias| alias.split_once('/')) {
        put(&mut record, Field::Provider, Value::Text(providers::normal(plugin).into()));
    }
    put(&mut record, Field::Model, alias.clone());
    if record.get(Field::Model) != &alias {
        note(&mut record, "model_alias", alias);
    }
    asked(&mut record, &mut row);
    for key in ["options_json", "schema_json", "reasoning"] {
        note(&mut record, key, opened(take(&mut row, key)));
    }
    record
}

/// The conversation where an old row has it whole; else system prompt and prompt, with fragments as what was read.
fn asked<'a>(record: &mut Record<'a>, row: &mut Value<'a>) {
    put(record, Field::Messages, take(&mut opened(take(row, "prompt_json")), "messages"));
    let (system, prompt) = (take(row, "system"), take(row, "prompt"));
    put(record, Field::Prompt, prompt.clone());
    if !bodies::is_empty(&system) {
        let message = |role: &'static str, content| {
            Value::Map(vec![("role".into(), Value::Text(role.into())), ("content".into(), content)])
        };
        put(record, Field::Messages, Value::List(vec![message("system", system), message("user", prompt)]));
    }
    put(record, Field::Context, opened(take(row, "prompt_fragments")));
}

/// Where the model called tools instead of answering, the calls.
fn calls_of_tools<'a>(row: &mut Value<'a>) -> Value<'a> {
    let Value::List(calls) = opened(take(row, "tool_calls")) else { return Value::Null };
    let short = calls
        .into_iter()
        .map(|mut call| Value::Map(["name", "arguments"].map(|key| (key.into(), take(&mut call, key))).into()));
    let short: Vec<_> = short.collect();
    if short.is_empty() { Value::Null } else { Value::Text(json::to_text(&Value::List(short)).into()) }
}
