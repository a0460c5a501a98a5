//! A logged provider and model in, the entry of a price table that means them out, or why none does.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::names::{forms, prefix};
use super::table::{Model, PriceTable, Provider};

/// Provider names whose word in the table is another, and which the table's own clauses would miss or mistake.
/// Names: OpenTelemetry's GenAI conventions (`gen_ai.provider.name`), LiteLLM.
const ALIASES: &[(&str, &str)] = &[
    ("azure.ai.openai", "azure"),
    ("azure.ai.inference", "azure"),
    ("azure_openai", "azure"),
    ("azure-openai", "azure"),
    ("azure_ai", "azure"),
    ("az.ai.openai", "azure"),
    ("az.ai.inference", "azure"),
    ("gcp.gen_ai", "google"),
    ("x_ai", "x-ai"),
    ("fireworks_ai", "fireworks"),
];

/// Servers people run themselves: nobody's list price holds for them, whatever the model is called.
const SELF_HOSTED: &[&str] = &[
    "ollama",
    "ollama_chat",
    "vllm",
    "hosted_vllm",
    "lmstudio",
    "lm_studio",
    "llamafile",
    "llama.cpp",
    "llamacpp",
    "localai",
];

/// Distinct (provider, model) pairs remembered; a log with more is matched anew each time rather than kept in memory.
const REMEMBERED: usize = 20_000;

/// A model of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    table: usize,
    provider: usize,
    model: usize,
}

/// Why no entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// No table knows the model.
    UnknownModel,
    /// It runs on the user's own machine.
    SelfHosted,
}

type Answer = Result<Place, Unmatched>;

/// Price tables in the order they are asked, and what was found in them so far.
pub struct Book {
    tables: Vec<Arc<PriceTable>>,
    found: RwLock<HashMap<String, HashMap<String, Answer>>>,
}

impl Book {
    /// A book of tables; an earlier one wins.
    pub fn new(tables: Vec<Arc<PriceTable>>) -> Self {
        Self { tables, found: RwLock::default() }
    }

    /// The model at a place.
    pub fn model(&self, place: Place) -> &Model {
        &self.tables[place.table].providers[place.provider].models[place.model]
    }

    /// The entry for a logged provider and model, matched once for each pair.
    pub fn find(&self, provider: Option<&str>, model: &str) -> Answer {
        let provider = provider.unwrap_or("");
        // A poisoned lock only means that another thread died while it held it; the map is whole all the same.
        let found = self.found.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = found.get(provider).and_then(|models| models.get(model)) {
            return *answer;
        }
        drop(found);
        let answer = self.search(provider, model);
        let mut found = self.found.write().unwrap_or_else(PoisonError::into_inner);
        if found.values().map(HashMap::len).sum::<usize>() < REMEMBERED {
            found.entry(provider.to_owned()).or_default().insert(model.to_owned(), answer);
        }
        answer
    }

    /// Provider and model first, then the provider that the model's prefix names, then the model alone.
    fn search(&self, provider: &str, model: &str) -> Answer {
        let (provider, lower) = (provider.trim().to_lowercase(), model.trim().to_lowercase());
        let first = prefix(&lower).map_or("", |(prefix, _)| prefix);
        if SELF_HOSTED.iter().any(|own| *own == provider || *own == first) {
            return Err(Unmatched::SelfHosted);
        }
        let answer = self.tables.iter().enumerate().find_map(|(n, table)| {
            let (provider, model) = search_table(table, &provider, &lower)?;
            Some(Place { table: n, provider, model })
        });
        answer.ok_or(Unmatched::UnknownModel)
    }
}

fn search_table(table: &PriceTable, provider: &str, model: &str) -> Option<(usize, usize)> {
    let forms = forms(model, |prefix| provider_named(table, prefix).is_some());
    if let Some(found) = provider_named(table, provider).and_then(|at| sold_by(table, at, &forms)) {
        return Some(found);
    }
    for form in &forms {
        if let Some((at, rest)) = prefix(form).and_then(|(prefix, rest)| Some((provider_named(table, prefix)?, rest))) {
            let rest = self::forms(rest, |prefix| provider_named(table, prefix).is_some());
            if let Some(found) = sold_by(table, at, &rest) {
                return Some(found);
            }
        }
    }
    forms.iter().find_map(|form| {
        let owner = |provider: &Provider| provider.model_match.as_ref().is_some_and(|clause| clause.matches(form));
        let mut owners = table.providers.iter().enumerate().filter(|(_, provider)| owner(provider));
        owners.find_map(|(at, provider)| Some((at, model_named(provider, form)?)))
    })
}

/// The provider of that name: its id, then our aliases, then the names the table gives it.
fn provider_named(table: &PriceTable, name: &str) -> Option<usize> {
    let aliased = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, id)| id);
    let known = |clause: &Provider| clause.names.as_ref().is_some_and(|names| names.matches(aliased));
    table.providers.iter().position(|p| p.id == aliased).or_else(|| table.providers.iter().position(known))
}

/// The model among those of a provider, or of the providers it resells; the least changed form wins.
fn sold_by(table: &PriceTable, provider: usize, forms: &[String]) -> Option<(usize, usize)> {
    let resold = table.providers[provider].fallback.iter();
    let sellers: Vec<usize> = std::iter::once(provider)
        .chain(resold.filter_map(|id| table.providers.iter().position(|p| p.id == *id)))
        .collect();
    forms.iter().find_map(|form| sellers.iter().find_map(|&at| Some((at, model_named(&table.providers[at], form)?))))
}

fn model_named(provider: &Provider, name: &str) -> Option<usize> {
    provider.models.iter().position(|model| model.names.matches(name))
}
