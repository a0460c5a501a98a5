//! Times of documents, ascending → local hours and how many documents each has: what turns a local day into a range of
//! documents.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

/// Counts hours. Part by part, and parts are joined in the order of their documents.
pub struct Hours {
    zone: Tz,
    /// Hours since 1970-01-01T00 of the local clock, and documents in each.
    counts: Vec<(i64, u32)>,
    /// The quarter of an hour (UTC) looked at last, and its local hour: clocks change at quarters at the most often.
    last: (i64, i64),
}

const QUARTER: i64 = 900_000_000;

impl Hours {
    /// Of this zone's clock.
    pub fn new(zone: Tz) -> Self {
        Self { zone, counts: Vec::new(), last: (i64::MIN, 0) }
    }

    /// One more document.
    pub fn add(&mut self, micros: i64) {
        let quarter = micros.div_euclid(QUARTER);
        if quarter != self.last.0 {
            let start = DateTime::from_timestamp_micros(quarter * QUARTER).unwrap_or_default();
            let offset = self.zone.offset_from_utc_datetime(&start.naive_utc()).fix().local_minus_utc();
            self.last = (quarter, (start.timestamp() + i64::from(offset)).div_euclid(3600));
        }
        self.count(self.last.1, 1);
    }

    /// What comes after.
    pub fn append(&mut self, later: &Self) {
        later.counts.iter().for_each(|(hour, count)| self.count(*hour, *count));
    }

    /// In autumn the clock goes back: what it shows twice, and what it shows again, is of the latest hour so far.
    fn count(&mut self, hour: i64, count: u32) {
        match self.counts.last_mut() {
            Some((last, documents)) if *last >= hour => *documents += count,
            _ => self.counts.push((hour, count)),
        }
    }

    /// The first hour, and for each hour those since the one before and its documents.
    pub fn told(&self) -> (Option<String>, Vec<(i64, u32)>) {
        let first = self.counts.first().map(|(hour, _)| *hour);
        let named = first.and_then(|hour| DateTime::from_timestamp(hour * 3600, 0)).map(|time| name(time.naive_utc()));
        let mut before = first.unwrap_or(0);
        let steps = self.counts.iter().map(|(hour, count)| (hour - std::mem::replace(&mut before, *hour), *count));
        (named, steps.collect())
    }
}

fn name(hour: NaiveDateTime) -> String {
    hour.format("%Y-%m-%dT%H").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_that_the_clock_shows_twice_is_one() {
        let mut hours = Hours::new(Tz::Europe__Berlin);
        // 01:30, then 02:30 twice and 03:30 by the clock of Berlin.
        let utc = |text: &str| text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_micros();
        for time in ["2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"] {
            hours.add(utc(time));
        }
        assert_eq!(hours.told(), (Some("2026-10-25T01".into()), vec![(0, 1), (1, 2), (1, 1)]));
        let mut later = Hours::new(Tz::Europe__Berlin);
        later.add(utc("2026-10-25T02:59:59Z"));
        later.add(utc("2026-10-26T02:00:00Z"));
        hours.append(&later);
        assert_eq!(hours.told().1, [(0, 1), (1, 2), (1, 2), (24, 1)]);
        assert_eq!(Hours::new(Tz::UTC).told(), (None, vec![]));
    }
}
