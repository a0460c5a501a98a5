//! One side of a question, slots or slices or error types: what the filter leaves, and under which key.
//!
//! A key is told by its *rank*, a number that sorts as the key itself does: a name's place among all names, the first hour
//! of a step of time, the weekday, the hour.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Timelike};

use super::held::Names;
use super::{Ask, Cube, Dim, GRAINS, Grain, HISTOGRAMS};
use crate::interactions::Cell;

/// Slots, slices or error types with their keys.
pub struct Axis {
    /// Which of `keys` each has; `None` where the filter leaves it out.
    pub of: Vec<Option<usize>>,
    /// Distinct keys: a rank for each dimension of the question that lies on this axis.
    pub keys: Vec<Vec<i64>>,
}

impl Axis {
    /// Which axis a dimension lies on; `None` for bins and histograms.
    pub fn of_dim(dim: Dim) -> Option<usize> {
        match dim {
            Dim::Time | Dim::Weekday | Dim::HourOfDay => Some(0),
            Dim::Provider | Dim::Model | Dim::Category | Dim::App | Dim::Environment => Some(1),
            Dim::ErrorType => Some(2),
            Dim::Histogram | Dim::Bin => None,
        }
    }

    fn new(all: impl Iterator<Item = Option<Vec<i64>>>) -> Self {
        let all: Vec<Option<Vec<i64>>> = all.collect();
        let mut keys: Vec<Vec<i64>> = all.iter().flatten().cloned().collect();
        keys.sort_unstable();
        keys.dedup();
        let of = all.iter().map(|key| key.as_ref().and_then(|key| keys.binary_search(key).ok())).collect();
        Self { of, keys }
    }

    /// The ranks of a key. None where the filter left no key at all: the one group of a question that groups by nothing is
    /// there even then.
    pub fn key(&self, at: usize) -> &[i64] {
        self.keys.get(at).map_or(&[], Vec::as_slice)
    }

    /// Slots by time; where a question is about hours, those that are known as such.
    pub fn slots(cube: &Cube<'_>, ask: &Ask<'_>) -> Self {
        let hourly = ask.by.contains(&Dim::Weekday) || ask.by.contains(&Dim::HourOfDay);
        let by_hour = ask.by.contains(&Dim::Time) && ask.grain == GRAINS[0];
        let first = if hourly || by_hour { cube.held.first_hour } else { 0 };
        let rank = |dim: &Dim, hour: NaiveDateTime| match dim {
            Dim::Time => Some(step(hour, ask.grain)),
            Dim::Weekday => Some(i64::from(hour.weekday().number_from_monday())),
            Dim::HourOfDay => Some(i64::from(hour.hour())),
            _ => None,
        };
        Self::new(cube.held.slots.iter().enumerate().map(|(at, slot)| {
            let hour = time(*slot);
            let admitted = at >= first && ask.filter.admits_time(hour);
            admitted.then(|| ask.by.iter().filter_map(|dim| rank(dim, hour)).collect())
        }))
    }

    /// Slices by their names.
    pub fn slices(cube: &Cube<'_>, ask: &Ask<'_>) -> Self {
        let names = &cube.held.names;
        let lists = ask.filter.lists();
        let admitted: [Vec<bool>; 5] = std::array::from_fn(|dim| {
            names[dim].iter().map(|name| lists[dim].is_empty() || lists[dim].contains(name)).collect()
        });
        Self::new(cube.held.slices.iter().map(|slice| {
            let all = (0..5).all(|dim| admitted[dim][slice[dim]]);
            all.then(|| ask.by.iter().filter_map(|dim| Some(slice[of_slice(*dim)?] as i64)).collect())
        }))
    }

    /// Error types, all of them.
    pub fn errors(cube: &Cube<'_>, ask: &Ask<'_>) -> Self {
        let by = ask.by.iter().filter(|dim| **dim == Dim::ErrorType).count();
        Self::new((0..cube.held.errors.len()).map(|error| Some(vec![error as i64; by])))
    }

    /// What a rank stands for.
    pub fn told(cube: &Cube<'_>, dim: Dim, grain: Grain, rank: i64) -> Cell {
        let name = |names: &Names| names[rank as usize].clone().map_or(Cell::Null, Cell::Text);
        match dim {
            Dim::Time => Cell::Text(time(rank).format(grain.time_format).to_string()),
            Dim::Weekday | Dim::HourOfDay | Dim::Bin => Cell::Int(rank),
            Dim::ErrorType => name(&cube.held.errors),
            Dim::Histogram => Cell::Text(HISTOGRAMS[rank as usize].id.into()),
            _ => of_slice(dim).map_or(Cell::Null, |at| name(&cube.held.names[at])),
        }
    }

    /// The day of a slot, `2026-08-01`.
    pub fn day(slot: i64) -> String {
        time(slot).format("%Y-%m-%d").to_string()
    }
}

fn of_slice(dim: Dim) -> Option<usize> {
    [Dim::Provider, Dim::Model, Dim::Category, Dim::App, Dim::Environment].iter().position(|d| *d == dim)
}

/// The local time of a slot, which is in hours since 1970.
fn time(slot: i64) -> NaiveDateTime {
    DateTime::from_timestamp(slot * 3600, 0).unwrap_or_default().naive_utc()
}

/// The first hour of the step that an hour is in, in hours since 1970.
fn step(hour: NaiveDateTime, grain: Grain) -> i64 {
    let first = match grain.name {
        "hour" => hour,
        "day" => hour.date().and_time(NaiveTime::MIN),
        _ => hour.date().with_day(1).unwrap_or_default().and_time(NaiveTime::MIN),
    };
    first.and_utc().timestamp().div_euclid(3600)
}
