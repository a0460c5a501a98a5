//! The log of the tool `llm`, of old and new versions → calls.

use crate::format_litellm::ours;
use crate::truth::{Truth, answered, read};
use crate::world::World;

#[test]
fn new_and_old() {
    let world = World::empty("llm");
    assert_eq!(world.ingest(&[&ours("llm_cli/new.json"), &ours("llm_cli/old.json")]), [4, 4, 0, 0]);
    assert_eq!(
        world.sql(
            "SELECT id, span_id, session_id, epoch_us(timestamp), latency_ms, provider, model, operation, finish_reason,
             nullif(regexp_extract(metadata, '\"model_alias\":\"([^\"]*)\"', 1), '') FROM interactions ORDER BY timestamp"
        ),
        [
            "chatcmpl-old 01hold 01hconv 1732183200123456 1200 NULL gpt-4o-2024-05-13 chat stop gpt-4o",
            "01hlocal 01hlocal 01hconv2 1732183500000000 90000 NULL orca-mini chat NULL NULL",
            "msg_1 01jrow1 01jconv 1790000000584950 372 anthropic claude-haiku-4-5-20251001 chat end_turn anthropic/claude-haiku-4-5",
            "chatcmpl-2 01jrow2 01jconv 1790000010000000 416 NULL gpt-4o-mini-2024-07-18 chat tool_calls 4o-mini",
        ]
    );
    // What Anthropic read from its cache is beside its input; OpenAI's is inside.
    assert_eq!(
        world.sql(
            "SELECT CASE WHEN NOT input_tokens_estimated THEN input_tokens END, output_tokens, cache_read_tokens, context, prompt, response
             FROM interactions ORDER BY timestamp"
        ),
        [
            "9 2 NULL NULL Old? Very.",
            "NULL 2 NULL NULL Local? Yes.",
            "144 7 100 A fragment. List two. One, two.",
            "63 59 22 NULL Which version? [{\"name\":\"llm_version\",\"arguments\":{}}]",
        ]
    );
    assert_eq!(
        world.sql("SELECT len(regexp_extract_all(messages, '\"role\":')) FROM interactions WHERE messages IS NOT NULL ORDER BY timestamp"),
        ["3", "2"]
    );
}

/// The log has only what succeeded and was logged: three calls with `--no-log` are the server's only. It keeps no cached
/// tokens of Anthropic.
#[test]
fn generated_log_equals_the_truth() {
    let Some(truth) = Truth::of("simonw-llm") else { return };
    let world = World::empty("llm-truth");
    let text = std::fs::read_to_string(truth.file("llm-logs.json")).unwrap();
    assert_eq!(world.ingest(&[&truth.file("llm-logs.json")]), [116, 116, 0, 0]);
    let in_log = |call: &serde_json::Value| answered(call) && text.contains(call["response_id"].as_str().unwrap());
    let unlogged = truth.calls.iter().filter(|call| answered(call) && !in_log(call)).count();
    assert_eq!(unlogged.to_string(), truth.totals["extra"]["not_logged"]["no_log_calls"].to_string());
    let mut expected = truth.sums(in_log, |call| call["model_returned"].as_str().unwrap().to_owned());
    for (_, sums) in expected.iter_mut().filter(|(model, _)| model.starts_with("claude")) {
        sums[2] -= sums[4] + sums[5];
        sums[4] = 0;
    }
    assert_eq!(read(&world, "true"), expected);
    let logged = &truth.totals["extra"]["logged"];
    assert_eq!(
        world.sql("SELECT count(*), sum(input_tokens)::BIGINT, sum(output_tokens)::BIGINT FROM interactions"),
        [format!("{} {} {}", logged["rows"], logged["input"], logged["output"])]
    );
}
