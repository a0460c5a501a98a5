//! Record → [`Interaction`]: types, units and identity, then every enrichment, in one parallel pass over pure functions.

pub mod column;
mod conversation;
mod identity;
pub mod interaction;
mod labels;
mod scalar;
mod status;
mod understand;

pub use column::{Cell, Column, Kind, Micros};
pub use interaction::{BASE_COLUMNS, Interaction};
pub use understand::understand;

use crate::config::Config;
use crate::error::Result;

/// Something we find out about an interaction. Pure: the same interaction gives the same cells, on any thread.
pub trait Enrichment: Send + Sync {
    /// File name, and the word for it in help and docs.
    fn id(&self) -> &'static str;
    /// One line: what it finds out and how.
    fn about(&self) -> &'static str;
    /// The columns it fills.
    fn columns(&self) -> &'static [Column];
    /// Pushes exactly one cell per column. May fill a base field that the log left empty.
    fn enrich(&self, interaction: &mut Interaction, out: &mut Vec<Cell>);
}

/// Makes an enrichment ready to run: tables parsed, configuration applied.
pub type MakeEnrichment = fn(&Config) -> Result<Box<dyn Enrichment>>;

/// Every enrichment, in the order they run (a later one may use a field that an earlier one filled).
pub const ENRICHMENTS: &[MakeEnrichment] = &[];
