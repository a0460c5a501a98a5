//! The README's commands, run for real: the quick start, and the examples of reading and building on our samples.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::ingest::gzip;
use crate::world::World;

fn clone() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The commands of the first shell block below a heading, without their comments.
fn block(heading: &str) -> Vec<String> {
    let readme = fs::read_to_string(clone().join("README.md")).unwrap();
    let below =
        readme.split(&format!("\n{heading}\n")).nth(1).unwrap_or_else(|| panic!("README.md has no `{heading}`"));
    let block = below.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    block
        .lines()
        .map(|line| line.split(" #").next().unwrap().trim().to_string())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Runs a command line as a shell would, with the binary under test as `llmobs`; standard output.
fn shell(world: &World, line: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_llmobs"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let plain = world.llmobs(&[]);
    let mut command = Command::new("sh");
    command.args(["-ec", line]).current_dir(world.path()).env("PATH", path);
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn the_quick_start_shows_a_report() {
    let lines = block("## Try it");
    assert_eq!(lines, ["cargo run --release -- demo", "cargo test --release"], "this test knows these two");
    let world = World::empty("quick-start");
    let printed = shell(&world, &lines[0].replace("cargo run --release --", "llmobs"));
    let index = world.path().join(printed.trim());
    let html = fs::read_to_string(&index).unwrap_or_else(|error| panic!("{}: {error}", index.display()));
    assert!(html.contains("20,000") || html.contains("20 k"), "the Overview counts the 20,000 interactions");
    assert!(html.contains("n = ") && html.contains("class=\"spark\""));
    // Again, as a newcomer would: the same place, nothing doubled.
    assert_eq!(shell(&world, "llmobs demo"), printed);
    let mut names: Vec<_> = fs::read_dir(world.path().join("data")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["demo.duckdb", "demo.jsonl"]);
    assert!(!world.database().exists(), "the user's store is not touched");
}

#[cfg(unix)]
#[test]
fn reading_and_building_as_in_the_readme() {
    let world = World::empty("use-it");
    let sample = |name: &str| fs::read(clone().join("data/samples").join(name)).unwrap();
    fs::create_dir_all(world.path().join("logs")).unwrap();
    fs::create_dir_all(world.path().join("archive")).unwrap();
    world.write("logs.jsonl", sample("chat.jsonl"));
    world.write("logs/calls.csv.gz", gzip(&sample("calls.csv")));
    world.write("archive/calls.tsv", sample("calls.tsv"));
    let jsonl = String::from_utf8(sample("chat.jsonl")).unwrap().lines().count();
    let table = |name: &str, delimiter: u8| {
        let bytes = sample(name);
        csv::ReaderBuilder::new().delimiter(delimiter).from_reader(&bytes[..]).records().map(Result::unwrap).count()
    };
    let (csv, tsv) = (table("calls.csv", b','), table("calls.tsv", b'\t'));
    let old = crate::ingest::rows(0..25);
    world.write("old.jsonl.gz", gzip(old.as_bytes()));
    let lines = block("## Use it");
    assert!(lines.len() == 4 && lines[3] == "llmobs build-site", "{lines:?}");
    for line in &lines {
        shell(&world, line);
    }
    assert_eq!(world.sql("SELECT count(*) FROM interactions"), [(jsonl + csv + tsv + 25).to_string()]);
    assert_eq!(
        world.sql("SELECT path, loaded, duplicates, rejected FROM ingests ORDER BY ingest_id"),
        [
            format!("logs.jsonl {jsonl} 0 0"),
            format!("logs/calls.csv.gz {csv} 0 0"),
            format!("archive/calls.tsv {tsv} 0 0"),
            "<stdin> 25 0 0".to_string(),
        ]
    );
    assert!(world.path().join("_site/index.html").is_file());
    world.sound();
}

#[cfg(unix)]
#[test]
fn the_example_map_and_limits_work() {
    let world = World::empty("examples");
    let readme = fs::read_to_string(clone().join("README.md")).unwrap();
    let map = readme.split("### Field maps").nth(1).and_then(|rest| rest.split("```toml\n").nth(1)).unwrap();
    world.write("gateway.toml", map.split("```").next().unwrap());
    world.write(
        "export.json",
        r#"[{"ts":"2026-10-01T00:00:00Z","llm":{"name":"gpt-4o"},"request":{"messages":[{"content":"Hi"}]},
            "choices":[{"message":{"content":"Hello"}}],"took":0.25,"ok":true,"team":"blue"},
            {"ts":"2026-10-01T00:00:01Z","llm":{"name":"gpt-4o"},"request":{"text":"Bye"},"took":1,"ok":false}]"#,
    );
    shell(&world, &block("### Field maps")[0]);
    assert_eq!(
        world.sql(
            "SELECT model, prompt, response, latency_ms, environment, status FROM interactions ORDER BY timestamp"
        ),
        ["gpt-4o Hi Hello 250 production success", "gpt-4o Bye NULL 1000 production error"]
    );
    assert!(world.sql("SELECT metadata FROM interactions WHERE prompt = 'Hi'")[0].contains("blue"));
    world.write("logs.jsonl", crate::ingest::rows(0..200) + "not json\n");
    shell(&world, &block("### Bad rows")[0]);
    assert!(fs::read_to_string(world.path().join("bad.txt")).unwrap().starts_with("logs.jsonl:201: "));
}
