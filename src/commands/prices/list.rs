//! `llmobs prices list`: every entry of both tables on a day, as a table or as JSON.

use super::{Context, table};
use crate::cli::PricesList;
use crate::error::{Error, Result};
use crate::interactions::cost::{Catalog, Listing};

const CLASSES: &[&str] = &["input", "cache_read", "cache_write", "cache_write_1h", "output", "reasoning"];

/// Prints them.
pub fn run(context: &Context<'_>, args: &PricesList) -> Result<()> {
    let listings = Catalog::new(&context.config)?.list(args.provider.as_deref(), args.at.unwrap_or(context.now));
    if let (true, Some(provider)) = (listings.is_empty(), &args.provider) {
        return Err(Error::new(format!("no price of `{provider}` is listed"))
            .hint("`llmobs prices list` lists every provider; a price starts with its name"));
    }
    if args.json {
        return context.console.json(&listings);
    }
    let mut rows = vec![std::iter::once("entry").chain(CLASSES.iter().copied()).map(str::to_string).collect()];
    rows.extend(listings.iter().map(row));
    context.console.data(table(&rows))
}

fn row(listing: &Listing) -> Vec<String> {
    let listed = listing.usd.listed();
    let price = |class: &&str| {
        listed.iter().find(|(name, _)| name == class).map_or(String::new(), |(_, rate)| rate.to_string())
    };
    std::iter::once(listing.entry.clone()).chain(CLASSES.iter().map(price)).collect()
}
