//! `llmobs build-site`: PLACEHOLDER, to be replaced when the rooms below are merged. It does nothing and says so.

use super::Context;
use crate::cli::BuildSite;
use crate::error::{Error, Result};

/// Always fails.
pub fn run(_context: &Context<'_>, _args: &BuildSite) -> Result<()> {
    Err(Error::new("`build-site` is not wired up yet"))
}
