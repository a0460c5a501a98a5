//! Requests and responses that programs log themselves → calls.

use crate::format_litellm::ours;
use crate::world::World;

fn loaded(file: &str) -> World {
    let world = World::empty("pairs");
    let summary = world.summary(&[&ours(&format!("api_pairs/{file}"))]);
    assert_eq!(summary["inputs"][0]["format"], "api_pairs", "{summary}");
    world.sound();
    world
}

#[test]
fn chat_with_errors_of_two_kinds() {
    let world = loaded("chat.jsonl");
    assert_eq!(
        world.sql(
            "SELECT id, epoch_us(timestamp), latency_ms, model, status, error_type, http_status, finish_reason, user_id, prompt,
             response FROM interactions ORDER BY timestamp"
        )[..2],
        [
            "chatcmpl-p1 1790000000500000 820 gpt-4o-mini-2024-07-18 success NULL NULL stop u-1 Hi Hello.",
            "mine-2 1790000002500000 90 gpt-4o-mini error rate_limit_exceeded 429 NULL NULL Hi again NULL",
        ]
    );
    assert_eq!(
        world.sql("SELECT error_type, nullif(regexp_extract(metadata, '\"error_message\":\"([^\"]*)\"', 1), ''), operation FROM interactions WHERE prompt = 'Hi?'"),
        ["APITimeoutError APITimeoutError: Request timed out. chat"]
    );
    assert_eq!(
        world.sql("SELECT input_tokens, output_tokens, service_tier FROM interactions WHERE id = 'chatcmpl-p1'"),
        ["8 2 default"]
    );
}

#[test]
fn anthropic_counts_beside_its_cache() {
    let world = loaded("anthropic.jsonl");
    assert_eq!(
        world.sql(
            "SELECT latency_ms, model, status, error_type, CASE WHEN NOT input_tokens_estimated THEN input_tokens END,
             output_tokens, cache_read_tokens, cache_creation_tokens,
             cache_creation_1h_tokens, service_tier, token_basis, prompt, response FROM interactions ORDER BY timestamp"
        ),
        [
            "1500 claude-haiku-4-5-20251001 success NULL 1028 12 1000 25 20 standard exclusive One? One.",
            "4250 claude-haiku-4-5 error overloaded_error NULL NULL NULL NULL NULL NULL NULL Two? NULL",
        ]
    );
}

#[test]
fn gemini_thinks_beside_its_answer() {
    assert_eq!(
        loaded("gemini.jsonl").sql(
            "SELECT id, provider, model, operation, input_tokens, output_tokens, reasoning_tokens, finish_reason, prompt, response
             FROM interactions"
        ),
        ["gem-1 google gemini-2.5-flash generate_content 20 40 30 STOP Three? Three."]
    );
}

#[test]
fn bodies_alone() {
    let world = loaded("bare.jsonl");
    assert_eq!(
        world.sql(
            "SELECT id, epoch_us(timestamp) / 1000000, model, operation, status, finish_reason, input_tokens, output_tokens, app, response
             FROM interactions WHERE model <> 'text-embedding-3-small' ORDER BY timestamp"
        ),
        [
            "chatcmpl-bare 1790000000 gpt-4o-2024-08-06 chat success length 8 2 shop Bare.",
            "resp_bare 1790000005 gpt-5-mini-2025-08-07 chat success max_output_tokens 50 9 NULL Cut",
        ]
    );
    assert_eq!(
        world.sql("SELECT operation, input_tokens, response FROM interactions WHERE model = 'text-embedding-3-small'"),
        ["embeddings 3 NULL"]
    );
    // An answer of Anthropic's does not say when it was given.
    assert_eq!(world.sql("SELECT line, reason FROM rejects"), ["4 timestamp: there is none"]);
}

#[test]
fn bodies_in_cells() {
    assert_eq!(
        loaded("texts.csv")
            .sql("SELECT id, latency_ms, model, input_tokens, output_tokens, prompt, response FROM interactions"),
        ["chatcmpl-text 75 gpt-4o-2024-08-06 6 3 In text? In text."]
    );
}

/// What a proxy writes: the bodies in HTTP messages, whose headers are nobody's business.
#[test]
fn bodies_in_http_messages() {
    let world = loaded("http.jsonl");
    assert_eq!(
        world.sql(
            "SELECT id, status, http_status, error_type, model, prompt, response, metadata IS NULL OR NOT contains(metadata, 'sk-')
             FROM interactions ORDER BY timestamp"
        ),
        [
            "chatcmpl-h1 success 200 NULL gpt-4o-2024-08-06 Proxied? Proxied. true",
            "h-2 error 429 insufficient_quota gpt-4o More? NULL true",
        ]
    );
}

/// Rows whose response is plain text are the native format's.
#[test]
fn plain_answers_are_native() {
    let world = World::empty("pairs-native");
    world.write(
        "log.jsonl",
        "{\"timestamp\":\"2026-09-21T14:13:20Z\",\"model\":\"m\",\"request\":\"Hi\",\"response\":\"Hello\"}\n",
    );
    assert_eq!(world.summary(&["log.jsonl"])["inputs"][0]["format"], "native");
}
