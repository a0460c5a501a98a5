//! Rows and files that tell of the same calls → one interaction each, whatever the order they come in.

use crate::world::World;

fn call(id: &str, more: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"timestamp\":\"2026-10-01T10:00:00Z\",\"model\":\"gpt-4o\",\"provider\":\"openai\"{more}}}\n"
    )
}

/// A span and its part, and which fields each has.
fn span(span: &str, parent: &str, more: &str) -> String {
    call(&format!("t:{span}"), &format!(",\"trace_id\":\"t\",\"span_id\":\"{span}\",\"parent_id\":\"{parent}\"{more}"))
}

#[test]
fn a_span_and_its_part_are_one_call() {
    let whole = span("whole", "", ",\"prompt\":\"What?\",\"user_id\":\"u\",\"input_tokens\":10,\"output_tokens\":5");
    let part = span("part", "whole", ",\"input_tokens\":10,\"output_tokens\":5,\"latency_ms\":7");
    // One after the other in a file, in two files, and in two runs.
    for order in [[&whole, &part], [&part, &whole]] {
        for runs in [vec![vec![0, 1]], vec![vec![0], vec![1]]] {
            let world = World::empty("fold");
            world.write("0.jsonl", order[0]);
            world.write("1.jsonl", order[1]);
            for files in runs {
                let names: Vec<String> = files.iter().map(|file| format!("{file}.jsonl")).collect();
                world.ok(&[&["ingest"], &names.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat());
            }
            world.sound();
            assert_eq!(
                world.sql(
                    "SELECT id, prompt, user_id, input_tokens, latency_ms, input_tokens_estimated FROM interactions"
                ),
                ["t:part What? u 10 7 false"]
            );
            // Both are known, so that neither comes in again.
            world.write("again.jsonl", format!("\n{whole}{part}"));
            assert_eq!(world.ingest(&["again.jsonl"]), [2, 0, 2, 0]);
            assert_eq!(world.sql("SELECT sum(loaded)::BIGINT, sum(remarks)::BIGINT FROM ingests"), ["1 1"]);
        }
    }
}

#[test]
fn only_the_one_that_counts_tokens_stays() {
    let world = World::empty("fold-whole");
    // The part of `a` counts nothing; `b` has two parts that count; `c` is a chain of three.
    world.write(
        "log.jsonl",
        [
            span("a", "", ",\"input_tokens\":10,\"output_tokens\":5"),
            span("a1", "a", ",\"response\":\"Yes.\""),
            span("b", "", ",\"input_tokens\":30,\"output_tokens\":9,\"prompt\":\"nobody's\",\"session_id\":\"s\""),
            span("b1", "b", ",\"input_tokens\":10,\"output_tokens\":4"),
            span("b2", "b", ",\"input_tokens\":20,\"output_tokens\":5"),
            span("c", "", ",\"input_tokens\":7,\"output_tokens\":1,\"user_id\":\"u\""),
            span("c1", "c", ",\"input_tokens\":7,\"output_tokens\":1,\"response\":\"c\""),
            span("c2", "c1", ",\"input_tokens\":7,\"output_tokens\":1"),
        ]
        .concat(),
    );
    assert_eq!(world.ingest(&["log.jsonl"]), [8, 8, 0, 0]);
    assert_eq!(
        world.sql("SELECT span_id, input_tokens, prompt, response, session_id, user_id FROM interactions ORDER BY 1"),
        ["a 10 NULL Yes. NULL NULL", "b1 10 NULL NULL s NULL", "b2 20 NULL NULL s NULL", "c2 7 NULL c NULL u"]
    );
    assert_eq!(world.sql("SELECT loaded, remarks FROM ingests"), ["4 4"]);
}

#[test]
fn scores_become_rows_feedback_and_labels() {
    let world = World::empty("scores");
    world.write("llmobs.toml", "hallucination_scores = [\"faithfulness < 0.7\"]\nfeedback_scores = [\"stars 1..5\"]\n");
    let scores = |scores: &str| format!(",\"scores\":{scores}");
    world.write(
        "log.jsonl",
        [
            call("plain", ""),
            call("bad", &scores(r#"[{"name":"faithfulness","value":0.6,"source":"llm"},{"name":"stars","value":5}]"#)),
            call(
                "people",
                &scores(
                    r#"[{"name":"faithfulness","value":0.1},{"name":"faithfulness","label":"yes","source":"HUMAN"}]"#,
                ),
            ),
            call("label", &format!(",\"hallucination\":\"yes\"{}", scores(r#"{"faithfulness":1.0}"#))),
            call("broken", &scores("[{}]")),
        ]
        .concat(),
    );
    assert_eq!(world.ingest(&["log.jsonl"]), [5, 4, 0, 1]);
    assert_eq!(
        world.sql(
            "SELECT id, feedback, feedback_from_scores, hallucination, hallucination_from_scores FROM interactions ORDER BY id"
        ),
        ["bad 1 true true true", "label NULL NULL true false", "people NULL NULL false true", "plain NULL NULL NULL NULL"]
    );
    assert_eq!(
        world.sql("SELECT i.id, s.name, s.value, s.label, s.source FROM scores s JOIN interactions i USING (identity) ORDER BY ALL"),
        [
            "bad faithfulness 0.6 NULL llm",
            "bad stars 5 NULL NULL",
            "label faithfulness 1 NULL NULL",
            "people faithfulness 0.1 NULL NULL",
            "people faithfulness NULL yes HUMAN"
        ]
    );
    // Another threshold: enrich judges anew, and leaves labels alone.
    world.write("llmobs.toml", "hallucination_scores = [\"faithfulness < 0.05\"]\n");
    world.ok(&["enrich"]);
    assert_eq!(
        world.sql("SELECT id, feedback, hallucination FROM interactions ORDER BY id"),
        ["bad NULL false", "label NULL true", "people NULL false", "plain NULL NULL"]
    );
    world.write("llmobs.toml", "hallucination_scores = [\"faithfulness\"]\n");
    let output = world.run(&["enrich"]);
    assert_eq!(output.status.code(), Some(2));
}
