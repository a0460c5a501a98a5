//! The price entries of published interactions → what each of them charges, for the arithmetic of a cost.

use chrono::DateTime;
use serde_json::{Map, Value as Json, json};

use crate::config::Config;
use crate::error::Result;
use crate::interactions::Cell;
use crate::interactions::cost::Catalog;
use crate::warehouse::{Store, text};

/// One interaction of each entry: who asks with its provider, model, time and tier finds the entry again.
const ENTRIES: &str = "SELECT price_entry, provider, model, timestamp, service_tier FROM interactions \
    WHERE rowid IN (SELECT min(rowid) FROM interactions WHERE price_entry IS NOT NULL GROUP BY price_entry) ORDER BY 1";

/// By entry: `usd` (US dollars per million tokens of each class, as the price table names them; a class without a price
/// costs what its whole costs) and `discount` in percent. Entries that the prices in force no longer have are left out.
pub fn prices(store: &Store, config: &Config) -> Result<Json> {
    let catalog = Catalog::new(config)?;
    let mut prices = Map::new();
    for row in store.query(ENTRIES)? {
        let [entry, provider, model, Cell::Time(at), tier] = &row[..] else { continue };
        let [Some(entry), provider, Some(model), tier] = [entry, provider, model, tier].map(|cell| text(cell.clone()))
        else {
            continue;
        };
        let at = DateTime::from_timestamp_micros(*at).unwrap_or_default();
        let found = catalog.explain(provider.as_deref(), &model, at, tier.as_deref());
        if found.entry.as_ref() == Some(&entry) {
            prices.insert(entry, json!({ "usd": found.usd, "discount": found.discount }));
        }
    }
    Ok(Json::Object(prices))
}
