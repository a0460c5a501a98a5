//! Interactions → rollups. Only the hours that an ingest touched are computed again.

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

use super::histogram::{HISTOGRAMS, Histogram};
use super::{SLICE, same_slice, zone};
use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::{Store, text};

const SUMS: &str = include_str!("cube_sums.sql");
const BINS: &str = include_str!("cube_bins.sql");
const VIEWS: &str = include_str!("views.sql");
/// Raised when a rollup changes shape or meaning: older ones are thrown away and made anew.
const VERSION: &str = "6";

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
    // Up to version 3, what is a view now was a table, and the one does not replace the other.
    let tables = store.query(
        "SELECT table_name FROM duckdb_tables()
         WHERE database_name = 'store' AND table_name IN ('cube_hours', 'cube_histograms')",
    )?;
    for table in tables.into_iter().flatten().filter_map(text) {
        store.run("roll up", &format!("DROP TABLE {table};"))?;
    }
    store.run("roll up", &format!("CREATE OR REPLACE TABLE cube_slices AS {};", number_slices("true", "0")))?;
    store.run("roll up", &format!("CREATE OR REPLACE TABLE cube_sums AS {};", select_sums(local, "true")))?;
    for (i, histogram) in HISTOGRAMS.iter().enumerate() {
        let verb = if i == 0 { "CREATE OR REPLACE TABLE cube_bins AS" } else { "INSERT INTO cube_bins" };
        store.run("roll up", &format!("{verb} {};", select_bins(local, histogram, "true")))?;
    }
    store.run("roll up", VIEWS)
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
             DELETE FROM cube_sums WHERE hour IN (SELECT hour FROM hours);
             DELETE FROM cube_bins WHERE day IN (SELECT day FROM days);"
        ),
    )?;
    // Plain bounds let the engine skip whole row groups of other days; no zone is more than 15 hours from UTC.
    let bounds =
        store.query("SELECT epoch_us(min(hour) - INTERVAL 2 DAY), epoch_us(max(hour) + INTERVAL 2 DAY) FROM hours")?;
    let Some([Cell::Int(low), Cell::Int(high)]) = bounds.first().map(Vec::as_slice) else { return Ok(()) };
    let within = format!("timestamp BETWEEN make_timestamp({low}) AND make_timestamp({high}) AND");
    let in_hours = format!("{within} date_trunc('hour', {local}) IN (SELECT hour FROM hours)");
    let next = "(SELECT coalesce(max(slice) + 1, 0) FROM cube_slices)";
    store.run("roll up", &format!("INSERT INTO cube_slices {};", number_slices(&new_slices(&in_hours), next)))?;
    store.run("roll up", &format!("INSERT INTO cube_sums {};", select_sums(local, &in_hours)))?;
    let in_days = format!("{within} date_trunc('day', {local}) IN (SELECT day FROM days)");
    for histogram in HISTOGRAMS {
        store.run("roll up", &format!("INSERT INTO cube_bins {};", select_bins(local, histogram, &in_days)))?;
    }
    Ok(())
}

/// Slices of the interactions under a condition, numbered from `first` on.
fn number_slices(condition: &str, first: &str) -> String {
    let dims = SLICE.join(", ");
    format!(
        "SELECT ({first} + row_number() OVER (ORDER BY {dims}) - 1)::INTEGER AS slice, {dims}
         FROM (SELECT DISTINCT {dims} FROM interactions i WHERE {condition})"
    )
}

/// The condition, for interactions whose slice has no number yet.
fn new_slices(condition: &str) -> String {
    format!("{condition} AND NOT EXISTS (FROM cube_slices s WHERE {})", same_slice())
}

fn select_sums(local: &str, condition: &str) -> String {
    SUMS.replace("{local}", local).replace("{same}", &same_slice()).replace("{where}", condition)
}

fn select_bins(local: &str, histogram: &Histogram, condition: &str) -> String {
    BINS.replace("{local}", local)
        .replace("{same}", &same_slice())
        .replace("{id}", histogram.id)
        .replace("{bin}", &histogram.bin_sql())
        .replace("{of}", histogram.of)
        .replace("{where}", condition)
}

/// First and last start time in the store, UTC; today's date does not matter when there is none.
pub(super) fn span(store: &Store) -> Result<(NaiveDateTime, NaiveDateTime)> {
    let rows = store.query("SELECT min(timestamp), max(timestamp) FROM interactions")?;
    let time = |cell: Option<&Cell>| match cell {
        Some(Cell::Time(t)) => DateTime::from_timestamp_micros(*t).unwrap_or_default().naive_utc(),
        _ => NaiveDateTime::default(),
    };
    let row = rows.first();
    Ok((time(row.and_then(|r| r.first())), time(row.and_then(|r| r.get(1)))))
}
