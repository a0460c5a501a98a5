//! An interaction's model, time, tier and tokens in; what it cost by the user's prices or a dated price table, which price
//! that was, and what caching saved, out.
//!
//! Who is asked, in this order: the user's own prices, the first table by provider and model, then by the model alone, the
//! second table by its exact name. Never a model that is only similar.

mod book;
mod catalog;
mod clause;
mod convert;
mod names;
mod own;
mod rates;
mod second;
mod table;
mod tables;
mod tier;
mod usage;

use std::borrow::Cow;

use book::{Book, Place, Unmatched, usual_name};
use own::{Asked, Own};
use rates::Unpriced;
use table::Charges;
use usage::Usage;

pub use catalog::{Catalog, Explained, Listing};
pub use rates::{Rate, Tier};
pub use tables::{Change, PriceTableInfo, Update, price_tables, stamp, update};

use super::{Cell, Column, Enrichment, Interaction, Kind, Micros};
use crate::config::{Config, CostPolicy};
use crate::error::Result;

const COLUMNS: &[Column] = &[
    Column {
        name: "computed_cost_usd",
        kind: Kind::Float,
        doc: "Cost in US dollars by the price table at the time of the call; NULL when it cannot be known.",
    },
    Column {
        name: "price_entry",
        kind: Kind::Word,
        doc: "The price behind `computed_cost_usd`: provider/model of the table and its date, hours or tier; `litellm:` and `own:` mark the second table and the user's prices.",
    },
    Column {
        name: "cost_usd",
        kind: Kind::Float,
        doc: "Cost in US dollars that reports use, by the setting `cost`: the logged one, else the computed one.",
    },
    Column {
        name: "cost_source",
        kind: Kind::Word,
        doc: "Where `cost_usd` is from: logged or computed; NULL when unknown.",
    },
    Column {
        name: "unpriced_reason",
        kind: Kind::Word,
        doc: "Why `computed_cost_usd` is NULL: no model, unknown model, self-hosted, no tokens, failed call, no price.",
    },
    Column {
        name: "cache_savings_usd",
        kind: Kind::Float,
        doc: "What the call would have cost without any cache, less `computed_cost_usd`; below 0 where writing to the cache cost more than reading saved; NULL when it cannot be known.",
    },
];

/// The enrichment.
pub struct Cost {
    book: Book,
    own: Own,
    policy: CostPolicy,
}

/// What is written into `price_entry` of a call that a gateway answered from its own cache.
const GATEWAY: &str = "gateway cache";

/// What decides a price, but for the tokens.
struct Call<'a> {
    provider: Option<&'a str>,
    model: &'a str,
    at: Micros,
    way: Option<&'static str>,
}

/// A price, found.
struct Found<'a> {
    charges: Charges<'a>,
    /// What remains of the price after a discount.
    share: f64,
}

/// What a call cost.
struct Priced {
    dollars: f64,
    entry: String,
    savings: Option<f64>,
}

impl Cost {
    /// Ready to run with the tables and prices of the configuration.
    pub fn make(config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self::new(config)?))
    }

    fn new(config: &Config) -> Result<Self> {
        let (first, second) = tables::in_force(config)?;
        Ok(Self { book: Book::new(first, second), own: Own::new(config), policy: config.cost })
    }

    /// The price that holds for a call with so much input.
    fn find(&self, call: &Call<'_>, input: i64) -> std::result::Result<Found<'_>, &'static str> {
        let lower = |text: &str| text.trim().to_lowercase();
        let own = !self.own.is_empty();
        let (logged, name) =
            if own { (call.provider.map(lower).unwrap_or_default(), lower(call.model)) } else { Default::default() };
        let providers = [logged.as_str(), usual_name(&logged)];
        let mut asked = Asked { providers, model: &name, at: call.at, way: call.way, input };
        if let Some(charges) = self.own.charges(asked).filter(|_| own) {
            return Ok(Found { charges, share: 1.0 });
        }
        let place = self.book.find(call.provider, call.model).map_err(|why| match why {
            Unmatched::UnknownModel => "unknown model",
            Unmatched::SelfHosted => "self-hosted",
        })?;
        let (model, seller) = self.book.model(place).ok_or("unknown model")?;
        let resold = matches!(place, Place::First { resold: true, .. });
        let mut charges = model.charges(call.at, call.way, !resold).ok_or("no price")?;
        if logged.is_empty() {
            asked.providers = [seller, seller];
        }
        let percent = self.own.percent_off(asked).unwrap_or(0.0);
        if percent != 0.0 {
            charges.entry = Cow::Owned(format!("{} −{percent} %", charges.entry).replace("−-", "+"));
        }
        Ok(Found { charges, share: 1.0 - percent / 100.0 })
    }

    /// What the call cost if somebody was called for it. `silent` is the reason where its tokens are not known.
    fn reckon(&self, call: &Call<'_>, usage: Option<Usage>, silent: &'static str) -> Answer {
        if call.model.trim().is_empty() {
            return Err("no model");
        }
        let Found { charges, share } = self.find(call, usage.map_or(0, |usage| usage.input()))?;
        // An entry without prices says nothing, unless its very name says that it costs nothing.
        if charges.free {
            return Ok(Priced { dollars: 0.0, entry: charges.entry.into_owned(), savings: Some(0.0) });
        }
        let usage = usage.ok_or(silent)?;
        let cost = |usage: &Usage| charges.rates.cost(usage).map(|dollars| dollars * share);
        let dollars = cost(&usage).map_err(|why| match why {
            Unpriced::NoTokens => silent,
            Unpriced::NoPrice => "no price",
        })?;
        let savings = cost(&usage.without_cache()).ok().map(|uncached| uncached - dollars);
        Ok(Priced { dollars, entry: charges.entry.into_owned(), savings })
    }

    /// US dollars, the price they were reckoned with, and what caching saved.
    fn price(&self, call: &Interaction) -> Answer {
        let asked = Call {
            provider: call.provider.as_deref(),
            model: call.model.as_deref().unwrap_or(""),
            at: call.timestamp,
            way: tier::way(call.service_tier.as_deref()),
        };
        // What a failed call costs is not known unless the log says what it used.
        let silent = if call.status == "error" { "failed call" } else { "no tokens" };
        let answer = self.reckon(&asked, Usage::of(call), silent);
        if call.cache_hit != Some(true) {
            return answer;
        }
        // Nobody was called, so nobody charged; what it would have cost is what the gateway saved.
        let savings = answer.ok().map(|priced| priced.dollars + priced.savings.unwrap_or(0.0));
        Ok(Priced { dollars: 0.0, entry: GATEWAY.to_owned(), savings })
    }
}

type Answer = std::result::Result<Priced, &'static str>;

impl Enrichment for Cost {
    fn id(&self) -> &'static str {
        "cost"
    }

    fn about(&self) -> &'static str {
        "Cost in US dollars from tokens and a price table, at the prices of the day of the call."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        let (computed, entry, savings, reason) = match self.price(call) {
            Ok(priced) => (Some(priced.dollars), Cell::Text(priced.entry), priced.savings, Cell::Null),
            Err(reason) => (None, Cell::Null, None, Cell::Word(reason)),
        };
        let logged = call.logged_cost_usd.filter(|_| self.policy != CostPolicy::Computed);
        let ours = computed.filter(|_| self.policy != CostPolicy::Logged);
        let (cost, source) = match (logged, ours) {
            (Some(logged), _) => (Cell::Float(logged), Cell::Word("logged")),
            (None, Some(computed)) => (Cell::Float(computed), Cell::Word("computed")),
            (None, None) => (Cell::Null, Cell::Null),
        };
        let number = |value: Option<f64>| value.map_or(Cell::Null, Cell::Float);
        out.extend([number(computed), entry, cost, source, reason, number(savings)]);
    }
}

#[cfg(test)]
mod tests;
