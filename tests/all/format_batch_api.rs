//! Files of OpenAI's and Anthropic's batches, in any order → one call for each answer or error, with its question.

use std::time::{Duration, UNIX_EPOCH};

use crate::format_litellm::ours;
use crate::truth::{Truth, answered, read};
use crate::world::World;

/// A copy of a file of ours that was last changed at 2026-09-22T00:00:00Z.
fn put(world: &World, file: &str) {
    let path = world.path().join(file);
    std::fs::copy(ours(&format!("batch_api/{file}")), &path).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_secs(1_790_035_200)).unwrap();
}

const SHOWN: &str =
    "SELECT span_id, id, epoch_us(timestamp) / 1000000, status, error_type, http_status, model, operation,
    service_tier, provider, latency_ms, prompt, response FROM interactions ORDER BY span_id";

#[test]
fn questions_meet_their_answers_in_any_order() {
    for order in [["input.jsonl", "output.jsonl", "errors.jsonl"], ["errors.jsonl", "output.jsonl", "input.jsonl"]] {
        for one_run in [true, false] {
            let world = World::empty("batch");
            order.iter().for_each(|file| put(&world, file));
            if one_run {
                world.ok(&[&["ingest"], &order[..]].concat());
            } else {
                order.iter().for_each(|file| drop(world.ok(&["ingest", file])));
            }
            world.sound();
            assert_eq!(
                world.sql(SHOWN),
                [
                    "q-1 chatcmpl-b1 1790000000 success NULL 200 gpt-4o-mini-2024-07-18 chat batch openai NULL \
                     Why is the sky blue? Rayleigh scattering.",
                    // Its id holds the time.
                    "q-2 batch_req_6ab13b80a1b28190c0ffee00c0ffee00 1790000000 error context_length_exceeded 400 gpt-4o-mini \
                     chat batch openai NULL Too long NULL",
                    // Nothing holds the time of these but the file.
                    "q-3 batch_req_e3 1790035200 success NULL 200 text-embedding-3-small embeddings batch openai NULL \
                     Embed me NULL",
                    "q-4 batch_req_b4 1790035200 error batch_expired NULL gpt-4o-mini chat batch openai NULL Too late NULL",
                ]
            );
            assert_eq!(
                world.sql("SELECT input_tokens, output_tokens, cache_read_tokens, user_id FROM interactions WHERE span_id = 'q-1'"),
                ["20 5 8 u-1"]
            );
            assert_eq!(
                world.sql(
                    "SELECT count(input_tokens) FROM interactions WHERE status = 'error' AND NOT input_tokens_estimated"
                ),
                ["0"]
            );
            // The question without an answer waits.
            assert_eq!(world.sql("SELECT span_id FROM remarks WHERE adds IS NOT NULL"), ["q-5"]);
        }
    }
}

#[test]
fn a_file_without_times_says_where_they_are_from_and_a_description_is_no_call() {
    let world = World::empty("batch-notes");
    ["errors.jsonl", "output.jsonl", "batch.json"].iter().for_each(|file| put(&world, file));
    let summary = world.summary(&["errors.jsonl", "batch.json"]);
    assert!(summary["inputs"][0]["notes"][0].as_str().unwrap().contains("last changed"), "{summary}");
    assert_eq!(summary["inputs"][1]["passed_over"], 1, "{summary}");
    // From a pipe there is no file; the row that holds a time is read, the other is refused.
    let errors = std::fs::read(ours("batch_api/errors.jsonl")).unwrap();
    let world = World::empty("batch-pipe");
    let mut child = world
        .llmobs(&["ingest", "-"])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), &errors).unwrap();
    child.wait_with_output().unwrap();
    assert_eq!(world.sql("SELECT span_id FROM interactions"), ["q-2"]);
    assert_eq!(world.sql("SELECT reason FROM rejects"), ["timestamp: there is none"]);
}

#[test]
fn anthropic_batches() {
    let world = World::empty("batch-anthropic");
    ["anthropic_requests.jsonl", "anthropic_results.jsonl"].iter().for_each(|file| put(&world, file));
    world.ok(&["ingest", "anthropic_requests.jsonl", "anthropic_results.jsonl"]);
    world.sound();
    assert_eq!(
        world.sql(
            "SELECT span_id, status, error_type, model, service_tier, provider, input_tokens, cache_read_tokens, prompt, response
             FROM interactions ORDER BY span_id"
        ),
        [
            "m-1 success NULL claude-haiku-4-5-20251001 batch anthropic 111 100 Capital of Peru? Lima.",
            "m-2 error invalid_request_error NULL batch anthropic NULL NULL NULL NULL",
            "m-3 error batch_expired NULL batch anthropic NULL NULL NULL NULL",
        ]
    );
}

#[test]
fn generated_batches_equal_the_truth() {
    let Some(truth) = Truth::of("openai-batch") else { return };
    let world = World::empty("batch-truth");
    world.ok(&[
        "ingest",
        &truth.folder.join("chat_*").display().to_string(),
        &truth.folder.join("embed_*").display().to_string(),
    ]);
    world.sound();
    // The model that answered; what failed knows only the one that was asked for, from the input file.
    let expected = truth.sums(
        |_| true,
        |call| call[if answered(call) { "model_returned" } else { "model_requested" }].as_str().unwrap().to_owned(),
    );
    assert_eq!(read(&world, "true"), expected);
    // Call by call, joined as the server joins them.
    let mut calls: Vec<String> = truth
        .calls
        .iter()
        .map(|call| {
            let kept = |name: &str| call["usage"][name].as_i64().map_or("NULL".to_owned(), |n| n.to_string());
            format!(
                "{} {} {}",
                call["custom_id"].as_str().unwrap(),
                if answered(call) { "success" } else { "error" },
                kept("input")
            )
        })
        .collect();
    calls.sort();
    assert_eq!(world.sql("SELECT span_id, status, CASE WHEN NOT input_tokens_estimated THEN input_tokens END FROM interactions ORDER BY span_id"), calls);
    let by_kind = world.sql(
        "SELECT ifnull(http_status::VARCHAR, error_type), count(*) FROM interactions WHERE status = 'error' GROUP BY 1 ORDER BY 1",
    );
    let known = truth.totals["errors_by_http_status"].as_object().unwrap();
    let mut known: Vec<String> = known.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    known.sort();
    assert_eq!(by_kind, known);
    // Every question has met its answer; nothing has a latency.
    let n = truth.calls.len();
    assert_eq!(
        world.sql("SELECT count(*), count(prompt), count(latency_ms), count(DISTINCT service_tier) FROM interactions"),
        [format!("{n} {n} 0 1")]
    );
}
