//! The price table as shipped (JSON) in, providers and their models with dated prices out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use serde::Deserialize;

use super::clause::Clause;
use super::rates::Rates;
use crate::error::{OrFail, Result};
use crate::interactions::Micros;

const MICROS_PER_MINUTE: i64 = 60_000_000;
const MICROS_PER_DAY: i64 = 86_400_000_000;

/// A price table: genai-prices as `scripts/prices.py` writes it.
#[derive(Debug, Deserialize)]
pub struct PriceTable {
    /// Whose table it is.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The day it was taken, `YYYY-MM-DD`.
    pub date: String,
    /// In the table's order, which decides between providers that both know a model.
    pub providers: Vec<Provider>,
}

/// Who serves models, and under which names it is logged.
#[derive(Debug, Deserialize)]
pub struct Provider {
    /// The table's word for it.
    pub id: String,
    /// Other names of the provider.
    #[serde(rename = "match")]
    pub names: Option<Clause>,
    /// Model names that are this provider's even where no provider is logged.
    pub model_match: Option<Clause>,
    /// Providers whose prices hold for models it resells.
    #[serde(default)]
    pub fallback: Vec<String>,
    /// Its models; the first that matches is meant.
    pub models: Vec<Model>,
}

/// A model as sold by one provider.
#[derive(Debug, Deserialize)]
pub struct Model {
    /// The table's word for it.
    pub id: String,
    /// Names that mean it.
    #[serde(rename = "match")]
    pub names: Clause,
    /// The first is the oldest and has no condition; a later one whose condition holds goes first.
    pub prices: Vec<Dated>,
    /// Prices for other ways of being served; the first that holds and applies wins, for each class of tokens.
    #[serde(default)]
    pub variants: Vec<Dated>,
}

/// Prices and when they hold.
#[derive(Debug, Deserialize)]
pub struct Dated {
    /// What the call must say of how it was served; empty for the usual prices.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    /// From this day on, UTC.
    pub from: Option<NaiveDate>,
    /// Minutes of the day, UTC, end excluded; an end before the start goes over midnight.
    pub between: Option<(i64, i64)>,
    /// What is charged.
    pub usd: Rates,
    /// What the store calls it: provider, model and what tells these prices from the model's others, such as
    /// `openai/o3@2025-06-10` or `deepseek/deepseek-chat@00:30-16:30`. Of a variant, what is added: `+batch@2026-10-14`.
    #[serde(skip)]
    pub entry: String,
}

/// The file llmobs carries.
pub const SHIPPED: &str = include_str!("../../../data/prices/prices.json");

static READ: OnceLock<Arc<PriceTable>> = OnceLock::new();

impl PriceTable {
    /// The table this program carries, read once.
    pub fn shipped() -> Result<Arc<Self>> {
        if let Some(table) = READ.get() {
            return Ok(table.clone());
        }
        let table = Self::parse(SHIPPED)?;
        Ok(READ.get_or_init(|| Arc::new(table)).clone())
    }

    /// Reads a table from its JSON text.
    pub fn parse(text: &str) -> Result<Self> {
        let mut table: Self = serde_json::from_str(text).or_fail(|| "cannot read the price table".to_owned())?;
        for provider in &mut table.providers {
            for model in &mut provider.models {
                for prices in &mut model.prices {
                    prices.entry = format!("{}/{}{}", provider.id, model.id, prices.mark());
                }
                for prices in &mut model.variants {
                    let way = prices.when.values().map(String::as_str).collect::<Vec<_>>().join("+");
                    prices.entry = format!("+{way}{}", prices.mark());
                }
            }
        }
        Ok(table)
    }

    /// What is wrong with a table that can be read, if anything: it would fail silently later.
    pub fn check(&self) -> std::result::Result<(), String> {
        for provider in &self.providers {
            let clauses = provider.names.iter().chain(&provider.model_match);
            for pattern in clauses.chain(provider.models.iter().map(|m| &m.names)).flat_map(Clause::patterns) {
                pattern.regex().ok_or_else(|| format!("{pattern:?} does not compile"))?;
            }
            if let Some(other) = provider.fallback.iter().find(|other| !self.providers.iter().any(|p| p.id == **other))
            {
                return Err(format!("`{other}`, whose models {} sells, is no provider", provider.id));
            }
            let undated = |model: &Model| {
                model.prices.first().is_some_and(|first| first.from.is_none() && first.between.is_none())
            };
            if let Some(model) = provider.models.iter().find(|model| !undated(model)) {
                return Err(format!("the first price of {}/{} is dated", provider.id, model.id));
            }
        }
        if self.providers.is_empty() { Err("it has no provider".to_owned()) } else { Ok(()) }
    }
}

impl Model {
    /// The prices that held at an instant.
    pub fn at(&self, instant: Micros) -> Option<&Dated> {
        self.prices.iter().rev().find(|prices| prices.held(instant)).or(self.prices.first())
    }
}

/// What a model charged for one call.
#[derive(Clone, Debug, PartialEq)]
pub struct Charges<'a> {
    /// The prices.
    pub rates: Cow<'a, Rates>,
    /// What the store calls them.
    pub entry: Cow<'a, str>,
    /// Whether the very name of the model says that it costs nothing.
    pub free: bool,
}

impl Model {
    /// The prices that held at an instant for a call served that way (see `tier`). Where nothing is listed for that way,
    /// the usual prices, and the entry says so. `direct` is whether the call went to the one who lists these.
    pub fn charges(&self, instant: Micros, way: Option<&str>, direct: bool) -> Option<Charges<'_>> {
        let usual = self.at(instant)?;
        let free = self.id.ends_with(":free");
        let charges = Charges { rates: Cow::Borrowed(&usual.usd), entry: Cow::Borrowed(&usual.entry), free };
        let Some(way) = way.filter(|_| !free) else { return Some(charges) };
        let fits = |variant: &&Dated| direct && variant.is_for(way) && variant.held(instant);
        let Some(first) = self.variants.iter().find(fits) else {
            return Some(Charges { entry: unlisted(&usual.entry, way), ..charges });
        };
        let fitting = self.variants.iter().filter(fits).rev();
        let rates = fitting.fold(usual.usd.clone(), |rates, variant| rates.under(&variant.usd));
        let entry = Cow::Owned(format!("{}{}", usual.entry, first.entry));
        Some(Charges { rates: Cow::Owned(rates), entry, free })
    }
}

/// The name of usual prices that are taken for want of those of a tier.
pub fn unlisted(entry: &str, tier: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{entry} (no {tier} price)"))
}

/// Keys by which the table tells ways of being served that a log's service tier tells, too.
const SERVED: &[&str] = &["processing", "service_tier", "speed"];

impl Dated {
    fn is_for(&self, tier: &str) -> bool {
        !self.when.is_empty() && self.when.iter().all(|(key, value)| SERVED.contains(&key.as_str()) && value == tier)
    }

    /// Whether it held at an instant.
    pub fn held(&self, Micros(instant): Micros) -> bool {
        let started =
            self.from.is_none_or(|day| instant >= day.and_time(Default::default()).and_utc().timestamp_micros());
        let minute = instant.rem_euclid(MICROS_PER_DAY) / MICROS_PER_MINUTE;
        started
            && self.between.is_none_or(|(start, end)| {
                if end < start { minute >= start || minute < end } else { start <= minute && minute < end }
            })
    }

    fn mark(&self) -> String {
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        match (self.from, self.between) {
            (None, None) => String::new(),
            (Some(day), None) => format!("@{day}"),
            (None, Some((start, end))) => format!("@{}-{}", clock(start), clock(end)),
            (Some(day), Some((start, end))) => format!("@{day}T{}-{}", clock(start), clock(end)),
        }
    }
}
