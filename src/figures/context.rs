//! What every figure of one site shares: the days it covers, its time grain, and which colour belongs to whom.

use chrono::{DateTime, Days, NaiveDate};

use super::format;
use super::palette::Roster;
use super::rows::Row;
use crate::config::Currency;
use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::Store;

/// Width of a step on a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grain {
    /// As `date_trunc` knows it.
    pub name: &'static str,
    /// How a step is written, for `strftime`.
    pub time_format: &'static str,
}

/// Steps by length of the data in days: the first that fits.
const GRAINS: &[(u64, Grain)] = &[
    (3, Grain { name: "hour", time_format: "%Y-%m-%d %H:%M" }),
    (1000, Grain { name: "day", time_format: "%Y-%m-%d" }),
    (u64::MAX, Grain { name: "month", time_format: "%Y-%m" }),
];

/// Shared by all figures of a site.
pub struct Context {
    /// First and last local day with data, up to today.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Length of the period that headlines compare.
    pub compare_days: u32,
    /// Grain of time axes.
    pub grain: Grain,
    /// IANA name of the zone that days and hours are in.
    pub time_zone: String,
    /// Currency of everything about money; `None` is the US dollar, which the store keeps.
    pub currency: Option<Currency>,
    /// Colours of providers, largest first.
    pub providers: Roster,
    /// Colours of models, dearest first: there are often more models than colours, and the bill decides who matters.
    pub models: Roster,
    /// Colours of categories, largest first.
    pub categories: Roster,
}

impl Context {
    /// Reads the shared facts from the cube; `today` (local) caps the period, so that one wrong clock does not move it.
    pub fn read(store: &Store, time_zone: &str, compare_days: u32, today: NaiveDate) -> Result<Self> {
        let day = |column: &str, condition: &str| -> Result<Option<NaiveDate>> {
            let rows = store.query(&format!("SELECT {column}(hour) FROM cube_hours {condition}"))?;
            Ok(match rows.first().map(Vec::as_slice) {
                Some([Cell::Time(t)]) => DateTime::from_timestamp_micros(*t).map(|t| t.date_naive()),
                _ => None,
            })
        };
        let tomorrow = today + Days::new(1);
        let last = match day("max", &format!("WHERE hour < TIMESTAMP '{tomorrow}'"))? {
            Some(last) => Some(last),
            None => day("max", "")?,
        };
        let days = day("min", "")?.zip(last);
        let length = days.map_or(0, |(first, last)| (last - first).num_days().unsigned_abs());
        let grain = GRAINS.iter().find(|(most, _)| length <= *most).map_or(GRAINS[1].1, |(_, grain)| *grain);
        Ok(Self {
            days,
            compare_days,
            grain,
            time_zone: time_zone.to_string(),
            currency: None,
            providers: roster(store, "provider", "sum(requests)")?,
            models: roster(store, "model", "sum(cost_usd)")?,
            categories: roster(store, "category", "sum(requests)")?,
        })
    }
}

impl Context {
    /// What stands before an amount of money.
    pub fn symbol(&self) -> String {
        self.currency.as_ref().map_or("$".to_string(), |currency| format::symbol(&currency.code))
    }
}

fn roster(store: &Store, column: &str, weight: &str) -> Result<Roster> {
    let sql =
        format!("SELECT {column} FROM cube_hours GROUP BY 1 ORDER BY {weight} DESC NULLS LAST, sum(requests) DESC, 1");
    Ok(Roster::new(store.query(&sql)?.into_iter().map(|cells| Row(cells).text(0).to_string())))
}
