//! `llmobs prune`: old interactions, out of the store.

use serde::Serialize;

use super::Context;
use crate::cli::Prune;
use crate::cube;
use crate::error::{Error, Result};
use crate::figures::format;
use crate::figures::span::Span;
use crate::interactions::Enrichments;
use crate::warehouse::{Access, Store};

/// What `--json` prints.
#[derive(Serialize)]
struct Summary {
    before: String,
    removed: u64,
    left: u64,
}

/// Removes what is older than the days to keep, counted back from today.
pub fn run(context: &Context<'_>, args: &Prune) -> Result<()> {
    let config = &context.config;
    let Span::Days(days) = args.keep else {
        return Err(
            Error::new(format!("--keep {} is no number of days", args.keep)).hint("write days or weeks: --keep 400d")
        );
    };
    let today = context.now.with_timezone(&config.time_zone).date_naive();
    let first = (today + chrono::Days::new(1) - chrono::Days::new(days.into())).and_time(Default::default());
    // The start of a local day; where clocks are put forward over midnight, what follows it.
    let before = (0..8)
        .find_map(|quarter| {
            let at = first + chrono::TimeDelta::minutes(15 * quarter);
            chrono::TimeZone::from_local_datetime(&config.time_zone, &at).earliest()
        })
        .ok_or_else(|| Error::new("cannot tell when the first day to keep begins"))?;
    let columns = Enrichments::of_readers(config)?.all_columns();
    let store = Store::open(&config.database, Access::Change, columns, config.threads)?;
    let removed = store.prune(before.timestamp_micros(), context.now.timestamp_micros())?;
    cube::refresh(&store, config.time_zone)?;
    store.shrink()?;
    let left = store.count()?;
    let count = |n: u64| format::count(n as f64);
    context.console.line(format!(
        "removed {} interactions from before {}; {} are left",
        count(removed),
        first.date(),
        count(left)
    ));
    if args.json { context.console.json(&Summary { before: first.date().to_string(), removed, left }) } else { Ok(()) }
}
