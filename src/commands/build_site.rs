//! `llmobs build-site`: the store in, a folder of static pages out.

use std::path::Path;

use serde::Serialize;

use super::Context;
use crate::cli::BuildSite;
use crate::config::Objective;
use crate::cube::{self, Cube, State, ship};
use crate::error::Result;
use crate::figures::drawn::SiteContent;
use crate::figures::{self, format};
use crate::interactions::Enrichments;
use crate::interactions::cost::price_tables;
use crate::pages::{self, PAGES};
use crate::publish::{Published, publish};
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
    let store = rolled_up(context, database)?;
    super::tell_stale_costs(context, &store)?;
    let local = context.now.with_timezone(&config.time_zone);
    let cube = Cube::open(&store, config.time_zone, local.date_naive())?;
    let read = figures::Context::read(&cube, config.time_zone.name(), config.compare_days)?;
    let shared = figures::Context {
        currency: config.currency(),
        objectives: objectives.to_vec(),
        monthly_budget: config.monthly_budget,
        most_series: config.chart_series,
        ..read
    };
    let contents = PAGES.iter().map(|page| pages::assemble(page, &cube, &shared)).collect::<Result<Vec<_>>>()?;
    let prices = price_tables(config)?;
    let day = |day: chrono::NaiveDate| day.format("%Y-%m-%d").to_string();
    let interactions = store.count()?;
    let site = SiteContent {
        title: config.title.clone(),
        first_day: shared.days.map(|d| day(d.0)),
        last_day: shared.days.map(|d| day(d.1)),
        interactions,
        time_zone: config.time_zone.name().to_string(),
        built_at: local.format("%Y-%m-%d %H:%M %:z").to_string(),
        version: env!("CARGO_PKG_VERSION"),
        price_table: prices.map(|table| format!("{} {} ({})", table.name, table.version, table.date)).join(" · "),
        symbol: shared.symbol(),
        most_series: config.chart_series,
        rate: shared.currency.as_ref().map_or(1.0, |currency| currency.rate),
        currency: shared.currency.as_ref().map(crate::config::Currency::told),
    };
    let mut files = pages::render_all(&site, &contents)?;
    files.push((ship::PATH.to_string(), ship::script(&cube)?));
    let Published { files, bytes } = publish(&config.output, &files)?;
    context.console.line(format!(
        "built {} pages from {} interactions: {files} files, {} MB in {}",
        PAGES.len(),
        format::count(interactions as f64),
        format::number(bytes as f64 / 1e6),
        config.output.display()
    ));
    Ok(Summary { output: config.output.display().to_string(), interactions, pages: PAGES.len(), files, bytes })
}

/// Opens the store for reading; when its rollups are behind (a run was cut off, another time zone), mends that first.
fn rolled_up(context: &Context<'_>, database: &Path) -> Result<Store> {
    let config = &context.config;
    let columns = Enrichments::new(config)?.all_columns();
    let store = Store::open(database, Access::Read, columns.clone(), config.threads)?;
    if cube::state(&store, config.time_zone)? == State::Fresh {
        return Ok(store);
    }
    drop(store);
    let store = Store::open(database, Access::Change, columns, config.threads)?;
    cube::refresh(&store, config.time_zone)?;
    Ok(store)
}
