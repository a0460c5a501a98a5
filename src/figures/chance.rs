//! How near responses are by meaning to prompts that they do not answer, as an ingest noted it in the store.

use serde::Deserialize;

pub use super::unrelated::Unrelated;
use crate::error::Result;
use crate::warehouse::Store;

/// Where the store keeps it.
pub const KEY: &str = "semantic_chance";
/// The column that says which embedding model made a value.
pub const MODEL: &str = "semantic_model";
/// The value.
pub const VALUE: &str = "semantic_similarity";

/// What was noted.
#[derive(Clone, Debug, Deserialize)]
pub struct Chance {
    /// The embedding model.
    pub model: String,
    /// Pairs of a response and a prompt of another one.
    pub n: u64,
    /// The 5 % quantile.
    pub p05: f64,
    /// The median.
    pub p50: f64,
    /// The 95 % quantile: at or below it, a response is no nearer to its prompt than to others'.
    pub p95: f64,
}

impl Chance {
    /// Reads it; `None` where no model was in force, or too few interactions have texts.
    pub fn read(store: &Store) -> Result<Option<Self>> {
        if !store.holds(MODEL)? {
            return Ok(None);
        }
        Ok(store.meta(KEY)?.and_then(|told| serde_json::from_str(&told).ok()))
    }
}
