//! One rule → its [`Finding`], slice by slice; what is more than noise is decided later, over all rules.

use super::rule::{Breach, Rule};
use super::sample::{Key, Sample, samples};
use super::window::{Window, windows};
use super::{Finding, Judging, Slice, Status, test};
use crate::cube::{Cube, Unit};
use crate::error::Result;
use crate::figures::context::Period;
use crate::figures::format;
use crate::figures::rows::UNNAMED;

/// Judges it; breaches that need a test come out as [`Status::Unsure`].
pub fn judge(cube: &Cube<'_>, rule: &Rule, days: u32, how: &Judging) -> Result<Finding> {
    let windows = windows(rule, cube, how.at, days);
    let mut slices = Vec::new();
    for window in &windows {
        let now = samples(cube, rule, &window.now)?;
        let before = window.before.as_ref().map(|before| samples(cube, rule, before)).transpose()?;
        for (key, sample) in &now {
            let was = before.as_ref().map(|before| before.get(key).cloned().unwrap_or_default());
            slices.push(slice(rule, window, key, sample, was.as_ref(), how.least_n));
        }
        // Who is gone has no slice now, but may have fallen to nothing.
        for (key, was) in before.iter().flatten().filter(|(key, _)| !rule.breach.upward() && !now.contains_key(*key)) {
            slices.push(slice(rule, window, key, &Sample::default(), Some(was), how.least_n));
        }
    }
    let span = windows.first().zip(windows.last());
    Ok(Finding {
        rule: rule.text.clone(),
        origin: rule.origin,
        window: span.map_or("no data".into(), |(first, last)| told(&first.now, &last.now, last.before.as_ref())),
        test: test::name(rule),
        status: Status::Unknown,
        slices,
    })
}

/// `2026-10-01 00:00 to 2026-10-08 00:00, against 2026-09-24 00:00 to 2026-10-01 00:00`
fn told(first: &Period, last: &Period, before: Option<&Period>) -> String {
    let minute = |at: chrono::NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    let against =
        before.map_or(String::new(), |before| format!(", against {} to {}", minute(before.from), minute(before.to)));
    format!("{} to {}{against}", minute(first.from), minute(last.to))
}

fn slice(rule: &Rule, window: &Window, key: &Key, now: &Sample, before: Option<&Sample>, least_n: u64) -> Slice {
    let least = rule.least_n.unwrap_or(if test::counted(rule) { 0 } else { least_n });
    let change = matches!(rule.breach, Breach::Change(_));
    let n = now.value.n;
    let old = before.and_then(|before| before.value.value).filter(|old| *old > 0.0);
    // A change rests on both sides; one that begins from nothing has no ratio.
    let judged = if change { now.value.value.zip(old).map(|(new, old)| new / old - 1.0) } else { now.value.value };
    let enough = n.max(before.map_or(0, |before| if rule.breach.upward() { 0 } else { before.value.n })) >= least
        && before.is_none_or(|before| before.value.n >= least);
    // What is still adding up may yet reach a lower bound.
    let judged = judged.filter(|_| rule.breach.upward() || window.over || !test::counted(rule));
    let (mut status, mut found) = (Status::Unknown, test::Found::default());
    if let Some(value) = judged.filter(|_| enough) {
        found = test::test(rule, now, before);
        let beyond = rule.breach.beyond(value);
        status = match beyond {
            false => Status::Ok,
            true if test::counted(rule) => Status::Breach,
            true => Status::Unsure,
        };
    }
    let mut names: Vec<String> = rule
        .by
        .iter()
        .zip(key)
        .map(|(dim, name)| format!("{} {}", dim.name(), name.as_deref().unwrap_or(UNNAMED)))
        .collect();
    names.extend((!window.name.is_empty()).then(|| window.name.clone()));
    let mut slice = Slice {
        name: names.join(", "),
        value: now.value.value,
        before: before.and_then(|before| before.value.value),
        n,
        interval: found.interval,
        p: found.p,
        adjusted_p: None,
        status,
        told: String::new(),
    };
    slice.told = said(rule, &slice, least, window.over);
    slice
}

/// `3.1 % of 840 requests (95 %: 2.1 to 4.5 %)`, or why nothing is said.
fn said(rule: &Rule, slice: &Slice, least: u64, over: bool) -> String {
    let measure = rule.measure;
    let write = |value: f64| written(measure.unit, value);
    let Some(value) = slice.value else { return format!("no {}", measure.n_of) };
    let mut text = format!("{} of {} {}", write(value), format::count(slice.n as f64), measure.n_of);
    if let Breach::Change(_) = rule.breach {
        let percent =
            |part: f64| format!("{}{} %", if part < 0.0 { "−" } else { "+" }, format::fixed(part.abs() * 100.0, 1));
        match slice.before.filter(|old| *old > 0.0) {
            Some(old) => text = format!("{text}, {} against {}", percent(value / old - 1.0), write(old)),
            None => text += ", nothing to compare with",
        }
        let between = slice.interval.map(|(low, high)| format!(" (95 %: {} to {})", percent(low), percent(high)));
        text += &between.unwrap_or_default();
    } else if let Some((low, high)) = slice.interval {
        text += &format!(" (95 %: {} to {})", write(low), write(high));
    }
    match slice.status {
        Status::Unknown if slice.n < least => text + &format!("; fewer than {least}, not judged"),
        Status::Unknown if !over => text + "; not over yet",
        Status::Unsure if slice.p.is_none() => text + "; too few days or hours to tell from noise",
        _ => text,
    }
}

fn written(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Count => format::count_short(value),
        Unit::Usd => format::usd_short(value),
        Unit::Milliseconds => format::milliseconds(value),
        Unit::Share => format::share(value),
        Unit::Number => format::number(value),
    }
}
