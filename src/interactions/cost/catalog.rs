//! What the prices in force say: every entry on a day, or how one model gets its price. For `llmobs prices`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::book::Place;
use super::rates::Rates;
use super::second::keys;
use super::table::Dated;
use super::usage::Usage;
use super::{Call, Cost, tier};
use crate::config::Config;
use crate::error::Result;
use crate::interactions::Micros;

/// One entry on one day.
#[derive(Debug, Serialize)]
pub struct Listing {
    /// As `price_entry` names it.
    pub entry: String,
    /// Who sells it; empty where the table does not say.
    pub provider: String,
    /// The table's word for the model.
    pub model: String,
    /// US dollars per million tokens.
    pub usd: Rates,
}

/// Where a price was looked for, under which names.
#[derive(Debug, Serialize)]
pub struct Tried {
    /// `own prices`, `genai-prices 0.2.3`, …
    pub place: String,
    /// In this order.
    pub names: Vec<String>,
}

/// How a model gets its price.
#[derive(Debug, Serialize)]
pub struct Explained {
    /// As asked.
    pub model: String,
    /// As asked.
    pub provider: Option<String>,
    /// RFC 3339.
    pub at: String,
    /// What the tier asked for means; `None` is the usual way.
    pub tier: Option<&'static str>,
    /// Where it was looked for.
    pub tried: Vec<Tried>,
    /// The price that holds, or
    pub entry: Option<String>,
    /// why there is none.
    pub unpriced: Option<&'static str>,
    /// US dollars per million tokens, before a discount.
    pub usd: Option<Rates>,
    /// Percent off.
    pub discount: Option<f64>,
    /// US dollars of a call with 1,000 tokens in and 1,000 out.
    pub example_usd: Option<f64>,
    /// Every price of the entry's model, the oldest first; of other tiers, what they change.
    pub history: Vec<Listing>,
}

/// The prices in force.
pub struct Catalog {
    cost: Cost,
}

impl Catalog {
    /// Those of the configuration.
    pub fn new(config: &Config) -> Result<Self> {
        Ok(Self { cost: Cost::new(config)? })
    }

    /// Every entry that holds at `at`, of one provider or of all; of both tables.
    pub fn list(&self, provider: Option<&str>, at: DateTime<Utc>) -> Vec<Listing> {
        let wanted = provider.map(|name| name.trim().to_lowercase());
        let instant = Micros(at.timestamp_micros());
        let mut out = Vec::new();
        for seller in &self.cost.book.first().providers {
            if wanted.as_ref().is_none_or(|wanted| *wanted == seller.id) {
                let priced = seller.models.iter().filter_map(|model| Some((model, model.at(instant)?)));
                out.extend(priced.map(|(model, dated)| listing(&seller.id, &model.id, dated, "")));
            }
        }
        for model in self.cost.book.second().listed().map_or(&[][..], |listed| &listed.models) {
            let seller = model.id.split_once('/').map_or("", |(seller, _)| seller);
            if let Some(dated) = model.at(instant).filter(|_| wanted.as_ref().is_none_or(|wanted| wanted == seller)) {
                out.push(listing(seller, &model.id, dated, ""));
            }
        }
        out
    }

    /// How a model gets its price.
    pub fn explain(&self, provider: Option<&str>, model: &str, at: DateTime<Utc>, tier: Option<&str>) -> Explained {
        let call = Call { provider, model, at: Micros(at.timestamp_micros()), way: tier::way(tier) };
        let example = Usage {
            uncached: 1_000,
            cache_read: 0,
            cache_write: 0,
            cache_write_1h: 0,
            visible: Some(1_000),
            reasoning: 0,
        };
        let found = self.cost.find(&call, example.input());
        let answer = self.cost.reckon(&call, Some(example), "no tokens");
        let (entry, example_usd, unpriced) = match answer {
            Ok(priced) => (Some(priced.entry), Some(priced.dollars), None),
            Err(why) => (None, None, Some(why)),
        };
        let own = entry.as_ref().is_some_and(|entry| entry.starts_with("own:"));
        Explained {
            model: model.to_owned(),
            provider: provider.map(str::to_owned),
            at: at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            tier: call.way,
            tried: self.tried(provider, model, own),
            entry,
            unpriced,
            discount: found.as_ref().ok().map(|found| (1.0 - found.share) * 100.0).filter(|off| off.abs() > 1e-9),
            usd: found.ok().map(|found| found.charges.rates.into_owned()),
            example_usd,
            history: if own { Vec::new() } else { self.history(provider, model) },
        }
    }

    fn tried(&self, provider: Option<&str>, model: &str, own: bool) -> Vec<Tried> {
        let mut tried = Vec::new();
        if !self.cost.own.is_empty() {
            tried.push(Tried { place: "own prices".to_owned(), names: vec![model.trim().to_lowercase()] });
        }
        if own {
            return tried;
        }
        let first = self.cost.book.first();
        let by = provider.map_or(String::new(), |provider| format!(", of {provider} and then of any provider"));
        tried.push(Tried {
            place: format!("{} {} ({}){by}", first.name, first.version, first.date),
            names: self.cost.book.tried(model),
        });
        // The second table is asked only when the first has nothing.
        if !matches!(self.cost.book.find(provider, model), Ok(Place::First { .. })) {
            let lower = |text: &str| text.trim().to_lowercase();
            let names = keys(&provider.map(lower).unwrap_or_default(), &lower(model));
            tried.push(Tried { place: "litellm, exactly".to_owned(), names });
        }
        tried
    }

    fn history(&self, provider: Option<&str>, model: &str) -> Vec<Listing> {
        let Ok(place) = self.cost.book.find(provider, model) else { return Vec::new() };
        let Some((model, seller)) = self.cost.book.model(place) else { return Vec::new() };
        let usual = model.prices.iter().map(|dated| listing(seller, &model.id, dated, ""));
        let base = model.prices.first().map_or("", |first| first.entry.as_str());
        // `default` changes nothing.
        let variants = model.variants.iter().filter(|dated| !dated.usd.listed().is_empty());
        usual.chain(variants.map(|dated| listing(seller, &model.id, dated, base))).collect()
    }
}

fn listing(provider: &str, model: &str, dated: &Dated, base: &str) -> Listing {
    Listing {
        entry: format!("{base}{}", dated.entry),
        provider: provider.to_owned(),
        model: model.to_owned(),
        usd: dated.usd.clone(),
    }
}
