//! Spans that Phoenix downloads or a console exporter prints → the store. The inputs in `tests/formats/phoenix` were
//! written for these tests.

use crate::format_otlp::ingest;
use crate::world::World;

#[test]
fn flat_and_nested_attributes_and_annotations() {
    let world = World::empty("phoenix");
    // The agent says who asked, the retriever was judged, and one remark judges the whole trace.
    assert_eq!(ingest(&world, "phoenix", &["spans.jsonl"]), [5, 2, 0, 0, 3, 0]);
    assert_eq!(
        world.sql(
            "SELECT span_id, model, input_tokens, cache_read_tokens, prompt, status, http_status, error_type, latency_ms,
                time_to_first_token_ms, user_id, session_id FROM interactions ORDER BY span_id"
        ),
        [
            "a100000000000001 flat 10 4 Q1 success NULL NULL 1500 200 u-px s-px",
            "a100000000000002 nested 7 NULL Q2 error 500 InternalServerError 1000 NULL u-px s-px",
        ]
    );
    assert_eq!(
        world.sql("SELECT span_id, name, value, label, source, comment FROM scores JOIN interactions USING (identity) ORDER BY 1, 2"),
        [
            "a100000000000001 correctness 0.5 NULL LLM NULL",
            "a100000000000001 tone NULL polite NULL said please",
            "a100000000000002 correctness 0 NULL NULL NULL",
            // About a step without calls, and about the trace: its last call gave the answer.
            "a100000000000002 relevance 0.25 NULL NULL NULL",
            "a100000000000002 resolved 1 NULL NULL NULL",
        ]
    );
}

#[test]
fn what_a_console_exporter_prints() {
    let world = World::empty("console");
    assert_eq!(ingest(&world, "phoenix", &["console.txt"]), [2, 1, 0, 0, 0, 1]);
    assert_eq!(
        world.sql("SELECT id, parent_id, provider, model, http_status, error_type, app FROM interactions"),
        [
            "a1000000000000000000000000000002:a100000000000021 a100000000000029 openai m 401 AuthenticationError console-app"
        ]
    );
}

#[test]
fn a_trace_in_one_file_has_the_same_spans() {
    let world = World::empty("phoenix-trace");
    assert_eq!(ingest(&world, "phoenix", &["spans.jsonl", "trace.json"]), [6, 2, 1, 0, 3, 0]);
}
