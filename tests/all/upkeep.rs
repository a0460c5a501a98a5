//! Upkeep: stores that are merged, pruned, examined and backed up; the preview that follows a growing log.

use std::fs;
use std::time::{Duration, Instant};

use crate::world::World;

/// Everything that a store says about its interactions, but for numbers of sources and lines.
fn holds(world: &World) -> Vec<String> {
    let columns: Vec<&str> = World::columns().iter().map(|c| c.name).filter(|name| *name != "source_id").collect();
    world.sql(&format!("SELECT {}::VARCHAR FROM interactions ORDER BY identity", columns.join("::VARCHAR, ")))
}

fn halves(world: &World) -> (String, String) {
    let lines = world.log_lines();
    // The second half repeats a tenth of the first.
    (lines[..1600].concat(), lines[1440..].concat())
}

#[test]
fn merged_stores_equal_one_that_read_both_logs() {
    let (a, b) = halves(&World::demo("merge-logs"));
    let world = |name: &str, files: &[(&str, &str)]| {
        let world = World::empty(name);
        world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n");
        for (name, text) in files {
            world.write(name, text);
            world.ok(&["ingest", name]);
        }
        world
    };
    let both = world("merge-both", &[("a.jsonl", &a), ("b.jsonl", &b)]);
    let one = world("merge-one", &[("a.jsonl", &a)]);
    let other = world("merge-other", &[("b.jsonl", &b)]);
    fs::copy(other.database(), one.path().join("other.duckdb")).unwrap();
    one.ok(&["merge", "other.duckdb", "--label", "laptop"]);
    assert_eq!(holds(&one), holds(&both));
    for table in ["cube_hours", "cube_histograms"] {
        let all = format!("SELECT COLUMNS(*)::VARCHAR FROM {table} ORDER BY ALL");
        assert_eq!(one.sql(&all), both.sql(&all), "{table}");
    }
    one.sound();
    assert_eq!(
        one.sql("SELECT path FROM sources ORDER BY source_id"),
        ["a.jsonl", "laptop:b.jsonl"].map(|name| name.to_string()).map(|name| {
            let (label, file) = name.split_once(':').unwrap_or(("", &name));
            let folder = if label.is_empty() { one.path() } else { other.path() };
            let path = folder.join(file).canonicalize().unwrap();
            let known = one.sql("SELECT path FROM sources ORDER BY source_id");
            // Paths are kept as they were given.
            known
                .into_iter()
                .find(|known| *known == name || known.ends_with(&path.display().to_string()))
                .unwrap_or(name)
        })
    );
    assert_eq!(
        one.ok(&["summary", "--format", "csv", "--since", "all", "--by", "model"]),
        both.ok(&["summary", "--format", "csv", "--since", "all", "--by", "model"])
    );
    // Merging again brings nothing, and reading the other's log neither.
    let n = one.sql("SELECT count(*) FROM interactions");
    one.ok(&["merge", "other.duckdb"]);
    one.write("b.jsonl", &b);
    one.ok(&["ingest", "b.jsonl"]);
    assert_eq!(one.sql("SELECT count(*) FROM interactions"), n);
    one.sound();
    let itself = one.run(&["merge", "data/llmobs.duckdb"]);
    assert_eq!(itself.status.code(), Some(2));
}

#[test]
fn remarks_find_their_calls_across_stores() {
    let spans = "tests/formats/otlp";
    let read = |name: &str| {
        fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(spans).join(name)).unwrap()
    };
    let world = |files: &[&str]| {
        let world = World::empty("merge-remarks");
        for name in files {
            world.write(name, read(name));
            world.ok(&["ingest", name]);
        }
        world
    };
    let both = world(&["folded-log.jsonl", "folded.jsonl"]);
    let (one, other) = (world(&["folded-log.jsonl"]), world(&["folded.jsonl"]));
    fs::copy(other.database(), one.path().join("other.duckdb")).unwrap();
    one.ok(&["merge", "other.duckdb"]);
    assert!(!holds(&both).is_empty());
    assert_eq!(holds(&one), holds(&both));
}

#[test]
fn pruning_leaves_what_is_young() {
    let world = World::demo("prune");
    // 2026-11-01 is today: 30 days are 3 October to today, in Berlin.
    let left = "timestamp >= TIMESTAMP '2026-10-02 22:00:00'";
    let want = world.sql(&format!("SELECT id FROM interactions WHERE {left} ORDER BY id"));
    let all: usize = world.sql("SELECT count(*) FROM interactions")[0].parse().unwrap();
    assert!(want.len() > 100 && want.len() < all);
    let told = world.ok(&["prune", "--keep", "30d", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (told["left"].as_u64(), told["removed"].as_u64()),
        (Some(want.len() as u64), Some((all - want.len()) as u64))
    );
    assert_eq!(world.sql("SELECT id FROM interactions ORDER BY id"), want);
    world.sound();
    assert_eq!(world.sql("SELECT min(hour) >= TIMESTAMP '2026-10-03 00:00:00' FROM cube_hours"), ["true"]);
    world.ok(&["build-site"]);
    // The logs are known: what was pruned does not come back.
    world.ok(&["ingest", "demo.jsonl", "odd.jsonl"]);
    assert_eq!(world.sql("SELECT count(*) FROM interactions"), [want.len().to_string()]);
    assert_eq!(world.run(&["prune", "--keep", "12h"]).status.code(), Some(2));
}

#[test]
fn a_copy_of_the_store_is_a_backup() {
    let world = World::demo("backup");
    let before = world.ok(&["summary", "--since", "all", "--format", "json"]);
    fs::copy(world.database(), world.path().join("backup.duckdb")).unwrap();
    world.ok(&["export", "jsonl", "--output", "backup.jsonl"]);
    fs::write(world.database(), b"a disk died").unwrap();
    assert_eq!(world.run(&["summary"]).status.code(), Some(2));
    let ill = world.run(&["doctor"]);
    assert_eq!(ill.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ill.stdout).starts_with("bad  store"), "{}", String::from_utf8_lossy(&ill.stdout));
    fs::copy(world.path().join("backup.duckdb"), world.database()).unwrap();
    assert_eq!(world.ok(&["summary", "--since", "all", "--format", "json"]), before);
    world.ok(&["ingest", "demo.jsonl"]);
    world.sound();
    // The other backup is a log.
    world.ok(&["ingest", "--database", "again.duckdb", "backup.jsonl"]);
    assert_eq!(world.ok(&["summary", "--database", "again.duckdb", "--since", "all", "--format", "json"]), before);
}

#[test]
fn the_doctor_tells_what_to_do() {
    let world = World::demo("doctor");
    let found = |world: &World| -> Vec<(String, String, String, Option<String>)> {
        let output = world.run(&["doctor", "--json"]);
        let findings: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_string();
        findings
            .iter()
            .map(|f| (word(f, "exam"), word(f, "state"), word(f, "told"), f["advice"].as_str().map(String::from)))
            .collect()
    };
    let well = found(&world);
    let n = world.sql("SELECT count(*) FROM interactions")[0].parse::<f64>().unwrap();
    assert!(well[0].2.contains(&format!("{} interactions", llmobs::figures::format::count(n))), "{well:?}");
    assert!(well.iter().all(|finding| finding.1 != "bad"), "{well:?}");
    assert!(well.iter().filter(|finding| finding.1 != "good").all(|finding| finding.3.is_some()), "{well:?}");
    // Prices change: costs are stale, and `enrich` is the cure.
    world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n[[price]]\nmodel = \"gpt-5\"\ninput = 1\noutput = 2\n");
    let stale: Vec<_> = found(&world).into_iter().filter(|finding| finding.1 == "bad").collect();
    assert!(
        stale.len() == 1 && stale[0].3.as_deref().is_some_and(|advice| advice.contains("llmobs enrich")),
        "{stale:?}"
    );
    assert_eq!(world.run(&["doctor"]).status.code(), Some(1));
    world.ok(&["enrich"]);
    assert!(found(&world).iter().all(|finding| finding.1 != "bad"));
    let empty = World::empty("doctor-empty");
    assert!(found(&empty)[0].3.as_deref().is_some_and(|advice| advice.contains("llmobs ingest")));
}

#[cfg(unix)]
#[test]
fn the_preview_opens_and_follows_a_growing_log() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::demo("watch");
    world.write("browser", "#!/bin/sh\necho \"$1\" > opened\n");
    fs::set_permissions(world.path().join("browser"), fs::Permissions::from_mode(0o755)).unwrap();
    let lines = world.log_lines();
    world.write("log.jsonl", lines[..500].concat());
    let mut command = world.llmobs(&["build-site", "--database", "watched.duckdb", "--open", "--watch", "log.jsonl"]);
    let mut child = command.env("BROWSER", world.path().join("browser")).spawn().unwrap();
    let shows = |n: u64| {
        let began = Instant::now();
        loop {
            let text = fs::read_to_string(world.path().join("_site/summary.json")).unwrap_or_default();
            let summary: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let found: u64 =
                summary["groups"][1]["rows"].as_array().map_or(0, |_| summary["days"].as_object().map_or(0, |_| 1));
            let html = fs::read_to_string(world.path().join("_site/index.html")).unwrap_or_default();
            if found > 0 && html.contains(&llmobs::figures::format::count(n as f64)) {
                return true;
            }
            if began.elapsed() > Duration::from_secs(60) {
                return false;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    let first = shows(500);
    world.write("log.jsonl", lines[..1234].concat());
    let second = first && shows(1234);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first && second, "first {first}, second {second}");
    let opened = fs::read_to_string(world.path().join("opened")).unwrap();
    assert!(opened.trim().ends_with("_site/index.html"), "{opened}");
}
