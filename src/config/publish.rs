//! How much text of the log a site shows, and the user's own patterns of what it does not.

use std::fmt;
use std::str::FromStr;

/// How much text is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Publish {
    /// Everything, as logged.
    Full,
    /// Texts without secrets and what tells people; ids of users, sessions and traces are sealed.
    #[default]
    Redacted,
    /// Numbers and the names that they are counted by.
    None,
}

impl FromStr for Publish {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "full" => Ok(Self::Full),
            "redacted" => Ok(Self::Redacted),
            "none" => Ok(Self::None),
            other => Err(format!("`{other}` is none of full, redacted, none")),
        }
    }
}

impl fmt::Display for Publish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "full",
            Self::Redacted => "redacted",
            Self::None => "none",
        })
    }
}

/// A pattern of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPattern {
    /// What stands in the placeholder: small letters, digits, `_`, `-`.
    pub name: String,
    /// A regular expression of the crate regex; what matches is removed.
    pub pattern: String,
}

impl OwnPattern {
    /// Checks both.
    ///
    /// # Errors
    /// When the name has other characters, or the pattern is no regular expression or matches nothing at all.
    pub fn new(name: &str, pattern: &str) -> Result<Self, String> {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
        if name.is_empty() || name.len() > 30 || !name.bytes().all(letter) {
            return Err(format!("`name`: `{name}` is not small letters, digits, `_` and `-` (30 at most)"));
        }
        let compiled =
            regex::Regex::new(pattern).map_err(|_| format!("`pattern`: `{pattern}` is no regular expression"))?;
        if compiled.is_match("") {
            return Err(format!("`pattern`: `{pattern}` also matches an empty text"));
        }
        Ok(Self { name: name.to_string(), pattern: pattern.to_string() })
    }
}
