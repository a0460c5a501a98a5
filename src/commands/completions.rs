//! `llmobs completions`: a shell in, its completion script out.

use crate::cli::{self, Completions};
use crate::console::Console;
use crate::error::Result;

/// Prints the script.
pub fn run(console: &Console, args: &Completions) -> Result<()> {
    console.data(cli::completions(args.shell))
}
