//! `llmobs enrich`: what is found out about every interaction, found out again, from the store alone.

use serde::Serialize;

use super::Context;
use crate::cli::Enrich;
use crate::cube;
use crate::error::Result;
use crate::figures::format;
use crate::interactions::{Enrichments, Pass};
use crate::warehouse::{Access, Store, encode};

/// What `--json` prints.
#[derive(Serialize)]
struct Summary {
    interactions: u64,
}

/// Redoes all enrichments with the rules and prices of this llmobs.
pub fn run(context: &Context<'_>, args: &Enrich) -> Result<()> {
    let config = &context.config;
    let enrichments = Enrichments::new(config)?;
    let store = Store::open(&config.database, Access::Change, enrichments.all_columns(), config.threads)?;
    super::meaning::watch_redo(context, &store, &enrichments)?;
    let pass = Pass::new(config.threads, &enrichments)?;
    let columns = store.columns().to_vec();
    let progress = context.console.progress(&config.database.display().to_string(), None);
    let n = store.rewrite(
        &enrichments.filled(),
        |interactions| pass.redo(interactions, &|rows, keys| encode(&columns, rows, keys)),
        |rows| progress.advance(0, rows),
    )?;
    super::note_prices(context, &store)?;
    super::meaning::note_chance(&store, &enrichments)?;
    cube::refresh(&store, config.time_zone)?;
    progress.finish(&format!("{} interactions enriched anew", format::count(n as f64)));
    if args.json { context.console.json(&Summary { interactions: n }) } else { Ok(()) }
}
