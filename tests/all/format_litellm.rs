//! LiteLLM's logging payloads and spend logs → calls. The small files are ours, one for each trap.

use crate::truth::{Truth, answered, read};
use crate::world::World;

/// A file of ours.
pub fn ours(file: &str) -> String {
    format!("{}/tests/formats/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn loaded(file: &str) -> World {
    let world = World::empty("format");
    world.ok(&["ingest", &ours(file)]);
    world.sound();
    world
}

#[test]
fn a_stream_has_a_first_token_and_its_second_payload_is_a_duplicate() {
    let world = World::empty("litellm-stream");
    assert_eq!(world.ingest(&[&ours("litellm/stream.jsonl")]), [3, 2, 1, 0]);
    assert_eq!(
        world.sql(
            "SELECT id, trace_id, span_id, session_id, epoch_us(timestamp), latency_ms, time_to_first_token_ms, provider, model,
             operation, cache_hit, user_id, app, tags, logged_cost_usd FROM interactions ORDER BY timestamp"
        ),
        [
            "chatcmpl-stream1 t-1 c-1 NULL 1790000000250000 2500 400 openai gpt-4o-mini chat NULL u-9 shop-bot \
             [\"shop\",\"de\"] 0.000021",
            "chatcmpl-plain1 t-2 c-2 s-2 1790000010000000 1500 NULL anthropic claude-haiku-4-5 chat false u-10 NULL NULL \
             0.0001",
        ]
    );
    // Input includes the cache for Anthropic, too; tool calls are the answer where there is no other.
    assert_eq!(
        world.sql(
            "SELECT input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, cache_creation_1h_tokens,
             finish_reason, service_tier, prompt, response FROM interactions ORDER BY timestamp"
        ),
        [
            "40 12 32 NULL NULL stop NULL Is the blue one left? Two are.",
            "43 9 30 8 5 tool_calls standard And the red one? [{\"function\":{\"name\":\"stock\",\"arguments\":\"{}\"}}]",
        ]
    );
    assert_eq!(
        world.sql("SELECT metadata FROM interactions ORDER BY timestamp LIMIT 1"),
        [
            "{\"user_api_key_alias\":\"shop-bot\",\"spend_logs_metadata\":{\"order\":7},\"model_parameters\":{\"temperature\":0.1},\
          \"model_group\":\"fast\",\"api_base\":\"https://api.openai.com\",\"response_model\":\"gpt-4o-mini\"}"
        ]
    );
}

#[test]
fn attempts_of_a_router_are_calls_of_one_trace() {
    let world = loaded("litellm/router.jsonl");
    assert_eq!(
        world.sql(
            "SELECT trace_id, provider, status, error_type, http_status, CASE WHEN NOT input_tokens_estimated THEN input_tokens END,
             output_tokens_estimated, logged_cost_usd,
             response, nullif(regexp_extract(metadata, '\"error_message\":\"([^\"]*)\"', 1), '') FROM interactions ORDER BY timestamp"
        ),
        [
            "t-4 openai error RateLimitError 429 NULL NULL 0 NULL slow down",
            "t-4 openai error APIConnectionError NULL NULL NULL 0 NULL gone",
            "t-4 azure.ai.openai success NULL NULL 1 false 0.0002 Done. NULL",
        ]
    );
}

#[test]
fn redacted_texts_are_none() {
    let world = loaded("litellm/redacted.jsonl");
    assert_eq!(
        world.sql("SELECT count(*), count(prompt), count(messages), count(response), sum(input_tokens)::BIGINT FROM interactions"),
        ["3 0 0 0 3"]
    );
}

#[test]
fn zero_tokens_and_unpriced_models_are_unknown() {
    let world = World::empty("litellm-unknown");
    assert_eq!(world.ingest(&[&ours("litellm/unknown.jsonl")]), [4, 2, 0, 1]);
    assert_eq!(
        world.sql(
            "SELECT id, operation, input_tokens_estimated, output_tokens_estimated, logged_cost_usd, time_to_first_token_ms,
             prompt, response FROM interactions ORDER BY id"
        ),
        [
            "z-1 chat true true NULL 500 Without usage none came",
            "z-2 embeddings false false NULL NULL second text NULL",
        ]
    );
    assert_eq!(world.sql("SELECT passed_over FROM ingests"), ["1"]);
}

#[test]
fn spend_logs_tell_of_the_same_calls() {
    let world = World::empty("litellm-both");
    world.ok(&["ingest", &ours("litellm/stream.jsonl"), &ours("litellm/cache_hit.jsonl")]);
    // The stream and the cache hit are known; the failure and the one with stored prompts are not.
    assert_eq!(world.ingest(&[&ours("litellm_spend/rows.jsonl")]), [4, 2, 2, 0]);
    // And alone.
    let world = loaded("litellm_spend/rows.jsonl");
    assert_eq!(
        world.sql(
            "SELECT id, trace_id, latency_ms, time_to_first_token_ms, model, cache_hit, input_tokens, cache_read_tokens,
             logged_cost_usd, user_id, status, http_status FROM interactions ORDER BY timestamp"
        ),
        [
            "chatcmpl-stream1 t-1 2500 400 gpt-4o-mini NULL 40 32 0.000021 u-9 success NULL",
            "c-hit:cache_hit t-3 2 NULL gpt-4o true 10 NULL 0 NULL success NULL",
            "f-1 t-5 1000 NULL gpt-4o NULL NULL NULL 0 admin error 500",
            "p-1 t-6 1234 NULL gpt-4o false 3 NULL NULL admin success NULL",
        ]
    );
    assert_eq!(
        world.sql("SELECT prompt, response, finish_reason, metadata FROM interactions WHERE id = 'p-1'"),
        ["Stored? Stored. stop {\"temperature\":0.2}"]
    );
    assert_eq!(world.sql("SELECT count(prompt), count(response) FROM interactions WHERE id <> 'p-1'"), ["0 0"]);
}

#[test]
fn spend_logs_as_a_table_and_as_a_page() {
    let world = loaded("litellm_spend/table.csv");
    assert_eq!(
        world.sql(
            "SELECT id, epoch_us(timestamp), latency_ms, time_to_first_token_ms, status, input_tokens, cache_read_tokens, tags,
             prompt, response, logged_cost_usd FROM interactions ORDER BY id"
        ),
        [
            "csv-1 1790000000250000 2500 400 success 40 32 [\"shop\"] In a cell? In a cell. 0.002",
            "csv-2 1790000010000000 1000 NULL error NULL NULL NULL NULL NULL 0",
        ]
    );
    let world = World::empty("litellm-page");
    assert_eq!(world.ingest(&[&ours("litellm_spend/page.json")]), [2, 2, 0, 0]);
    assert_eq!(
        world.sql(
            "SELECT id, total FROM (SELECT id, input_tokens + output_tokens AS total FROM interactions) ORDER BY 1"
        ),
        ["page-1 3", "page-2 7"]
    );
}

#[test]
fn totals_are_refused_and_say_what_they_are() {
    let world = World::empty("litellm-totals");
    let daily = "{\"results\": [{\"date\": \"2026-09-21\", \"metrics\": {\"spend\": 1.5}}], \"metadata\": {\"total_spend\": 1.5}}\n";
    world.write("daily.json", daily);
    world.write(
        "by_day.json",
        "[{\"startTime\": \"2026-09-21\", \"spend\": 1.5, \"users\": {}, \"models\": {\"gpt-4o\": 1.5}}]\n",
    );
    for file in [ours("litellm_spend/usage_export.csv"), "daily.json".to_owned(), "by_day.json".to_owned()] {
        let output = world.run(&["ingest", &file]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("holds LiteLLM's totals, not calls") && said.contains("LiteLLM_SpendLogs"), "{said}");
    }
}

/// Payloads equal what the server sent, model by model. Not in the server's list: answers from LiteLLM's cache, and two
/// failures inside the library, before any request.
#[test]
fn generated_payloads_equal_the_truth() {
    let Some(truth) = Truth::of("litellm") else { return };
    let world = World::empty("litellm-truth");
    assert_eq!(world.ingest(&[&truth.file("standard_logging_payload.jsonl")]), [201, 201, 0, 0]);
    let expected = truth.sums(|_| true, |call| call["model_requested"].as_str().unwrap().to_owned());
    let inside = "nullif(regexp_extract(metadata, '\"error_message\":\"([^\"]*)\"', 1), '') LIKE '%partially initialized module%'";
    assert_eq!(world.sql(&format!("SELECT count(*) FROM interactions WHERE {inside}")), ["2"]);
    assert_eq!(read(&world, &format!("NOT ifnull(cache_hit, false) AND NOT ifnull({inside}, false)")), expected);
    // Errors by status; the two timeouts are LiteLLM's own.
    let errors = world.sql(&format!(
        "SELECT http_status::VARCHAR, count(*) FROM interactions
         WHERE status = 'error' AND NOT ifnull({inside}, false) AND http_status <> 408 GROUP BY 1 ORDER BY 1"
    ));
    let by_status = truth.totals["errors_by_http_status"].as_object().unwrap();
    let mut known: Vec<String> = by_status.iter().map(|(status, n)| format!("{status} {n}")).collect();
    known.sort();
    assert_eq!(errors, known);
    assert_eq!(
        world.sql("SELECT count(*) FROM interactions WHERE http_status = 408"),
        [truth.totals["client_timeouts"].to_string()]
    );
    // With the cache's answers: the sums that LiteLLM itself gives.
    let extra = &truth.totals["extra"];
    let hits = &extra["cache_hit_rows"];
    assert_eq!(
        world.sql("SELECT count(*), sum(input_tokens)::BIGINT, sum(output_tokens)::BIGINT, sum(logged_cost_usd) FROM interactions WHERE cache_hit"),
        [format!("{} {} {} 0", hits["n"], hits["input"], hits["output"])]
    );
    let cost: f64 = world.sql("SELECT sum(logged_cost_usd) FROM interactions")[0].parse().unwrap();
    assert!((cost - extra["payload_sum_including_cache_hits"]["cost"].as_f64().unwrap()).abs() < 1e-9, "{cost}");
    // Attempts of the router: four calls of three attempts each.
    assert_eq!(
        world.sql("SELECT count(*), min(n), max(n) FROM (SELECT count(*) AS n FROM interactions GROUP BY trace_id HAVING n > 1)"),
        [format!("{} 3 3", extra["router_logical_calls"])]
    );
    // Every stream that ended has a first token, and nothing else has one.
    let streams = truth.calls.iter().filter(|call| answered(call) && call["stream"] == true).count();
    assert_eq!(world.sql("SELECT count(time_to_first_token_ms) FROM interactions"), [streams.to_string()]);
}

/// Spend logs have no failures; the rest equals the truth, and every row is a call of the payloads.
#[test]
fn generated_spend_logs_equal_the_truth() {
    let Some(truth) = Truth::of("litellm") else { return };
    let world = World::empty("litellm-spend-truth");
    assert_eq!(world.ingest(&[&truth.file("spend_logs.jsonl")]), [173, 173, 0, 0]);
    let expected = truth.sums(answered, |call| call["model_requested"].as_str().unwrap().to_owned());
    assert_eq!(read(&world, "NOT ifnull(cache_hit, false)"), expected);
    let cost: f64 = world.sql("SELECT sum(logged_cost_usd) FROM interactions")[0].parse().unwrap();
    let known = truth.totals["extra"]["payload_sum_including_cache_hits"]["cost"].as_f64().unwrap();
    assert!((cost - known).abs() < 1e-9, "{cost}");
    assert_eq!(world.ingest(&[&truth.file("standard_logging_payload.jsonl")]), [201, 28, 173, 0]);
}

#[test]
fn real_payloads() {
    let Some(path) = crate::records_shared::shared("formats/litellm/litellm_standard_logging_payload.jsonl") else {
        return;
    };
    let world = World::empty("litellm-real");
    assert_eq!(world.ingest(&[&path.display().to_string()]), [2, 2, 0, 0]);
    assert_eq!(
        world.sql("SELECT status, model, CASE WHEN NOT input_tokens_estimated THEN input_tokens END, output_tokens, http_status, prompt, response
             FROM interactions ORDER BY timestamp"),
        ["success gpt-4o-mini 10 20 NULL What is DuckDB? An in-process OLAP database.", "error gpt-4o-mini NULL NULL 429 boom NULL"]
    );
}
