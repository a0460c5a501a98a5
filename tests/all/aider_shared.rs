//! A published log of a coding tool, in 14 copies that overlap: each message counts once, and what we compute it cost is
//! what the tool recorded. The files are not part of the project: without them this says that it was skipped.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::records_shared::shared;
use crate::world::World;

/// Models whose recorded cost is not the list price of the day, or whose list price of the day the table does not have.
const OFF: [(&str, &str); 11] = [
    ("claude-3-5-haiku-20241022", "the table has the price since December 2024; it was a quarter higher before"),
    ("openrouter/anthropic/claude-3-5-haiku-20241022", "the same"),
    ("bedrock/us.anthropic.claude-3-5-haiku-20241022-v1:0", "the same"),
    ("deepseek/deepseek-chat", "the table lacks the lower price that held until 2025-02-08"),
    ("gemini/gemini-1.5-pro", "the tool had the price of before October 2024, and a tenth of it for the output"),
    ("gemini/gemini-1.5-pro-latest", "the same"),
    ("gemini/gemini-1.5-pro-001", "the same"),
    ("gemini/gemini-1.5-pro-002", "the same"),
    ("gemini/gemini-1.5-pro-exp-0801", "the same"),
    ("gemini/gemini-pro", "the tool had the price of another model"),
    ("openrouter/", "prices of other routers change without notice, and the table has the latest only"),
];

fn folder() -> Option<PathBuf> {
    shared("traces/aider")
}

/// The distinct messages, by their whole JSON, and how many lines there are of messages and of other events. A copy that
/// begins with the whole of an earlier one is that log, grown, and counts from where that one ended.
fn messages(folder: &Path) -> (Vec<serde_json::Value>, u64, u64) {
    let (mut seen, mut distinct, mut lines, mut others) = (HashSet::new(), Vec::new(), 0, 0);
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    for (n, text) in texts.iter().enumerate() {
        let known = texts[..n].iter().filter(|earlier| text.starts_with(*earlier)).map(String::len).max().unwrap_or(0);
        for line in text[known..].lines().filter(|line| !line.trim().is_empty()) {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            if event["event"] != "message_send" {
                others += 1;
                continue;
            }
            lines += 1;
            if seen.insert(event.to_string()) {
                distinct.push(event);
            }
        }
    }
    (distinct, lines, others)
}

#[test]
fn recorded_and_computed_cost_agree() {
    let Some(folder) = folder() else { return };
    let (distinct, lines, others) = messages(&folder);
    let world = World::empty("aider-shared");
    let summary = world.ok(&["ingest", "--json", folder.to_str().unwrap()]);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["loaded"], distinct.len());
    assert_eq!(summary["duplicates"], lines - distinct.len() as u64);
    assert_eq!(summary["passed_over"], others);
    assert_eq!(summary["rejected"], 0);
    // Counted once by hand, so that the two ways above cannot go wrong together.
    assert_eq!((distinct.len(), lines, others), (1_739, 2_361, 9_532));

    let mut recorded: BTreeMap<String, (u64, f64)> = BTreeMap::new();
    for event in &distinct {
        let cost = event["properties"]["cost"].as_f64().unwrap();
        if cost > 0.0 {
            let model = event["properties"]["main_model"].as_str().unwrap();
            let sum = recorded.entry(model.to_owned()).or_default();
            *sum = (sum.0 + 1, sum.1 + cost);
        }
    }
    let rows = world.sql(
        "SELECT model || '|' || count(*) || '|' || sum(logged_cost_usd) || '|' || sum(computed_cost_usd)
         FROM interactions WHERE logged_cost_usd > 0 AND computed_cost_usd IS NOT NULL GROUP BY model ORDER BY model",
    );
    let (mut logged, mut computed) = (0.0, 0.0);
    for row in &rows {
        let parts: Vec<&str> = row.split('|').collect();
        let (calls, said) = recorded[parts[0]];
        let [theirs, ours] = [2, 3].map(|n| parts[n].parse::<f64>().unwrap());
        assert_eq!(parts[1].parse::<u64>().unwrap(), calls, "{row}");
        assert!((theirs - said).abs() < 1e-9, "{row}: recorded {said}");
        let known =
            OFF.iter().any(|(model, _)| parts[0] == *model || model.ends_with('/') && parts[0].starts_with(model));
        assert!(known || (ours / theirs - 1.0).abs() < 0.005, "{row}");
        (logged, computed) = (logged + theirs, computed + ours);
    }
    let off = (computed / logged - 1.0).abs();
    assert!(off < 0.005, "recorded {logged}, computed {computed}\n{}", rows.join("\n"));
    world.sound();
}
