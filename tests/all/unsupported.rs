//! The sentences of a response that groundedness did not find: that the site tells their places in the text as it is shown,
//! also where secrets before and within them were removed.
//!
//! `LLMOBS_UNSUPPORTED_OUT=folder` leaves the redacted site there, for `tests/browser/unsupported.mjs`.

use std::path::Path;

use regex::Regex;
use serde_json::{Value, json};

use crate::privacy_site::published;
use crate::world::World;

const CONTEXT: &str =
    "Das Museum öffnet um neun. The garden closes at dusk. Visitors pay four euros at the northern gate.";
/// The third is in the context; of the first less than half is. The first two hold what is removed.
const SENTENCES: [&str; 4] = [
    "Das Museum öffnet um neun, ada.lovelace@secret.example.",
    "Swedish investors bought elephants 🐘 from bob@secret.example yesterday.",
    "The garden closes at dusk.",
    "Rockets were launched from a submarine near Lisbon.",
];

fn site(publish: &str) -> World {
    let world = World::empty("unsupported");
    world.write("llmobs.toml", format!("[publish]\ntext = \"{publish}\"\nkey = \"a phrase for tests\"\n"));
    let calls: String = (0..30)
        .map(|i| {
            let call = json!({
                "id": format!("c{i}"), "timestamp": format!("2026-10-{:02}T10:00:00Z", i + 1), "model": "m",
                "prompt": "When does the museum open?", "context": CONTEXT, "response": SENTENCES.join(" "),
            });
            format!("{call}\n")
        })
        .collect();
    world.write("log.jsonl", calls);
    world.ok(&["ingest", "log.jsonl"]);
    world.ok(&["build-site"]);
    world
}

/// Responses and the stretches of them that are told as unsupported, from the packed details of a site.
fn told(world: &World) -> Vec<Vec<String>> {
    let files = published(world);
    let column = Regex::new(r#""unsupported":(\[(?:"[^"]*",?|\{"t":\d+\},?|null,?)*\])"#).unwrap();
    let response = Regex::new(r#"Das Museum öffnet um neun, [^"]*?near Lisbon\."#).unwrap();
    let mut out = Vec::new();
    for (_, text) in files.iter().filter(|(name, _)| name.starts_with("search/") && name.contains("/d/")) {
        let Some(found) = column.captures(text) else { continue };
        let shown: Vec<char> = response.find(text).unwrap().as_str().chars().collect();
        for places in serde_json::from_str::<Vec<Value>>(&found[1]).unwrap() {
            let places: Vec<(usize, usize)> = serde_json::from_str(places.as_str().unwrap()).unwrap();
            out.push(places.iter().map(|(from, to)| shown[*from..*to].iter().collect()).collect());
        }
    }
    out
}

#[test]
fn unsupported_sentences_are_told_where_they_are_shown() {
    let full = told(&site("full"));
    assert_eq!(full.len(), 30);
    assert!(full.iter().all(|found| *found == [SENTENCES[0], SENTENCES[1], SENTENCES[3]]), "{:?}", full[0]);
    let world = site("redacted");
    let redacted = told(&world);
    assert_eq!(redacted.len(), 30);
    let first = Regex::new(r"^Das Museum öffnet um neun, \[email:[^\]]+\]\.$").unwrap();
    let masked = Regex::new(r"^Swedish investors bought elephants 🐘 from \[email:[^\]]+\] yesterday\.$").unwrap();
    for found in &redacted {
        assert_eq!(found.len(), 3);
        assert!(first.is_match(&found[0]) && masked.is_match(&found[1]), "{found:?}");
        assert_eq!(found[2], SENTENCES[3]);
    }
    if let Some(out) = std::env::var_os("LLMOBS_UNSUPPORTED_OUT") {
        copy(&world.path().join("_site"), Path::new(&out));
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
