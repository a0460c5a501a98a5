//! The language of field maps where it does more than rename, and the maps that use it: filters, remarks, refusals.

use crate::world::World;

/// A file of `tests/formats`.
fn fixture(name: &str) -> String {
    format!("{}/tests/formats/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn rows_of_another_kind_are_passed_over_by_their_name() {
    let world = World::empty("only");
    world.write("m.toml", "others = \"heart beats\"\n[fits]\nkeys = [\"kind\", \"at\"]\n[only]\nkind = [\"call\", 7]\n\"by.whom\" = \"us\"\n[fields]\ntimestamp = \"at\"\nmodel = \"m\"\n");
    world.write(
        "a.jsonl",
        concat!(
            "{\"kind\": \"call\", \"at\": 1767225600, \"m\": \"a\", \"by\": {\"whom\": \"us\"}}\n",
            "{\"kind\": 7, \"at\": 1767225601, \"m\": \"b\", \"by.whom\": \"US\"}\n",
            "{\"kind\": \"call\", \"at\": 1767225602, \"m\": \"c\", \"by\": {\"whom\": \"them\"}}\n",
            "{\"kind\": \"beat\", \"at\": \"nonsense\", \"by\": {\"whom\": \"us\"}}\n",
            "{\"at\": 1767225603, \"m\": \"d\"}\n",
        ),
    );
    let summary = world.ok(&["ingest", "--map", "m.toml", "--json", "a.jsonl"]);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!((&summary["loaded"], &summary["passed_over"], &summary["rejected"]), (&2.into(), &3.into(), &0.into()));
    assert!(summary["inputs"][0]["notes"].to_string().contains("3 heart beats"), "{summary}");
    assert_eq!(world.sql("SELECT model FROM interactions ORDER BY 1"), ["a", "b"]);
    world.sound();
}

#[test]
fn a_map_of_remarks_adds_to_the_calls_they_name() {
    let world = World::empty("remarks");
    world.write("votes.toml", "kind = \"remark\"\n[fits]\nkeys = [\"call\", \"stars\"]\n[fields]\nid = \"call\"\nfeedback = { path = \"stars\", unit = \"1..5\" }\nfeedback_comment = \"words\"\n");
    // The votes come first; the calls follow in another run.
    world.write("votes.csv", "call,stars,words\nx,5,lovely\nnobody,1,\n");
    world.write("calls.jsonl", "{\"id\": \"x\", \"timestamp\": 1767225600, \"model\": \"gpt-4o\"}\n{\"id\": \"y\", \"timestamp\": 1767225601, \"model\": \"gpt-4o\"}\n");
    world.ok(&["ingest", "--map", "votes.toml", "votes.csv"]);
    world.ok(&["ingest", "calls.jsonl"]);
    assert_eq!(
        world.sql("SELECT id, feedback, feedback_comment FROM interactions ORDER BY id"),
        ["x 1 lovely", "y NULL NULL"]
    );
    world.sound();
}

#[test]
fn aider_messages_count_once_across_copies_of_a_log() {
    let world = World::empty("aider");
    let summary = world.ok(&["ingest", "--json", &fixture("aider/log.jsonl"), &fixture("aider/overlap.jsonl")]);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["inputs"][0]["format"], "aider");
    assert_eq!(
        (&summary["loaded"], &summary["duplicates"], &summary["passed_over"]),
        (&5.into(), &3.into(), &4.into())
    );
    assert_eq!(
        world.sql("SELECT model, input_tokens, output_tokens, logged_cost_usd, computed_cost_usd, unpriced_reason FROM interactions ORDER BY timestamp"),
        [
            "gpt-4o 1000 100 0.0035 0.0035 NULL",
            "gpt-4o 2000 200 0.007 0.007 NULL",
            // A cost of 0 means that aider knows no price.
            "ollama/REDACTED 500 40 NULL NULL self-hosted",
            "NULL 30 5 0.00009 NULL no model",
            "gpt-4o 2000 200 0.007 0.007 NULL",
        ]
    );
    assert_eq!(
        world.sql("SELECT DISTINCT timestamp::VARCHAR FROM interactions WHERE id IS NOT NULL AND input_tokens = 1000"),
        ["2024-11-28 00:11:10"]
    );
    world.sound();
}

#[test]
fn openrouter_generations() {
    let world = World::empty("openrouter");
    let summary = world.ok(&["ingest", "--json", &fixture("openrouter/activity.csv")]);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["inputs"][0]["format"], "openrouter");
    assert_eq!((&summary["loaded"], &summary["duplicates"], &summary["rejected"]), (&4.into(), &1.into(), &0.into()));
    assert_eq!(
        world.sql("SELECT timestamp::VARCHAR, model, provider, status, finish_reason, latency_ms, time_to_first_token_ms, input_tokens, cache_read_tokens, output_tokens, reasoning_tokens, logged_cost_usd, user_id, app FROM interactions ORDER BY timestamp"),
        [
            "2026-01-01 00:00:00.25 openai/gpt-4.1-2025-04-14 openai success stop 2400 310 1200 800 90 20 0.0021 asker-1 notebook",
            "2026-01-01 00:01:00 anthropic/claude-sonnet-4.5-20250929 amazon bedrock success cancelled 900 450 700 0 12 0 0.0009 asker-1 notebook",
            "2026-01-01 00:02:00 meta-llama/llama-3.3-70b-instruct deepinfra error error 50 NULL 40 0 0 0 0 NULL NULL",
            "2026-01-01 00:03:00 openai/gpt-4.1-2025-04-14 azure success stop 1500 NULL 1000 0 80 0 0.0001 NULL NULL",
        ]
    );
    let kept = world.sql("SELECT metadata FROM interactions WHERE provider = 'azure'");
    assert!(kept[0].contains("\"byok_usage_inference\":\"0.0032\""), "{kept:?}");
}

#[test]
fn totals_of_a_day_are_no_calls() {
    let world = World::empty("daily");
    let output = world.run(&["ingest", &fixture("openrouter/daily.json")]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("error: daily.json is OpenRouter daily activity") && said.contains("not a call"), "{said}");
}

#[test]
fn portkey_exports() {
    let world = World::empty("portkey");
    let summary = world.ok(&["ingest", "--json", &fixture("portkey/export.jsonl")]);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["inputs"][0]["format"], "portkey");
    assert_eq!((&summary["loaded"], &summary["rejected"]), (&5.into(), &1.into()));
    assert_eq!(
        world.sql("SELECT id, provider, model, operation, status, error_type, http_status, latency_ms, input_tokens, cache_read_tokens, output_tokens, reasoning_tokens, token_basis, logged_cost_usd, cache_hit, user_id, environment FROM interactions ORDER BY id"),
        [
            "p-1 openai gpt-4o chat success NULL 200 640 1200 1024 80 16 inclusive 0.00252 false asker-7 NULL",
            // Anthropic counts the cache beside the input; the row's units repeat that.
            "p-2 anthropic claude-sonnet-4-5-20250929 chat success NULL 200 900 1020 1000 9 NULL exclusive 0.000495 false asker-8 staging",
            "p-3 openai gpt-4o chat error rate_limit_exceeded 429 40 0 NULL 0 NULL NULL 0 false NULL NULL",
            "p-4 openai text-embedding-3-small embeddings success NULL 200 30 500 NULL 0 NULL NULL 0.00001 true NULL NULL",
            // Euros are no dollars.
            "p-5 mistral mistral-large NULL success NULL 200 30 10 NULL 2 NULL NULL NULL false NULL NULL",
        ]
    );
    assert_eq!(
        world.sql("SELECT prompt, response, finish_reason FROM interactions WHERE id IN ('p-1', 'p-2') ORDER BY id"),
        ["Name a river. The Elbe. stop", "Name a lake. Lake Constance. end_turn"]
    );
    let kept = world.sql("SELECT metadata FROM interactions WHERE id IN ('p-1', 'p-5') ORDER BY id");
    assert!(kept[0].contains("\"team\":\"blue\"") && kept[0].contains("\"temperature\":0.2"), "{kept:?}");
    assert!(kept[1].contains("\"cost_currency\":\"EUR\""), "{kept:?}");
    world.sound();
}
