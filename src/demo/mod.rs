//! Options in, a believable log in the native format out: the data behind `llmobs demo`.
//!
//! Made for people who have no log at hand yet, and for tests that must know what is in the data. Everything follows
//! from the seed: the same options give the same bytes on every machine.

mod apps;
mod desk;
mod dice;
mod faults;
mod incidents;
mod library;
mod log;
mod models;
mod plan;
mod row;
mod template;
mod wording;

use std::io::Write;

use chrono::{DateTime, Duration, Utc};

pub use incidents::{Course, Effect, INCIDENTS, Incident, Planted, Slice};

use crate::error::{Error, Result};

/// Fewest rows that make a report worth looking at.
pub const FEWEST_ROWS: u64 = 100;

/// What to write.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many rows: [`FEWEST_ROWS`] or more.
    pub rows: u64,
    /// Same seed, same log.
    pub seed: u64,
    /// Length of the window in days, from 1.
    pub days: u32,
    /// End of the window (the last row is before it).
    pub end: DateTime<Utc>,
    /// Nothing goes wrong beyond the ordinary: no incident is planted. For measuring false alarms.
    pub quiet: bool,
}

impl Options {
    /// 90 days up to `end`, 20,000 rows.
    pub fn until(end: DateTime<Utc>) -> Self {
        Self { rows: 20_000, seed: 1, days: 90, end, quiet: false }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Rows.
    pub rows: u64,
    /// Time of the first row.
    pub first: DateTime<Utc>,
    /// Time of the last row.
    pub last: DateTime<Utc>,
    /// What was planted, and when. Short windows have fewer: see [`INCIDENTS`].
    pub incidents: Vec<Planted>,
}

/// Models that the demo uses: provider and model, as the log names them.
pub fn models() -> impl Iterator<Item = (&'static str, &'static str)> {
    models::ROUTES.iter().map(|route| (route.provider, route.model))
}

/// Writes the log, in time order. Fails on too few rows, no days, and when `out` does.
pub fn write(out: &mut dyn Write, options: &Options) -> Result<Summary> {
    if options.rows < FEWEST_ROWS {
        let error = Error::new(format!("a demo log of {} rows is too small", options.rows));
        return Err(error.hint(format!("ask for {FEWEST_ROWS} rows or more")));
    }
    let window = Duration::days(i64::from(options.days));
    let start = options.end.checked_sub_signed(window).filter(|start| *start < options.end);
    let start = start.ok_or_else(|| Error::new(format!("a demo log cannot cover {} days", options.days)))?;

    let sources: Vec<&str> = apps::APPS.iter().map(|app| app.text).collect();
    let library = library::Library::parse(&sources)?;
    let desks = desk::Desk::all(&library)?;
    let mut incidents = incidents::planted(options.days, options.end);
    incidents.retain(|_| !options.quiet);

    let mut log = log::Log::new(&library, &incidents, options.seed);
    let (mut rows, mut first, mut last) = (0, options.end, start);
    plan::Plan::new(options, &desks, &incidents).run(|call| {
        let at = call.at();
        (rows, first, last) = (rows + 1, first.min(at), last.max(at));
        let progress = (at - start).num_seconds() as f64 / window.num_seconds() as f64;
        log.write(call, progress, out)
    })?;
    Ok(Summary { rows, first, last, incidents })
}
