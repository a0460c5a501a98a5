//! What stands for a model in an llmobs without the feature `embeddings`: none can be read, and it says how to get one that can.

use std::path::Path;

use crate::error::{Error, Result};

/// There is none.
pub enum Model {}

impl Model {
    /// An error that says what is missing.
    pub fn read(folder: &Path) -> Result<Self> {
        Err(Error::new(format!("cannot read the embedding model in {}", folder.display()))
            .because_of("this llmobs was built without the feature `embeddings`")
            .hint("build it with `cargo build --release --features embeddings`, or unset `embedding_model`"))
    }

    /// See the other one.
    pub fn name(&self) -> &str {
        match *self {}
    }

    /// See the other one.
    pub fn size(&self) -> (usize, usize) {
        match *self {}
    }

    /// See the other one.
    pub fn embed(&self, _: &str) -> Option<Vec<f32>> {
        match *self {}
    }
}
