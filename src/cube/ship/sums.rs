//! Columns of sums → bits. How many requests a slice has follows from how many it had; everything else follows from what it is
//! a part of, or from columns that it should be equal to.

use super::coder::Coder;
use super::number::Near;
use super::table::{Column, Table};

/// How much of a new value goes into what is expected next.
const FRESH: f64 = 0.3;
/// How much of the usual distance is the last one.
const LAST: f64 = 0.06;

/// Codes which cells there are and their requests: the first column.
pub fn traffic<C: Coder>(coder: &mut C, table: &mut Table) {
    let slices = table.groups.len();
    let near = Near::new(coder);
    let mut dense = vec![0.0; table.slots.len() * slices];
    if let Some(requests) = table.columns.first() {
        for ((slot, slice), n) in table.cells.iter().zip(&requests.values) {
            dense[slot * slices + slice] = *n;
        }
    }
    let (mut mean, mut off) = (vec![0.0; slices], vec![1.0; slices]);
    for slot in 0..table.slots.len() {
        if slot == table.first_hour {
            mean.iter_mut().for_each(|mean| *mean /= 24.0);
        }
        // The same day of last week, the same hour of yesterday.
        let back = if slot < table.first_hour { 7 } else { 24 };
        let season =
            (slot >= back && (slot < table.first_hour || slot - back >= table.first_hour)).then(|| slot - back);
        for slice in 0..slices {
            let before = season.map_or(mean[slice], |slot| dense[slot * slices + slice]);
            let expected = 0.5 * mean[slice] + 0.5 * before;
            let width = (expected + 0.25).sqrt();
            let at = slot * slices + slice;
            let x = near.code(coder, expected, off[slice] * width, false, dense[at]);
            dense[at] = x;
            off[slice] += LAST * ((x - expected).abs() / width - off[slice]);
            mean[slice] += FRESH * (x - mean[slice]);
        }
    }
    table.cells.clear();
    let mut values = Vec::new();
    for (at, n) in dense.iter().enumerate().filter(|(_, n)| **n > 0.0) {
        table.cells.push((at / slices, at % slices));
        values.push(*n);
    }
    if let Some(requests) = table.columns.first_mut() {
        requests.values = values;
    }
}

/// Codes the column at `place`, which may follow from those before it.
pub fn column<C: Coder>(coder: &mut C, table: &mut Table, place: usize) {
    let slices = table.groups.len();
    let (known, rest) = table.columns.split_at_mut(place);
    let Some(Column { parent, guesses, sure, signed, values, .. }) = rest.first_mut() else { return };
    values.resize(table.cells.len(), 0.0);
    if let (true, Some(guess)) = (*sure, guesses.first()) {
        for (cell, (_, slice)) in table.cells.iter().enumerate() {
            values[cell] = guess.at(known, cell, table.groups[*slice]);
        }
        return;
    }
    let near = Near::new(coder);
    let none = coder.contexts(1);
    let right = coder.contexts(guesses.len() * 16);
    // Whether the last four guesses of a slice were right, as bits.
    let mut luck = vec![0; guesses.len() * slices];
    let mut ratio = Ratio::new(slices);
    for (cell, (_, slice)) in table.cells.iter().enumerate() {
        let (slice, group) = (*slice, table.groups[*slice]);
        let whole = parent.at(known, cell, group);
        let x = values[cell];
        if whole == 0.0 && coder.bit(none, x == 0.0) {
            values[cell] = 0.0;
            continue;
        }
        let mut found = None;
        for (at, guess) in guesses.iter().enumerate() {
            let value = guess.at(known, cell, group);
            let luck = &mut luck[at * slices + slice];
            let hit = coder.bit(right + at * 16 + *luck, x == value);
            *luck = (*luck * 2 + usize::from(hit)) & 15;
            if hit {
                found = Some(value);
                break;
            }
        }
        values[cell] = match found {
            Some(value) => value,
            None => ratio.code(coder, &near, slice, whole.abs(), *signed, x),
        };
    }
}

/// How a column goes with another one: by slice, and in all where little is known of a slice.
struct Ratio {
    over: Vec<f64>,
    under: Vec<f64>,
    off: Vec<f64>,
    all: (f64, f64, f64),
}

impl Ratio {
    fn new(slices: usize) -> Self {
        Self { over: vec![0.0; slices], under: vec![0.0; slices], off: vec![-1.0; slices], all: (0.0, 1.0, 1.0) }
    }

    fn code<C: Coder>(&mut self, coder: &mut C, near: &Near, slice: usize, whole: f64, signed: bool, x: f64) -> f64 {
        let all = self.all.0 / self.all.1;
        let expected = whole * ((self.over[slice] + all) / (self.under[slice] + 1.0));
        let width = (whole + 0.25).sqrt();
        let off = if self.off[slice] < 0.0 { self.all.2 } else { self.off[slice] };
        let x = near.code(coder, expected, off * width, signed, x);
        let missed = (x - expected).abs() / width;
        self.off[slice] = off + LAST * (missed - off);
        self.all.2 += 0.01 * (missed - self.all.2);
        const KEPT: f64 = 0.98;
        self.over[slice] = self.over[slice] * KEPT + x;
        self.under[slice] = self.under[slice] * KEPT + whole;
        self.all.0 = self.all.0 * 0.999 + x;
        self.all.1 = self.all.1 * 0.999 + whole;
        x
    }
}
