//! An index made in three builds → what it takes over from the build before, and, for a browser, what a scan of every
//! interaction answers to queries by chance.
//!
//! `LLMOBS_SEARCH_OUT=folder` leaves there the site and `queries.json`, for `tests/browser/search.mjs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::records_shared::shared;
use crate::search_corpus::{PARTS, part};
use crate::search_dice::Dice;
use crate::search_scan::Scan;
use crate::world::World;

const QUERIES: usize = 700;

/// Files below the index and what is in them.
fn files(world: &World) -> BTreeMap<String, Vec<u8>> {
    let folder = world.path().join("_site/search");
    let entries = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    entries
        .map(|e| {
            (e.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"), fs::read(e.path()).unwrap())
        })
        .collect()
}

fn build(world: &World) -> Value {
    serde_json::from_str::<Value>(&world.ok(&["build-site", "--json"])).unwrap()["explorer"].clone()
}

/// Segments of the manifest: id and documents.
fn segments(world: &World) -> Vec<(String, u64)> {
    let manifest: Value = serde_json::from_slice(&files(world)["manifest.json"]).unwrap();
    let told =
        |kept: &Value| (kept["told"]["id"].as_str().unwrap().to_owned(), kept["told"]["documents"].as_u64().unwrap());
    manifest["segments"].as_array().unwrap().iter().map(told).collect()
}

fn world(name: &str) -> World {
    let world = World::empty(name);
    // The scan looks at what was logged, so that must be what is published.
    world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n[publish]\ntext = \"full\"\n");
    world
}

fn arrive(world: &World, at: usize) {
    let name = format!("part{at}.jsonl");
    world.write(&name, part(at));
    world.ok(&["ingest", &name]);
}

/// Questions and answers of a public corpus in Chinese, if it is there, as a part of the log that comes first.
fn chinese(world: &World) -> bool {
    let Some(path) = shared("labelled/halluqa/gpt-4-0613_output_qa_prompt.json") else { return false };
    let rows: Vec<Value> = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let line = |(n, row): (usize, &Value)| {
        json!({ "id": format!("halluqa_{n}"), "timestamp": format!("2026-10-2{}T{:02}:{:02}:00Z", n % 5, n % 24, n % 60),
                "prompt": row["question"], "response": row["response"], "hallucination": row["is_hallucination"] })
        .to_string() + "\n"
    };
    world.write("halluqa.jsonl", rows.iter().enumerate().map(line).collect::<String>());
    world.ok(&["ingest", "halluqa.jsonl"]);
    true
}

#[test]
fn search_segments_are_taken_over_and_queries_are_left_for_a_browser() {
    let world = world("search");
    let asian = chinese(&world);
    let mut before = BTreeMap::new();
    for at in 0..PARTS.len() {
        arrive(&world, at);
        let told = build(&world);
        let now = files(&world);
        let segments = segments(&world);
        assert_eq!(segments.len(), at + 1, "{segments:?}");
        assert_eq!(segments[at].1 as usize, PARTS[at] + if asian && at == 0 { 450 } else { 0 });
        assert_eq!((&told["segments"], &told["reused_segments"]), (&json!(at + 1), &json!(at)));
        assert_eq!(told["files"].as_u64().unwrap() as usize, now.len());
        // All but the root and the manifest is as it was.
        let kept = before.iter().filter(|(name, bytes)| now.get(*name) == Some(bytes)).count();
        assert_eq!(kept, if at == 0 { 0 } else { before.len() - 2 });
        before = now;
    }
    // Built once more, everything is the same.
    assert_eq!(build(&world)["reused_segments"], 3);
    assert!(files(&world) == before);
    queries(&world, asian);
}

fn queries(world: &World, asian: bool) {
    let store = world.store();
    let scan = Scan::read(&store, |source| (source as usize - 1).saturating_sub(usize::from(asian)));
    let all: Vec<String> = scan.docs.iter().rev().map(|doc| doc.id.clone()).collect();
    assert_eq!(scan.answer("", "newest", false), all);
    let mut dice = Dice::new(11);
    let mut asked = Vec::new();
    for _ in 0..QUERIES {
        let (query, order, typing) = dice.query();
        let ids = scan.answer(&query, order, typing);
        asked.push(json!({ "query": query, "order": order, "typing": typing, "ids": ids }));
    }
    let chinese = ["毕业", "人工智能 问题", "\"人工智能\"", "大学 -毕业", "hallucinated:yes 中国", "国", "一*"];
    for query in chinese.into_iter().filter(|_| asian) {
        let order = if query.contains('"') { "newest" } else { "relevance" };
        let ids = scan.answer(query, order, false);
        assert!(!ids.is_empty(), "{query}");
        asked.push(json!({ "query": query, "order": order, "typing": false, "ids": ids }));
    }
    let sizes: Vec<usize> = asked.iter().map(|one| one["ids"].as_array().unwrap().len()).collect();
    let some = sizes.iter().filter(|size| (1..all.len()).contains(size)).count();
    assert!(some > QUERIES / 2, "{some} of {QUERIES} queries find some");
    let Ok(out) = std::env::var("LLMOBS_SEARCH_OUT") else { return };
    world.leave_site(Path::new(&out));
    fs::write(Path::new(&out).join("queries.json"), serde_json::to_vec(&asked).unwrap()).unwrap();
}

#[test]
fn search_segments_of_like_size_become_one_and_changed_ones_are_made_anew() {
    let world = world("merge");
    arrive(&world, 1);
    build(&world);
    let first = segments(&world);
    arrive(&world, 2);
    build(&world);
    // 60 beside 160 stay apart; 420 more go together with both.
    assert_eq!(segments(&world)[0], first[0]);
    assert_eq!(segments(&world).len(), 2);
    arrive(&world, 0);
    build(&world);
    let joined = segments(&world);
    assert_eq!(joined.iter().map(|one| one.1).collect::<Vec<_>>(), [PARTS.iter().sum::<usize>() as u64]);
    let folders = files(&world)
        .keys()
        .filter_map(|name| Some(name.split_once('/')?.0.to_owned()))
        .collect::<std::collections::BTreeSet<_>>();
    assert_eq!(folders.len(), 1, "what is no longer used does not survive");
    // Another zone has other hours; a file that was lost is made again.
    let whole = files(&world);
    world.ok(&["build-site", "--time-zone", "UTC"]);
    assert_ne!(segments(&world), joined);
    build(&world);
    assert!(files(&world) == whole);
    fs::remove_file(world.path().join(format!("_site/search/{}/d/0000.js", joined[0].0))).unwrap();
    assert_eq!(build(&world)["reused_segments"], 0);
    assert!(files(&world) == whole);
}

#[test]
fn search_chooses_when_not_everything_may_be_published() {
    let world = world("choose");
    arrive(&world, 0);
    world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n[explorer]\nmax_rows = 150\n");
    let told = build(&world);
    assert_eq!(told["documents"], 150);
    let ids = |query: &str| world.sql(query).into_iter().collect::<std::collections::BTreeSet<_>>();
    let failures = ids("SELECT id FROM interactions WHERE status = 'error'");
    assert!((20..150).contains(&failures.len()), "{}", failures.len());
    let script = |name: &str| String::from_utf8(files(&world)[name].clone()).unwrap();
    let root = script("root.js");
    let packed = root.split('"').nth(3).unwrap();
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, packed).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::DeflateDecoder::new(&bytes[..]), &mut text).unwrap();
    let root: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((root["total"].as_u64(), root["published"].as_u64()), (Some(420), Some(150)));
    assert!(
        root["why"].as_str().unwrap().starts_with("`explorer.max_rows` is 150; chosen were failures, "),
        "{}",
        root["why"]
    );
    // A text limit that fits only a part.
    world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n[explorer]\nmax_bytes = 20000\n");
    let fewer = build(&world)["documents"].as_u64().unwrap();
    assert!((10..420).contains(&fewer), "{fewer}");
    world.write("llmobs.toml", "[explorer]\nmax_rows = 0\n");
    assert_eq!(build(&world)["documents"], 0);
    // Then nothing leads to the explorer, which says why it is empty.
    assert!(!world.path().join("_site/search").exists());
    let page = fs::read_to_string(world.path().join("_site/explorer.html")).unwrap();
    assert!(page.contains("The setting <code>explorer.max_rows</code> is 0."), "{page}");
    assert!(page.contains(" data-unsearched>") && !page.contains("assets/explorer.js"), "{page}");
}
