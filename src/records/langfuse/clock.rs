//! When a call started, ended and answered first, and how long it took. Exports have both ends; their `latency` is in
//! seconds, but in milliseconds where the export was set up before April 2026. Row by row the ends count; the unit, found
//! out from rows that have both, only matters for a row without an end.

use super::row::{Entries, Row, get};
use super::usage::amount;
use crate::records::{Field, Record, Value, time};

/// How durations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Clock {
    /// Milliseconds in one.
    factor: f64,
}

/// A difference of this many milliseconds is rounding.
const ROUNDING_MS: f64 = 2.0;

impl Clock {
    /// Finds out the unit from observations; and what is to be said about it.
    pub fn new<'r, 'a: 'r>(rows: impl Iterator<Item = &'r Entries<'a>>) -> (Self, Option<String>) {
        let (mut seconds, mut millis, mut alone) = (0, 0, 0);
        for row in rows {
            let Some(latency) = get(row, "latency").and_then(amount) else { continue };
            let Some(known) = between(row, "start_time", "end_time") else {
                alone += 1;
                continue;
            };
            // Zero fits both.
            if known > 0.0 && latency > 0.0 {
                seconds += u32::from((latency * 1e3 - known).abs() <= ROUNDING_MS.max(known / 100.0));
                millis += u32::from((latency - known).abs() <= ROUNDING_MS.max(known / 100.0));
            }
        }
        let factor = if millis > seconds { 1.0 } else { 1e3 };
        let unit = if millis > seconds { "milliseconds" } else { "seconds" };
        let said = match (seconds + millis, alone) {
            (0, 0) => None,
            (0, _) => {
                Some(format!("latency: read as {unit}, since no row has both a start and an end to compare with"))
            }
            _ if millis > seconds => Some(format!("latency: in {unit}, as start and end of the same rows show")),
            (_, 0) => None,
            _ => Some(format!("latency: in {unit}, as start and end of other rows show")),
        };
        (Self { factor }, said)
    }

    /// Moves times and durations of a row to its record.
    pub fn read<'a>(&self, row: &mut Row<'a>, record: &mut Record<'a>) {
        let scaled = |value: Value<'a>| amount(&value).map_or(value, |number| Value::Float(number * self.factor));
        let first = between(&row.0, "start_time", "completion_start_time").map(Value::Float);
        let first = first.unwrap_or_else(|| scaled(row.take("time_to_first_token")));
        record.set(Field::TimeToFirstTokenMs, first);
        if between(&row.0, "start_time", "end_time").is_none() {
            record.set(Field::LatencyMs, scaled(row.take("latency")));
        }
        record.set(Field::Timestamp, row.take("start_time"));
        record.set(Field::EndTimestamp, row.take("end_time"));
    }
}

/// Milliseconds between two times of a row; nothing if one is missing or they are the wrong way round.
fn between(row: &Entries<'_>, from: &str, to: &str) -> Option<f64> {
    let at = |name: &str| get(row, name).and_then(|value| time::micros(value).ok().flatten());
    let micros = at(to)? - at(from)?;
    (micros >= 0).then_some(micros as f64 / 1e3)
}
