//! What the user named in (files, folders, patterns, `-`), the list of inputs out, each once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::error::{Error, OrFail, Result};

/// Endings of log files that are looked for in a folder; each also with [`PACKED`] behind it.
const LOGS: [&str; 7] = ["jsonl", "ndjson", "json", "csv", "tsv", "log", "parquet"];
/// Endings of compressed files.
pub const PACKED: [&str; 3] = ["gz", "zst", "zstd"];

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// As the user would name it; shown in messages.
    pub name: String,
    /// Where the bytes are.
    pub origin: Origin,
    /// Whether it was found in a folder; the user may not have meant it.
    pub found: bool,
}

/// Where an input's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, by its absolute path without links: the same file has the same path.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// The file at `path`.
    pub fn file(path: &Path) -> Result<Self> {
        // A pipe behind /dev/fd has no path of its own.
        let absolute = path.canonicalize().or_else(|_| std::path::absolute(path));
        let absolute = absolute.or_fail(|| format!("cannot read {}", path.display()))?;
        Ok(Self { name: path.display().to_string(), origin: Origin::File(absolute), found: false })
    }

    /// The file's name without folders, as maps see it; empty for standard input.
    pub fn file_name(&self) -> &str {
        match &self.origin {
            Origin::File(path) => path.file_name().and_then(|name| name.to_str()).unwrap_or_default(),
            Origin::Stdin => "",
        }
    }

    /// When the file was last changed, in microseconds since 1970; `None` for standard input.
    pub fn modified(&self) -> Option<i64> {
        let Origin::File(path) = &self.origin else { return None };
        let since = path.metadata().ok()?.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_micros()).ok()
    }
}

/// Finds the inputs that `args` name, in their order; files of a folder are sorted, before those of its
/// folders; hidden ones are skipped.
pub fn discover(args: &[String]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for arg in args {
        let path = Path::new(arg);
        if arg == "-" {
            inputs.push(Input { name: "<stdin>".to_owned(), origin: Origin::Stdin, found: false });
        } else if path.exists() {
            add(path, &mut inputs)?;
        } else if arg.contains(['*', '?', '[']) {
            matching(arg, &mut inputs)?;
        } else {
            return Err(Error::new(format!("{arg} does not exist"))
                .hint("name a file, a folder, a pattern such as 'logs/*.jsonl', or - for standard input"));
        }
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| match &input.origin {
        Origin::File(path) => seen.insert(path.clone()),
        Origin::Stdin => seen.insert(PathBuf::new()),
    });
    Ok(inputs)
}

fn matching(pattern: &str, inputs: &mut Vec<Input>) -> Result<()> {
    // As in a shell, and as in a folder: hidden files are not meant.
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let paths = glob::glob_with(pattern, options).or_fail(|| format!("{pattern} is not a pattern"))?;
    let before = inputs.len();
    for path in paths {
        add(&path.or_fail(|| format!("cannot look through {pattern}"))?, inputs)?;
    }
    if inputs.len() == before {
        return Err(Error::new(format!("no file matches {pattern}"))
            .hint("check the folder; put the pattern in quotes if the shell changes it"));
    }
    Ok(())
}

fn add(path: &Path, inputs: &mut Vec<Input>) -> Result<()> {
    if !path.is_dir() {
        inputs.push(Input::file(path)?);
        return Ok(());
    }
    let before = inputs.len();
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    // Files before folders: what lies in `x/` beside `x.jsonl` adds to that file (subagents of a session).
    let order = |entry: &walkdir::DirEntry| (entry.file_type().is_dir(), entry.file_name().to_owned());
    let entries = walkdir::WalkDir::new(path).follow_links(true).sort_by_key(order);
    for entry in entries.into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_log(entry.path()) => {
                inputs.push(Input { found: true, ..Input::file(entry.path())? });
            }
            Ok(_) => {}
            // A link that leads back up: its files are found where they are.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => return Err(Error::new(format!("cannot look through {}", path.display())).because(error)),
        }
    }
    if inputs.len() == before {
        let known = LOGS.map(|ending| format!(".{ending}")).join(" ");
        return Err(Error::new(format!("no log file in {}", path.display()))
            .hint(format!("files ending in {known} are read, also with .gz or .zst; name other files themselves")));
    }
    Ok(())
}

fn is_log(path: &Path) -> bool {
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let last = ending(path);
    let last = if PACKED.contains(&last.as_str()) { ending(&path.with_extension("")) } else { last };
    LOGS.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_files_folders_and_patterns_once() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name).display().to_string();
        std::fs::create_dir_all(dir.path().join("sub/.git")).unwrap();
        for name in
            ["b.jsonl", "a.csv.gz", "sub/c.NDJSON", "sub/.hidden.jsonl", "sub/.git/d.json", "notes.txt", "e.zst"]
        {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        let names = |args: &[String]| {
            let found = discover(args).unwrap();
            found.iter().map(|i| i.file_name().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&[at("")]), ["a.csv.gz", "b.jsonl", "c.NDJSON"]);
        assert_eq!(
            names(&[at("b.jsonl"), at("sub/../b.jsonl"), at("*.jsonl"), "-".into(), "-".into()]),
            ["b.jsonl", ""]
        );
        assert_eq!(names(&[at("notes.txt")]), ["notes.txt"], "a file named is read whatever its ending");
        for (missing, says) in [
            ("nothing.jsonl", "does not exist"),
            ("*.parquet", "no file matches"),
            ("sub/.git/../../x", "does not exist"),
        ] {
            let error = discover(&[at(missing)]).unwrap_err();
            assert!(error.message.contains(says) && error.hint.is_some(), "{error:?}");
        }
        std::fs::create_dir(dir.path().join("empty")).unwrap();
        assert!(discover(&[at("empty")]).unwrap_err().message.contains("no log file"));
    }
}
