//! Command lines → exit code, standard output and standard error together, as snapshots.
//! After a wanted change: `INSTA_UPDATE=always cargo test --release`, then read the difference.

use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;

/// The program in an empty environment of ours, in `folder`.
pub fn llmobs(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_llmobs"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("LLMOBS_")) {
        command.env_remove(name);
    }
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(name);
    }
    command.args(args).envs(env.iter().copied()).current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs it and writes down everything a user would see.
pub fn seen(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> String {
    let output = llmobs(folder, args, env).output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&folder.display().to_string(), "[folder]");
    let code = output.status.code().map_or("killed".to_string(), |code| code.to_string());
    let program = args.iter().map(|arg| format!(" {arg}")).collect::<String>();
    format!(
        "$ llmobs{program}\nexit code: {code}\n----- stdout\n{}----- stderr\n{}",
        text(&output.stdout),
        text(&output.stderr)
    )
}

fn seen_in_empty(args: &[&str]) -> String {
    seen(tempfile::tempdir().unwrap().path(), args, &[])
}

#[test]
fn help_of_every_verb() {
    assert_snapshot!("help", seen_in_empty(&["--help"]));
    for verb in [
        "ingest",
        "inspect",
        "build-site",
        "summary",
        "check",
        "export",
        "init",
        "merge",
        "prune",
        "doctor",
        "demo",
        "enrich",
        "config",
        "formats",
        "completions",
    ] {
        assert_snapshot!(format!("help-{verb}"), seen_in_empty(&[verb, "--help"]));
    }
    let verbs = ["list", "explain", "check", "update"];
    let prices = verbs.map(|verb| seen_in_empty(&["prices", verb, "--help"]));
    assert_snapshot!("help-prices", [&[seen_in_empty(&["prices", "--help"])], &prices[..]].concat().join("\n"));
}

#[test]
fn version_is_that_of_the_package() {
    let seen = seen_in_empty(&["--version"]);
    assert!(seen.contains(&format!("exit code: 0\n----- stdout\nllmobs {}\n", env!("CARGO_PKG_VERSION"))), "{seen}");
}

#[test]
fn usage_errors() {
    let cases: [&[&str]; 7] = [
        &[],
        &["ingets", "x"],
        &["ingest"],
        &["ingest", "x", "--reject", "y"],
        &["demo", "--rows", "ten"],
        &["build-site", "--color", "blue"],
        &["completions", "tcsh"],
    ];
    let all: Vec<String> = cases.iter().map(|args| seen_in_empty(args)).collect();
    assert!(all.iter().all(|seen| seen.contains("exit code: 2\n----- stdout\n----- stderr\n")), "{all:#?}");
    assert_snapshot!(all.join("\n"));
}

#[test]
fn completions_know_every_verb() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = seen_in_empty(&["completions", shell]);
        assert!(script.contains("exit code: 0") && script.ends_with("----- stderr\n"), "{shell}: {script}");
        for word in ["ingest", "build-site", "--max-rejects", "--time-zone"] {
            // fish writes long options without their dashes.
            assert!(script.contains(word.trim_start_matches('-')), "{word} is missing for {shell}");
        }
    }
}

#[test]
fn completions_need_no_sound_configuration() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("llmobs.toml"), "nonsense").unwrap();
    assert!(seen(folder.path(), &["completions", "bash"], &[]).contains("exit code: 0"));
}

#[test]
fn formats_as_json_lists_every_field() {
    let output = llmobs(Path::new("."), &["formats", "--json"], &[]).output().unwrap();
    let listing: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<&str> = listing["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
    let want: Vec<&str> = llmobs::records::Field::ALL.iter().map(|field| field.name()).collect();
    assert_eq!(names, want);
}

#[test]
fn colour_is_asked_for_or_absent() {
    let plain = seen_in_empty(&["--config", "none.toml", "config"]);
    assert!(!plain.contains('\x1b'), "not a terminal: {plain}");
    let always = seen_in_empty(&["--config", "none.toml", "config", "--color", "always"]);
    assert!(always.contains("\x1b[1;31merror"), "{always}");
}

/// A reader that leaves early (`llmobs completions bash | head -1`) is no error.
#[test]
fn a_broken_pipe_is_quiet() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = llmobs(Path::new("."), &["completions", "bash"], &[]).stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = llmobs(Path::new("."), &["formats"], &[]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write to standard output\n  caused by: ")
    );
}

/// What `ingest` says and how it ends: files to write, arguments, exit code, and a part of what is printed.
type IngestCase = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str], i32, &'static str);

const GOOD: &str = "{\"timestamp\": \"2026-08-01T10:00:00Z\", \"model\": \"gpt-4o\", \"prompt\": \"Hello\"}\n";
const BAD_LAST: &str = concat!(
    "{\"timestamp\": \"2026-08-01T10:00:00Z\", \"model\": \"gpt-4o\", \"prompt\": \"Hello\"}\n",
    "{\"timestamp\": \"yesterday\", \"model\": \"gpt-4o\", \"prompt\": \"Hello \\u001b[2J\"}\n",
);

const INGEST_CASES: &[IngestCase] = &[
    ("one row", &[("a.jsonl", GOOD)], &["a.jsonl"], 0, ""),
    ("a missing file", &[], &["none.jsonl"], 2, "none.jsonl"),
    ("a glob that finds nothing", &[], &["*.jsonl"], 2, "*.jsonl"),
    ("an unknown format", &[("a.jsonl", GOOD)], &["a.jsonl", "--format", "nativ"], 2, "nativ"),
    ("a missing map", &[("a.jsonl", GOOD)], &["a.jsonl", "--map", "none.toml"], 2, "none.toml"),
    ("a bad row is told with its line", &[("a.jsonl", BAD_LAST)], &["a.jsonl"], 0, "a.jsonl:2: "),
    ("a bad row within the limit", &[("a.jsonl", BAD_LAST)], &["a.jsonl", "--max-rejects", "1"], 0, "a.jsonl:2: "),
    ("a bad row beyond the limit", &[("a.jsonl", BAD_LAST)], &["a.jsonl", "--max-rejects", "0"], 1, "a.jsonl"),
    ("a bad share", &[("a.jsonl", BAD_LAST)], &["a.jsonl", "--max-rejects", "10%"], 1, "a.jsonl"),
];

#[test]
fn ingest_ends_as_it_should() {
    for (name, files, args, code, part) in INGEST_CASES {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in *files {
            std::fs::write(folder.path().join(file), text).unwrap();
        }
        let seen = seen(folder.path(), &[&["ingest"], *args].concat(), &[]);
        assert!(seen.contains(&format!("exit code: {code}\n")), "{name}: {seen}");
        assert!(seen.contains(part), "{name}: `{part}` is missing in {seen}");
        assert!(!seen.contains('\x1b'), "{name}: a log drives the terminal: {seen}");
        assert_eq!(seen.contains("error: "), *code != 0, "{name}: {seen}");
    }
}

/// What a verb says from its first run to its mistakes, one after the other in one folder.
fn story(files: &[(&str, &str)], lines: &[&[&str]]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    let now = [("SOURCE_DATE_EPOCH", crate::world::NOW)];
    // The real path, as llmobs finds it; how many rows a second is the machine's.
    let real = folder.path().canonicalize().unwrap();
    let told = lines.iter().map(|args| seen(&real, args, &now)).collect::<Vec<_>>().join("\n");
    let rate = regex::Regex::new(", [0-9,]+ rows/s").unwrap();
    rate.replace_all(&told, "").into_owned()
}

#[test]
fn the_story_of_ingest() {
    let bad = BAD_LAST.replace("Hello", "Good evening").replace("\\u001b[2J", "again");
    let csv = "id,timestamp,model,latency\n1,2026-08-01 10:00:00,gpt-4o,1.5\n2,2026-08-01 10:00:01,gpt-4o,0.25\n";
    assert_snapshot!(story(
        &[
            ("a.jsonl", GOOD),
            ("bad.jsonl", &bad),
            ("c.csv", csv),
            ("notes.txt", "Dear diary\nToday it rained.\nI stayed in.\n"),
            ("empty.jsonl", "")
        ],
        &[
            &["ingest", "a.jsonl"],
            &["ingest", "a.jsonl"],
            &["ingest", "a.jsonl", "bad.jsonl", "c.csv", "--json"],
            &["ingest", "--max-rejects", "0", "--database", "other.duckdb", "bad.jsonl"],
            &["ingest", "notes.txt"],
            &["ingest", "empty.jsonl", "--quiet"],
            &["ingest", "none.jsonl"],
            &["ingest", "a.jsonl", "--format", "nativ"],
        ],
    ));
}

#[test]
fn the_story_of_build_site_enrich_and_formats() {
    assert_snapshot!(story(
        &[("a.jsonl", GOOD), ("thesis.txt", "years of work")],
        &[
            &["build-site"],
            &["enrich"],
            &["ingest", "a.jsonl", "--quiet"],
            &["enrich"],
            &["enrich", "--json", "--quiet"],
            &["build-site", "--output", "."],
            &["build-site", "--output", "thesis.txt"],
            &["formats"],
        ],
    ));
}

/// Sizes change with every change of a page, so they are left out.
#[test]
fn build_site_tells_what_it_wrote() {
    let told = story(&[("a.jsonl", GOOD)], &[&["ingest", "a.jsonl", "--quiet"], &["build-site", "--json"]]);
    let json = told.split("----- stdout\n").nth(2).and_then(|rest| rest.split("----- stderr").next()).unwrap();
    let summary: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!((summary["interactions"].as_u64(), summary["output"].as_str()), (Some(1), Some("_site")));
    assert!(summary["files"].as_u64() > summary["pages"].as_u64() && summary["bytes"].as_u64() > Some(4_000_000));
    let pages = llmobs::pages::PAGES.len();
    assert!(told.contains(&format!("built {pages} pages from 1 interactions: ")), "{told}");
}
