//! `24h`, `7d`, `4w`, `2026-10-01` or `all`, and the hours that the data cover → a [`Period`]. Twin of `span` in
//! `site/js/period.js`: hours end with the last hour that has data, days with the last day.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::context::Period;

/// A stretch of time, counted back from the end of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many hours, from 1.
    Hours(u32),
    /// So many whole local days, from 1.
    Days(u32),
    /// From a local day on.
    Since(NaiveDate),
    /// Everything.
    All,
}

/// Longest span in days that a person may ask for: more than any log holds, and no overflow.
const MOST_DAYS: u32 = 36_600;

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || format!("`{text}` is not a span such as 24h, 7d, 4w, 2026-10-01 or all");
        if text == "all" {
            return Ok(Span::All);
        }
        if let Ok(day) = text.parse() {
            return Ok(Span::Since(day));
        }
        let number = text.trim_end_matches(|c: char| c.is_alphabetic());
        let count: u32 = number.trim_end().parse().map_err(|_| wrong())?;
        let (span, days) = match &text[number.len()..] {
            "h" | "hour" | "hours" => (Span::Hours(count), count / 24),
            "d" | "day" | "days" => (Span::Days(count), count),
            "w" | "week" | "weeks" => (Span::Days(count.saturating_mul(7)), count.saturating_mul(7)),
            _ => return Err(wrong()),
        };
        if count == 0 || days > MOST_DAYS { Err(wrong()) } else { Ok(span) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Hours(hours) => write!(f, "{hours}h"),
            Span::Days(days) => write!(f, "{days}d"),
            Span::Since(day) => write!(f, "{day}"),
            Span::All => f.write_str("all"),
        }
    }
}

impl Span {
    /// The period that it means in data from `first` to `last` (local hours with data, both included), and the equally
    /// long one before it, where the data begin before the period does.
    pub fn resolve(self, (first, last): (NaiveDateTime, NaiveDateTime)) -> (Period, Option<Period>) {
        let midnight = |at: NaiveDateTime| at.date().and_time(NaiveTime::MIN);
        let end = midnight(last) + Days::new(1);
        let (from, to, named) = match self {
            Span::Hours(hours) => {
                let to = last + TimeDelta::hours(1);
                (to - TimeDelta::hours(hours.into()), to, counted(hours, "hour"))
            }
            Span::Days(days) => (end - Days::new(days.into()), end, counted(days, "day")),
            Span::Since(day) => {
                let from = day.and_time(NaiveTime::MIN).min(midnight(last));
                (from, end, counted((end - from).num_days() as u32, "day"))
            }
            Span::All => (midnight(first), end, counted((end - midnight(first)).num_days() as u32, "day")),
        };
        let length = to - from;
        let before = Period { from: from - length, to: from, label: format!("in the {named} before") };
        let begins = if matches!(self, Span::Hours(_)) { first } else { midnight(first) };
        (Period { from, to, label: format!("in the last {named}") }, (begins < from).then_some(before))
    }
}

/// `7 days`; `day` alone for one of them: "in the last day".
fn counted(n: u32, what: &str) -> String {
    if n == 1 { what.to_string() } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(&format!("{text}:00"), "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn spans_are_read_and_written() {
        for (text, span) in [("24h", Span::Hours(24)), ("7d", Span::Days(7)), ("2 weeks", Span::Days(14))] {
            assert_eq!(text.parse(), Ok(span));
        }
        for text in ["24h", "7d", "all", "2026-10-01"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
        for wrong in ["", "7", "0d", "-1d", "7x", "1.5d", "99999999w", "2026-13-01", "dd"] {
            assert!(wrong.parse::<Span>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_whole_and_hours_end_with_the_data() {
        let data = (time("2026-10-01 09"), time("2026-10-30 14"));
        let (now, before) = Span::Days(7).resolve(data);
        assert_eq!((now.from, now.to), (time("2026-10-24 00"), time("2026-10-31 00")));
        let before = before.unwrap();
        assert_eq!((before.from, before.to), (time("2026-10-17 00"), now.from));
        assert_eq!((now.label.as_str(), before.label.as_str()), ("in the last 7 days", "in the 7 days before"));
        let (now, _) = Span::Hours(24).resolve(data);
        assert_eq!((now.from, now.to), (time("2026-10-29 15"), time("2026-10-30 15")));
        let (now, before) = Span::All.resolve(data);
        assert_eq!((now.from, now.to, before), (time("2026-10-01 00"), time("2026-10-31 00"), None));
        let (now, before) = Span::Since("2026-10-29".parse().unwrap()).resolve(data);
        assert_eq!((now.from, before.unwrap().from), (time("2026-10-29 00"), time("2026-10-27 00")));
    }
}
