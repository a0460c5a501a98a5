//! Findings → words.

use super::daily::{Counts, Daily, Slice};
use super::level::Level;
use super::mix::MixChange;
use super::{Course, Finding};
use crate::cube::Better;
use crate::figures::drawn::Show;
use crate::figures::{Context, format, stats};
use crate::interactions::Cell;

/// `everything`, `model gpt-4.1`.
pub fn slice(slice: &Slice) -> String {
    if slice.dim.is_empty() { "everything".into() } else { format!("{} {}", slice.dim, slice.name) }
}

/// A change of a mix (of `of.0` within the application `of.1`), told by the kind that moved most; chances are times `times`.
pub fn mixed(daily: &Daily, of: (&str, Option<&str>), counts: &Counts, change: &MixChange, times: f64) -> Finding {
    let (measure, label) = match of.0 {
        "model" => ("model_mix", "Model mix"),
        _ => ("category_mix", "Category mix"),
    };
    let [before, after] = change.stretches.map(|(from, end)| {
        let sum = |counts: &Vec<f64>| counts[from..end].iter().sum::<f64>();
        let n: f64 = counts.values().map(sum).sum();
        // A kind of many small ones has no counts of its own: what is not told apart is the rest.
        let hits = counts.get(&change.kind).map_or(0.0, sum);
        let interval = stats::wilson_of(hits / change.spread, n / change.spread).unwrap_or((0.0, 1.0));
        Level { value: if n > 0.0 { hits / n } else { 0.0 }, interval, n }
    });
    let place = of.1.map_or(String::new(), |app| format!(" in app {app}"));
    Finding {
        measure,
        label,
        slice: format!("{} {}{place}", of.0, change.kind),
        also: Vec::new(),
        from: daily.date(change.from),
        since: (daily.date(change.since.0), daily.date(change.since.1)),
        course: Course::Step,
        before,
        after,
        chance: change.chance * times,
        show: Show::Share,
        better: Better::Neither,
    }
}

/// `3.1 % (2.8 % – 3.5 %)`, money in the report's currency.
fn level(context: &Context, show: Show, level: &Level) -> String {
    let write = |number: f64| value(context, show, number);
    format!("{} ({} – {})", write(level.value), write(level.interval.0), write(level.interval.1))
}

fn value(context: &Context, show: Show, value: f64) -> String {
    let rate = context.currency.as_ref().map_or(1.0, |currency| currency.rate);
    match show {
        Show::Share => format::share(value),
        Show::Milliseconds => format::milliseconds(value),
        Show::Usd => format::money_short(&context.symbol(), value * rate),
        _ => format::number(value),
    }
}

/// The cells of a finding in the table of all.
pub fn cells(context: &Context, finding: &Finding) -> Vec<Cell> {
    let [before, after] = [&finding.before, &finding.after].map(|one| level(context, finding.show, one));
    let texts = [
        finding.from.to_string(),
        finding.label.to_string(),
        finding.slice.clone(),
        before,
        after,
        verdict(finding).to_string(),
        course(finding),
        since(finding),
    ];
    let mut cells: Vec<Cell> = texts.into_iter().map(Cell::Text).collect();
    cells.extend([finding.before.n, finding.after.n].map(|n| Cell::Int(n as i64)));
    cells.push(Cell::Text(chance(finding.chance)));
    cells.push(if finding.also.is_empty() { Cell::Null } else { Cell::Text(finding.also.join(", ")) });
    cells
}

/// The cells of a finding in a short table, without intervals.
pub fn short(context: &Context, finding: &Finding) -> Vec<Cell> {
    let [before, after] = [&finding.before, &finding.after].map(|one| value(context, finding.show, one.value));
    let (measure, slice) = (finding.label.to_string(), finding.slice.clone());
    let texts =
        [finding.from.to_string(), measure, slice, before, after, verdict(finding).to_string(), course(finding)];
    texts.into_iter().map(Cell::Text).chain([Cell::Int(finding.after.n as i64)]).collect()
}

fn verdict(finding: &Finding) -> &'static str {
    match finding.worse() {
        Some(true) => "worse",
        Some(false) => "better",
        None => "other",
    }
}

/// `at once`, `over 14 days`, `2 days only`.
fn course(finding: &Finding) -> String {
    let days = |last: chrono::NaiveDate| match (last - finding.from).num_days() + 1 {
        1 => "1 day".to_string(),
        days => format!("{days} days"),
    };
    match finding.course {
        Course::Step => "at once, and stays".into(),
        Course::Drift(last) => format!("over {}, and stays", days(last)),
        Course::Spike(last) => format!("for {}", days(last)),
    }
}

/// Days on which it may have begun: `2026-10-12`, or `2026-10-10 to 2026-10-14`.
fn since(finding: &Finding) -> String {
    let (first, last) = finding.since;
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// `less than 1 in 1,000,000`, `1 in 340`: of reports without changes, those that show one as large.
fn chance(chance: f64) -> String {
    if chance < 1e-6 {
        return "less than 1 in 1,000,000".into();
    }
    format!("1 in {}", format::count((1.0 / chance).floor()))
}
