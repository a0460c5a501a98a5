//! A stretch of the store → its rows in the order of documents, and where they are read from.

use std::collections::BTreeMap;

use super::Shelf;
use super::plan::Stretch;
use crate::error::Result;
use crate::warehouse::ROW_GROUP;

/// A table of the engine's own, for rows that lie too scattered.
const SORTED: &str = "explorer_sorted";
/// How often every group of rows may be read.
const MOST: usize = 8;
/// By time, then as the logs have them.
const BY: &str = "timestamp, source_id, source_line, identity";

/// The order of documents.
pub struct Order {
    /// Where the rows are.
    pub table: &'static str,
    /// The number of each there (rowid).
    pub numbers: Vec<i64>,
    /// The time of each, microseconds.
    pub times: Vec<i64>,
}

/// Finds it. Rows are going to be read `step` at a time.
///
/// Logs are nearly in order of time, so that neighbours lie in few groups of rows, and nothing but numbers and times is
/// sorted. Where that is not so, every step would read most of the store, and the engine sorts the texts, too, on disk.
pub fn order(shelf: &Shelf<'_>, stretch: &Stretch, step: usize) -> Result<Order> {
    let Stretch { after, through, .. } = stretch;
    let rows =
        format!("FROM interactions {} WHERE rowid > {after} AND rowid <= {through}", shelf.selection.condition());
    let columns = shelf.store.columns_of(&format!("SELECT rowid, epoch_us(timestamp) {rows} ORDER BY {BY}"))?;
    let mut columns = columns.into_iter().map(|column| column.into_iter().map(|number| number as i64).collect());
    let (numbers, times): (Vec<i64>, Vec<i64>) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
    if reads(&numbers, &times, step) <= MOST {
        return Ok(Order { table: "interactions", numbers, times });
    }
    let names: Vec<&str> = shelf.store.columns().iter().map(|column| column.name).collect();
    let names = names.join(", ");
    shelf.store.run("sort", &format!("CREATE OR REPLACE TEMP TABLE {SORTED} AS SELECT {names} {rows} ORDER BY {BY};"))?;
    Ok(Order { table: SORTED, numbers: (0..numbers.len() as i64).collect(), times })
}

/// How often a group of rows is read on average, when the rows are read `step` at a time.
fn reads(numbers: &[i64], times: &[i64], step: usize) -> usize {
    let mut groups: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (number, time) in numbers.iter().zip(times) {
        let span = groups.entry(number / ROW_GROUP as i64).or_insert((*time, *time));
        *span = (span.0.min(*time), span.1.max(*time));
    }
    let overlapping = |numbers: &[i64], times: &[i64]| {
        let group = |number: Option<&i64>| number.map_or(0, |number| number / ROW_GROUP as i64);
        let within = group(numbers.iter().min())..=group(numbers.iter().max());
        let (first, last) = (times[0], times[times.len() - 1]);
        groups.range(within).filter(|(_, span)| span.0 <= last && span.1 >= first).count()
    };
    let read: usize = numbers.chunks(step).zip(times.chunks(step)).map(|(n, t)| overlapping(n, t)).sum();
    read / groups.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_in_order_is_read_about_once() {
        let n = 20 * ROW_GROUP as i64;
        let times: Vec<i64> = (0..n).collect();
        assert!(reads(&times, &times, 8192) <= 3);
        // Two logs of the same days, one after the other.
        let both: Vec<i64> = (0..n).map(|at| at / 2 + at % 2 * (n / 2)).collect();
        assert!(reads(&both, &times, 8192) <= 5);
        let scattered: Vec<i64> = (0..n).map(|at| at * 7919 % n).collect();
        assert!(reads(&scattered, &times, 8192) > MOST);
        assert_eq!(reads(&[], &[], 8192), 0);
    }
}
