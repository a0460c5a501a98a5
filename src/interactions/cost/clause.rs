//! A match clause of the price table in, yes or no for a name out. Names are compared in lower case.

use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;

/// How the table says which names mean an entry.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// The whole name.
    Equals(String),
    /// Its beginning.
    StartsWith(String),
    /// Its end.
    EndsWith(String),
    /// Any part of it.
    Contains(String),
    /// A regular expression.
    Regex(Pattern),
    /// Any of these.
    Or(Vec<Clause>),
    /// All of these.
    And(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
}

/// A regular expression that is compiled when it is first asked: most runs meet only a few of them.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl From<String> for Pattern {
    fn from(text: String) -> Self {
        Self { text, compiled: OnceLock::new() }
    }
}

impl Pattern {
    /// The compiled expression; `None` when it is not one (a test holds that the shipped table has none of these).
    pub fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}

impl Clause {
    /// Whether the name, in lower case, is meant.
    pub fn matches(&self, name: &str) -> bool {
        match self {
            Self::Equals(text) => name == text,
            Self::StartsWith(text) => name.starts_with(text.as_str()),
            Self::EndsWith(text) => name.ends_with(text.as_str()),
            Self::Contains(text) => name.contains(text.as_str()),
            Self::Regex(pattern) => pattern.regex().is_some_and(|regex| regex.is_match(name)),
            Self::Or(clauses) => clauses.iter().any(|clause| clause.matches(name)),
            Self::And(clauses) => clauses.iter().all(|clause| clause.matches(name)),
            Self::Not(clause) => !clause.matches(name),
        }
    }

    /// Every regular expression in it: a table whose expressions do not compile is refused.
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::Regex(pattern) => vec![pattern],
            Self::Or(clauses) | Self::And(clauses) => clauses.iter().flat_map(Self::patterns).collect(),
            Self::Not(clause) => clause.patterns(),
            _ => Vec::new(),
        }
    }
}
