//! `llmobs build-site`: the store in, a folder of static pages out.

use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::Context;
use crate::cli::BuildSite;
use crate::config::{Objective, Publish};
use crate::cube::{self, Cube, State, ship};
use crate::error::Result;
use crate::figures::drawn::SiteContent;
use crate::figures::{self, format};
use crate::interactions::Enrichments;
use crate::interactions::cost::price_tables;
use crate::pages::{self, PAGES};
use crate::publish::{Publication, Published};
use crate::search::{self, Folder};
use crate::warehouse::{Access, Store};

/// What `--json` prints.
#[derive(Serialize)]
pub struct Summary {
    /// The folder.
    pub output: String,
    interactions: u64,
    pages: usize,
    files: usize,
    bytes: u64,
    explorer: Explorer,
}

/// What there is to search.
#[derive(Default, Serialize)]
struct Explorer {
    documents: u64,
    segments: usize,
    reused_segments: usize,
    files: usize,
    bytes: u64,
    seconds: f64,
}

/// Builds the site for the store and folder of the configuration.
pub fn run(context: &Context<'_>, args: &BuildSite) -> Result<()> {
    let summary = build(context, &context.config.database, &context.config.objectives)?;
    if args.json {
        return context.console.json(&summary);
    }
    Ok(())
}

/// Builds the site from the store at `database`, measured against `objectives`.
pub fn build(context: &Context<'_>, database: &Path, objectives: &[Objective]) -> Result<Summary> {
    let config = &context.config;
    let store = super::mask::behind(context, rolled_up(context, database)?)?;
    super::tell_stale_costs(context, &store)?;
    let local = context.now.with_timezone(&config.time_zone);
    let cube = Cube::open(&store, config.time_zone, local.date_naive())?;
    let read = figures::Context::read(&cube, config.time_zone.name(), config.compare_days)?;
    let shared = figures::Context {
        currency: config.currency(),
        objectives: objectives.iter().map(|objective| super::mask::named(&store, objective)).collect(),
        monthly_budget: config.monthly_budget,
        ..read
    };
    // Before the pages, the last of which tells what was removed from all of it.
    let publication = Publication::begin(&config.output)?;
    publication.write(ship::PATH, &ship::script(&cube)?)?;
    let explorer = index(context, &store, &publication)?;
    let contents = PAGES.iter().map(|page| pages::assemble(page, &cube, &shared)).collect::<Result<Vec<_>>>()?;
    let prices = price_tables(config)?;
    let day = |day: chrono::NaiveDate| day.format("%Y-%m-%d").to_string();
    let interactions = store.count()?;
    let site = SiteContent {
        title: store.mask().and_then(|mask| mask.figure("name", config.title.clone())).unwrap_or_default(),
        first_day: shared.days.map(|d| day(d.0)),
        last_day: shared.days.map(|d| day(d.1)),
        interactions,
        time_zone: config.time_zone.name().to_string(),
        built_at: local.format("%Y-%m-%d %H:%M %:z").to_string(),
        version: env!("CARGO_PKG_VERSION"),
        price_table: prices.map(|table| format!("{} {} ({})", table.name, table.version, table.date)).join(" · "),
        symbol: shared.symbol(),
        texts: super::mask::told(config.publish_text),
        rate: shared.currency.as_ref().map_or(1.0, |currency| currency.rate),
        currency: shared.currency.as_ref().map(crate::config::Currency::told),
    };
    pages::render_all(&site, &contents)?.iter().try_for_each(|(name, bytes)| publication.write(name, bytes))?;
    let Published { files, bytes } = publication.finish()?;
    context.console.line(format!(
        "built {} pages from {} interactions: {files} files, {} MB in {}",
        PAGES.len(),
        format::count(interactions as f64),
        format::number(bytes as f64 / 1e6),
        config.output.display()
    ));
    Ok(Summary {
        output: config.output.display().to_string(),
        interactions,
        pages: PAGES.len(),
        files,
        bytes,
        explorer,
    })
}

/// Writes the index of the explorer.
fn index(context: &Context<'_>, store: &Store, publication: &Publication) -> Result<Explorer> {
    if context.config.publish_text == Publish::None {
        // An index of words is text.
        return Ok(Explorer::default());
    }
    let started = Instant::now();
    let plan = search::plan(store, &context.config, publication)?;
    let progress = context.console.working("indexing", "texts", Some(plan.bytes()));
    let search::Written { documents, segments, reused, files, bytes } =
        plan.write(&|bytes, documents| progress.advance(bytes, documents))?;
    progress.finish(&format!("{} interactions can be searched", format::count(documents as f64)));
    let seconds = started.elapsed().as_secs_f64();
    Ok(Explorer { documents, segments, reused_segments: reused, files, bytes, seconds })
}

/// Opens the store for reading; when its rollups are behind (a run was cut off, another time zone), mends that first.
fn rolled_up(context: &Context<'_>, database: &Path) -> Result<Store> {
    let config = &context.config;
    let columns = Enrichments::new(config)?.all_columns();
    let store = Store::open(database, Access::Read, columns.clone(), config.threads)?;
    if cube::state(&store, config.time_zone)? == State::Fresh && super::mask::key(config, &store)?.is_some() {
        return Ok(store);
    }
    drop(store);
    let store = Store::open(database, Access::Change, columns, config.threads)?;
    super::mask::keep_key(&store)?;
    cube::refresh(&store, config.time_zone)?;
    Ok(store)
}
