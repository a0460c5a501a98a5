//! A summary → text for a terminal: a line for each measure of everything, a line for each group otherwise.

use super::{Grouping, Summary, shown};
use crate::console::plain;
use crate::cube::Measure;
use crate::error::Result;
use crate::figures::context::{Context, Period};
use crate::figures::format::{self, UNKNOWN, count, share};

/// Every grouping under a line that says when it is about.
pub fn write(summary: &Summary, context: &Context) -> Result<String> {
    let mut text = when(summary, context);
    for grouping in &summary.groupings {
        let rows = if grouping.by.is_empty() { measures(grouping, context) } else { groups(grouping, context) };
        text += &format!("\n{}", columns(&rows, grouping.by.len().max(1)));
    }
    Ok(text)
}

/// `24 Oct 2026 to 30 Oct 2026 (Europe/Berlin), compared with …`
pub fn when(summary: &Summary, context: &Context) -> String {
    let before = summary.before.as_ref().map_or(String::new(), |before| format!(", compared with {}", days(before)));
    let money = context.currency.as_ref().map_or(String::new(), |currency| format!("; {}", currency.told()));
    format!("{} ({}){before}{money}\n", days(&summary.period), context.time_zone)
}

/// First and last day of a period, or its hours.
fn days(period: &Period) -> String {
    let whole = |at: chrono::NaiveDateTime| at.time() == chrono::NaiveTime::MIN;
    if whole(period.from) && whole(period.to) {
        let last = period.to.date() - chrono::Days::new(1);
        return format!("{} to {last}", period.from.date());
    }
    format!("{} to {}", period.from.format("%Y-%m-%d %H:%M"), period.to.format("%Y-%m-%d %H:%M"))
}

/// Heading and rows for a grouping of everything: one measure a row.
pub fn measures(grouping: &Grouping, context: &Context) -> Vec<Vec<String>> {
    let mut rows = vec![["measure", "value", "change", "before", "95 % interval", "n"].map(str::to_string).to_vec()];
    for line in &grouping.rows {
        for (measure, value) in grouping.measures.iter().zip(&line.told) {
            let written = |value: Option<f64>| {
                value.map_or(UNKNOWN.into(), |value| format::unit(measure.unit, value, &context.symbol()))
            };
            rows.push(vec![
                measure.label.to_string(),
                written(value.now.value),
                value.change.as_ref().map_or(String::new(), |change| change.text.clone()),
                value.before.map_or(String::new(), |before| written(before.value)),
                value.interval.map_or(String::new(), |(low, high)| format!("{} to {}", share(low), share(high))),
                format!("{} {}", count(value.now.n as f64), measure.n_of),
            ]);
        }
    }
    rows
}

/// Heading and rows otherwise: one group a row; measures without any value are left out, and changes stand behind values.
pub fn groups(grouping: &Grouping, context: &Context) -> Vec<Vec<String>> {
    let known: Vec<(usize, &Measure)> = grouping
        .measures
        .iter()
        .copied()
        .enumerate()
        .filter(|(at, _)| grouping.rows.iter().any(|line| line.told[*at].now.value.is_some()))
        .collect();
    let mut head: Vec<String> = grouping.by.iter().map(|dim| dim.name().to_string()).collect();
    head.extend(known.iter().map(|(_, measure)| measure.label.to_string()));
    let mut rows = vec![head];
    for line in &grouping.rows {
        let mut cells: Vec<String> = line.key.iter().map(|name| shown(name).to_string()).collect();
        for (at, measure) in &known {
            let one = &line.told[*at];
            let value =
                one.now.value.map_or(UNKNOWN.into(), |value| format::unit(measure.unit, value, &context.symbol()));
            let change = one.change.as_ref().filter(|change| change.text != "no change");
            cells.push(change.map_or(value.clone(), |change| format!("{value} ({})", change.text)));
        }
        rows.push(cells);
    }
    rows
}

/// Rows under their heading; names stand left, numbers right.
fn columns(rows: &[Vec<String>], names: usize) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| plain(cell).into_owned()).collect()).collect();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let padded = cells.map(|(at, (cell, width))| match at < names {
            true => format!("{cell:width$}"),
            false => format!("{cell:>width$}"),
        });
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
