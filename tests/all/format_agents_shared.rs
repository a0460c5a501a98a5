//! Real sessions of coding agents: their tokens, recounted here by other means, are those that `ccusage` counts.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::records_shared::shared;
use crate::world::World;

/// What `ccusage` 20.0.24 says of the shared sessions (`claude daily --json --offline --timezone UTC`), each line written
/// compactly, since it reads no other: day, model, input beside the cache, output, written to and read from the cache.
const CCUSAGE: &[(&str, &str, [i64; 4])] = &[
    ("2025-06-14", "claude-3-sonnet-20240229", [238, 480, 0, 0]),
    ("2025-06-14", "claude-sonnet-4", [883, 328, 0, 0]),
    ("2025-06-23", "claude-sonnet-4-20250514", [7, 89, 13_276, 19_625]),
    ("2025-06-27", "claude-sonnet-4-20250514", [4, 1, 700, 38_365]),
    ("2025-09-29", "claude-opus-4-1-20250805", [14, 412, 13_928, 45_168]),
    ("2025-09-29", "claude-sonnet-4-20250514", [13, 71, 10_465, 35_032]),
    ("2025-10-03", "claude-sonnet-4-5-20250929", [7, 26, 350, 25_178]),
    ("2025-10-04", "claude-sonnet-4-5-20250929", [7, 26, 496, 37_833]),
    ("2025-10-29", "claude-sonnet-4-5-20250929", [3, 87, 1_374, 0]),
    ("2025-11-13", "claude-sonnet-4-5-20250929", [11, 370, 40_791, 8_618]),
    ("2025-11-17", "claude-sonnet-4-5-20250929", [10, 685, 1_561, 16_340]),
];

/// Day and model, and the tokens of the replies: the line with the most tokens of each message id and request id.
type Recount = BTreeMap<Place, [i64; 4]>;

/// Day and model.
type Place = (String, String);

fn recount(files: &[PathBuf]) -> Recount {
    let mut replies: BTreeMap<(String, String), (i64, Place, [i64; 4])> = BTreeMap::new();
    for line in files
        .iter()
        .flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(String::from).collect::<Vec<_>>())
    {
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let usage = &line["message"]["usage"];
        if line["type"] != "assistant" || usage.is_null() {
            continue;
        }
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let counts = ["input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"]
            .map(|key| usage[key].as_i64().unwrap_or(0));
        let total: i64 = counts.iter().sum();
        let place = (text(&line["timestamp"])[..10].to_owned(), text(&line["message"]["model"]));
        let known = replies.entry((text(&line["message"]["id"]), text(&line["requestId"]))).or_insert((
            -1,
            place.clone(),
            counts,
        ));
        if total > known.0 {
            *known = (total, place, counts);
        }
    }
    let mut sums = Recount::new();
    for (_, place, counts) in replies.into_values() {
        let sum = sums.entry(place).or_default();
        (0..4).for_each(|i| sum[i] += counts[i]);
    }
    sums
}

#[test]
fn shared_sessions_count_as_ccusage_counts() {
    let Some((folder, agents)) = shared("formats/claude-code").zip(shared("formats/agents")) else { return };
    let world = World::empty("shared-sessions");
    let [folder_name, agents_name] = [&folder, &agents].map(|path| path.display().to_string());
    let summary: serde_json::Value =
        serde_json::from_str(&world.ok(&["ingest", "--json", &folder_name, &agents_name])).unwrap();
    world.sound();
    // 39 session files and two samples; the sample of Codex has turns, but no answer.
    assert_eq!(summary["inputs"].as_array().unwrap().len(), 41);
    assert_eq!((summary["rejected"].as_u64(), summary["duplicates"].as_u64()), (Some(0), Some(0)));
    for input in summary["inputs"].as_array().unwrap() {
        let codex = input["path"].as_str().unwrap().contains("codex");
        assert_eq!(input["format"], if codex { "codex" } else { "claude_code" }, "{input}");
    }
    let files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    let recounted = recount(&files);
    let theirs: Recount =
        CCUSAGE.iter().map(|(day, model, counts)| (((*day).into(), (*model).into()), *counts)).collect();
    assert_eq!(recounted, theirs);
    let ours = world.sql(
        "SELECT strftime(timestamp, '%Y-%m-%d'), model,
           sum(input_tokens - ifnull(cache_creation_tokens, 0) - ifnull(cache_read_tokens, 0))::BIGINT, sum(output_tokens)::BIGINT,
           ifnull(sum(cache_creation_tokens), 0)::BIGINT, ifnull(sum(cache_read_tokens), 0)::BIGINT
         FROM interactions WHERE model IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
    );
    let theirs: Vec<String> = theirs
        .iter()
        .map(|((day, model), counts)| format!("{day} {model} {}", counts.map(|n| n.to_string()).join(" ")))
        .collect();
    assert_eq!(ours, theirs);
    // The sample session has three answers without usage, which ccusage leaves out and which are calls all the same.
    assert_eq!(
        world.sql("SELECT response[:20], prompt FROM interactions WHERE input_tokens_estimated ORDER BY timestamp"),
        [
            "I'll create that fun Create a hello world function",
            "[{\"type\":\"tool_use\", Create a hello world function",
            "Done! The hello func Now add a goodbye function",
        ]
    );
}
