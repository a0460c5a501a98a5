//! `llmobs init`: what it writes, and the generated workflow run step by step in a shell, two nights long, as GitHub would
//! run it from an empty checkout with a log.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::world::World;

/// A job of a workflow: its name and its steps, read from the text by what this test knows of its layout.
struct Step {
    id: Option<String>,
    uses: Option<String>,
    run: Option<String>,
    goes_on: bool,
}

/// The steps of a job. (No YAML crate for one test: two blanks per level, `run: |` for several lines.)
fn steps(text: &str, job: &str) -> Vec<Step> {
    let start = text.find(&format!("\n  {job}:\n")).unwrap_or_else(|| panic!("no job {job}"));
    let body: Vec<&str> =
        text[start + 1..].lines().skip(1).take_while(|line| line.is_empty() || line.starts_with("   ")).collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut at = body.iter().position(|line| *line == "    steps:").unwrap() + 1;
    while at < body.len() {
        let line = body[at];
        at += 1;
        if line.starts_with("      - ") {
            steps.push(Step { id: None, uses: None, run: None, goes_on: false });
        }
        let (Some(step), Some((key, value))) =
            (steps.last_mut(), line.trim_start_matches("      - ").trim().split_once(':'))
        else {
            continue;
        };
        match (key, value.trim()) {
            ("id", id) => step.id = Some(id.into()),
            ("uses", uses) => step.uses = Some(uses.into()),
            ("continue-on-error", "true") => step.goes_on = true,
            ("run", "|") => {
                let lines: Vec<&str> = body[at..]
                    .iter()
                    .take_while(|line| line.starts_with("          "))
                    .map(|line| &line[10..])
                    .collect();
                at += lines.len();
                step.run = Some(lines.join("\n"));
            }
            ("run", run) => step.run = Some(run.into()),
            _ => {}
        }
    }
    steps
}

/// Runs the commands of a job as a runner does, with the binary under test installed; whether the check went well.
fn night(checkout: &Path, home: &World, text: &str) -> bool {
    let bin = Path::new(env!("CARGO_BIN_EXE_llmobs")).parent().unwrap();
    let mut check = true;
    for step in steps(text, "report") {
        let Some(run) = step.run else { continue };
        assert!(!run.contains("${{"), "an expression in a shell command can be injected: {run}");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &run]).current_dir(checkout);
        for (name, value) in home.llmobs(&[]).get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let output = command
            .env("PATH", path)
            .env("CI", "true")
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_STEP_SUMMARY", home.path().join("summary.md"))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if step.id.as_deref() == Some("check") {
            check = output.status.success();
            assert!(output.status.code().is_some_and(|code| code < 2), "{run}: {told}");
        }
        assert!(output.status.success() || step.goes_on, "{run}: {told}");
    }
    check
}

#[test]
fn the_workflow_publishes_night_after_night() {
    let (origin, home) = (World::empty("init-origin"), World::empty("init-home"));
    let git = |folder: &Path, args: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=n", "-c", "user.email=e@example.org"])
            .args(args)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    fs::create_dir(origin.path().join("logs")).unwrap();
    origin.ok(&["demo", "--rows", "2000", "--days", "20", "--log-only", "all.jsonl"]);
    let all = fs::read_to_string(origin.path().join("all.jsonl")).unwrap();
    fs::remove_file(origin.path().join("all.jsonl")).unwrap();
    let half = all.len() / 2 + all[all.len() / 2..].find('\n').unwrap() + 1;
    origin.write("logs/calls.jsonl", &all[..half]);
    git(origin.path(), &["init", "-q", "-b", "trunk"]);
    let written = origin.ok(&["init"]);
    assert_eq!(written.lines().collect::<Vec<_>>(), ["llmobs.toml", ".github/workflows/llmobs.yml", "llmobs.cron"]);
    git(origin.path(), &["add", "."]);
    git(origin.path(), &["commit", "-q", "-m", "Start"]);

    let checkout = |name: &str| {
        let place = home.path().join(name);
        git(home.path(), &["clone", "-q", &origin.path().display().to_string(), &place.display().to_string()]);
        place
    };
    let first = checkout("first");
    let text = fs::read_to_string(first.join(".github/workflows/llmobs.yml")).unwrap();
    night(&first, &home, &text);
    let count = |site: &Path| {
        let summary: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(site.join("_site/summary.json")).unwrap()).unwrap();
        summary["groups"][0]["rows"][0]["values"]["requests"]["n"].as_u64().unwrap()
    };
    assert!(first.join("_site/index.html").is_file() && first.join("check.xml").is_file());
    let before = count(&first);
    assert!(fs::read_to_string(home.path().join("summary.md")).unwrap().starts_with("## llmobs check"));

    // The second night: a new runner, a new checkout, the log has grown, the store comes from the cache.
    origin.write("logs/calls.jsonl", &all);
    git(origin.path(), &["commit", "-q", "-am", "More"]);
    let second = checkout("second");
    fs::create_dir(second.join("data")).unwrap();
    fs::copy(first.join("data/llmobs.duckdb"), second.join("data/llmobs.duckdb")).unwrap();
    night(&second, &home, &text);
    assert!(count(&second) > before);
    let store = llmobs::warehouse::Store::open(
        &second.join("data/llmobs.duckdb"),
        llmobs::warehouse::Access::Read,
        World::columns(),
        1,
    )
    .unwrap();
    let ledger = store.query("SELECT how, read::BIGINT FROM ingests ORDER BY ingest_id").unwrap();
    let told: Vec<String> = ledger.iter().map(|row| format!("{row:?}")).collect();
    assert!(told.len() == 2 && told[1].contains("grown"), "the second night reads only what is new: {told:?}");
    if let Some(out) = std::env::var_os("LLMOBS_PAGES_OUT") {
        // For a look in a browser under a sub-path, as Pages serves a project.
        let copied = Command::new("cp").arg("-r").arg(second.join("_site")).arg(&out).status().unwrap();
        assert!(copied.success());
    }
}

/// What actionlint would say of the rest: every action has a version, permissions are named, expressions are closed.
#[test]
fn generated_files_are_sound() {
    let world = World::empty("init-sound");
    world.write("it's a log.jsonl", "{}\n");
    world.write("b%.csv.gz", "");
    world.ok(&["init", "--with", "config,github,gitlab,cron"]);
    let read = |name: &str| fs::read_to_string(world.path().join(name)).unwrap();
    let github = read(".github/workflows/llmobs.yml");
    for text in [
        &github,
        &read(".gitlab-ci.yml"),
        &read("llmobs.cron"),
        &read("llmobs.toml"),
        &fs::read_to_string("action.yml").unwrap(),
    ] {
        assert!(!text.contains('\t') && text.matches("${{").count() == text.matches("}}").count(), "{text}");
        for word in ["@LOGS@", "@PATHS@", "@TITLE@", "@ZONE@", "@HERE@", "@BRANCH@"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
    assert!(github.contains(r"run: llmobs ingest 'b%.csv.gz' 'it'\''s a log.jsonl'"), "{github}");
    assert!(github.contains("paths: ['b%.csv.gz', 'it''s a log.jsonl', llmobs.toml"), "{github}");
    assert!(
        read("llmobs.cron").lines().any(|line| line.starts_with("17 3 * * * cd ") && line.contains("&& llmobs ingest"))
    );
    let uses: Vec<&str> =
        github.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")).collect();
    assert!(
        uses.iter()
            .all(|uses| uses.split_once('@').is_some_and(|(name, version)| name.contains('/') && !version.is_empty())),
        "{uses:?}"
    );
    for official in [
        "actions/configure-pages",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
        "actions/cache/restore",
        "actions/cache/save",
    ] {
        assert!(uses.iter().any(|uses| uses.starts_with(official)), "{official} is missing");
    }
    assert_eq!(github.matches("permissions:").count(), 2);
    for job in ["report", "publish", "gate"] {
        assert!(!steps(&github, job).is_empty());
    }
    // The settings are settings: llmobs itself reads them.
    assert!(world.ok(&["config"]).contains("error_rate > 5% over 24h by provider"));
    // What exists is left alone.
    world.write("llmobs.toml", "title = \"mine\"\n");
    assert_eq!(world.ok(&["init"]), "");
    assert_eq!(read("llmobs.toml"), "title = \"mine\"\n");
    world.ok(&["init", "--force", "logs/"]);
    assert!(
        read("llmobs.toml").contains("fail_on")
            && read(".github/workflows/llmobs.yml").contains("run: llmobs ingest logs/\n")
    );
    // A repository on a GitLab gets its file.
    let lab = World::empty("init-gitlab");
    fs::create_dir(lab.path().join(".git")).unwrap();
    lab.write(".git/config", "[remote \"origin\"]\n\turl = https://gitlab.example.org/x/y.git\n");
    assert_eq!(lab.ok(&["init"]).lines().collect::<Vec<_>>(), ["llmobs.toml", ".gitlab-ci.yml", "llmobs.cron"]);
}
