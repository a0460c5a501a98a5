//! `llmobs init`: a folder with logs in; settings, a nightly job and a cron line for it out. What exists is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use super::Context;
use crate::cli::Init;
use crate::error::{Error, OrFail, Result};

/// A file that can be written.
pub struct Scaffold {
    /// What `--with` calls it.
    pub name: &'static str,
    /// Where it goes.
    pub path: &'static str,
    /// What it says, with `@WORDS@` to be filled in.
    pub text: &'static str,
    /// Whether it is written when nobody asks: for this repository.
    pub usual: fn(&Path) -> bool,
}

/// Every such file.
pub const SCAFFOLDS: &[Scaffold] = &[
    Scaffold {
        name: "config",
        path: "llmobs.toml",
        text: include_str!("../../data/init/llmobs.toml"),
        usual: |_| true,
    },
    Scaffold {
        name: "github",
        path: ".github/workflows/llmobs.yml",
        text: include_str!("../../data/init/github.yml"),
        usual: |here| !gitlab(here),
    },
    Scaffold {
        name: "gitlab",
        path: ".gitlab-ci.yml",
        text: include_str!("../../data/init/gitlab.yml"),
        usual: gitlab,
    },
    Scaffold { name: "cron", path: "llmobs.cron", text: include_str!("../../data/init/cron"), usual: |_| true },
];

/// Folders and endings that logs usually have.
const FOLDERS: &[&str] = &["logs", "log", "data/logs", "traces"];
const ENDINGS: &[&str] = &["jsonl", "ndjson", "csv", "tsv", "parquet"];
/// Endings of packed files.
const PACKED: &[&str] = &["gz", "zst"];

/// Writes them.
pub fn run(context: &Context<'_>, args: &Init) -> Result<()> {
    let here = std::env::current_dir().or_fail(|| "cannot tell which folder this is".into())?;
    let found = if args.inputs.is_empty() { logs(&here) } else { args.inputs.clone() };
    if found.is_empty() {
        context
            .console
            .warn("no logs were found here; `logs/` is written down as their place, change it or name yours");
    }
    let logs = if found.is_empty() { vec!["logs/".to_string()] } else { found };
    let words = words(&here, &logs, context.config.time_zone.name())?;
    for scaffold in SCAFFOLDS {
        let asked = args.with.iter().any(|name| name == scaffold.name);
        if !(asked || args.with.is_empty() && (scaffold.usual)(&here)) {
            continue;
        }
        let path = here.join(scaffold.path);
        if path.exists() && !args.force {
            context.console.warn(format!("{} exists and is left as it is; --force replaces it", scaffold.path));
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).or_fail(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let filled = words.iter().fold(scaffold.text.to_string(), |text, (word, value)| text.replace(word, value));
        fs::write(&path, filled).or_fail(|| format!("cannot write {}", scaffold.path))?;
        context.console.data(format!("{}\n", scaffold.path))?;
    }
    Ok(())
}

fn words(here: &Path, logs: &[String], zone: &str) -> Result<Vec<(&'static str, String)>> {
    if let Some(odd) = logs.iter().find(|log| log.chars().any(char::is_control)) {
        return Err(Error::new(format!("a path holds control characters: {odd:?}")).hint("rename the file"));
    }
    let name = here.file_name().map_or("LLM interactions".into(), |name| name.to_string_lossy().into_owned());
    // Under `paths` of a workflow, a folder means everything in it.
    let pattern = |log: &String| {
        let log = log.trim_start_matches("./");
        let pattern = if here.join(log).is_dir() || log.ends_with('/') {
            format!("{}/**", log.trim_end_matches('/'))
        } else {
            log.into()
        };
        format!("'{}'", pattern.replace('\'', "''"))
    };
    Ok(vec![
        ("@LOGS@", logs.iter().map(|log| shell(log)).collect::<Vec<_>>().join(" ")),
        ("@PATHS@", logs.iter().map(pattern).collect::<Vec<_>>().join(", ")),
        ("@TITLE@", name.replace('\\', "\\\\").replace('"', "\\\"")),
        ("@ZONE@", zone.to_string()),
        ("@HERE@", shell(&here.display().to_string()).replace('%', "\\%")),
        ("@BRANCH@", branch(here)),
    ])
}

/// A word of a shell; globs are quoted too, since llmobs knows them.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./~".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// The branch that is checked out; `main` where that cannot be told.
fn branch(here: &Path) -> String {
    let head = fs::read_to_string(here.join(".git/HEAD")).unwrap_or_default();
    let named = head.trim().strip_prefix("ref: refs/heads/").unwrap_or("main");
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    if !named.is_empty() && named.chars().all(plain) { named.to_string() } else { "main".into() }
}

/// Whether the repository lives on a GitLab.
fn gitlab(here: &Path) -> bool {
    fs::read_to_string(here.join(".git/config")).is_ok_and(|text| text.contains("gitlab"))
}

/// Folders and files here that look like logs, by their names.
fn logs(here: &Path) -> Vec<String> {
    let folders = FOLDERS.iter().filter(|folder| here.join(folder).is_dir()).map(|folder| format!("{folder}/"));
    let mut found: Vec<String> = folders.collect();
    let mut files: Vec<PathBuf> = fs::read_dir(here)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    for path in files {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let packed = PACKED.iter().find_map(|ending| name.strip_suffix(&format!(".{ending}")));
        if ENDINGS.iter().any(|ending| packed.unwrap_or(name).ends_with(&format!(".{ending}"))) {
            found.push(name.to_string());
        }
    }
    found
}
