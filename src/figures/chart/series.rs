//! Rows → named series over shared x values.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::figures::palette::{OTHER, Roster};
use crate::figures::rows::Row;

/// A named series over shared x values.
pub struct Series {
    /// Legend entry.
    pub name: String,
    /// Palette name.
    pub colour: &'static str,
    /// Axis texts or numbers.
    pub x: Vec<Value>,
    /// Values; unknown leaves a gap.
    pub y: Vec<Option<f64>>,
    /// What each point rests on.
    pub n: Vec<u64>,
}

/// Pivots rows of (x, name, …) into one series per name, largest total of the column `value` first; at most
/// `most` series. What does not fit, and names without a colour of their own, are summed as "k more", which cannot be taken
/// for a category that is called "other". Only for values that may be added.
pub fn pivot(rows: &[Row], value: usize, n: usize, roster: &Roster, most: usize) -> Vec<Series> {
    let xs = times(rows);
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    for row in rows {
        *totals.entry(row.text(1)).or_default() += row.number(value).unwrap_or(0.0);
    }
    let mut names: Vec<(&str, f64)> = totals.into_iter().collect();
    names.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let room = if names.len() > most { most - 1 } else { most };
    let kept: Vec<&str> = names.iter().map(|n| n.0).filter(|n| roster.colour(n) != OTHER).take(room).collect();
    let rest = names.len() - kept.len();
    let mut series: Vec<Series> = kept.iter().map(|n| blank(n, roster.colour(n), &xs)).collect();
    if rest > 0 {
        series.push(blank(&format!("{rest} more"), OTHER, &xs));
    }
    for row in rows {
        let at = kept.iter().position(|n| *n == row.text(1)).unwrap_or(kept.len());
        let x = xs.binary_search(&row.text(0)).unwrap_or(0);
        if let Some(value) = row.number(value) {
            *series[at].y[x].get_or_insert(0.0) += value;
        }
        series[at].n[x] += row.count(n);
    }
    series
}

fn times(rows: &[Row]) -> Vec<&str> {
    let mut xs: Vec<&str> = rows.iter().map(|r| r.text(0)).collect();
    xs.sort_unstable();
    xs.dedup();
    xs
}

fn blank(name: &str, colour: &'static str, xs: &[&str]) -> Series {
    let x = xs.iter().map(|x| Value::from(*x)).collect();
    Series { name: name.to_string(), colour, x, y: vec![None; xs.len()], n: vec![0; xs.len()] }
}

/// One series per value column: rows of (x, …) with the values at `columns`, n at `n`.
pub fn columns(rows: &[Row], columns: &[(usize, &str, &'static str)], n: usize) -> Vec<Series> {
    columns
        .iter()
        .map(|(at, name, colour)| Series {
            name: name.to_string(),
            colour,
            x: rows.iter().map(|r| Value::from(r.text(0))).collect(),
            y: rows.iter().map(|r| r.number(*at)).collect(),
            n: rows.iter().map(|r| r.count(n)).collect(),
        })
        .collect()
}

/// One series per name in column 1 over the times in column 0; at most `most`, the largest n first. What is left out is not
/// summed: `value` is no sum.
pub fn apart(rows: &[Row], value: usize, n: usize, roster: &Roster, most: usize) -> Vec<Series> {
    let xs = times(rows);
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for row in rows {
        *totals.entry(row.text(1)).or_default() += row.count(n);
    }
    let mut names: Vec<(&str, u64)> = totals.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let kept: Vec<&str> = names.iter().map(|n| n.0).filter(|n| roster.colour(n) != OTHER).take(most).collect();
    let mut series: Vec<Series> = kept.iter().map(|n| blank(n, roster.colour(n), &xs)).collect();
    for row in rows {
        let Some(at) = kept.iter().position(|n| *n == row.text(1)) else { continue };
        let x = xs.binary_search(&row.text(0)).unwrap_or(0);
        series[at].y[x] = row.number(value);
        series[at].n[x] = row.count(n);
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactions::Cell;

    #[test]
    fn what_does_not_fit_is_summed_beside_a_name_that_is_other() {
        let row = |name: &str, value: f64| {
            Row(vec![Cell::Text("2026-10-01".into()), Cell::Text(name.into()), Cell::Float(value), Cell::Int(1)])
        };
        let rows = [row("a", 1.0), row("b", 2.0), row("other", 4.0), row("d", 8.0)];
        let roster = Roster::new(["d", "other", "b", "a"]);
        let told = |most: usize| {
            let series = pivot(&rows, 2, 3, &roster, most);
            series.into_iter().map(|one| (one.name, one.y[0].unwrap(), one.n[0])).collect::<Vec<_>>()
        };
        let named = |name: &str, value: f64, n: u64| (name.to_string(), value, n);
        assert_eq!(told(3), [named("d", 8.0, 1), named("other", 4.0, 1), named("2 more", 3.0, 2)]);
        assert_eq!(told(2), [named("d", 8.0, 1), named("3 more", 7.0, 3)]);
        assert_eq!(told(8).len(), 4);
    }
}
