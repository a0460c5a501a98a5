//! The user's own patterns of `llmobs.toml` → the places where they match.

use regex::Regex;

use crate::config::OwnPattern;
use crate::error::{OrFail, Result};

/// A pattern with its name.
pub struct Own {
    pub name: String,
    pub pattern: Regex,
}

/// Compiles the patterns.
///
/// # Errors
/// When one is no regular expression; the configuration refuses it earlier, with its line.
pub fn compile(patterns: &[OwnPattern]) -> Result<Vec<Own>> {
    let one = |own: &OwnPattern| {
        let pattern = Regex::new(&own.pattern).or_fail(|| format!("[[redact]] {}: no regular expression", own.name))?;
        Ok(Own { name: own.name.clone(), pattern })
    };
    patterns.iter().map(one).collect()
}
