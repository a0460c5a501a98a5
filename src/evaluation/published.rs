//! `data/signals.json` in, what `llmobs evaluate` measured on the labelled development sets out: numbers only, shown beside
//! those of the user's own store.
//!
//! The file is written by a test (`LLMOBS_UPDATE_SIGNALS`, see CONTRIBUTING.md), which also holds it to what is measured now.

use std::sync::OnceLock;

use serde::Deserialize;

use super::ranking::Calibration;
use crate::error::{OrFail, Result};

/// All that was measured.
#[derive(Clone, Debug, Deserialize)]
pub struct Published {
    /// Files of labelled rows that were read.
    pub files: Vec<String>,
    /// Each signal.
    pub signals: Vec<Measured>,
}

/// One signal.
#[derive(Clone, Debug, Deserialize)]
pub struct Measured {
    /// Its id in [`SIGNALS`](super::SIGNALS).
    pub id: String,
    /// What the values are: `auroc` (0.5 is a coin toss) or `macro_f1`.
    pub measure: String,
    /// Rows with the label that it claims to tell.
    pub n: u64,
    /// What came out, by groups of rows.
    pub groups: Vec<Measure>,
    /// Only of probabilities.
    pub calibration: Option<Calibration>,
}

/// One number with its 95 % bootstrap interval.
#[derive(Clone, Debug, Deserialize)]
pub struct Measure {
    /// `mean` (of sources), `all` (rows), `reference`, `source`, `language` or `class`.
    pub kind: String,
    /// Name of the source, the language, the class, the reference.
    pub name: String,
    /// Labelled rows.
    pub n: u64,
    /// Of these, rows on which the signal has no value.
    pub silent: u64,
    /// NULL where the signal has too few values to be measured.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

static SHIPPED: OnceLock<Published> = OnceLock::new();

impl Published {
    /// What this program carries, read once.
    ///
    /// # Errors
    /// When the file in the program is not of this shape.
    pub fn shipped() -> Result<&'static Self> {
        if let Some(published) = SHIPPED.get() {
            return Ok(published);
        }
        let read = serde_json::from_str(include_str!("../../data/signals.json"));
        let published: Self = read.or_fail(|| "cannot read the measured figures of signals".to_owned())?;
        Ok(SHIPPED.get_or_init(|| published))
    }

    /// One signal, if it was measured.
    pub fn signal(&self, id: &str) -> Option<&Measured> {
        self.signals.iter().find(|signal| signal.id == id)
    }
}

impl Measured {
    /// Its groups of one kind.
    pub fn of<'m>(&'m self, kind: &'m str) -> impl Iterator<Item = &'m Measure> {
        self.groups.iter().filter(move |group| group.kind == kind)
    }
}
