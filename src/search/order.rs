//! A stretch of the store → its rows in the order of documents, and how many of them are read at a time.

use std::collections::BTreeMap;

use super::Shelf;
use super::cards::ROWS;
use super::plan::Stretch;
use crate::error::Result;
use crate::warehouse::ROW_GROUP;

/// How often every group of rows may be read.
const MOST: usize = 8;
/// Bytes of text that a task is to have, and that are read at a time for one worker.
const HELD: usize = 16 << 20;

/// The order of documents.
pub struct Order {
    /// The number of each row in the store (rowid).
    pub numbers: Vec<i64>,
    /// The time of each, microseconds.
    pub times: Vec<i64>,
    /// Documents of a task.
    pub task: usize,
    /// Documents that are read together: some tasks.
    pub step: usize,
}

/// Finds it: by time, then as the logs have them.
///
/// Logs are nearly in order of time, so that neighbours lie in few groups of rows, and nothing but numbers and times is
/// sorted. Where that is not so, every step reads most of the store, and there are fewer and larger ones; the engine cannot
/// sort the texts in the memory it has.
pub fn order(shelf: &Shelf<'_>, stretch: &Stretch, workers: usize) -> Result<Order> {
    let [numbers, times] = shelf.store.whole_columns_of(&format!(
        "SELECT rowid, epoch_us(timestamp) FROM interactions {} WHERE rowid > {} AND rowid <= {} \
         ORDER BY timestamp, source_id, source_line, identity",
        shelf.selection.condition(),
        stretch.after,
        stretch.through
    ))?;
    let task = task(stretch);
    let held = (HELD * workers / mean(stretch) / task).clamp(1, 2 * workers) * task;
    let step = if reads(&numbers, &times, held) > MOST { 4 * held } else { held };
    Ok(Order { numbers, times, task, step })
}

/// Mean bytes of text of a document, at least 1.
fn mean(stretch: &Stretch) -> usize {
    (stretch.bytes / stretch.documents.max(1)).max(1) as usize
}

/// Documents of a task: whole files of cards, four of them unless texts are long. What is in a file must not depend on the
/// number of workers, so neither may this.
fn task(stretch: &Stretch) -> usize {
    (HELD / mean(stretch) / ROWS).clamp(1, 4) * ROWS
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
