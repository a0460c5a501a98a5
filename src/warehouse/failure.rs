//! What the engine says went wrong → what a user can do about it.

use std::path::Path;

use crate::error::Error;

/// Words in the engine's message, what they mean for a user, and the way out.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "Could not set lock",
        "another process has the store open",
        "wait until it ends, close the DuckDB shell that has it open, or name another store with --database",
    ),
    (
        "Conflicting lock",
        "another process has the store open",
        "wait until it ends, or name another store with --database",
    ),
    (
        "No space left",
        "the disk is full",
        "free some space and run the same command again: the store is as it was before",
    ),
    (
        "Out of Memory",
        "the texts need more memory than there is",
        "use --threads 1, or split the input: the store is as it was before",
    ),
    ("Read-only file system", "the folder is read-only", "name a store in a folder you can write to with --database"),
    (
        "Permission denied",
        "the store may not be written",
        "check the file's owner, or name another store with --database",
    ),
    (
        "not a valid DuckDB database",
        "the file is not a DuckDB store",
        "name another file with --database, or move this one away",
    ),
    (
        "Trying to read a database file with version number",
        "the store was written by a newer engine",
        "use the llmobs that wrote it, or a newer one",
    ),
];

/// An error about the store at `path` while `doing` something.
pub fn explain(doing: &str, path: &Path, cause: &duckdb::Error) -> Error {
    let engine = cause.to_string();
    let engine = engine.lines().next().unwrap_or_default();
    let error = Error::new(format!("cannot {doing} {}", path.display()));
    match KNOWN.iter().find(|(words, ..)| engine.contains(words)) {
        Some((_, meaning, hint)) => error.because_of(*meaning).because_of(engine).hint(*hint),
        None => error.because_of(engine),
    }
}
