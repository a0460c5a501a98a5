//! Helicone's files, each row written for a trap → what the store has of them.

use std::path::Path;

use crate::world::World;

fn read(name: &str) -> (World, String) {
    let world = World::empty("helicone");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/helicone").join(name);
    let output = world.run(&["ingest", &path.display().to_string()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    world.sound();
    (world, said)
}

#[test]
fn requests_with_bodies() {
    let (world, said) = read("requests.jsonl");
    assert!(said.contains("as helicone: 7 read: 6 loaded, 0 duplicates, 0 rejected, 1 passed over"), "{said}");
    assert!(said.contains("1 pending requests") && said.contains("billionths of a US dollar"), "{said}");
    assert_eq!(
        world.sql(
            "SELECT id, provider, model, latency_ms, time_to_first_token_ms, input_tokens, output_tokens, cache_read_tokens, \
             token_basis, logged_cost_usd, cache_hit FROM interactions WHERE status = 'success' ORDER BY id"
        ),
        [
            "q1 openai gpt-4o-mini-2024-07-18 1150 300 40 2 30 inclusive 0.000012 NULL",
            // Anthropic's counts are beside the cache: 5 + 900 + 100.
            "q2 anthropic claude-sonnet-4-20250514 900 NULL 1005 3 900 exclusive 0.005 NULL",
            "q3 openai gpt-4o-mini 50 NULL 0 0 NULL NULL 0 true",
            // Without the bodies: 10 + 3 of audio + 30 cached, 7 + 5 of reasoning.
            "q7 azure.ai.openai gpt-5-mini-east 3000 NULL 43 12 30 disjoint 0.000002 NULL",
        ]
    );
    assert_eq!(
        world.sql(
            "SELECT id, prompt, response, finish_reason, user_id, session_id, environment, feedback FROM interactions \
             WHERE id IN ('q1', 'q2') ORDER BY id"
        ),
        [
            "q1 Capital of Norway? Oslo. stop ada walk-1 production 1",
            "q2 Capital of Italy? Rome. end_turn NULL walk-1 NULL -1",
        ]
    );
    assert_eq!(
        world.sql("SELECT id, http_status, error_type FROM interactions WHERE status = 'error' ORDER BY id"),
        ["q4 429 rate_limit_exceeded", "q5 NULL cancelled"]
    );
    assert_eq!(world.sql("SELECT name, value FROM scores ORDER BY ALL"), ["accuracy 60", "accuracy 80", "grounded 1"]);
    assert_eq!(
        world.sql("SELECT count(*) FROM interactions WHERE metadata LIKE '%\"properties\":{\"team\":\"core\"}%'"),
        ["1"]
    );
}

#[test]
fn a_table_with_blank_latencies() {
    let (world, said) = read("requests.csv");
    assert!(said.contains("as helicone: 2 read: 2 loaded"), "{said}");
    assert_eq!(
        world.sql(
            "SELECT id, model, latency_ms, input_tokens, output_tokens, logged_cost_usd, status, session_id, prompt \
             FROM interactions ORDER BY id"
        ),
        ["r7 gpt-4o 2500 11 4 0.0005 success walk-2 Longest river?", "r8 gpt-4o 650 NULL NULL NULL error NULL NULL",]
    );
}
