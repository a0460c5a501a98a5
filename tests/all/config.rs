//! `llmobs.toml`, environment and options → what `llmobs config` says is in force.

use std::fs;

use insta::assert_snapshot;

use crate::cli::{llmobs, seen};

#[test]
fn each_value_names_its_source() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "# The team's report\ntitle = \"Our team\"\ntime_zone = \"Europe/Berlin\"\nmaps = [\"maps\", \"more/x.toml\"]\n\n[[price]]\nmodel = \"my-*\"\nfrom = 2026-01-01\ninput = 1.5\noutput = 6\n\n[[discount]]\nprovider = \"azure\"\npercent = 12\n";
    fs::write(folder.path().join("llmobs.toml"), toml).unwrap();
    let env = [("LLMOBS_OUTPUT", "public"), ("LLMOBS_TIME_ZONE", "Asia/Tokyo"), ("LLMOBS_DATABASE", "env.duckdb")];
    let args = ["config", "--database", "option.duckdb", "--threads", "3"];
    assert_snapshot!(seen(folder.path(), &args, &env));
    let args = ["config", "--threads", "3", "--json"];
    assert_snapshot!("each_value_names_its_source-json", seen(folder.path(), &args, &env));
}

#[test]
fn without_a_file_the_defaults_are_in_force() {
    let folder = tempfile::tempdir().unwrap();
    // The number of threads is the machine's, so it is given.
    assert_snapshot!(seen(folder.path(), &["config"], &[("LLMOBS_THREADS", "2")]));
}

#[test]
fn mistakes_in_the_configuration() {
    let cases = [
        ("unknown key", "title = \"x\"\n\ntimezone = \"UTC\"\n"),
        ("unknown section", "[archive]\nmax_rows = 5\n"),
        ("unknown key of a section", "[explorer]\nmax_row = 5\n"),
        ("wrong type", "title = [\"x\"]\n"),
        ("unknown zone", "time_zone = \"Europe/Berln\"\n"),
        ("impossible share", "max_rejects = \"120%\"\n"),
        ("no threads", "threads = 0\n"),
        ("not TOML", "title = \"x\"\noutput = _site\n"),
        ("unknown key of a table", "[[price]]\nmodel = \"x\"\ninptu = 1\n"),
        ("a price without a price", "title = \"x\"\n\n[[price]]\nmodel = \"x\"\n"),
        ("half a currency", "currency = \"EUR\"\n"),
        ("unknown policy", "cost = \"both\"\n"),
        ("unknown level of texts", "[publish]\ntext = \"some\"\n"),
        ("a short phrase", "[publish]\nkey = \"short\"\n"),
        ("no regular expression", "[[redact]]\nname = \"x\"\npattern = \"(\"\n"),
        ("control characters", "title = \"x\"\n\"a\\u001b[2Jb\" = 1\n"),
    ];
    let mut all = String::new();
    for (name, toml) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("llmobs.toml"), toml).unwrap();
        let seen = seen(folder.path(), &["config"], &[]);
        assert!(seen.contains("exit code: 2\n----- stdout\n----- stderr\nerror: "), "{name}: {seen}");
        all += &format!("# {name}\n{seen}\n");
    }
    assert_snapshot!(all);
}

#[test]
fn mistakes_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let missing = seen(folder.path(), &["config", "--config", "none.toml"], &[]);
    let variable = seen(folder.path(), &["config"], &[("LLMOBS_THREADS", "many")]);
    let option = seen(folder.path(), &["ingest", "x", "--max-rejects", "few"], &[]);
    assert_snapshot!([missing, variable, option].join("\n"));
}

#[test]
fn a_file_above_is_found_and_its_folder_is_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let below = root.join("a/b");
    fs::create_dir_all(&below).unwrap();
    fs::write(root.join("llmobs.toml"), "output = \"public\"\n").unwrap();
    let output = llmobs(&below, &["config", "--json"], &[]).output().unwrap();
    let listing: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let value = |i: usize| listing["settings"][i]["value"].as_str().unwrap().to_string();
    assert_eq!(value(0), root.join("data/llmobs.duckdb").display().to_string());
    assert_eq!(value(1), root.join("public").display().to_string());
    assert_eq!(listing["settings"][1]["origin"], format!("{}:1", root.join("llmobs.toml").display()));
}
