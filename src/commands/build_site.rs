//! `llmobs build-site`: the store in, a folder of static pages out.

use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::{Context, open, watch};
use crate::cli::BuildSite;
use crate::config::{Config, Objective, Publish};
use crate::cube::ship;
use crate::error::Result;
use crate::figures::drawn::SiteContent;
use crate::figures::{self, format};
use crate::interactions::cost::price_tables;
use crate::pages::{self, PAGES};
use crate::publish::{Publication, Published};
use crate::search::{self, Folder};
use crate::summary;
use crate::warehouse::Store;

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
    if !args.watch.is_empty() && !args.open {
        return watch::watch(context, &args.watch);
    }
    let summary = match args.watch.is_empty() {
        true => build(context, &context.config.database, &context.config.objectives)?,
        // The first report is there before it is opened.
        false => watch::refresh(context, &args.watch)?,
    };
    if args.open {
        watch::open(&context.config.output)?;
    }
    if !args.watch.is_empty() {
        return watch::watch(context, &args.watch);
    }
    if args.json {
        return context.console.json(&summary);
    }
    Ok(())
}

/// Builds the site from the store at `database`, measured against `objectives`.
pub fn build(context: &Context<'_>, database: &Path, objectives: &[Objective]) -> Result<Summary> {
    let config = &context.config;
    let store = open::to_publish(context, database)?;
    super::tell_stale_costs(context, &store)?;
    let local = context.now.with_timezone(&config.time_zone);
    let (cube, shared) = open::report(context, &store)?;
    let shared = figures::Context {
        objectives: objectives.iter().map(|objective| super::mask::named(&store, objective)).collect(),
        ..shared
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
        stretch: shared.stretch(),
        unsearched: unsearched(config, interactions, &explorer),
        interactions,
        time_zone: config.time_zone.name().to_string(),
        built_at: local.format("%Y-%m-%d %H:%M %:z").to_string(),
        version: env!("CARGO_PKG_VERSION"),
        price_table: prices.map(|table| format!("{} {} ({})", table.name, table.version, table.date)).join(" · "),
        symbol: shared.symbol(),
        texts: super::mask::told(config.publish_text),
        most_series: config.chart_series,
        rate: shared.currency.as_ref().map_or(1.0, |currency| currency.rate),
        currency: shared.currency.as_ref().map(crate::config::Currency::told),
    };
    pages::render_all(&site, &contents)?.iter().try_for_each(|(name, bytes)| publication.write(name, bytes))?;
    if let Some(summary) = summary::of_site(&cube, &shared)? {
        publication.write("summary.json", summary::json(&summary, &shared)?.as_bytes())?;
    }
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

/// Why no interaction can be searched although there are some, for people; `None` where some can.
fn unsearched(config: &Config, interactions: u64, explorer: &Explorer) -> Option<String> {
    let why = if interactions == 0 || explorer.documents > 0 {
        return None;
    } else if config.publish_text == Publish::None {
        "The setting `publish.text` is `none`: it keeps texts out of this report, and what is searched is texts.".into()
    } else if config.explorer_max_rows == 0 {
        "The setting `explorer.max_rows` is 0.".into()
    } else {
        format!("The setting `explorer.max_bytes` is {}: too few for any.", config.explorer_max_bytes)
    };
    Some(why)
}

/// Writes the index of the explorer.
fn index(context: &Context<'_>, store: &Store, publication: &Publication) -> Result<Explorer> {
    if context.config.publish_text == Publish::None || context.config.explorer_max_rows == 0 {
        // An index of words is text; and to choose nothing takes no sorting of everything.
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
