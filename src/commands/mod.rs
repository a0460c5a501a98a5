//! A command line → its verb. One verb = one file, and wiring only: what a verb does belongs to the floors below.

mod build_site;
mod check;
mod completions;
mod config;
mod demo;
mod doctor;
mod enrich;
mod evaluate;
mod export;
mod formats;
mod ingest;
mod init;
mod inspect;
mod mask;
mod meaning;
mod merge;
mod open;
mod plan;
mod prices;
mod prune;
mod reject_log;
mod sheet;
mod summary;
mod watch;

use chrono::{DateTime, Utc};

use crate::cli::{Cli, Verb};
use crate::config::{Config, InForce};
use crate::console::Console;
use crate::error::{Error, OrFail, Result};
use crate::interactions::cost;
use crate::records::{ReadOptions, Registry};
use crate::warehouse::Store;

/// What every verb is given.
pub struct Context<'a> {
    /// The settings in force.
    pub config: Config,
    /// Where to speak.
    pub console: &'a Console,
    /// When this run started; the clock is read nowhere else.
    pub now: DateTime<Utc>,
    in_force: InForce,
}

/// Does what the command line says.
pub fn run(cli: &Cli, console: &Console) -> Result<()> {
    // A completion script must come out even where the configuration is broken.
    if let Verb::Completions(args) = &cli.verb {
        return completions::run(console, args);
    }
    let in_force = crate::config::load(&cli.typed())?;
    let context = Context { config: in_force.config.clone(), console, now: now()?, in_force };
    match &cli.verb {
        Verb::Ingest(args) => ingest::run(&context, args),
        Verb::Inspect(args) => inspect::run(&context, args),
        Verb::BuildSite(args) => build_site::run(&context, args),
        Verb::Check(args) => check::run(&context, args),
        Verb::Export(args) => export::run(&context, args),
        Verb::Init(args) => init::run(&context, args),
        Verb::Merge(args) => merge::run(&context, args),
        Verb::Prune(args) => prune::run(&context, args),
        Verb::Doctor(args) => doctor::run(&context, args),
        Verb::Summary(args) => summary::run(&context, args),
        Verb::Demo(args) => demo::run(&context, args),
        Verb::Enrich(args) => enrich::run(&context, args),
        Verb::Evaluate(args) => evaluate::run(&context, args),
        Verb::Prices(args) => prices::run(&context, args),
        Verb::Config(args) => config::run(&context, args),
        Verb::Formats(args) => formats::run(&context, args),
        Verb::Completions(args) => completions::run(console, args),
    }
}

/// Every format: those built in, then the user's field maps.
fn registry(context: &Context<'_>) -> Result<Registry> {
    let mut registry = Registry::new()?;
    for path in &context.config.maps {
        registry.add_maps(path)?;
    }
    Ok(registry)
}

/// How inputs are read: as `format`, if the user insists on one.
fn reading(format: Option<String>) -> ReadOptions {
    ReadOptions { format, tables: Some(crate::warehouse::parquet), ..ReadOptions::default() }
}

/// Says so when the costs in the store were computed under other prices or rules than those in force.
fn tell_stale_costs(context: &Context<'_>, store: &Store) -> Result<()> {
    let stale = store.meta(PRICED_BY)?.is_some_and(|then| cost::stamp(&context.config).is_ok_and(|now| now != then));
    if stale {
        context.console.warn("prices have changed since the costs in the store were computed; run `llmobs enrich`");
    }
    Ok(())
}

/// Notes the prices in force where the store is still empty, and says so where it is not and they have changed.
fn watch_prices(context: &Context<'_>, store: &Store) -> Result<()> {
    if store.count()? == 0 { note_prices(context, store) } else { tell_stale_costs(context, store) }
}

/// Notes under which prices and rules all costs in the store were computed.
fn note_prices(context: &Context<'_>, store: &Store) -> Result<()> {
    store.set_meta(PRICED_BY, &cost::stamp(&context.config)?)
}

/// Where the store keeps that.
pub(crate) const PRICED_BY: &str = "priced_by";

/// The time of this run. `SOURCE_DATE_EPOCH` (seconds; reproducible-builds.org) fixes it, for output that can be compared.
fn now() -> Result<DateTime<Utc>> {
    let Ok(fixed) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(Utc::now()) };
    let doing = || format!("SOURCE_DATE_EPOCH is {fixed:?}, not a time in seconds");
    let seconds = fixed.parse().or_fail(doing)?;
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| Error::new(doing()))
}
