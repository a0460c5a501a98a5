//! `llmobs merge`: other stores in, one store out, as if it had read all their logs.

use std::path::Path;

use serde::Serialize;

use super::Context;
use crate::cli::Merge;
use crate::cube;
use crate::error::{Error, Result};
use crate::figures::format;
use crate::interactions::{Enrichments, Pass};
use crate::warehouse::{Access, Store, encode};

/// What `--json` prints for each store.
#[derive(Serialize)]
struct Summary {
    path: String,
    sources: u64,
    loaded: u64,
    duplicates: u64,
}

/// Takes everything from the other stores, in their order.
pub fn run(context: &Context<'_>, args: &Merge) -> Result<()> {
    let config = &context.config;
    let enrichments = Enrichments::new(config)?;
    let columns = enrichments.all_columns();
    for other in &args.stores {
        // Opened by itself first: a store of another version, or no store at all, is told as such.
        Store::open(other, Access::Read, columns.clone(), config.threads)?;
        if same(other, &config.database) {
            return Err(Error::new(format!("{} is the store itself", other.display())).hint("name another store"));
        }
    }
    let store = Store::open(&config.database, Access::Write, columns.clone(), config.threads)?;
    super::watch_prices(context, &store)?;
    let pass = Pass::new(config.threads, &enrichments)?;
    let mut summaries = Vec::new();
    for other in &args.stores {
        let merged = store.merge(other, args.label.as_deref(), context.now.timestamp_micros())?;
        store.settle(&enrichments.filled(), |interactions| {
            pass.redo(interactions, &|rows, keys| encode(&columns, rows, keys))
        })?;
        let count = |n: u64| format::count(n as f64);
        context.console.line(format!(
            "{}: {} interactions from {} sources, {} were here already",
            other.display(),
            count(merged.loaded),
            count(merged.sources),
            count(merged.duplicates)
        ));
        let path = other.display().to_string();
        summaries.push(Summary { path, sources: merged.sources, loaded: merged.loaded, duplicates: merged.duplicates });
    }
    super::meaning::watch(context, &store, &enrichments)?;
    super::meaning::note_chance(&store, &enrichments)?;
    cube::refresh(&store, config.time_zone)?;
    if args.json { context.console.json(&summaries) } else { Ok(()) }
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
