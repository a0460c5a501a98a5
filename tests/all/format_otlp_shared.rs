//! Telemetry that real libraries sent about calls whose truth a stub server wrote down → the store says the same. The files
//! are not part of the project (see `records_shared`). Everything expected is computed from the truth or from the raw JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use crate::records_shared::shared;
use crate::world::World;

/// Input (cache included), output, cache read, cache creation, reasoning.
type Tokens = [i64; 5];

/// The folder of a set, if it is there.
fn set(name: &str) -> Option<PathBuf> {
    shared(&format!("generated/{name}"))
}

fn lines(path: PathBuf) -> Vec<Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What the stub server wrote: one row for each HTTP request.
struct Truth(Vec<Value>);

impl Truth {
    fn of(set: &str) -> Option<Self> {
        Some(Self(lines(self::set(set)?.join("TRUTH_calls.jsonl"))))
    }

    fn is_ok(row: &Value) -> bool {
        row["status"] == 200 && row["expected_client_timeout"] != true
    }

    fn is_counted(row: &Value) -> bool {
        Self::is_ok(row) && row["usage_sent"] == true && row["aborted"] == false
    }

    /// Retries inside a client: an attempt that failed and was made again is no call of its own to the tracer.
    fn retries(&self) -> usize {
        self.0.iter().filter(|row| row["retry_count"].as_i64() > Some(0)).count()
    }

    fn calls(&self) -> usize {
        self.0.len() - self.retries()
    }

    fn errors(&self) -> usize {
        self.0.iter().filter(|row| !Self::is_ok(row)).count() - self.retries()
    }

    fn tokens(row: &Value) -> Tokens {
        let count = |name: &str| row["usage"][name].as_i64().unwrap_or(0);
        // Anthropic's own count leaves the cache out.
        let beside = if row["endpoint"] == "messages" { count("cached_read") + count("cache_creation") } else { 0 };
        let input = count("input") + beside;
        [input, count("output"), count("cached_read"), count("cache_creation"), count("reasoning")]
    }

    fn totals(&self) -> Tokens {
        sum(self.0.iter().filter(|row| Self::is_counted(row)).map(Self::tokens))
    }

    /// How many calls each model answered.
    fn models(&self) -> BTreeMap<String, usize> {
        let mut models = BTreeMap::new();
        for row in self.0.iter().filter(|row| Self::is_ok(row)) {
            *models.entry(row["model_returned"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        models
    }

    /// The tokens of each counted response.
    fn by_response(&self) -> BTreeMap<String, Tokens> {
        let id = |row: &Value| row["response_id"].as_str().unwrap_or_default().to_owned();
        self.0.iter().filter(|row| Self::is_counted(row)).map(|row| (id(row), Self::tokens(row))).collect()
    }
}

fn sum(rows: impl Iterator<Item = Tokens>) -> Tokens {
    rows.fold([0; 5], |sum, row| std::array::from_fn(|i| sum[i] + row[i]))
}

/// What the store says of the same files.
#[derive(Debug, PartialEq)]
struct Ours {
    calls: usize,
    errors: usize,
    totals: Tokens,
    models: BTreeMap<String, usize>,
    by_response: BTreeMap<String, Tokens>,
}

/// Ingests files of a set and counts what is in the store.
fn ingested(set: &str, files: &[&str]) -> (World, Ours) {
    let world = World::empty(set);
    let folder = self::set(set).unwrap();
    let paths: Vec<String> = files.iter().map(|file| folder.join(file).display().to_string()).collect();
    let summary =
        world.ok(&[&["ingest", "--json"], &paths.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat());
    let summary: Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["rejected"], 0, "{set} {files:?}");
    world.sound();
    let logged =
        |name: &str| format!("CASE WHEN coalesce({name}_estimated, false) THEN 0 ELSE coalesce({name}, 0) END");
    let rows = world.sql(&format!(
        "SELECT concat_ws('|', status, model,
            regexp_extract(metadata, '\"(gen_ai|ai).response.id\":\"([^\"]+)\"', 2), {}, {}, coalesce(cache_read_tokens, 0),
            coalesce(cache_creation_tokens, 0), coalesce(reasoning_tokens, 0)) FROM interactions",
        logged("input_tokens"),
        logged("output_tokens")
    ));
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
    let tokens = |row: &Vec<&str>| -> Tokens { std::array::from_fn(|i| row[3 + i].parse().unwrap()) };
    let mut models = BTreeMap::new();
    for row in rows.iter().filter(|row| row[0] == "success") {
        *models.entry(row[1].to_owned()).or_default() += 1;
    }
    let answered = rows.iter().filter(|row| !row[2].is_empty() && tokens(row) != [0; 5]);
    let ours = Ours {
        calls: rows.len(),
        errors: rows.iter().filter(|row| row[0] == "error").count(),
        totals: sum(rows.iter().map(tokens)),
        models,
        by_response: answered.map(|row| (row[2].to_owned(), tokens(row))).collect(),
    };
    (world, ours)
}

/// Every span of the OTLP file, as raw JSON.
fn spans(set: &str, file: &str) -> Vec<Value> {
    let path = self::set(set).unwrap().join(file);
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let resources = lines(path).into_iter().flat_map(|line| list(&line, "resourceSpans"));
    resources.flat_map(|resource| list(&resource, "scopeSpans")).flat_map(|scope| list(&scope, "spans")).collect()
}

fn attribute<'s>(span: &'s Value, name: &str) -> Option<&'s str> {
    let found = span["attributes"].as_array()?.iter().find(|attribute| attribute["key"] == name)?;
    found["value"]["stringValue"].as_str()
}

/// Each of several ways to write the same spans gives the truth, and so do all of them together.
#[test]
fn otel_genai_openai() {
    let Some(truth) = Truth::of("otel-genai-openai") else { return };
    let files = ["traces.otlp.jsonl", "traces.naive-protojson.jsonl", "traces.file-exporter.jsonl"];
    for files in
        [&files[..1], &files[1..2], &files[2..], &files[..], &[files[0], "logs.otlp.jsonl", "metrics.otlp.jsonl"]]
    {
        let (world, ours) = ingested("otel-genai-openai", files);
        assert_eq!((ours.calls, ours.errors), (truth.calls(), truth.errors()), "{files:?}");
        assert_eq!((ours.calls, ours.errors, ours.totals), (217, 18, [17_962, 28_919, 4_069, 0, 9_664]));
        assert_eq!((ours.totals, &ours.models), (truth.totals(), &truth.models()), "{files:?}");
        // Embeddings have no response id.
        let mut expected = truth.by_response();
        expected.retain(|id, _| !id.is_empty() && ours.by_response.contains_key(id));
        assert_eq!(ours.by_response, expected);
        assert_eq!(expected.len(), 178);
        // Who asked stands on the spans around the agent's calls only.
        assert_eq!(world.sql("SELECT count(user_id), count(session_id) FROM interactions"), ["24 24"]);
    }
}

/// The SDK's own spans repeat those of the instrumentation: each call is one.
#[test]
fn otel_genai_anthropic() {
    let Some(truth) = Truth::of("otel-genai-anthropic") else { return };
    for file in ["traces.otlp.jsonl", "traces.naive-protojson.jsonl"] {
        let (world, ours) = ingested("otel-genai-anthropic", &[file]);
        assert_eq!((ours.calls, ours.errors), (truth.calls(), truth.errors()));
        assert_eq!(ours.models, truth.models());
        // The stream that was given up had told its input and a first token of output.
        let aborted = truth.0.iter().find(|row| row["aborted"] == true).unwrap();
        let mut expected = truth.totals();
        expected[0] += aborted["usage"]["input"].as_i64().unwrap();
        expected[1] += 1;
        assert_eq!(ours.totals, expected);
        assert_eq!(expected, [8_081 + 22, 15_405 + 1, 2_164, 491, 0]);
        // Log records name the spans of the instrumentation, which went into those of the SDK.
        let (with_logs, completed) = ingested("otel-genai-anthropic", &[file, &file.replace("traces", "logs")]);
        assert_eq!(with_logs.sql("SELECT count(*) FROM remarks WHERE adds IS NOT NULL"), ["0"]);
        assert_eq!(completed, ours);
        let mut by_response = ours.by_response;
        by_response.remove(aborted["response_id"].as_str().unwrap()).unwrap();
        assert_eq!(by_response, truth.by_response());
        // The SDK's spans have no texts; those of the instrumentation came to them.
        assert_eq!(world.sql("SELECT count(prompt) FROM interactions"), ["153"]);
    }
}

/// The older convention: texts are log records, one for each message, in another file.
#[test]
fn otel_openai_v2_legacy() {
    let Some(mut truth) = Truth::of("otel-openai-v2-legacy") else { return };
    // Its Responses API was not instrumented, and it does not count cached and reasoning tokens.
    truth.0.retain(|row| row["endpoint"] != "responses");
    let [input, output, ..] = truth.totals();
    let logs = lines(set("otel-openai-v2-legacy").unwrap().join("logs.otlp.jsonl"));
    let mut asked: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut answered = BTreeSet::new();
    for record in logs.iter().flat_map(|line| {
        let scopes = line["resourceLogs"].as_array().unwrap().iter().flat_map(|r| r["scopeLogs"].as_array().unwrap());
        scopes.flat_map(|scope| scope["logRecords"].as_array().unwrap())
    }) {
        let span = record["spanId"].as_str().unwrap().to_owned();
        let body = record["body"]["kvlistValue"]["values"].as_array();
        let content = body.and_then(|body| body.iter().find(|entry| entry["key"] == "content"));
        match (record["eventName"].as_str().unwrap(), content) {
            ("gen_ai.user.message", Some(content)) => {
                // The last one; times have one length.
                let time = record["observedTimeUnixNano"].as_str().unwrap().to_owned();
                let text = content["value"]["stringValue"].as_str().unwrap_or_default().to_owned();
                let known = asked.entry(span).or_default();
                *known = known.clone().max((time, text));
            }
            ("gen_ai.choice", _) => {
                answered.insert(span);
            }
            _ => {}
        }
    }
    for files in [
        &["traces.otlp.jsonl"][..],
        &["traces.otlp.jsonl", "logs.otlp.jsonl"],
        &["logs.otlp.jsonl", "traces.otlp.jsonl"],
        &["logs.naive-protojson.jsonl", "traces.naive-protojson.jsonl"],
        &["console-spans.txt"],
        &["traces.otlp.jsonl", "console-spans.txt"],
    ] {
        let (world, ours) = ingested("otel-openai-v2-legacy", files);
        assert_eq!((ours.calls, ours.errors, ours.totals), (truth.calls(), truth.errors(), [input, output, 0, 0, 0]));
        assert_eq!((ours.calls, input, output), (196, 18_102, 26_115));
        assert_eq!(ours.models, truth.models());
        if !files.iter().any(|file| file.starts_with("logs")) {
            continue;
        }
        let prompts = world.sql("SELECT span_id, prompt FROM interactions WHERE messages IS NOT NULL ORDER BY 1");
        let texts = asked.iter().filter(|(_, (_, text))| !text.is_empty());
        for (span, (_, text)) in texts.clone() {
            assert!(prompts.contains(&format!("{span} {text}")), "{files:?} {span}: {text}");
        }
        assert!(texts.count() > 180 && prompts.len() == 185, "{}", prompts.len());
        let responses = world.sql("SELECT span_id FROM interactions WHERE response IS NOT NULL ORDER BY 1");
        let without = answered.iter().filter(|span| !responses.contains(span)).count();
        assert!(responses.iter().all(|span| answered.contains(span)) && without <= 2, "{without} answers are lost");
    }
}

#[test]
fn openinference_openai() {
    let Some(truth) = Truth::of("openinference-openai") else { return };
    let files = ["traces.otlp.jsonl", "traces.naive-protojson.jsonl"];
    for files in [&files[..1], &files[1..], &files[..]] {
        let (_, ours) = ingested("openinference-openai", files);
        assert_eq!((ours.calls, ours.errors, ours.totals), (truth.calls(), truth.errors(), truth.totals()));
        assert_eq!((ours.calls, ours.totals), (217, [17_758, 27_037, 1_261, 0, 8_128]));
        assert_eq!(ours.models, truth.models());
    }
}

#[test]
fn openllmetry_openai() {
    let Some(truth) = Truth::of("openllmetry-openai") else { return };
    let (_, ours) = ingested("openllmetry-openai", &["traces.otlp.jsonl", "metrics.otlp.jsonl"]);
    // It does not read the reasoning of chat streams.
    let is_silent = |row: &Value| row["stream"] == true && row["endpoint"] == "chat";
    let unsaid: i64 =
        truth.0.iter().filter(|row| Truth::is_counted(row) && is_silent(row)).map(|row| Truth::tokens(row)[4]).sum();
    let mut expected = truth.totals();
    expected[4] -= unsaid;
    assert_eq!((ours.calls, ours.errors, ours.totals), (truth.calls(), truth.errors(), expected));
    assert_eq!(expected, [18_398, 27_520, 5_014, 0, 6_848]);
    assert_eq!(ours.models, truth.models());
}

/// Two exporters sent the same spans; the outer ones repeat what their calls took.
#[test]
fn vercel_ai() {
    let Some(truth) = Truth::of("vercel-ai") else { return };
    // Streams that were given up have no span of their call; the retries were calls to this SDK.
    let calls = truth.0.iter().filter(|row| row["aborted"] == false).count();
    let errors = truth.0.iter().filter(|row| row["status"] != 200).count();
    // The spans of objects do not tell what was read from the cache.
    let objects: BTreeSet<String> = spans("vercel-ai", "traces.otlp.jsonl")
        .iter()
        .filter(|span| span["name"] == "ai.generateObject.doGenerate")
        .filter_map(|span| attribute(span, "ai.response.id").map(str::to_owned))
        .collect();
    assert_eq!(objects.len(), 6);
    let mut by_response = truth.by_response();
    let mut expected = truth.totals();
    for (_, tokens) in by_response.iter_mut().filter(|(id, _)| objects.contains(*id)) {
        expected[2] -= tokens[2];
        expected[4] -= tokens[4];
        (tokens[2], tokens[4]) = (0, 0);
    }
    let mut models = truth.models();
    for row in truth.0.iter().filter(|row| row["aborted"] == true) {
        *models.get_mut(row["model_returned"].as_str().unwrap()).unwrap() -= 1;
    }
    let files = ["traces.otlp.jsonl", "traces.otlp-json-as-sent.jsonl"];
    for files in [&files[..1], &files[1..], &files[..]] {
        let (_, ours) = ingested("vercel-ai", files);
        assert_eq!((ours.calls, ours.errors, ours.totals), (calls, errors, expected), "{files:?}");
        assert_eq!(ours.totals[..2], [9_354, 26_904]);
        assert_eq!(ours.models, models);
        by_response.retain(|id, _| ours.by_response.contains_key(id));
        assert_eq!(ours.by_response, by_response);
        // All but the embeddings, which have no response id.
        assert_eq!(by_response.len(), 164);
    }
}

#[test]
fn langfuse() {
    let Some(truth) = Truth::of("langfuse") else { return };
    // Ten calls of a local model were written down by hand; no server saw them.
    let local: Vec<Value> = spans("langfuse", "traces.otlp.jsonl")
        .iter()
        .filter(|span| span["name"] == "local-llm")
        .map(|span| serde_json::from_str(attribute(span, "langfuse.observation.usage_details").unwrap()).unwrap())
        .collect();
    let by_hand = |name: &str| local.iter().map(|usage| usage[name].as_i64().unwrap()).sum::<i64>();
    let mut expected = truth.totals();
    expected[0] += by_hand("input");
    expected[1] += by_hand("output");
    let mut models = truth.models();
    models.insert("llama-3.1-8b-q4".to_owned(), local.len());
    let (world, ours) = ingested("langfuse", &["traces.otlp.jsonl"]);
    assert_eq!((ours.calls, ours.errors, ours.totals), (truth.calls() + local.len(), truth.errors(), expected));
    assert_eq!(expected, [6_114 + 159, 28_658 + 1_236, 673, 0, 13_760]);
    assert_eq!(ours.models, models);
    let streams = truth.0.iter().filter(|row| row["stream"] == true).count();
    assert_eq!(world.sql("SELECT count(time_to_first_token_ms) FROM interactions"), [streams.to_string()]);
    assert_eq!(world.sql("SELECT count(logged_cost_usd) FROM interactions WHERE logged_cost_usd > 0"), ["10"]);
}
