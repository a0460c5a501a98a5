//! Langfuse's files, each written for its traps → what the store has of them.

use std::path::Path;

use crate::records_shared::shared;
use crate::world::World;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/langfuse").join(name);
    path.display().to_string()
}

/// A store with these files; what the run said of them beside it.
fn read(files: &[&str]) -> (World, String) {
    let world = World::empty("langfuse");
    let files: Vec<String> = files.iter().map(|name| file(name)).collect();
    let mut args = vec!["ingest"];
    args.extend(files.iter().map(String::as_str));
    let output = world.run(&args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    world.sound();
    (world, said)
}

const BEEF: &str = "0000000000000000000000000000beef";

#[test]
fn an_export_of_observations() {
    let (world, said) = read(&["observations_v2.jsonl"]);
    assert!(said.contains("as langfuse: 6 read: 5 loaded"), "{said}");
    assert!(said.contains("1 spans"), "{said}");
    // Rows with both ends show the unit, which matters for the row without an end alone.
    assert!(said.contains("latency: in milliseconds"), "{said}");
    let rows = world.sql(
        "SELECT span_id, model, latency_ms, time_to_first_token_ms, input_tokens, output_tokens, cache_read_tokens, \
         reasoning_tokens, token_basis, logged_cost_usd FROM interactions \
         WHERE NOT coalesce(input_tokens_estimated, false) OR span_id = '00000000000000a4' ORDER BY span_id",
    );
    assert_eq!(
        rows,
        [
            // Disjoint: 30 + 70, 8 + 12.
            "00000000000000a2 gpt-4o-mini 2250 400 100 20 70 12 disjoint 0.00003",
            // As the SDK sent it: the cache is inside. The zero is no price.
            "00000000000000a3 claude-sonnet-4 1500 250 100 9 40 NULL inclusive NULL",
            "00000000000000a4 gpt-4o-mini 100 NULL 2 NULL NULL NULL NULL NULL",
            "00000000000000a5 text-embedding-3-small 100 NULL 6 NULL NULL NULL NULL NULL",
            // Audio is beside the text, and there is no total cost but its parts.
            "00000000000000a6 gpt-4o-audio 200 NULL 35 7 NULL NULL NULL 0.003",
        ]
    );
    let row = world.sql(
        "SELECT id, timestamp::VARCHAR, provider, prompt, response, finish_reason, user_id, session_id, tags, prompt_version, environment \
         FROM interactions WHERE span_id = '00000000000000a2'",
    );
    assert_eq!(
        row,
        [format!(
            "{BEEF}:00000000000000a2 2026-03-02 09:00:00.5 openai Which river runs through Prague? The Vltava. stop ada s-1 \
             [\"beta\",\"de\"] rivers:3 production"
        )]
    );
    assert_eq!(
        world.sql(
            "SELECT span_id, status, http_status, error_type, response, operation FROM interactions \
             WHERE span_id IN ('00000000000000a3', '00000000000000a4', '00000000000000a5') ORDER BY span_id"
        ),
        [
            // What the model itself wrote as JSON stays that.
            "00000000000000a3 success NULL NULL {\"answer\": 42} NULL",
            "00000000000000a4 error 429 rate_limit NULL NULL",
            "00000000000000a5 success NULL NULL NULL embeddings",
        ]
    );
    let metadata = world.sql("SELECT metadata FROM interactions WHERE span_id = '00000000000000a2'").remove(0);
    assert!(metadata.contains("\"name\":\"answer\"") && metadata.contains("temperature"), "{metadata}");
    assert!(!metadata.contains("left out") && !metadata.contains("DEFAULT"), "{metadata}");
}

#[test]
fn an_export_from_the_user_interface() {
    let (world, said) = read(&["observations_v2.jsonl", "ui.csv"]);
    assert!(said.contains("columns taken as scores: hallucination, tone\n"), "{said}");
    // The one call that is in both files is one.
    assert!(said.contains("3 read: 1 loaded, 1 duplicates, 0 rejected, 1 passed over"), "{said}");
    let (world_alone, _) = read(&["ui.csv"]);
    let scores = "SELECT name, value, label FROM scores JOIN interactions USING (identity) ORDER BY timestamp, name";
    assert_eq!(world_alone.sql(scores), ["hallucination 0.25 NULL", "tone NULL polite", "hallucination 1 NULL"]);
    let both = "SELECT id, latency_ms, time_to_first_token_ms, input_tokens, output_tokens, token_basis, user_id, tags, \
                prompt_version, logged_cost_usd FROM interactions WHERE span_id = '00000000000000a2'";
    assert_eq!(world_alone.sql(both), world.sql(both));
    assert_eq!(
        world_alone
            .sql("SELECT input_tokens, output_tokens, latency_ms FROM interactions WHERE span_id = '00000000000000b2'"),
        ["12 5 1000"]
    );
}

#[test]
fn scores_go_to_their_calls_in_any_order() {
    let files = ["scores.csv", "score_requests.jsonl", "ingestion.json", "observations_v2.jsonl"];
    let scores = "SELECT span_id, name, value, label, source, comment FROM scores JOIN interactions USING (identity) \
                  ORDER BY ALL";
    let expected = [
        "00000000000000a2 faithfulness 0.75 NULL EVAL well founded",
        "00000000000000a2 length 7 NULL API NULL",
        "00000000000000a4 grade 2 NULL API NULL",
        // On the span above the calls, and on the trace: to the last call.
        "00000000000000a6 helpful 1 NULL ANNOTATION NULL",
        "00000000000000a6 tone NULL polite API NULL",
    ];
    let (world, said) = read(&files);
    assert_eq!(world.sql(scores), expected);
    assert!(said.contains("1 scores of dataset runs, 1 scores of sessions"), "{said}");
    assert!(said.contains("1 ingestion events of observations"), "{said}");
    let (world, _) = read(&[files[3], files[2], files[0], files[1]]);
    assert_eq!(world.sql(scores), expected, "the other way round");
    // In two runs.
    let (world, _) = read(&[files[0], files[1], files[2]]);
    world.ok(&["ingest", &file(files[3])]);
    assert_eq!(world.sql(scores), expected, "later");
}

#[test]
fn traces_of_older_exports_go_to_their_calls() {
    let (world, said) = read(&["legacy_traces.jsonl", "legacy_observations.jsonl"]);
    assert!(said.contains("1 traces"), "{said}");
    assert_eq!(
        world.sql(
            "SELECT user_id, session_id, tags, environment, prompt, response, finish_reason, service_tier FROM interactions"
        ),
        ["eve s-9 [\"old\"] default Name a lake. Lake Con length flex"]
    );
}

#[test]
fn a_whole_trace() {
    let (world, said) = read(&["whole.trace.json"]);
    assert!(said.contains("1 calls are told twice"), "{said}");
    // The inner generation counts, and knows what only the outer one says.
    assert_eq!(
        world.sql(
            "SELECT span_id, model, input_tokens, output_tokens, logged_cost_usd, provider, prompt, finish_reason, user_id, \
             session_id, environment FROM interactions"
        ),
        ["00000000000000f3 gpt-4o-2024-11-20 50 10 0.0002 openai Plan a walk. tool_call kim s-5 staging"]
    );
    let response = world.sql("SELECT response FROM interactions").remove(0);
    let metadata = world.sql("SELECT metadata FROM interactions").remove(0);
    assert!(metadata.contains("\"trace_name\":\"agent\""), "{metadata}");
    assert!(response.contains("\"name\":\"map\""), "{response}");
    assert_eq!(
        world.sql("SELECT name, value, source FROM scores ORDER BY name"),
        ["relevance 0.5 EVAL", "safe 1 ANNOTATION"]
    );
}

#[test]
fn an_answer_of_the_api() {
    let (world, _) = read(&["page.json"]);
    assert_eq!(
        world.sql("SELECT span_id, latency_ms, input_tokens, output_tokens, logged_cost_usd FROM interactions"),
        ["00000000000000d1 2000 1 2 0.00004"]
    );
}

/// The same generation as a span of OpenTelemetry and as an observation is one call.
#[test]
fn a_span_and_its_observation_are_one() {
    let world = World::empty("langfuse-otlp");
    world.write(
        "spans.jsonl",
        concat!(
            r#"{"resourceSpans":[{"scopeSpans":[{"scope":{"name":"langfuse-sdk"},"spans":[{"traceId":"0000000000000000000000000000BEEF","#,
            r#""spanId":"00000000000000A2","name":"answer","startTimeUnixNano":"1772442000500000000","endTimeUnixNano":"1772442002750000000","#,
            r#""attributes":[{"key":"langfuse.observation.type","value":{"stringValue":"generation"}},"#,
            r#"{"key":"langfuse.observation.model.name","value":{"stringValue":"gpt-4o-mini"}}]}]}]}]}"#,
            "\n"
        ),
    );
    world.ok(&["ingest", &file("ui.csv"), "spans.jsonl"]);
    let one = "SELECT count(*) FROM interactions WHERE span_id = '00000000000000a2'";
    assert_eq!(world.sql(one), ["1"]);
    assert_eq!(world.sql("SELECT duplicates FROM ingests ORDER BY ingest_id"), ["0", "1"]);
}

/// Traces of twelve real frameworks. A generation counts that is the parent of no other generation; calls, tokens in and out
/// by a few lines of Python.
#[test]
fn traces_of_real_frameworks() {
    let Some(folder) = shared("formats/langfuse") else { return };
    let world = World::empty("langfuse-traces");
    world.ok(&["ingest", &folder.display().to_string()]);
    world.sound();
    let expected = [
        "080130871f53145aecf7c29d5dfb6e4c 2 826 245",
        "097f1d8982fa909b8cffb14a166ec272 4 34 232",
        "12ea412956f99347b0503c1144acd0ec 1 13 81",
        "1b72c51fabed12ae7df83bfd4a09f545 1 41 3",
        "25f4bdeebaab60e6e1bee7e8469554bc 1 31 96",
        "7a38edd8123db47ad8dcb8aa4c5e3926 4 1315 209",
        "933dba1e9783f89d5d8bb032f041a2de 3 8047 414",
        "b82a0bdc1994fc5d1c8576ca032543f7 2 67 9",
        "df41e597d0a85e0d7a6ae8ebfaa70aa0 1 62 85",
        "dff173a675b759ce1b70e522b27d6846 2 215 125",
        "e1fde3efec57ce8a69bafd3fb928a7eb 2 168 66",
        "fee618f96dc31e0ca38b2f7b26eb8b29 2 140 44",
    ];
    assert_eq!(
        world.sql(
            "SELECT trace_id, count(*), sum(input_tokens)::BIGINT, sum(output_tokens)::BIGINT FROM interactions \
             WHERE NOT input_tokens_estimated GROUP BY 1 ORDER BY 1"
        ),
        expected
    );
    let cost: f64 = world.sql("SELECT sum(logged_cost_usd)::DOUBLE FROM interactions")[0].parse().unwrap();
    assert!((cost - 0.013120949996).abs() < 1e-12, "{cost}");
    // All of them have both ends, so that the latency of the trace that counts milliseconds is right, too.
    assert_eq!(world.sql("SELECT max(latency_ms) FROM interactions"), ["6151"]);
    assert_eq!(world.sql("SELECT count(*) FROM scores"), ["11"]);
    // The one inner generation without an answer has it from the outer one.
    assert_eq!(world.sql("SELECT count(*) FROM interactions WHERE prompt IS NULL OR response IS NULL"), ["0"]);
    // Only autogen's says nowhere who served it.
    assert_eq!(
        world.sql("SELECT coalesce(provider, '-'), count(*) FROM interactions GROUP BY 1 ORDER BY 1"),
        ["- 1", "anthropic 4", "gcp.gen_ai 2", "gcp.vertex_ai 3", "openai 15"]
    );
}

/// Scores as they were sent, and the spans they are about: 60 on the outermost span of a trace, 79 on the trace.
#[test]
fn sent_scores_meet_spans_from_elsewhere() {
    let Some(folder) = shared("generated/langfuse") else { return };
    let world = World::empty("langfuse-scores");
    let path = |name: &str| folder.join(name).display().to_string();
    world.ok(&["ingest", &path("scores.request-bodies.jsonl"), &path("traces.otlp.jsonl")]);
    world.sound();
    assert_eq!(
        world.sql("SELECT name, count(*), count(value), count(label), sum(value)::DECIMAL(12, 3)::DOUBLE FROM scores GROUP BY 1 ORDER BY 1"),
        ["grounded 60 0 60 NULL", "helpfulness 60 60 0 29.83", "thumbs 19 19 0 12"]
    );
    // Each went to a call under its span.
    assert_eq!(
        world
            .sql("SELECT count(*) FROM scores JOIN interactions USING (identity) WHERE interactions.parent_id IS NULL"),
        ["0"]
    );
}
