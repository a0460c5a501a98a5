//! `llmobs enrich`: PLACEHOLDER, to be replaced when the rooms below are merged. It does nothing and says so.

use super::Context;
use crate::cli::Enrich;
use crate::error::{Error, Result};

/// Always fails.
pub fn run(_context: &Context<'_>, _args: &Enrich) -> Result<()> {
    Err(Error::new("`enrich` is not wired up yet"))
}
