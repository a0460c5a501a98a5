//! The store of the configuration, opened to be asked: rollups fresh, and what all figures of a report share.

use std::path::Path;

use super::{Context, mask};
use crate::cube::{self, Cube, State};
use crate::error::Result;
use crate::figures;
use crate::interactions::Enrichments;
use crate::warehouse::{Access, Store};

/// Opens the store for reading; when its rollups are behind (a run was cut off, another time zone), mends that first.
pub fn rolled_up(context: &Context<'_>, database: &Path) -> Result<Store> {
    let config = &context.config;
    let columns = Enrichments::of_readers(config)?.all_columns();
    let store = Store::open(database, Access::Read, columns.clone(), config.threads)?;
    if cube::state(&store, config.time_zone)? == State::Fresh {
        return Ok(store);
    }
    drop(store);
    let store = Store::open(database, Access::Change, columns, config.threads)?;
    cube::refresh(&store, config.time_zone)?;
    Ok(store)
}

/// The same, with the key that masks what is published; a store that has none gets one.
pub fn to_publish(context: &Context<'_>, database: &Path) -> Result<Store> {
    let store = rolled_up(context, database)?;
    let store = match mask::key(&context.config, &store)? {
        Some(_) => store,
        None => {
            drop(store);
            let columns = Enrichments::of_readers(&context.config)?.all_columns();
            let store = Store::open(database, Access::Change, columns, context.config.threads)?;
            mask::keep_key(&store)?;
            store
        }
    };
    mask::behind(context, store)
}

/// The rollups up to today, and what the report shows before anybody filters.
pub fn report<'s>(context: &Context<'_>, store: &'s Store) -> Result<(Cube<'s>, figures::Context)> {
    let config = &context.config;
    let today = context.now.with_timezone(&config.time_zone).date_naive();
    let cube = Cube::open(store, config.time_zone, today)?;
    let read = figures::Context::read(&cube, config.time_zone.name(), config.compare_days)?;
    let shared = figures::Context {
        currency: config.currency(),
        objectives: config.objectives.clone(),
        monthly_budget: config.monthly_budget,
        most_series: config.chart_series,
        ..read
    };
    Ok((cube, shared))
}
