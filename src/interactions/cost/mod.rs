//! An interaction's model, time and tokens in; what it cost by the dated price table, and which price that was, out.

mod book;
mod clause;
mod names;
mod rates;
mod table;
mod usage;

use book::{Book, Unmatched};
use rates::Unpriced;
use table::PriceTable;
use usage::Usage;

use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

/// The price table in use, for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceTableInfo {
    /// Whose table it is.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The day it was taken, `YYYY-MM-DD`.
    pub date: String,
    /// How many models of how many providers it prices, one model of two providers counted twice.
    pub models: usize,
}

/// Describes the price table that this program carries.
pub fn price_table() -> Result<PriceTableInfo> {
    let table = PriceTable::shipped()?;
    Ok(PriceTableInfo {
        name: table.name.clone(),
        version: table.version.clone(),
        date: table.date.clone(),
        models: table.providers.iter().map(|provider| provider.models.len()).sum(),
    })
}

const COLUMNS: &[Column] = &[
    Column {
        name: "computed_cost_usd",
        kind: Kind::Float,
        doc: "Cost in US dollars by the price table at the time of the call; NULL when it cannot be known.",
    },
    Column {
        name: "price_entry",
        kind: Kind::Word,
        doc: "The price behind `computed_cost_usd`: provider/model of the table, and its date or hours where prices changed.",
    },
    Column {
        name: "cost_usd",
        kind: Kind::Float,
        doc: "Cost in US dollars that reports use: the logged one, else the computed one.",
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
];

/// The enrichment.
pub struct Cost {
    book: Book,
}

impl Cost {
    /// Ready to run with the shipped table.
    pub fn make(_config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self { book: Book::new(vec![PriceTable::shipped()?]) }))
    }

    /// US dollars and the price they were reckoned with.
    fn price(&self, call: &Interaction) -> std::result::Result<(f64, &str), &'static str> {
        let Some(model) = call.model.as_deref().filter(|model| !model.trim().is_empty()) else {
            return Err("no model");
        };
        let place = self.book.find(call.provider.as_deref(), model).map_err(|why| match why {
            Unmatched::UnknownModel => "unknown model",
            Unmatched::SelfHosted => "self-hosted",
        })?;
        let model = self.book.model(place);
        let prices = model.at(call.timestamp).ok_or("no price")?;
        // An entry without prices says nothing, unless its very name says that it costs nothing.
        if model.id.ends_with(":free") {
            return Ok((0.0, &prices.entry));
        }
        // What a failed call costs is not known unless the log says what it used.
        let silent = if call.status == "error" { "failed call" } else { "no tokens" };
        let usage = Usage::of(call).ok_or(silent)?;
        let dollars = prices.usd.cost(&usage).map_err(|why| match why {
            Unpriced::NoTokens => silent,
            Unpriced::NoPrice => "no price",
        })?;
        Ok((dollars, &prices.entry))
    }
}

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
        let (computed, entry, reason) = match self.price(call) {
            Ok((dollars, entry)) => (Some(dollars), Cell::Text(entry.to_owned()), Cell::Null),
            Err(reason) => (None, Cell::Null, Cell::Word(reason)),
        };
        let (cost, source) = match (call.logged_cost_usd, computed) {
            (Some(logged), _) => (Cell::Float(logged), Cell::Word("logged")),
            (None, Some(computed)) => (Cell::Float(computed), Cell::Word("computed")),
            (None, None) => (Cell::Null, Cell::Null),
        };
        out.extend([computed.map_or(Cell::Null, Cell::Float), entry, cost, source, reason]);
    }
}

#[cfg(test)]
mod tests;
