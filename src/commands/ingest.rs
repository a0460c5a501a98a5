//! `llmobs ingest`: PLACEHOLDER, to be replaced when the rooms below are merged. It does nothing and says so.

use super::Context;
use crate::cli::Ingest;
use crate::error::{Error, Result};

/// Always fails.
pub fn run(_context: &Context<'_>, _args: &Ingest) -> Result<()> {
    Err(Error::new("`ingest` is not wired up yet"))
}
