//! A logged provider and model in, the model of a price table that they mean out, or why none does.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::names::{forms, prefix};
use super::second::Second;
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
pub enum Place {
    /// Of the first.
    First {
        /// Who sells it.
        provider: usize,
        /// Among the seller's.
        model: usize,
        /// Whether the call went to another provider, whose prices for other ways of being served are not known.
        resold: bool,
    },
    /// Of the second, in its list.
    Second(usize),
}

/// Why no entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// Neither table knows the model.
    UnknownModel,
    /// It runs on the user's own machine.
    SelfHosted,
}

type Answer = Result<Place, Unmatched>;

/// Both price tables, and what was found in them so far.
pub struct Book {
    first: Arc<PriceTable>,
    second: Second,
    found: RwLock<HashMap<String, HashMap<String, Answer>>>,
}

/// What the first table calls a provider; itself, in lower case, when it does not know it.
pub fn usual_name(provider: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == provider).map_or(provider, |(_, id)| id)
}

impl Book {
    /// A book of two tables; the first wins.
    pub fn new(first: Arc<PriceTable>, second: Second) -> Self {
        Self { first, second, found: RwLock::default() }
    }

    /// The first table.
    pub fn first(&self) -> &PriceTable {
        &self.first
    }

    /// The second table.
    pub fn second(&self) -> &Second {
        &self.second
    }

    /// The model at a place, and the provider that sells it, where the table says so.
    pub fn model(&self, place: Place) -> Option<(&Model, &str)> {
        match place {
            Place::First { provider, model, .. } => {
                let provider = self.first.providers.get(provider)?;
                Some((provider.models.get(model)?, &provider.id))
            }
            Place::Second(model) => Some((self.second.listed()?.models.get(model)?, "")),
        }
    }

    /// The names tried in the first table for a model, least changed first.
    pub fn tried(&self, model: &str) -> Vec<String> {
        forms(&model.trim().to_lowercase(), |prefix| provider_named(&self.first, prefix).is_some())
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
        if let Some(place) = search_table(&self.first, &provider, &lower) {
            return Ok(place);
        }
        self.second.find(&provider, &lower).map(Place::Second).ok_or(Unmatched::UnknownModel)
    }
}

fn search_table(table: &PriceTable, provider: &str, model: &str) -> Option<Place> {
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
        owners.find_map(|(provider, of)| Some(Place::First { provider, model: model_named(of, form)?, resold: false }))
    })
}

/// The provider of that name: its id, then our aliases, then the names the table gives it.
fn provider_named(table: &PriceTable, name: &str) -> Option<usize> {
    let aliased = usual_name(name);
    let known = |clause: &Provider| clause.names.as_ref().is_some_and(|names| names.matches(aliased));
    table.providers.iter().position(|p| p.id == aliased).or_else(|| table.providers.iter().position(known))
}

/// The model among those of a provider, or of the providers it resells; the least changed form wins.
fn sold_by(table: &PriceTable, provider: usize, forms: &[String]) -> Option<Place> {
    let resold = table.providers[provider].fallback.iter();
    let sellers: Vec<usize> = std::iter::once(provider)
        .chain(resold.filter_map(|id| table.providers.iter().position(|p| p.id == *id)))
        .collect();
    let sold = |&at: &usize, form: &String| {
        Some(Place::First { provider: at, model: model_named(&table.providers[at], form)?, resold: at != provider })
    };
    forms.iter().find_map(|form| sellers.iter().find_map(|at| sold(at, form)))
}

fn model_named(provider: &Provider, name: &str) -> Option<usize> {
    provider.models.iter().position(|model| model.names.matches(name))
}
