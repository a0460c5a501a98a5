//! A time zone → the SQL that turns a UTC time into local time. The engine needs no zone database of its own, and the
//! report's days and hours are those of the people who read it.

use chrono::{DateTime, Datelike, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

/// SQL for the local time of `column` (UTC), right for every time between `first` and `last`, and for the offsets that
/// hold at these two beyond them.
pub fn local_sql(zone: Tz, first: NaiveDateTime, last: NaiveDateTime, column: &str) -> String {
    let spans = offsets(zone, first, last);
    let arms: String = spans
        .windows(2)
        .map(|pair| {
            format!("WHEN {column} < TIMESTAMP '{}' THEN {} ", pair[1].0.format("%Y-%m-%d %H:%M:%S"), pair[0].1)
        })
        .collect();
    let last = spans.last().map_or(0, |s| s.1);
    match (arms.is_empty(), last) {
        (true, 0) => column.to_string(),
        (true, offset) => format!("({column} + to_seconds({offset}))"),
        (false, _) => format!("({column} + to_seconds(CASE {arms}ELSE {last} END))"),
    }
}

/// Start (UTC) and offset in seconds of every span of constant offset between two times. Zone rules are known for
/// 1970–2100; earlier and later times get the offset of that edge.
fn offsets(zone: Tz, first: NaiveDateTime, last: NaiveDateTime) -> Vec<(NaiveDateTime, i32)> {
    const DAY: i64 = 86_400;
    let time = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc();
    let offset = |seconds: i64| zone.offset_from_utc_datetime(&time(seconds)).fix().local_minus_utc();
    let clamp = |t: NaiveDateTime| t.with_year(t.year().clamp(1970, 2100)).unwrap_or(t).and_utc().timestamp();
    let (mut at, end) = (clamp(first), clamp(last));
    let mut spans = vec![(time(at), offset(at))];
    while at < end {
        // No zone changes twice within a day; find the second in which it does.
        let (mut before, mut after) = (at, at + DAY);
        if offset(after) != offset(before) {
            while after - before > 1 {
                let middle = before + (after - before) / 2;
                if offset(middle) == offset(at) { before = middle } else { after = middle }
            }
            spans.push((time(after), offset(after)));
        }
        at += DAY;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    #[test]
    fn the_change_to_winter_time_is_found_to_the_second() {
        let spans = offsets(chrono_tz::Europe::Berlin, time("2026-10-01 00:00:00"), time("2026-11-23 00:00:00"));
        assert_eq!(spans[1..], [(time("2026-10-25 01:00:00"), 3600)]);
        assert_eq!(spans[0].1, 7200);
    }

    #[test]
    fn utc_needs_no_arithmetic_and_half_hours_are_kept() {
        let (a, b) = (time("2026-01-01 00:00:00"), time("2026-12-31 00:00:00"));
        assert_eq!(local_sql(chrono_tz::UTC, a, b, "t"), "t");
        assert_eq!(local_sql(chrono_tz::Asia::Kolkata, a, b, "t"), "(t + to_seconds(19800))");
    }
}
