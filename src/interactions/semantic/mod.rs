//! Texts in; how near they are to each other by meaning, out, where the user has named an embedding model. Without one it has no
//! columns and costs nothing.

#[cfg(not(feature = "embeddings"))]
mod absent;
mod blend;
#[cfg(any(test, feature = "embeddings"))]
mod kept;
#[cfg(feature = "embeddings")]
mod model;
mod support;

use std::path::Path;

#[cfg(not(feature = "embeddings"))]
use absent::Model;
use blend::Blend;
#[cfg(feature = "embeddings")]
use model::Model;

use super::grounds;
use super::text::head;
use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

const COLUMNS: &[Column] = &[
    Column {
        name: "semantic_similarity",
        kind: Kind::Float,
        doc: "Cosine of prompt and response by the embedding model, −1 to 1: each text is the mean of the vectors of its tokens. \
              First 1,024 bytes of each. Low: off the topic. It says nothing about hallucination. NULL without either.",
    },
    Column {
        name: "semantic_support",
        kind: Kind::Float,
        doc: "How near the response is to its context by meaning, −1 to 1: the mean over its sentences of the highest cosine with a \
              sentence there. What is read is what `groundedness` reads. NULL without either.",
    },
    Column {
        name: "semantic_coverage",
        kind: Kind::Float,
        doc: "How many words of the response are in its context by form or by meaning, 0 to 1: the mean over its words of 1 for one \
              that is there, else of the highest cosine with a word there; the rarer a word is among the sentences there, the more \
              it weighs. NULL where `semantic_support` is.",
    },
    Column {
        name: "semantic_groundedness",
        kind: Kind::Float,
        doc: "`groundedness`, `semantic_support` and `semantic_coverage` together, 0 to 1: a logistic curve that was fitted to labels \
              (data/semantic.toml). NULL where any of them is.",
    },
    Column {
        name: "semantic_model",
        kind: Kind::Word,
        doc: "The embedding model that made the columns before: name of its folder and a hash of its files. NULL where all are.",
    },
];

/// What is read of a prompt and of a response for their similarity, bytes.
const MOST: usize = 1024;

/// The enrichment.
pub struct Semantic {
    model: Option<Model>,
    blend: &'static Blend,
}

/// A model, as far as people want to know it.
pub struct Known {
    /// Name of its folder and a hash of its files.
    pub name: String,
    /// Tokens it has a vector for.
    pub tokens: usize,
    /// Numbers of a vector.
    pub width: usize,
}

/// Reads a model only to tell what it is.
pub fn known(folder: &Path) -> Result<Known> {
    let model = Model::read(folder)?;
    let (tokens, width) = model.size();
    Ok(Known { name: model.name().to_owned(), tokens, width })
}

impl Semantic {
    /// Ready to run.
    pub fn make(config: &Config) -> Result<Box<dyn Enrichment>> {
        let model = config.embedding_model.as_deref().map(Model::read).transpose()?;
        Ok(Box::new(Self { model, blend: Blend::shipped()? }))
    }
}

fn similarity(model: &Model, call: &Interaction) -> Option<f64> {
    let (prompt, response) = call.prompt.as_deref().zip(call.response.as_deref())?;
    let (prompt, response) = (model.embed(head(prompt, MOST))?, model.embed(head(response, MOST))?);
    Some(f64::from(support::dot(&prompt, &response)))
}

impl Enrichment for Semantic {
    fn id(&self) -> &'static str {
        "semantic"
    }

    fn about(&self) -> &'static str {
        "With an embedding model of yours: how near response, prompt and context are by meaning."
    }

    fn columns(&self) -> &'static [Column] {
        if self.model.is_some() { COLUMNS } else { &[] }
    }

    fn made_by(&self) -> Option<(&'static str, &str)> {
        self.model.as_ref().map(|model| ("semantic_model", model.name()))
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        let Some(model) = &self.model else { return };
        let similarity = similarity(model, call);
        let grounds = grounds::read(call);
        let near = grounds.as_ref().and_then(|read| support::near(model, &read.source, read.response));
        let both = grounds
            .zip(near)
            .and_then(|(read, near)| read.support().map(|found| self.blend.of(found.groundedness, near)));
        let rounded =
            |value: Option<f64>| value.map_or(Cell::Null, |value| Cell::Float((value * 1000.0).round() / 1000.0));
        let any = similarity.is_some() || near.is_some();
        out.extend([similarity, near.map(|near| near.support), near.map(|near| near.coverage), both].map(rounded));
        out.push(if any { Cell::Text(model.name().to_owned()) } else { Cell::Null });
    }
}
