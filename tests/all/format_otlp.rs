//! OTLP/JSON: spans of model calls in every dialect, spans around them, log records about them, metric points → the
//! store. The inputs in `tests/formats/otlp` were written for these tests.

use std::path::Path;

use crate::world::World;

/// Ingests files of `tests/formats`, each under its own name; what the run counted: read, loaded, duplicates, rejected,
/// remarks, passed over.
pub fn ingest(world: &World, format: &str, files: &[&str]) -> Vec<u64> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(format);
    for file in files {
        std::fs::copy(folder.join(file), world.path().join(file)).unwrap();
    }
    let json = world.ok(&[&["ingest", "--json"], files].concat());
    let summary: serde_json::Value = serde_json::from_str(&json).unwrap();
    for input in summary["inputs"].as_array().unwrap() {
        assert_eq!(input["format"], format);
    }
    world.sound();
    ["read", "loaded", "duplicates", "rejected", "remarks", "passed_over"]
        .map(|name| summary[name].as_u64().unwrap())
        .into()
}

/// The columns of calls, ordered by their start.
fn calls(world: &World, columns: &str) -> Vec<String> {
    world.sql(&format!("SELECT {columns} FROM interactions ORDER BY timestamp, id"))
}

#[test]
fn the_current_convention() {
    let world = World::empty("otlp");
    assert_eq!(ingest(&world, "otlp", &["spans.json"]), [5, 2, 0, 0, 1, 2]);
    assert_eq!(
        calls(&world, "id, parent_id, provider, model, operation, status, http_status, error_type"),
        [
            "000102030405060708090a0b0c0d0e0f:1112131415161718 2122232425262728 openai m-mini-2026-01-01 chat success NULL NULL",
            "000102030405060708090a0b0c0d0e0f:3132333435363738 2122232425262728 azure.ai.openai m-mini chat error 429 RateLimitError",
        ]
    );
    assert_eq!(
        world.sql(
            "SELECT input_tokens, output_tokens, cache_read_tokens, reasoning_tokens, token_basis, latency_ms,
                time_to_first_token_ms, service_tier, finish_reason, environment, app, prompt, response, messages, scores
             FROM interactions WHERE span_id = '1112131415161718'"
        ),
        [concat!(
            "40 12 30 5 inclusive 1500 250 flex stop staging shop Why? Because. ",
            r#"[{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"}] "#,
            r#"[{"name":"faithfulness","value":0.75,"comment":"mostly"}]"#
        )]
    );
    // What the agent's span knows about its trace went to both calls.
    assert_eq!(world.sql("SELECT DISTINCT user_id, session_id, tags FROM interactions"), [r#"u-1 s-1 ["a","b"]"#]);
    assert_eq!(
        world.sql("SELECT count(*) FROM interactions WHERE metadata LIKE '%\"gen_ai.response.id\":\"resp-1\"%'"),
        ["1"]
    );
    assert_eq!(world.sql("SELECT count(*) FROM interactions WHERE metadata LIKE '%secret%'"), ["0"], "a key leaked");
}

#[test]
fn other_spellings_of_the_same_spans() {
    let world = World::empty("otlp-snake");
    // Its first span is one of the other file.
    assert_eq!(ingest(&world, "otlp", &["spans.json", "snake.jsonl"]), [8, 4, 1, 0, 1, 2]);
    // One never ended, one failed without saying how.
    assert_eq!(
        world.sql("SELECT span_id, status, latency_ms, app FROM interactions WHERE span_id > '32' ORDER BY 1"),
        ["4142434445464748 error NULL NULL", "8182838485868788 error 1000 NULL"]
    );
    let alone = World::empty("otlp-snake-alone");
    assert_eq!(ingest(&alone, "otlp", &["snake.jsonl"]), [3, 3, 0, 0, 0, 0]);
    assert_eq!(calls(&alone, "status"), ["success", "error", "error"]);
}

#[test]
fn dialects() {
    let world = World::empty("otlp-dialects");
    assert_eq!(ingest(&world, "otlp", &["vendors.jsonl"]), [13, 10, 0, 0, 1, 2]);
    let logged = |name: &str| format!("CASE WHEN coalesce({name}_estimated, false) THEN NULL ELSE {name} END");
    let columns = format!(
        "model, operation, provider, {}, {}, cache_read_tokens, cache_creation_tokens, reasoning_tokens, status",
        logged("input_tokens"),
        logged("output_tokens")
    );
    assert_eq!(
        world.sql(&format!("SELECT {columns} FROM interactions ORDER BY trace_id, span_id")),
        [
            "oi-model chat azure.ai.openai 20 8 4 NULL 2 success",
            "oi-asked chat NULL NULL NULL NULL NULL NULL error",
            "oi-embed embeddings NULL 6 NULL NULL NULL NULL success",
            "ol-model chat anthropic 100 9 60 10 NULL success",
            "ai-model chat anthropic 50 7 20 5 NULL success",
            "ai-model chat NULL 11 4 NULL NULL NULL success",
            "ai-embed embeddings NULL 3 NULL NULL NULL NULL success",
            "lf-openai chat NULL 30 10 8 NULL 3 success",
            // Langfuse's own keys are parts beside each other, Anthropic's input is beside the cache.
            "lf-own chat NULL 20 22 5 NULL 2 success",
            "lf-claude chat NULL 100 4 90 0 NULL error",
        ]
    );
    assert_eq!(
        world.sql(
            "SELECT model, prompt, response, finish_reason, time_to_first_token_ms, logged_cost_usd, http_status,
                user_id, prompt_version, environment FROM interactions ORDER BY trace_id, span_id"
        ),
        [
            "oi-model What is it? A cat. NULL 100 0.5 NULL NULL NULL NULL",
            "oi-asked NULL NULL NULL NULL NULL 500 NULL NULL NULL",
            "oi-embed one\ntwo NULL NULL NULL NULL NULL NULL NULL NULL",
            "ol-model Say hi hi end_turn 50 NULL NULL u-ol greet:3 NULL",
            "ai-model Weather? [{\"toolName\":\"weather\"}] tool_calls 87.5 NULL NULL u-ai NULL NULL",
            "ai-model NULL {\"answer\": 7} NULL NULL NULL NULL NULL NULL NULL",
            "ai-embed a text NULL NULL NULL NULL NULL NULL NULL NULL",
            "lf-openai Ask Answer stop 300 NULL NULL u-lf qa:2 prod",
            "lf-own NULL Plain text. NULL NULL 0.75 NULL u-lf NULL prod",
            "lf-claude NULL NULL NULL NULL NULL 529 u-lf NULL prod",
        ]
    );
    assert_eq!(world.sql("SELECT count(*) FROM interactions WHERE metadata LIKE '%/a/b.py%'"), ["0"]);
}

#[test]
fn log_records_complete_calls_in_any_order() {
    let expected = [concat!(
        r#"[{"role":"system","content":"Be kind."},{"role":"user","content":"Tell me more"}] "#,
        "Tell me more I was cu length"
    )];
    for files in [["spans.json", "messages.jsonl"], ["messages.jsonl", "spans.json"]] {
        for runs in [vec![&files[..]], vec![&files[..1], &files[1..]]] {
            let world = World::empty("otlp-logs");
            let counts: Vec<Vec<u64>> = runs.iter().map(|files| ingest(&world, "otlp", files)).collect();
            let sum = |column: usize| counts.iter().map(|run| run[column]).sum::<u64>();
            // Four records of messages are one remark; one message is nobody's, and one record is about something else.
            assert_eq!([sum(1), sum(3), sum(4), sum(5)], [2, 0, 2, 4]);
            let said = "SELECT messages, prompt, response, finish_reason FROM interactions WHERE http_status = 429";
            assert_eq!(world.sql(said), expected, "{runs:?}");
        }
    }
}

#[test]
fn one_record_may_tell_the_whole_call() {
    let world = World::empty("otlp-details");
    assert_eq!(ingest(&world, "otlp", &["details.jsonl", "spans.json"]), [7, 2, 0, 0, 3, 2]);
    assert_eq!(
        world.sql("SELECT prompt, input_tokens, scores, status FROM interactions WHERE http_status = 429"),
        [r#"Tell me more 17 [{"name":"tone","label":"polite"}] error"#]
    );
    // The other call has its own and keeps it.
    assert_eq!(world.sql("SELECT prompt FROM interactions WHERE status = 'success'"), ["Why?"]);
}

/// Messages may also be events of the span, in three generations of the convention.
#[test]
fn events_of_spans_tell_messages() {
    let world = World::empty("otlp-events");
    assert_eq!(ingest(&world, "otlp", &["events.jsonl"]), [4, 4, 0, 0, 0, 0]);
    assert_eq!(
        calls(&world, "messages, prompt, response, finish_reason, time_to_first_token_ms, status"),
        [
            r#"[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}] Hi Hello stop NULL success"#,
            r#"[{"role":"user","content":"Sum up"}] Sum up [{"id":"c1","function":{"name":"read"}}] tool_calls NULL success"#,
            "NULL Once Upon a time NULL 250 success",
            // An exception that was handled is no failure.
            r#"[{"role":"user","content":"Why?"}] Why? So. stop NULL success"#,
        ]
    );
}

/// An instrumentation's span and the SDK's own below it are one call; its log record names the span that went.
#[test]
fn a_log_record_finds_a_call_whose_span_was_folded() {
    for files in [["folded.jsonl", "folded-log.jsonl"], ["folded-log.jsonl", "folded.jsonl"]] {
        for runs in [vec![&files[..]], vec![&files[..1], &files[1..]]] {
            let world = World::empty("otlp-folded");
            for files in &runs {
                ingest(&world, "otlp", files);
            }
            assert_eq!(
                world.sql("SELECT span_id, input_tokens, output_tokens, prompt, finish_reason FROM interactions"),
                ["fa00000000000002 9 3 Which? stop"],
                "{runs:?}"
            );
        }
    }
}

#[test]
fn requests_may_stand_in_an_array() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/otlp");
    let lines = std::fs::read_to_string(folder.join("vendors.jsonl")).unwrap();
    let world = World::empty("otlp-array");
    world.write("array.json", format!("[{}]", lines.trim().replace('\n', ",\n")));
    world.ok(&["ingest", "array.json"]);
    assert_eq!(world.sql("SELECT count(*) FROM interactions"), ["10"]);
}

#[test]
fn metric_points_are_passed_over() {
    let world = World::empty("otlp-metrics");
    assert_eq!(ingest(&world, "otlp", &["metrics.jsonl"]), [3, 0, 0, 0, 0, 3]);
}

#[test]
fn odd_requests_are_rejected_or_read_as_far_as_they_go() {
    let world = World::empty("otlp-odd");
    let counts = ingest(&world, "otlp", &["odd.jsonl"]);
    assert_eq!(counts[1], 1, "{counts:?}");
    assert_eq!(world.sql("SELECT prompt, latency_ms FROM interactions"), ["[not json 500"]);
    let rejects = world.sql("SELECT line, reason FROM rejects ORDER BY 1");
    assert_eq!(
        rejects,
        [
            "5 there are neither spans nor log records nor metrics",
            "6 an export request is an object",
            "7 timestamp: there is none",
            "8 input_tokens: \"many\" is not a number",
        ]
    );
}
