//! Prices of one entry at one time and the tokens of a call in, US dollars out.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::usage::Usage;

/// US dollars per million tokens: one price, or one that depends on the size of the input.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Rate {
    /// The same for every call.
    Flat(f64),
    /// A cliff: a call with more input than a tier's `start` pays that tier's price for *all* its tokens.
    Tiered {
        /// Below every tier.
        base: f64,
        /// By rising `start`.
        tiers: Vec<Tier>,
    },
}

/// One step of a tiered price.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Tier {
    /// Input tokens, of all classes, that must be exceeded.
    pub start: i64,
    /// US dollars per million tokens.
    pub price: f64,
}

impl fmt::Display for Rate {
    /// `1.25, 2.5 above 200000`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flat(price) => write!(f, "{price}"),
            Self::Tiered { base, tiers } => {
                write!(f, "{base}")?;
                tiers.iter().try_for_each(|tier| write!(f, ", {} above {}", tier.price, tier.start))
            }
        }
    }
}

impl Rate {
    /// Whether it is 0 for every call.
    pub fn is_free(&self) -> bool {
        match self {
            Self::Flat(price) => *price == 0.0,
            Self::Tiered { base, tiers } => *base == 0.0 && tiers.iter().all(|tier| tier.price == 0.0),
        }
    }

    /// US dollars per million tokens for a call with so much input.
    fn at(&self, input: i64) -> f64 {
        match self {
            Self::Flat(price) => *price,
            Self::Tiered { base, tiers } => {
                tiers.iter().rev().find(|tier| input > tier.start).map_or(*base, |tier| tier.price)
            }
        }
    }
}

/// Declares the classes and everything that goes over all of them together.
macro_rules! rates {
    ($($field:ident: $rate:ty, $name:literal, $doc:literal;)*) => {
        /// What an entry charges. Names are the table's. A class of tokens without a price of its own costs what its
        /// whole costs: cache reads and writes as input (writes for an hour as writes), reasoning as output.
        #[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
        pub struct Rates {$(
            #[doc = $doc]
            #[serde(rename = $name, default, skip_serializing_if = "Option::is_none")]
            pub $field: Option<$rate>,
        )*}

        impl Rates {
            /// These, but for the classes that `over` prices itself.
            pub fn under(&self, over: &Self) -> Self {
                Self { $($field: over.$field.clone().or_else(|| self.$field.clone()),)* }
            }

            /// Each class with a price, and its name for people.
            pub fn listed(&self) -> Vec<(&'static str, Rate)> {
                let all = [$((stringify!($field), self.$field.clone().map(Rate::from)),)*];
                all.into_iter().filter_map(|(name, rate)| Some((name, rate?))).collect()
            }
        }
    };
}

rates! {
    input: Rate, "input_mtok", "Input.";
    cache_read: Rate, "cache_read_mtok", "Input read from cache.";
    cache_write: Rate, "cache_write_mtok", "Input written to cache.";
    cache_write_1h: Rate, "cache_write_1h_mtok", "Input written to cache for an hour.";
    output: Rate, "output_mtok", "Output.";
    reasoning: Rate, "output_reasoning_mtok", "Reasoning.";
    per_1000_calls: f64, "requests_kcount", "US dollars per thousand calls, beside the tokens.";
}

impl From<f64> for Rate {
    fn from(price: f64) -> Self {
        Self::Flat(price)
    }
}

/// Why an entry gives no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpriced {
    /// It charges for output and the output is not known.
    NoTokens,
    /// It has no token price for something the call used.
    NoPrice,
}

impl Rates {
    /// US dollars of a call.
    pub fn cost(&self, usage: &Usage) -> Result<f64, Unpriced> {
        let size = usage.input();
        let visible = match (usage.visible, &self.output) {
            (Some(tokens), _) => tokens,
            // Embeddings are sold without an output price and logged without an output count.
            (None, None) => 0,
            (None, Some(_)) => return Err(Unpriced::NoTokens),
        };
        let classes = [
            (usage.uncached, self.input.as_ref()),
            (usage.cache_read, self.cache_read.as_ref().or(self.input.as_ref())),
            (usage.cache_write, self.cache_write.as_ref().or(self.input.as_ref())),
            (usage.cache_write_1h, self.cache_write_1h.as_ref().or(self.cache_write.as_ref()).or(self.input.as_ref())),
            (visible, self.output.as_ref()),
            (usage.reasoning, self.reasoning.as_ref().or(self.output.as_ref())),
        ];
        if self.input.is_none() && self.output.is_none() {
            return Err(Unpriced::NoPrice);
        }
        let mut dollars = self.per_1000_calls.map_or(0.0, |per_thousand| per_thousand / 1_000.0);
        for (tokens, rate) in classes {
            match rate {
                Some(rate) => dollars += tokens as f64 * rate.at(size) / 1_000_000.0,
                None if tokens == 0 => {}
                None => return Err(Unpriced::NoPrice),
            }
        }
        Ok(dollars)
    }
}
