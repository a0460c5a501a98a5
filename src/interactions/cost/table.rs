//! The price table as shipped (JSON) in, providers and their models with dated prices out.

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
}

/// Prices and when they hold.
#[derive(Debug, Deserialize)]
pub struct Dated {
    /// From this day on, UTC.
    pub from: Option<NaiveDate>,
    /// Minutes of the day, UTC, end excluded; an end before the start goes over midnight.
    pub between: Option<(i64, i64)>,
    /// What is charged.
    pub usd: Rates,
    /// What the store calls it: provider, model and what tells these prices from the model's others, such as
    /// `openai/o3@2025-06-10` or `deepseek/deepseek-chat@00:30-16:30`.
    #[serde(skip)]
    pub entry: String,
}

static SHIPPED: OnceLock<Arc<PriceTable>> = OnceLock::new();

impl PriceTable {
    /// The table this program carries, read once.
    pub fn shipped() -> Result<Arc<Self>> {
        if let Some(table) = SHIPPED.get() {
            return Ok(table.clone());
        }
        let table = Self::parse(include_str!("../../../data/prices/prices.json"))?;
        Ok(SHIPPED.get_or_init(|| Arc::new(table)).clone())
    }

    /// Reads a table from its JSON text.
    pub fn parse(text: &str) -> Result<Self> {
        let mut table: Self = serde_json::from_str(text).or_fail(|| "cannot read the price table".to_owned())?;
        for provider in &mut table.providers {
            for model in &mut provider.models {
                for prices in &mut model.prices {
                    prices.entry = format!("{}/{}{}", provider.id, model.id, prices.mark());
                }
            }
        }
        Ok(table)
    }
}

impl Model {
    /// The prices that held at an instant.
    pub fn at(&self, instant: Micros) -> Option<&Dated> {
        self.prices.iter().rev().find(|prices| prices.held(instant)).or(self.prices.first())
    }
}

impl Dated {
    fn held(&self, Micros(instant): Micros) -> bool {
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
