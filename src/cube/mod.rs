//! Tables → rollups: `cube_hours` (sums per local hour and slice) and `cube_histograms` (bins per local day and slice).
//! Only the hours that an ingest touched are computed again. [`Cube`] answers questions about them.

mod ask;
mod filter;
pub mod histogram;
pub mod measures;
mod opened;
pub mod ship;
mod zone;

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::Store;

pub use ask::{Ask, Dim, GRAINS, Grain, Group, Value};
pub use filter::Filter;
use histogram::{HISTOGRAMS, Histogram};
pub use measures::{Better, Formula, MEASURES, Measure, Unit};
pub use opened::{Cube, HOURLY_DAYS};

const HOURS: &str = include_str!("cube_hours.sql");
const BINS: &str = include_str!("cube_histograms.sql");
/// Raised when a rollup changes shape or meaning: older ones are thrown away and made anew.
const VERSION: &str = "4";

/// What `refresh` found to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The rollups are right.
    Fresh,
    /// Some hours have changed.
    Touched,
    /// Other time zone, other version, or none yet.
    Stale,
}

/// Whether the rollups match the interactions and the time zone.
pub fn state(store: &Store, zone: Tz) -> Result<State> {
    if store.meta("cube")?.as_deref() != Some(stamp(zone).as_str()) {
        return Ok(State::Stale);
    }
    let touched = store.query("SELECT 1 FROM touched LIMIT 1")?;
    Ok(if touched.is_empty() { State::Fresh } else { State::Touched })
}

fn stamp(zone: Tz) -> String {
    format!("{VERSION} {zone}")
}

/// Brings the rollups up to date, in one transaction.
pub fn refresh(store: &Store, zone: Tz) -> Result<State> {
    let state = state(store, zone)?;
    if state != State::Fresh {
        store.transaction("roll up", || {
            let span = span(store)?;
            let local = zone::local_sql(zone, span.0, span.1, "timestamp");
            match state {
                State::Touched => update(store, zone, &local, span)?,
                _ => rebuild(store, &local)?,
            }
            store.run("roll up", "DELETE FROM touched;")?;
            store.set_meta("cube", &stamp(zone))
        })?;
    }
    Ok(state)
}

fn rebuild(store: &Store, local: &str) -> Result<()> {
    let hours = select_hours(local, "true");
    store.run("roll up", &format!("CREATE OR REPLACE TABLE cube_hours AS {hours};"))?;
    for (i, histogram) in HISTOGRAMS.iter().enumerate() {
        let bins = select_bins(local, "day", histogram, "true");
        let verb = if i == 0 { "CREATE OR REPLACE TABLE cube_histograms AS" } else { "INSERT INTO cube_histograms" };
        store.run("roll up", &format!("{verb} {bins};"))?;
    }
    Ok(())
}

fn update(store: &Store, zone: Tz, local: &str, span: (NaiveDateTime, NaiveDateTime)) -> Result<()> {
    // A UTC hour may reach into two local ones where the offset is not a whole number of hours.
    let start = zone::local_sql(zone, span.0, span.1, "hour");
    let end = zone::local_sql(zone, span.0, span.1, "(hour + INTERVAL 3599 SECOND)");
    store.run(
        "roll up",
        &format!(
            "CREATE OR REPLACE TEMP TABLE hours AS
               SELECT DISTINCT date_trunc('hour', unnest([{start}, {end}])) AS hour FROM touched;
             CREATE OR REPLACE TEMP TABLE days AS SELECT DISTINCT date_trunc('day', hour) AS day FROM hours;
             DELETE FROM cube_hours WHERE hour IN (SELECT hour FROM hours);
             DELETE FROM cube_histograms WHERE day IN (SELECT day FROM days);"
        ),
    )?;
    // Plain bounds let the engine skip whole row groups of other days; no zone is more than 15 hours from UTC.
    let bounds =
        store.query("SELECT epoch_us(min(hour) - INTERVAL 2 DAY), epoch_us(max(hour) + INTERVAL 2 DAY) FROM hours")?;
    let Some([Cell::Int(low), Cell::Int(high)]) = bounds.first().map(Vec::as_slice) else { return Ok(()) };
    let within = format!("timestamp BETWEEN make_timestamp({low}) AND make_timestamp({high}) AND");
    let in_hours = format!("{within} date_trunc('hour', {local}) IN (SELECT hour FROM hours)");
    store.run("roll up", &format!("INSERT INTO cube_hours {};", select_hours(local, &in_hours)))?;
    let in_days = format!("{within} date_trunc('day', {local}) IN (SELECT day FROM days)");
    for histogram in HISTOGRAMS {
        let bins = select_bins(local, "day", histogram, &in_days);
        store.run("roll up", &format!("INSERT INTO cube_histograms {bins};"))?;
    }
    Ok(())
}

fn select_hours(local: &str, condition: &str) -> String {
    HOURS.replace("{local}", local).replace("{where}", condition)
}

/// `step` is `day` or `hour`, and the name of the first column.
fn select_bins(local: &str, step: &str, histogram: &Histogram, condition: &str) -> String {
    BINS.replace("{step}", step)
        .replace("{local}", local)
        .replace("{id}", histogram.id)
        .replace("{bin}", &histogram.bin_sql())
        .replace("{of}", histogram.of)
        .replace("{where}", condition)
}

/// First and last start time in the store, UTC; today's date does not matter when there is none.
fn span(store: &Store) -> Result<(NaiveDateTime, NaiveDateTime)> {
    let rows = store.query("SELECT min(timestamp), max(timestamp) FROM interactions")?;
    let time = |cell: Option<&Cell>| match cell {
        Some(Cell::Time(t)) => DateTime::from_timestamp_micros(*t).unwrap_or_default().naive_utc(),
        _ => NaiveDateTime::default(),
    };
    let row = rows.first();
    Ok((time(row.and_then(|r| r.first())), time(row.and_then(|r| r.get(1)))))
}
