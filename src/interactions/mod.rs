//! Record → [`Interaction`]: types, units and identity, then every enrichment, in one parallel pass over pure functions.

mod basis;
pub mod category;
pub mod column;
pub mod complexity;
mod conversation;
pub mod cost;
mod cues;
mod groundedness;
mod grounds;
mod identity;
pub mod interaction;
mod labels;
mod look;
mod pass;
pub mod remark;
mod scalar;
pub mod scores;
pub mod semantic;
mod similarity;
mod status;
mod text;
pub mod tokens;
mod understand;
mod words;

pub use column::{Cell, Column, Kind, Micros};
pub use conversation::context as text_of_context;
pub use interaction::{BASE_COLUMNS, Interaction};
pub use labels::hallucination as label_of;
pub use look::Look;
pub use pass::{Encode, Part, Pass};
pub use remark::Remark;
pub use similarity::cosine as similarity_of;
pub use text::snake;
pub use understand::{understand, understand_remark};

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
    /// Base columns it may fill, each with the flag column of its own that is true where it did.
    fn filled(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
    /// Where something else than this program made its values: the column that names it, and its name.
    fn made_by(&self) -> Option<(&'static str, &str)> {
        None
    }
    /// Names of all that it saw in an interaction, also what did not decide: for scripts that fit weights.
    fn cues(&self, _interaction: &Interaction) -> Vec<String> {
        Vec::new()
    }
    /// Pushes exactly one cell per column. May fill a base field that the log left empty.
    fn enrich(&self, interaction: &mut Interaction, out: &mut Vec<Cell>);
}

/// Makes an enrichment ready to run: tables parsed, configuration applied.
pub type MakeEnrichment = fn(&Config) -> Result<Box<dyn Enrichment>>;

/// Every enrichment, in the order they run (a later one may use a field that an earlier one filled).
pub const ENRICHMENTS: &[MakeEnrichment] = &[
    complexity::Complexity::make,
    category::Category::make,
    tokens::Tokens::make,
    cost::Cost::make,
    scores::Scores::make,
    groundedness::Groundedness::make,
    similarity::Similarity::make,
    semantic::Semantic::make,
];

/// Every enrichment, made and ready to run.
pub struct Enrichments(Vec<Box<dyn Enrichment>>);

impl Enrichments {
    /// Makes them all for this run.
    pub fn new(config: &Config) -> Result<Self> {
        ENRICHMENTS.iter().map(|make| make(config)).collect::<Result<_>>().map(Self)
    }

    /// Those of which a store that is only read needs to know: nothing that the user brings is opened for that, and what it
    /// made is there or not.
    pub fn of_readers(config: &Config) -> Result<Self> {
        Self::new(&Config { embedding_model: None, ..config.clone() })
    }

    /// Each of them, in the order they run.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Enrichment> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// What they fill, in order.
    pub fn columns(&self) -> Vec<Column> {
        self.iter().flat_map(Enrichment::columns).copied().collect()
    }

    /// The columns of a stored interaction: the base fields, then what enrichments fill.
    pub fn all_columns(&self) -> Vec<Column> {
        BASE_COLUMNS.iter().copied().chain(self.columns()).collect()
    }

    /// Base columns that an enrichment may have filled, and the flag column that says where.
    pub fn filled(&self) -> Vec<(&'static str, &'static str)> {
        self.iter().flat_map(Enrichment::filled).copied().collect()
    }

    /// What else than this program makes values: the columns that name it, and its name.
    pub fn made_by(&self) -> Vec<(&'static str, &str)> {
        self.iter().filter_map(Enrichment::made_by).collect()
    }

    /// Whether the values of a column come from something that the user brings.
    pub fn is_brought(&self, column: &str) -> bool {
        let brought = self.iter().filter(|enrichment| enrichment.made_by().is_some());
        brought.flat_map(Enrichment::columns).any(|one| one.name == column)
    }

    /// Names of all that they saw in an interaction.
    pub fn cues(&self, interaction: &Interaction) -> Vec<String> {
        self.iter().flat_map(|one| one.cues(interaction)).collect()
    }

    /// Runs them all: one cell for each of [`Enrichments::columns`], and base fields filled that the log left empty.
    pub fn run(&self, interaction: &mut Interaction) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.iter().map(|one| one.columns().len()).sum());
        self.iter().for_each(|one| one.enrich(interaction, &mut cells));
        cells
    }
}
