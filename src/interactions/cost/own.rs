//! The user's prices and discounts in, the one that holds for a call out. Exact names go before globs.

use std::borrow::Cow;

use glob::Pattern;

use super::rates::{Rate, Rates};
use super::table::{Charges, unlisted};
use crate::config::{Config, Discount, OwnPrice};
use crate::interactions::Micros;

/// A name or a glob.
#[derive(Debug)]
struct Named {
    text: String,
    glob: Option<Pattern>,
}

impl Named {
    fn new(text: &str) -> Self {
        let is_glob = text.contains(['*', '?', '[']);
        Self { text: text.to_owned(), glob: is_glob.then(|| Pattern::new(text).ok()).flatten() }
    }

    /// How exactly it means the model, if it does: more is more exact.
    fn means(&self, model: &str) -> Option<usize> {
        if self.text == model {
            return Some(usize::MAX);
        }
        // Of two globs, the one that spells out more is meant.
        let spelt = || self.text.bytes().filter(|byte| !b"*?".contains(byte)).count();
        self.glob.as_ref().filter(|glob| glob.matches(model)).map(|_| spelt())
    }
}

#[derive(Debug)]
struct Price {
    said: OwnPrice,
    name: Named,
    rates: Rates,
    entry: String,
}

#[derive(Debug)]
struct Off {
    said: Discount,
    name: Option<Named>,
}

/// All of them, ready to be asked.
#[derive(Debug, Default)]
pub struct Own {
    prices: Vec<Price>,
    discounts: Vec<Off>,
}

fn started(from: Option<chrono::NaiveDate>, Micros(instant): Micros) -> bool {
    from.is_none_or(|day| instant >= day.and_time(Default::default()).and_utc().timestamp_micros())
}

/// A call, as far as the user's rules look at it. Names are in lower case.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// As logged, and what the first table calls it.
    pub providers: [&'a str; 2],
    /// As logged.
    pub model: &'a str,
    /// When it was.
    pub at: Micros,
    /// How it was served.
    pub way: Option<&'a str>,
    /// Its input.
    pub input: i64,
}

impl Asked<'_> {
    fn is_of(&self, provider: Option<&String>) -> bool {
        provider.is_none_or(|provider| self.providers.contains(&provider.as_str()))
    }
}

impl Own {
    /// Those of the configuration.
    pub fn new(config: &Config) -> Self {
        let price = |said: &OwnPrice| Price {
            name: Named::new(&said.model),
            rates: rates(said),
            entry: entry(said),
            said: said.clone(),
        };
        let off = |said: &Discount| Off { name: said.model.as_deref().map(Named::new), said: said.clone() };
        Self {
            prices: config.prices.iter().map(price).collect(),
            discounts: config.discounts.iter().map(off).collect(),
        }
    }

    /// Whether the user says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.prices.is_empty() && self.discounts.is_empty()
    }

    /// The price that is meant most exactly: by name, then by provider, by tier, by date, by size.
    pub fn charges(&self, asked: Asked<'_>) -> Option<Charges<'_>> {
        let fits = |price: &&Price| {
            let said = &price.said;
            asked.is_of(said.provider.as_ref())
                && started(said.from, asked.at)
                && said.tier.as_deref().is_none_or(|tier| Some(tier) == asked.way)
                && said.above.is_none_or(|above| asked.input > above as i64)
        };
        let exactness = |price: &Price| {
            let said = &price.said;
            Some((price.name.means(asked.model)?, said.provider.is_some(), said.tier.is_some(), said.from, said.above))
        };
        let best = self.prices.iter().filter(fits).filter_map(|price| Some((exactness(price)?, price)));
        let (_, price) = best.max_by(|a, b| a.0.cmp(&b.0))?;
        let entry = match asked.way.filter(|_| price.said.tier.is_none()) {
            Some(way) => unlisted(&price.entry, way),
            None => Cow::Borrowed(price.entry.as_str()),
        };
        Some(Charges { rates: Cow::Borrowed(&price.rates), entry, free: false })
    }

    /// Percent off the list price: of those that hold, the most exact, of these the latest.
    pub fn percent_off(&self, asked: Asked<'_>) -> Option<f64> {
        let exactness = |off: &Off| {
            let named = off.name.as_ref().map_or(Some(0), |name| name.means(asked.model))?;
            let holds = asked.is_of(off.said.provider.as_ref()) && started(off.said.from, asked.at);
            holds.then_some((named, off.said.provider.is_some(), off.said.from))
        };
        let best = self.discounts.iter().filter_map(|off| Some((exactness(off)?, off)));
        best.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, off)| off.said.percent)
    }
}

fn rates(said: &OwnPrice) -> Rates {
    let flat = |price: Option<f64>| price.map(Rate::Flat);
    Rates {
        input: flat(said.input),
        cache_read: flat(said.cache_read),
        cache_write: flat(said.cache_write),
        cache_write_1h: flat(said.cache_write_1h),
        output: flat(said.output),
        reasoning: flat(said.reasoning),
        per_1000_calls: None,
    }
}

/// `own:my-*@2026-01-01+batch>200000`
fn entry(said: &OwnPrice) -> String {
    let provider = said.provider.as_ref().map_or(String::new(), |provider| format!("{provider}/"));
    let from = said.from.map_or(String::new(), |day| format!("@{day}"));
    let tier = said.tier.as_ref().map_or(String::new(), |tier| format!("+{tier}"));
    let above = said.above.map_or(String::new(), |above| format!(">{above}"));
    format!("own:{provider}{}{from}{tier}{above}", said.model)
}
