//! Sessions of coding agents: what is a call, what is told twice, which question and answer belong to it.
//! Expected numbers are added up by hand from the fixtures in `tests/formats`.

use std::path::PathBuf;

use crate::world::World;

fn fixture(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name).display().to_string()
}

/// A store with these fixtures in it, and what the run said of them.
fn ingested(name: &str, fixtures: &[&str]) -> (World, serde_json::Value) {
    let world = World::empty(name);
    let paths: Vec<String> = fixtures.iter().map(|name| fixture(name)).collect();
    let args: Vec<&str> = ["ingest", "--json"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let summary = serde_json::from_str(&world.ok(&args)).unwrap();
    world.sound();
    (world, summary)
}

/// Read, loaded, duplicates, rejected, passed over.
fn ledger(summary: &serde_json::Value) -> [u64; 5] {
    ["read", "loaded", "duplicates", "rejected", "passed_over"].map(|key| summary[key].as_u64().unwrap())
}

const TOKENS: &str = "id[:11] || '…' || id[-2:], input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens";

#[test]
fn the_lines_of_a_reply_are_one_call() {
    let (world, summary) = ingested("blocks", &["claude_code/blocks.jsonl"]);
    assert_eq!(summary["inputs"][0]["format"], "claude_code");
    assert_eq!(ledger(&summary), [20, 4, 0, 2, 14]);
    let notes = summary["inputs"][0]["notes"].to_string();
    for said in [
        "latency is not in these files",
        "2 further lines of replies",
        "5 user turns",
        "2 tool results",
        "1 summaries",
        "1 file snapshots",
        "1 system notes",
        "1 queue operations",
        "1 other session lines",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
    assert_eq!(
        world.sql(&format!(
            "SELECT {TOKENS}, cache_creation_1h_tokens, token_basis FROM interactions ORDER BY timestamp"
        )),
        [
            "msg_01Reply…01 12304 120 12000 300 0 exclusive",
            "msg_01Reply…02 12452 40 12300 150 150 exclusive",
            "msg_01Reply…03 12456 25 12450 0 NULL exclusive",
            "msg_01Reply…04 8 7 0 0 NULL NULL",
        ]
    );
    assert_eq!(
        world.sql("SELECT prompt, '|', response, finish_reason FROM interactions ORDER BY timestamp"),
        [
            "Why does the basket round down? | Let me look at it. tool_use",
            "Why does the basket round down? | [{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"Bash\",\"input\":\
             {\"command\":\"grep -n round basket.py\"}}] tool_use",
            "Why does the basket round down? | It uses `floor`.\nUse `round` instead. end_turn",
            "<command-name>/review</command-name> | Looks good. end_turn",
        ]
    );
    assert_eq!(
        world.sql(
            "SELECT DISTINCT provider, model, operation, status, app, session_id, latency_ms, service_tier FROM interactions"
        ),
        ["anthropic claude-sonnet-4-5-20250929 chat success claude-code 5f0c2a10-0000-4000-8000-000000000001 NULL standard"]
    );
    // The time is that of the first line.
    assert_eq!(
        world.sql("SELECT strftime(min(timestamp), '%H:%M:%S.%g'), metadata FROM interactions GROUP BY 2 ORDER BY 1")
            [0],
        "10:00:04.000 {\"cwd\":\"/srv/shop\",\"gitBranch\":\"main\",\"version\":\"2.1.12\",\
         \"requestId\":\"req_msg_01Reply000000000000001\",\"tools\":[\"Read\"]}"
    );
}

#[test]
fn a_resumed_session_repeats_its_history() {
    let (world, summary) = ingested("resumed", &["claude_code/resumed"]);
    assert_eq!(ledger(&summary)[1..4], [3, 2, 0]);
    assert_eq!(
        world.sql(&format!("SELECT {TOKENS}, prompt FROM interactions ORDER BY timestamp")),
        [
            "msg_01Reply…21 110 5 100 0 Count the orders.",
            "msg_01Reply…22 220 6 200 0 Count the orders.",
            "msg_01Reply…23 330 7 300 0 And yesterday?",
        ]
    );
    // The same as one file that somebody made of both.
    let both =
        ["1.jsonl", "2.jsonl"].map(|name| std::fs::read(fixture(&format!("claude_code/resumed/{name}"))).unwrap());
    let world = World::empty("resumed-one-file");
    world.write("both.jsonl", both.concat());
    world.ok(&["ingest", "both.jsonl"]);
    assert_eq!(
        world.sql(
            "SELECT count(*), sum(input_tokens)::BIGINT, string_agg(response, '|' ORDER BY timestamp) FROM interactions"
        ),
        ["3 660 There are 12.|No, 13.|11."]
    );
}

#[test]
fn a_side_conversation_repeats_the_main_one() {
    let (world, summary) = ingested("aside", &["claude_code/aside"]);
    assert_eq!(ledger(&summary)[1..4], [4, 1, 0]);
    let notes = summary["inputs"][0]["notes"].to_string();
    assert!(notes.contains("2 replayed replies"), "{notes}");
    assert_eq!(
        world.sql(&format!("SELECT {TOKENS}, tags, strftime(timestamp, '%M:%S') FROM interactions ORDER BY id")),
        [
            "msg_01Reply…31 4 2 3 0 NULL 00:05",
            "msg_01Reply…32 10 5 6 0 NULL 00:06",
            "msg_01Reply…33 16 8 9 0 [\"sidechain\"] 00:12",
            "msg_01Reply…34 22 11 12 0 [\"sidechain\"] 10:03",
        ]
    );
}

#[test]
fn notes_in_the_models_place_are_failures_or_nothing() {
    let (world, summary) = ingested("failures", &["claude_code/failures.jsonl"]);
    assert_eq!(ledger(&summary), [6, 4, 0, 0, 2]);
    assert_eq!(
        world.sql(
            "SELECT status, error_type, http_status, model, provider, prompt FROM interactions ORDER BY timestamp"
        ),
        [
            "error overloaded_error 529 NULL anthropic Deploy it.",
            "error rate_limit 429 NULL anthropic Deploy it.",
            "error api_error NULL NULL anthropic Deploy it.",
            "success NULL NULL claude-sonnet-4-5-20250929 anthropic Deploy it.",
        ]
    );
    assert_eq!(world.sql("SELECT count(*) FROM interactions WHERE status = 'error' AND computed_cost_usd > 0"), ["0"]);
}

#[test]
fn prices_servers_and_ids_that_come_again() {
    let (world, summary) = ingested("prices", &["claude_code/prices.jsonl"]);
    assert_eq!(ledger(&summary)[1..4], [8, 0, 0]);
    assert_eq!(
        world.sql(
            "SELECT response, input_tokens, cache_creation_tokens, cache_creation_1h_tokens, logged_cost_usd, provider, service_tier,
               input_tokens_estimated
             FROM interactions ORDER BY timestamp"
        ),
        [
            "a 1 0 NULL 0.25 anthropic standard false",
            "b 102 100 90 NULL anthropic fast false",
            "c 3 0 NULL NULL aws.bedrock standard false",
            "d 4 0 NULL NULL NULL standard false",
            "e 5 0 NULL NULL NULL standard false",
            "f 6 0 NULL NULL NULL standard false",
            "g 7 0 NULL NULL NULL standard false",
            "h 2 NULL NULL NULL anthropic NULL true",
        ]
    );
}

#[test]
fn subagents_and_advisors_are_calls_of_their_own() {
    let (world, summary) = ingested("subagents", &["claude_code/agents"]);
    assert_eq!(ledger(&summary)[1..4], [3, 1, 0]);
    assert_eq!(
        world.sql(
            "SELECT model, input_tokens, output_tokens, tags, prompt, response, nullif(regexp_extract(metadata, '\"agentId\":\"([^\"]*)\"', 1), '')
             FROM interactions ORDER BY timestamp, output_tokens"
        ),
        [
            "claude-sonnet-4-5-20250929 12 6 [\"sidechain\"] Find the rounding. Found it. a7",
            "claude-sonnet-4-5-20250929 8 9 NULL Where is it? In the basket. NULL",
            "claude-opus-4-1-20250805 700 80 [\"advisor\"] NULL NULL NULL",
        ]
    );
}

#[test]
fn a_session_that_grew_replaces_what_it_gave() {
    let whole = std::fs::read_to_string(fixture("claude_code/blocks.jsonl")).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let world = World::empty("grown");
    world.write("s.jsonl", lines[..4].concat());
    world.ok(&["ingest", "s.jsonl"]);
    assert_eq!(world.sql("SELECT output_tokens, response FROM interactions"), ["1 NULL"]);
    world.write("s.jsonl", &whole);
    world.ok(&["ingest", "s.jsonl"]);
    world.sound();
    assert_eq!(world.sql("SELECT output_tokens FROM interactions ORDER BY timestamp"), ["120", "40", "25", "7"]);
    assert!(String::from_utf8(world.run(&["ingest", "s.jsonl"]).stderr).unwrap().contains("unchanged"));
}

/// A folder of sessions has more in it than sessions, and none of that may stop a run.
#[test]
fn what_lies_beside_sessions_is_passed_over() {
    let world = World::empty("beside-sessions");
    std::fs::create_dir_all(world.path().join("projects/x/s/subagents")).unwrap();
    world.write(
        "projects/x/sessions-index.json",
        r#"{
        "version": 1,
        "entries": [{"sessionId": "5f0c", "fullPath": "x/5f0c.jsonl", "messageCount": 2}]
    }"#,
    );
    world.write("projects/x/s/subagents/agent-a1.meta.json", r#"{"agentType":"Explore","description":"look around"}"#);
    world.write(
        "projects/x/titles.jsonl",
        concat!(
            r#"{"type":"last-prompt","lastPrompt":"yes","sessionId":"5f0c"}"#,
            "\n",
            r#"{"type":"custom-title","customTitle":"Basket","sessionId":"5f0c"}"#,
            "\n",
        ),
    );
    world.write("projects/x/s.jsonl", std::fs::read(fixture("claude_code/resumed/1.jsonl")).unwrap());
    let summary: serde_json::Value = serde_json::from_str(&world.ok(&["ingest", "--json", "projects"])).unwrap();
    world.sound();
    assert_eq!(ledger(&summary), [7, 2, 0, 0, 5]);
    assert!(summary["inputs"].as_array().unwrap().iter().all(|input| input["format"] == "claude_code"), "{summary}");
}

#[test]
fn codex_counts_what_advances() {
    let (world, summary) = ingested("codex", &["codex/session.jsonl"]);
    assert_eq!(summary["inputs"][0]["format"], "codex");
    assert_eq!(ledger(&summary)[1..4], [4, 0, 0]);
    assert_eq!(
        world.sql(
            "SELECT model, input_tokens, cache_read_tokens, output_tokens, reasoning_tokens, service_tier
             FROM interactions ORDER BY timestamp"
        ),
        [
            "gpt-5.2-codex 1000 400 50 20 NULL",
            "gpt-5.2-codex 1500 1000 30 0 priority",
            "gpt-5.1-codex-mini 2000 1600 100 50 priority",
            "gpt-5.1-codex-mini 100 0 5 0 priority",
        ]
    );
    assert_eq!(
        world.sql("SELECT prompt, '|', response FROM interactions ORDER BY timestamp"),
        [
            "Why does the basket round down? | [{\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":\
             \"{\\\"command\\\":[\\\"ls\\\"]}\",\"call_id\":\"c1\"}]",
            "Why does the basket round down? | It uses floor.",
            "Mend it. | Mended.",
            "Mend it. | Tested.",
        ]
    );
    assert_eq!(
        world.sql("SELECT DISTINCT provider, app, session_id, latency_ms, token_basis FROM interactions WHERE cache_read_tokens > 0"),
        ["openai codex 019a0000-0000-7000-8000-00000000000a NULL inclusive"]
    );
    assert_eq!(
        world.sql("SELECT metadata FROM interactions ORDER BY timestamp LIMIT 1 OFFSET 2"),
        ["{\"cwd\":\"/srv/shop\",\"cli_version\":\"0.99.0\",\"originator\":\"codex_cli_rs\",\"git_branch\":\"main\",\
          \"tools\":[\"apply_patch\"]}"]
    );
}

#[test]
fn codex_forks_begin_with_a_copy() {
    for (file, ledger_of, calls) in [
        ("codex/fork.jsonl", [1, 0, 0], vec!["100 10 15 Another way? Use decimals. NULL"]),
        ("codex/subagent.jsonl", [1, 0, 0], vec!["300 100 10 Look for floor. Line 12. [\"subagent\"]"]),
    ] {
        let (world, summary) = ingested("fork", &[file]);
        assert_eq!(ledger(&summary)[1..4], ledger_of, "{file}");
        let query = "SELECT input_tokens, cache_read_tokens, output_tokens, prompt, response, tags FROM interactions";
        assert_eq!(world.sql(query), calls, "{file}");
        assert!(summary["inputs"][0]["notes"].to_string().contains("replayed turns"), "{file}");
    }
    // Copies that kept their times are the same calls, whichever file comes first.
    for files in [["codex/session.jsonl", "codex/kept.jsonl"], ["codex/kept.jsonl", "codex/session.jsonl"]] {
        let (world, summary) = ingested("kept", &files);
        assert_eq!(ledger(&summary)[1..4], [5, 4, 0]);
        assert_eq!(
            world.sql("SELECT sum(input_tokens)::BIGINT, sum(output_tokens)::BIGINT FROM interactions"),
            ["4601 186"]
        );
    }
}

#[test]
fn codex_before_tokens_were_counted() {
    let (world, summary) = ingested("uncounted", &["codex/uncounted.jsonl"]);
    assert_eq!(ledger(&summary)[1..4], [3, 0, 0]);
    assert_eq!(
        world.sql(
            "SELECT status, error_type, prompt, response, model, input_tokens_estimated FROM interactions ORDER BY timestamp"
        ),
        [
            "success NULL Hello? Hello. gpt-5 true",
            "success NULL Bye. Bye. gpt-5 true",
            "error usage_limit_exceeded Bye. You've hit your usage limit. gpt-5 true",
        ]
    );
}
