//! What can go wrong: an [`Error`] stops the run; a [`Reject`] is one bad row, which never does.

use std::fmt;

/// Exit status, with the meanings uv gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The run did its work and the data failed a limit the user set (`--max-rejects`, later `check`).
    Limit = 1,
    /// The run could not do its work: usage, unreadable input, a full disk, a locked store.
    Failure = 2,
}

/// An error that stops the run: what happened, why (outermost cause first), and what to do about it.
#[derive(Debug)]
pub struct Error {
    /// One sentence without a final stop: "cannot read data/log.jsonl".
    pub message: String,
    /// The chain below it, outermost first.
    pub causes: Vec<String>,
    /// What the user can do, when we know.
    pub hint: Option<String>,
    /// How the process ends.
    pub exit: Exit,
    /// Whether the input is simply none of ours; a file that was found in a folder, and not named, is then left out.
    pub foreign: bool,
}

/// The result of everything that may stop the run.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure (exit code 2) that says what could not be done.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), causes: Vec::new(), hint: None, exit: Exit::Failure, foreign: false }
    }

    /// Adds `cause` and the chain of errors below it.
    pub fn because(mut self, cause: impl std::error::Error) -> Self {
        self.causes.push(cause.to_string());
        let mut source = cause.source();
        while let Some(inner) = source {
            self.causes.push(inner.to_string());
            source = inner.source();
        }
        self
    }

    /// Adds a cause that is only words.
    pub fn because_of(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Adds what the user can do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says that the input is none of ours.
    pub fn foreign(mut self) -> Self {
        self.foreign = true;
        self
    }

    /// Makes this the "data failed a limit" kind (exit code 1).
    pub fn limit(mut self) -> Self {
        self.exit = Exit::Limit;
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Adds "what we were doing" to any error on its way up: `read(path).or_fail(|| format!("cannot read {path}"))?`.
pub trait OrFail<T> {
    /// Turns the error into an [`Error`] whose message is `doing()` and whose cause is the original.
    fn or_fail(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: std::error::Error> OrFail<T> for std::result::Result<T, E> {
    fn or_fail(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|cause| Error::new(doing()).because(cause))
    }
}

/// One row that could not be read; it is counted, kept and shown, and the run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// 1-based line of the source file where the row starts.
    pub line: u64,
    /// What is wrong, for a person: "timestamp \"yesterday\" is not a time we know".
    pub reason: String,
}
