//! The rollups of a store, ready to be asked: which days they cover, and hours for the last of them.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::held::Held;
use super::{read, refresh, zone};
use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::Store;

/// How many local days, the last ones, are known by the hour. Days before are known by the day.
pub const HOURLY_DAYS: u64 = 14;

/// Rollups that can be asked.
pub struct Cube<'s> {
    store: &'s Store,
    zone: Tz,
    pub(super) held: Held,
    /// First and last local hour with data, up to the end of today; `None` when there are none.
    pub hours: Option<(NaiveDateTime, NaiveDateTime)>,
    /// From this local midnight on, hours are known.
    pub hours_from: NaiveDateTime,
}

impl<'s> Cube<'s> {
    /// Opens the rollups, which must be fresh; `today` (local) caps the days, so that one wrong clock does not move them.
    ///
    /// Sums are kept by the hour, histograms by the day, since by the hour they would be as large as the interactions.
    /// For the last days their hours are counted here.
    pub fn open(store: &'s Store, zone: Tz, today: NaiveDate) -> Result<Self> {
        let hours = covered(store, today)?;
        let last = hours.map_or(today, |(_, last)| last.date());
        let hours_from = (last - Days::new(HOURLY_DAYS - 1)).and_time(NaiveTime::MIN);
        Ok(Self { store, zone, held: read::read(store, zone, hours_from)?, hours, hours_from })
    }

    /// The store that the rollups are of.
    pub fn store(&self) -> &'s Store {
        self.store
    }

    /// SQL that makes local time of a column that holds UTC.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn local(&self, column: &str) -> Result<String> {
        let (first, last) = refresh::span(self.store)?;
        Ok(zone::local_sql(self.zone, first, last, column))
    }

    /// First and last local day with data.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.hours.map(|(first, last)| (first.date(), last.date()))
    }
}

fn covered(store: &Store, today: NaiveDate) -> Result<Option<(NaiveDateTime, NaiveDateTime)>> {
    let edge = |function: &str, condition: &str| -> Result<Option<NaiveDateTime>> {
        let rows = store.query(&format!("SELECT {function}(hour) FROM cube_sums {condition}"))?;
        Ok(match rows.first().map(Vec::as_slice) {
            Some([Cell::Time(t)]) => DateTime::from_timestamp_micros(*t).map(|t| t.naive_utc()),
            _ => None,
        })
    };
    let tomorrow = today + Days::new(1);
    let last = match edge("max", &format!("WHERE hour < TIMESTAMP '{tomorrow}'"))? {
        Some(last) => Some(last),
        None => edge("max", "")?,
    };
    Ok(edge("min", "")?.zip(last))
}
