//! A rule and the data's days → the stretches of time that are judged, each by itself.

use chrono::{Datelike, Days, Months, NaiveDateTime, NaiveTime, TimeDelta};

use super::rule::{Breach, Rule};
use crate::cube::Cube;
use crate::figures::context::Period;
use crate::figures::span::Span;

/// One stretch, and for a change the one before it.
pub struct Window {
    /// Name among others; empty when it is the only one.
    pub name: String,
    /// What is judged.
    pub now: Period,
    /// What it is compared with.
    pub before: Option<Period>,
    /// Whether it is over, so that what adds up is complete.
    pub over: bool,
}

/// The last local hour with data before `at`.
pub fn last(cube: &Cube<'_>, at: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    let (_, last) = cube.hours?;
    Some(at.map_or(last, |at| last.min(at - TimeDelta::hours(1))))
}

/// The stretches of a rule, oldest first; none without data. `days` are those of the report's headlines.
pub fn windows(rule: &Rule, cube: &Cube<'_>, at: Option<NaiveDateTime>, days: u32) -> Vec<Window> {
    let Some((first, last)) = cube.hours.map(|hours| hours.0).zip(last(cube, at)).filter(|(first, last)| first <= last)
    else {
        return Vec::new();
    };
    let step = rule.per.map(|grain| grain.name);
    let span = rule.over.unwrap_or(match (rule.breach, step) {
        (Breach::Change(_), _) => Span::Days(7),
        // Yesterday was not over when the last nightly run looked; today is not over now.
        (_, Some("day")) => Span::Days(2),
        (_, Some("hour")) => Span::Hours(24),
        (_, Some(_)) => Span::Since(last.date().with_day(1).unwrap_or(last.date())),
        (_, None) => Span::Days(days.max(1)),
    });
    let (now, before) = span.resolve((first, last));
    let before = before.filter(|_| matches!(rule.breach, Breach::Change(_)));
    let end = at.map_or(now.to, |at| now.to.min(at));
    let now = Period { to: end, ..now };
    let Some(step) = step else {
        // The same hours of both: a day that has just begun is compared with the beginning of one.
        let before = before.map(|before| Period { to: before.from + (end - now.from), ..before });
        return vec![Window { name: String::new(), now, before, over: true }];
    };
    let mut windows = Vec::new();
    let mut from = start(now.from, step);
    // An hour is over when the next one has data.
    let data_end = last + TimeDelta::hours(1);
    while from < now.to {
        let next = following(from, step);
        let period = Period { from: from.max(now.from), to: next.min(now.to), label: String::new() };
        let name = match step {
            "hour" => from.format("%Y-%m-%d %H:%M").to_string(),
            "day" => from.format("%Y-%m-%d").to_string(),
            _ => from.format("%Y-%m").to_string(),
        };
        windows.push(Window { name, now: period, before: None, over: next < data_end && from >= now.from });
        from = next;
    }
    windows
}

fn start(at: NaiveDateTime, step: &str) -> NaiveDateTime {
    match step {
        "hour" => at,
        "day" => at.date().and_time(NaiveTime::MIN),
        _ => at.date().with_day(1).unwrap_or(at.date()).and_time(NaiveTime::MIN),
    }
}

fn following(at: NaiveDateTime, step: &str) -> NaiveDateTime {
    match step {
        "hour" => at + TimeDelta::hours(1),
        "day" => at + Days::new(1),
        _ => at + Months::new(1),
    }
}
