//! A provider and a model in, the entry of the second table that has exactly this name out. Read when first asked: most
//! logs name only models that the first table knows.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::clause::Clause;
use super::rates::Rates;
use super::table::{Dated, Model};
use super::tier::{BATCH, FLEX, PRIORITY};
use crate::error::{OrFail, Result};

/// Words of logs for a provider (OpenTelemetry's, and those of the first table), and the word in this table's keys.
const ALIASES: &[(&str, &str)] = &[
    ("aws.bedrock", "bedrock"),
    ("aws", "bedrock"),
    ("azure.ai.openai", "azure"),
    ("azure.ai.inference", "azure_ai"),
    ("gcp.gemini", "gemini"),
    ("google", "gemini"),
    ("gcp.vertex_ai", "vertex_ai"),
    ("ibm.watsonx.ai", "watsonx"),
    ("mistral_ai", "mistral"),
    ("x_ai", "xai"),
    ("x-ai", "xai"),
    ("fireworks", "fireworks_ai"),
    ("together", "together_ai"),
];

/// The table as its file has it (`scripts/second_prices.py`).
#[derive(Debug, Deserialize, Serialize)]
pub struct Compact {
    /// Whose table it is.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The day it was taken, `YYYY-MM-DD`.
    pub date: String,
    /// Prices by name of the model.
    pub models: BTreeMap<String, Entry>,
}

/// What a model costs, and what it costs when served otherwise.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Entry {
    /// The usual prices.
    pub usd: Rates,
    /// Where they differ in a batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Rates>,
    /// Where they differ for flex processing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flex: Option<Rates>,
    /// Where they differ for priority processing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Rates>,
}

impl Compact {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text).or_fail(|| "cannot read the second price table".to_owned())
    }
}

/// The table, ready to be asked.
pub struct Listed {
    /// Every model.
    pub models: Vec<Model>,
    index: HashMap<String, usize>,
}

impl From<Compact> for Listed {
    fn from(compact: Compact) -> Self {
        let mut listed = Self { models: Vec::new(), index: HashMap::with_capacity(compact.models.len()) };
        for (key, entry) in compact.models {
            // Two keys that differ in case only are one model to us; the first is it.
            listed.index.entry(key.to_lowercase()).or_insert(listed.models.len());
            listed.models.push(entry.model(&compact.name, key));
        }
        listed
    }
}

impl Entry {
    fn model(self, table: &str, key: String) -> Model {
        let dated = |usd, entry, when: Option<&str>| Dated {
            when: when.map(|way| ("processing".to_owned(), way.to_owned())).into_iter().collect(),
            from: None,
            between: None,
            usd,
            entry,
        };
        let ways = [(BATCH, self.batch), (FLEX, self.flex), (PRIORITY, self.priority)];
        let variant = |(way, usd): (&str, Option<Rates>)| Some(dated(usd?, format!("+{way}"), Some(way)));
        Model {
            prices: vec![dated(self.usd, format!("{table}:{key}"), None)],
            variants: ways.into_iter().filter_map(variant).collect(),
            names: Clause::Equals(key.clone()),
            id: key,
        }
    }
}

/// The table, read when first asked.
pub enum Second {
    /// The one llmobs carries.
    Shipped(OnceLock<Option<Listed>>),
    /// The user's, read already, so that its mistakes are told.
    Own(Listed),
}

/// The file llmobs carries.
pub const SHIPPED: &str = include_str!("../../../data/prices/litellm.json");

impl Second {
    /// The one llmobs carries.
    pub fn shipped() -> Self {
        Self::Shipped(OnceLock::new())
    }

    /// The table. A test holds that the one we carry can be read.
    pub fn listed(&self) -> Option<&Listed> {
        match self {
            Self::Own(listed) => Some(listed),
            Self::Shipped(lock) => lock.get_or_init(|| Compact::parse(SHIPPED).ok().map(Listed::from)).as_ref(),
        }
    }

    /// The place of the model in the list, under the first of [`keys`] that is there.
    pub fn find(&self, provider: &str, model: &str) -> Option<usize> {
        let listed = self.listed()?;
        keys(provider, model).iter().find_map(|key| listed.index.get(key).copied())
    }
}

/// The names a model has in this table, in lower case: `provider/model`, then the model as logged.
pub fn keys(provider: &str, model: &str) -> Vec<String> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == provider).map(|(_, own)| *own);
    let mut keys: Vec<String> = [Some(provider), alias]
        .into_iter()
        .flatten()
        .filter(|p| !p.is_empty())
        .map(|p| format!("{p}/{model}"))
        .collect();
    keys.push(model.to_owned());
    keys
}
