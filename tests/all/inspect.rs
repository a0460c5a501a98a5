//! `llmobs inspect`: what it finds out about logs of every kind, as text and as JSON, and that it touches nothing.

use insta::assert_snapshot;

use crate::cli::seen;
use crate::world::World;

/// What `inspect --json` says about one input.
fn report(world: &World, args: &[&str]) -> serde_json::Value {
    let all: serde_json::Value = serde_json::from_str(&world.ok(&[&["inspect", "--json"], args].concat())).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 1);
    all[0].clone()
}

fn share(report: &serde_json::Value, column: &str) -> Option<f64> {
    let columns = report["columns"].as_array().unwrap();
    columns.iter().find(|filled| filled["column"] == column).and_then(|filled| filled["share"].as_f64())
}

/// Keys with a unit, without one, unused and repeated; a bad row; texts of any length; words that drive a terminal.
const LOG: &str = concat!(
    r#"{"ts": 1767225600, "model": "gpt-4o", "question": "Why is the sky blue?", "answer": "Because \u001b[2J of \u202e scattering", "duration": 1.5, "prompt_tokens": 9, "odd": 1}"#,
    "\n",
    r#"{"ts": 1767225660, "model": "gpt-4o", "question": "LONG", "duration": 0.25, "prompt_tokens": 2000}"#,
    "\n",
    r#"{"ts": "yesterday", "model": "gpt-4o", "question": "Hi"}"#,
    "\n",
    r#"{"ts": 1767225720, "model": "gpt-4o-mini", "question": "Hi", "duration": 3, "rating": 4}"#,
    "\n",
);

#[test]
fn a_sheet_for_people() {
    let world = World::empty("inspect");
    world.write("a.jsonl", LOG.replace("LONG", &"words and more ".repeat(40)));
    world.write("votes.toml", "kind = \"remark\"\nothers = \"heart beats\"\ntitle = \"Votes\"\n[fits]\nkeys = [\"call\"]\n[only]\nkind = \"vote\"\n[fields]\nid = \"call\"\nfeedback = { path = \"stars\", unit = \"1..5\" }\n");
    world.write("votes.csv", "kind,call,stars\nvote,x,5\nbeat,,\n");
    let folder = world.path().canonicalize().unwrap();
    let told = [
        seen(&folder, &["inspect", "a.jsonl"], &[]),
        seen(&folder, &["inspect", "--map", "votes.toml", "votes.csv"], &[]),
        seen(&folder, &["inspect", "none.jsonl"], &[]),
    ];
    let unknown = seen(&folder, &["inspect", "votes.csv"], &[]);
    assert!(unknown.contains("exit code: 2\n") && unknown.contains("its rows have kind, call, stars"), "{unknown}");
    assert!(!told[0].contains(['\u{1b}', '\u{202e}']), "a log drives the terminal");
    assert!(!world.path().join("data").exists(), "inspect made a store");
    assert_snapshot!(told.join("\n"));
}

#[test]
fn json_counts_like_ingest() {
    let world = World::empty("inspect-json");
    world.write("a.jsonl", LOG);
    let report = report(&world, &["a.jsonl"]);
    assert_eq!((&report["format"], &report["calls"], &report["rejected"]), (&"native".into(), &3.into(), &1.into()));
    assert_eq!(report["reasons"][0]["line"], 3);
    assert_eq!(
        (share(&report, "model"), share(&report, "prompt"), share(&report, "user_id")),
        (Some(1.0), Some(1.0), None)
    );
    assert!((share(&report, "input_tokens").unwrap() - 2.0 / 3.0).abs() < 1e-9, "{report}");
    let missing: Vec<&str> =
        report["missing"].as_array().unwrap().iter().map(|m| m["column"].as_str().unwrap()).collect();
    assert_eq!(missing, ["provider", "output_tokens", "logged_cost_usd", "user_id"]);
    let duration = report["feeds"].as_array().unwrap().iter().find(|feed| feed["field"] == "latency_ms").unwrap();
    assert_eq!(*duration, serde_json::json!({"field": "latency_ms", "from": "duration", "unit": "s", "rows": 3}));
    assert_eq!(report["first_calls"][0]["latency_ms"], 1500.0);
    let summary: serde_json::Value = serde_json::from_str(&world.ok(&["ingest", "--json", "a.jsonl"])).unwrap();
    assert_eq!((&summary["loaded"], &summary["rejected"]), (&report["calls"], &report["rejected"]));
}

#[test]
fn only_the_first_rows_are_looked_at() {
    let world = World::empty("inspect-long");
    world.write("a.jsonl", GOOD.repeat(20_000));
    let report = report(&world, &["--rows", "50", "a.jsonl"]);
    let looked = report["found"].as_u64().unwrap();
    assert!((50..3_000).contains(&looked), "{looked}");
    assert_eq!(report["whole"], false);
    world.write("bad.jsonl", "{\"timestamp\": \"x\", \"model\": \"m\"}\n".repeat(150));
    assert_eq!(self::report(&world, &["bad.jsonl"])["hopeless"], true);
    assert_eq!(world.run(&["ingest", "bad.jsonl"]).status.code(), Some(2));
}

const GOOD: &str = "{\"timestamp\": \"2026-08-01T10:00:00Z\", \"model\": \"gpt-4o\", \"prompt\": \"Hello\"}\n";

#[test]
fn containers_and_compression_are_told() {
    let world = World::empty("inspect-kinds");
    world.write("a.csv", "timestamp;model;prompt\n2026-01-01;m;Hi\n");
    world.write("b.json", format!("[{}]", GOOD.trim()));
    world.write("c.jsonl.zst", zstd::encode_all(GOOD.as_bytes(), 1).unwrap());
    let connection = duckdb::Connection::open_in_memory().unwrap();
    let path = world.path().join("d.parquet").display().to_string();
    connection.execute_batch(&format!("COPY (SELECT '2026-01-01' AS timestamp, 'm' AS model) TO '{path}'")).unwrap();
    for (file, container, compression) in [
        ("a.csv", "CSV with semicolons", None),
        ("b.json", "JSON, an array or one object after the other", None),
        ("c.jsonl.zst", "JSON lines", Some("zstd")),
        ("d.parquet", "Parquet", None),
    ] {
        let report = report(&world, &[file]);
        assert_eq!(
            (report["container"].as_str(), report["compression"].as_str()),
            (Some(container), compression),
            "{file}"
        );
        assert_eq!((&report["calls"], &report["whole"]), (&1.into(), &true.into()), "{file}");
    }
}

#[test]
fn an_input_that_cannot_be_read_does_not_hide_the_others() {
    let world = World::empty("inspect-many");
    world.write("a.jsonl", GOOD);
    world.write("b.csv", "shopping,list\nmilk,1\n");
    world.write("c.jsonl", GOOD);
    let output = world.run(&["inspect", "."]);
    let [out, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(2));
    assert!(out.contains("./a.jsonl\n") && out.contains("./c.jsonl\n"), "{out}");
    assert!(
        said.contains("./b.csv is in no format we know") && said.contains("1 of 3 inputs cannot be read"),
        "{said}"
    );
}

#[test]
fn formats_tells_about_one_format() {
    let world = World::empty("formats");
    let told = world.ok(&["formats", "openrouter"]);
    assert!(told.starts_with("openrouter: OpenRouter activity") && told.contains("latency_ms "), "{told}");
    assert!(
        told.contains("generation_time_ms (in ms)") && told.lines().all(|line| line.chars().count() <= 100),
        "{told}"
    );
    let told: serde_json::Value = serde_json::from_str(&world.ok(&["formats", "--json", "aider"])).unwrap();
    let cost = told["fields"].as_array().unwrap().iter().find(|place| place["field"] == "cost_usd").unwrap();
    assert_eq!(cost["from"], "properties.cost");
    assert!(told["about"].as_str().unwrap().contains("message_send"));
    let rust: serde_json::Value = serde_json::from_str(&world.ok(&["formats", "--json", "portkey"])).unwrap();
    assert_eq!(rust["fields"], serde_json::json!([]));
    let all: serde_json::Value = serde_json::from_str(&world.ok(&["formats", "--json"])).unwrap();
    assert!(all["formats"].as_array().unwrap().iter().all(|format| format["about"].is_string()));
    let unknown = world.run(&["formats", "nativ"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("there is no format \"nativ\""));
}
