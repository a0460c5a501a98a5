//! `llmobs demo`: PLACEHOLDER, to be replaced when the rooms below are merged. It does nothing and says so.

use super::Context;
use crate::cli::Demo;
use crate::error::{Error, Result};

/// Always fails.
pub fn run(_context: &Context<'_>, _args: &Demo) -> Result<()> {
    Err(Error::new("`demo` is not wired up yet"))
}
