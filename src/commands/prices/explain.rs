//! `llmobs prices explain`: where a model was looked for, the price that was found, what it was before.

use super::{Context, table};
use crate::cli::PricesExplain;
use crate::console::plain;
use crate::error::Result;
use crate::figures::format;
use crate::interactions::cost::{Catalog, Explained, Listing};

/// Prints it.
pub fn run(context: &Context<'_>, args: &PricesExplain) -> Result<()> {
    let at = args.at.unwrap_or(context.now);
    let explained =
        Catalog::new(&context.config)?.explain(args.provider.as_deref(), &args.model, at, args.tier.as_deref());
    if args.json { context.console.json(&explained) } else { context.console.data(told(&explained)) }
}

fn told(it: &Explained) -> String {
    let of = it.provider.as_ref().map_or(String::new(), |provider| format!(" of {provider}"));
    let tier = it.tier.map_or(String::new(), |tier| format!(", served as {tier}"));
    let mut text = format!("{}{tier} at {}\n\nlooked for in\n", plain(&format!("{}{of}", it.model)), it.at);
    for tried in &it.tried {
        text += &format!("  {}: {}\n", plain(&tried.place), plain(&tried.names.join(", ")));
    }
    match (&it.entry, &it.usd, it.unpriced) {
        (Some(entry), Some(usd), _) => {
            let rows: Vec<Vec<String>> =
                usd.listed().into_iter().map(|(class, rate)| vec![format!("  {class}"), rate.to_string()]).collect();
            text += &format!("\nfound {}; US dollars per million tokens:\n{}", plain(entry), table(&rows));
            if let Some(off) = it.discount {
                text += &format!("  less your discount of {} %\n", format::number(off));
            }
            let example = it.example_usd.map_or(format::UNKNOWN.to_string(), format::usd);
            text += &format!("\n1,000 tokens in and 1,000 out cost {example}\n");
        }
        (_, _, why) => text += &format!("\nno price: {}\n", why.unwrap_or("unknown model")),
    }
    if it.history.len() > 1 {
        text += "\nevery price of this entry (a tier lists what it changes)\n";
        text += &table(&it.history.iter().map(price).collect::<Vec<_>>());
    }
    text
}

fn price(listing: &Listing) -> Vec<String> {
    let rates: Vec<String> = listing.usd.listed().iter().map(|(class, rate)| format!("{class} {rate}")).collect();
    vec![format!("  {}", listing.entry), rates.join("; ")]
}
