//! Ways to name, pack and map an input → the same interactions in the store, and a summary that says so.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::world::World;

/// Row `i` of a log of ours, with its newline.
pub fn row(i: usize) -> String {
    format!(
        "{{\"id\":\"r{i}\",\"timestamp\":\"2026-10-{:02}T{:02}:00:{:02}Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\
         \"latency_ms\":{},\"prompt\":\"Question {i}\",\"response\":\"Answer {i}\",\"input_tokens\":5,\"output_tokens\":2}}\n",
        1 + i / 24 % 28,
        i % 24,
        i % 60,
        100 + i
    )
}

/// Several.
pub fn rows(range: std::ops::Range<usize>) -> String {
    range.map(row).collect()
}

impl World {
    /// Runs `ingest --json`; how many were read, loaded, known already and rejected. The store must be sound after it.
    pub fn ingest(&self, args: &[&str]) -> [u64; 4] {
        let summary = self.summary(args);
        self.sound();
        ["read", "loaded", "duplicates", "rejected"].map(|name| summary[name].as_u64().unwrap())
    }

    /// The JSON that `ingest` prints.
    pub fn summary(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(&[&["ingest", "--json"], args].concat())).unwrap()
    }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn plain_gzip_and_zstd_hold_the_same() {
    let world = World::empty("packed");
    let text = rows(0..50);
    world.write("a.jsonl", &text);
    world.write("b.jsonl.gz", gzip(text.as_bytes()));
    world.write("c.jsonl.zst", zstd::encode_all(text.as_bytes(), 3).unwrap());
    // Two members one after the other, as `cat a.gz b.gz` gives.
    world.write("d.gz", [gzip(rows(0..20).as_bytes()), gzip(rows(20..60).as_bytes())].concat());
    assert_eq!(world.ingest(&["a.jsonl"]), [50, 50, 0, 0]);
    assert_eq!(world.ingest(&["b.jsonl.gz", "c.jsonl.zst", "d.gz"]), [160, 10, 150, 0]);
    for (name, want) in [("b.jsonl.gz", 50), ("c.jsonl.zst", 50), ("d.gz", 60)] {
        let fresh = World::empty("one-packed");
        fresh.write(name, std::fs::read(world.path().join(name)).unwrap());
        assert_eq!(fresh.ingest(&[name]), [want, want, 0, 0], "{name}");
    }
}

#[test]
fn standard_input_is_read() {
    let world = World::empty("stdin");
    let mut child =
        world.llmobs(&["ingest", "--json", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(rows(0..30).as_bytes()).unwrap();
    let summary: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!((summary["loaded"].as_u64(), summary["inputs"][0]["path"].as_str()), (Some(30), Some("<stdin>")));
    world.sound();
    // The same through another door.
    world.write("same.jsonl", rows(0..31));
    assert_eq!(world.ingest(&["same.jsonl"]), [31, 1, 30, 0]);
}

#[test]
fn globs_and_folders_find_each_file_once() {
    let world = World::empty("folders");
    std::fs::create_dir_all(world.path().join("logs/deep")).unwrap();
    world.write("logs/a.jsonl", rows(0..10));
    world.write("logs/b.jsonl", rows(10..30));
    world.write("logs/deep/c.csv", "id,timestamp,model,prompt\nc1,2026-10-01T00:00:00Z,gpt-4o,Hi\n");
    world.write("logs/.hidden.jsonl", rows(30..40));
    world.write("logs/notes.txt", "not a log");
    assert_eq!(world.ingest(&["logs/*.jsonl", "logs", "logs/a.jsonl"]), [31, 31, 0, 0]);
    assert_eq!(world.summary(&["logs"])["inputs"], serde_json::json!([]), "nothing is new");
}

#[test]
fn a_map_names_the_fields_and_a_format_can_be_forced() {
    let world = World::empty("maps");
    world.write(
        "gateway.toml",
        "title = \"Gateway\"\n[fits]\nkeys = [\"when\", \"llm\"]\n[fields]\ntimestamp = \"when\"\nmodel = \"llm.name\"\n\
         latency_ms = { path = \"took\", unit = \"s\" }\nenvironment = { const = \"production\" }\n",
    );
    world.write("g.json", "[{\"when\":\"2026-10-01T00:00:00Z\",\"llm\":{\"name\":\"gpt-4o\"},\"took\":1.5}]");
    let failed = world.run(&["ingest", "g.json"]);
    assert_eq!(failed.status.code(), Some(2), "without the map nobody knows what it is");
    assert_eq!(world.ingest(&["--map", "gateway.toml", "g.json"]), [1, 1, 0, 0]);
    assert_eq!(world.sql("SELECT model, latency_ms, environment FROM interactions"), ["gpt-4o 1500 production"]);
    assert_eq!(world.sql("SELECT format FROM ingests"), ["gateway"]);
    assert!(
        world
            .ok(&["--config", "m.toml", "formats"].map(|word| {
                world.write("m.toml", "maps = [\"gateway.toml\"]\n");
                word
            }))
            .contains("gateway")
    );
    // Forced, the native format rejects the row instead of guessing.
    let other = World::empty("forced");
    other.write("g.json", "[{\"when\":\"2026-10-01T00:00:00Z\",\"llm\":{\"name\":\"gpt-4o\"},\"took\":1.5}]");
    assert_eq!(other.ingest(&["--format", "native", "g.json"]), [1, 0, 0, 1]);
}

#[test]
fn the_same_interaction_in_two_files_counts_once() {
    let world = World::empty("twice");
    let no_id = |i: usize| row(i).replace(&format!("\"id\":\"r{i}\","), "");
    world.write("a.jsonl", rows(0..10) + &no_id(50) + &no_id(50));
    world.write("b.jsonl", rows(5..15) + &no_id(50) + &no_id(51));
    assert_eq!(world.ingest(&["a.jsonl", "b.jsonl"]), [24, 17, 7, 0]);
    assert_eq!(world.sql("SELECT source_id, count(*) FROM interactions GROUP BY 1 ORDER BY 1"), ["1 11", "2 6"]);
}

const BAD: &str = "{\"timestamp\":\"yesterday\",\"model\":\"gpt-4o\"}\n";

#[test]
fn rejects_are_told_written_and_kept() {
    let world = World::empty("rejects");
    world.write("a.jsonl", row(0) + &BAD.repeat(25) + "not json\n" + &row(1));
    let output = world.run(&["ingest", "--rejects", "bad.txt", "a.jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.matches("a.jsonl:").count() - told.matches("a.jsonl: ").count(), 20, "{told}");
    let written = std::fs::read_to_string(world.path().join("bad.txt")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 26);
    assert!(lines[0].starts_with("a.jsonl:2: ") && lines[0].contains("yesterday"), "{}", lines[0]);
    assert!(lines[25].starts_with("a.jsonl:27: "), "{}", lines[25]);
    assert_eq!(world.sql("SELECT path || ':' || line || ': ' || reason FROM rejects ORDER BY line"), lines);
    assert_eq!(world.sql("SELECT read, loaded, duplicates, rejected FROM ingests"), ["28 2 0 26"]);
    world.sound();
}

#[test]
fn beyond_the_limit_nothing_of_an_input_is_kept() {
    for (limit, code) in [("0", 1), ("1", 0), ("20%", 0), ("19%", 1)] {
        let world = World::empty("limit");
        world.write("good.jsonl", rows(0..3));
        world.write("bad.jsonl", rows(10..14) + BAD);
        let output = world.run(&["ingest", "--max-rejects", limit, "good.jsonl", "bad.jsonl"]);
        assert_eq!(output.status.code(), Some(code), "{limit}: {}", String::from_utf8_lossy(&output.stderr));
        let kept = if code == 0 { ["7", "1", "2"] } else { ["3", "0", "1"] };
        for (table, n) in ["interactions", "rejects", "ingests"].iter().zip(kept) {
            assert_eq!(world.sql(&format!("SELECT count(*) FROM {table}")), [n], "{table} with {limit}");
        }
        world.sound();
        // It can be read later, without the limit.
        assert_eq!(world.ingest(&["good.jsonl", "bad.jsonl"])[1], if code == 0 { 0 } else { 4 });
    }
}

#[test]
fn enriching_anew_changes_nothing_and_restores_estimates() {
    let world = World::demo("enrich");
    let all = "SELECT COLUMNS(*)::VARCHAR FROM interactions ORDER BY identity";
    let cube = "SELECT COLUMNS(*)::VARCHAR FROM cube_hours ORDER BY ALL";
    let before = (world.sql(all), world.sql(cube));
    assert!(world.sql("SELECT count(*) FROM interactions WHERE input_tokens_estimated") != ["0"]);
    // Somebody's older rules: other estimates, categories and costs.
    let store =
        llmobs::warehouse::Store::open(&world.database(), llmobs::warehouse::Access::Write, World::columns(), 1)
            .unwrap();
    store
        .run(
            "spoil",
            "UPDATE interactions SET category = 'old', cost_usd = 9, computed_cost_usd = 9, complexity = 1;
             UPDATE interactions SET input_tokens = 1e6 WHERE input_tokens_estimated;
             UPDATE interactions SET output_tokens = 1e6 WHERE output_tokens_estimated;",
        )
        .unwrap();
    drop(store);
    assert_ne!(world.sql(all), before.0);
    let summary: Value = serde_json::from_str(&world.ok(&["enrich", "--json"])).unwrap();
    assert_eq!(summary["interactions"].as_u64(), Some(before.0.len() as u64));
    assert!((world.sql(all), world.sql(cube)) == before, "enrich did not give what ingest gave");
    world.sound();
}

#[test]
fn another_time_zone_rolls_up_anew() {
    let world = World::empty("zone");
    world.write("a.jsonl", "{\"timestamp\":\"2026-10-01T23:30:00Z\",\"model\":\"gpt-4o\",\"latency_ms\":5}\n");
    world.ingest(&["a.jsonl"]);
    let hour = || world.sql("SELECT strftime(hour, '%d %H') FROM cube_hours");
    assert_eq!(hour(), ["01 23"]);
    for (zone, want) in [("Asia/Kolkata", "02 05"), ("America/New_York", "01 19"), ("UTC", "01 23")] {
        world.ok(&["build-site", "--time-zone", zone]);
        assert_eq!(hour(), [want], "{zone}");
    }
}

#[test]
fn what_lies_in_a_folder_and_is_no_log_is_left_out() {
    let world = World::empty("mixed");
    std::fs::create_dir(world.path().join("logs")).unwrap();
    world.write("logs/a.jsonl", rows(0..3));
    world.write("logs/package.json", r#"{"name":"x","scripts":{"build":"tsc"},"dependencies":{"left-pad":"1"}}"#);
    let summary = world.summary(&["logs"]);
    assert_eq!((&summary["loaded"], &summary["left_out"]), (&3.into(), &serde_json::json!(["logs/package.json"])));
    // Named, it is a mistake.
    assert_eq!(world.run(&["ingest", "logs/package.json"]).status.code(), Some(2));
}
