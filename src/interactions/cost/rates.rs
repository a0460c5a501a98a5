//! Prices of one entry at one time and the tokens of a call in, US dollars out.

use serde::Deserialize;

use super::usage::Usage;

/// US dollars per million tokens: one price, or one that depends on the size of the input.
#[derive(Debug, Deserialize)]
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
#[derive(Debug, Deserialize)]
pub struct Tier {
    /// Input tokens, of all classes, that must be exceeded.
    start: i64,
    /// US dollars per million tokens.
    price: f64,
}

impl Rate {
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

/// What an entry charges. Names are the table's. A class of tokens without a price of its own costs what its
/// whole costs: cache reads and writes as input, reasoning as output.
#[derive(Debug, Default, Deserialize)]
pub struct Rates {
    #[serde(rename = "input_mtok")]
    input: Option<Rate>,
    #[serde(rename = "cache_read_mtok")]
    cache_read: Option<Rate>,
    #[serde(rename = "cache_write_mtok")]
    cache_write: Option<Rate>,
    #[serde(rename = "output_mtok")]
    output: Option<Rate>,
    #[serde(rename = "output_reasoning_mtok")]
    reasoning: Option<Rate>,
    /// US dollars per thousand calls, beside the tokens.
    #[serde(rename = "requests_kcount")]
    requests: Option<f64>,
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
            (visible, self.output.as_ref()),
            (usage.reasoning, self.reasoning.as_ref().or(self.output.as_ref())),
        ];
        if self.input.is_none() && self.output.is_none() {
            return Err(Unpriced::NoPrice);
        }
        let mut dollars = self.requests.map_or(0.0, |per_thousand| per_thousand / 1_000.0);
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
