//! What was read → a [`Table`]: every column in the unit that makes its numbers smallest, with what it may follow from.

use super::plan::{HINTS, Hint, LIKE, TOKENS, TOTALS, WITHIN, terms};
use super::prices;
use super::read::Read;
use super::table::{Bins, Column, Sum, Table};

/// Numbers stay below this, so that a browser can add and subtract them.
const MOST: i128 = 1 << 52;
/// Decimals have twelve places.
const PLACE: f64 = 1e-12;

/// A column as the store has it; a decimal as so many of its last place.
pub struct Raw {
    pub id: String,
    pub decimal: bool,
    pub values: Vec<i128>,
}

impl Raw {
    fn is_money(&self) -> bool {
        self.decimal && self.id.ends_with("_usd")
    }
}

/// Cell, bin, count.
pub type Entry = (usize, i64, f64);

/// Brings everything into the form that is coded; `first_hour` is in hours since 1970.
pub fn shape(read: &mut Read, first_hour: i64) -> Table {
    let mut table = Table {
        first_hour: read.slots.partition_point(|slot| *slot < first_hour),
        slots: std::mem::take(&mut read.slots),
        groups: groups(&read.slices),
        cells: std::mem::take(&mut read.cells),
        ..Table::default()
    };
    let mut raw = std::mem::take(&mut read.sums);
    let money = unit(raw.iter().filter(|raw| raw.is_money()));
    for hint in HINTS {
        if let Some(at) = raw.iter().position(|raw| raw.id == hint.0) {
            add(&mut table, &raw.swap_remove(at), hint, money);
        }
    }
    raw.sort_by(|a, b| a.id.cmp(&b.id));
    raw.iter().for_each(|raw| add(&mut table, raw, &Hint("", "requests", &[]), money));
    for (id, entries) in std::mem::take(&mut read.bins) {
        add_bins(&mut table, id, entries);
    }
    same_bins(&mut table);
    table
}

/// Slices of the same provider and model.
fn groups(slices: &[[usize; 5]]) -> Vec<usize> {
    let mut known: Vec<[usize; 2]> = slices.iter().map(|s| [s[0], s[1]]).collect();
    known.sort_unstable();
    known.dedup();
    slices.iter().map(|s| known.partition_point(|k| *k < [s[0], s[1]])).collect()
}

/// The greatest number that divides all values, or a larger one where numbers would get too large without.
fn unit<'a>(columns: impl Iterator<Item = &'a Raw>) -> i128 {
    let (mut divisor, mut most) = (0_i128, 0);
    for value in columns.flat_map(|raw| &raw.values) {
        most = most.max(value.abs());
        let (mut a, mut b) = (value.abs(), divisor);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        divisor = a;
    }
    let mut unit = divisor.max(1);
    while most / unit >= MOST {
        unit *= 2;
    }
    unit
}

fn add(table: &mut Table, raw: &Raw, hint: &Hint, money: i128) {
    let unit = if raw.is_money() { money } else { unit(std::iter::once(raw)) };
    let half = |value: i128| if value < 0 { -unit / 2 } else { unit / 2 };
    let values: Vec<f64> = raw.values.iter().map(|v| ((v + half(*v)) / unit) as f64).collect();
    let size = unit as f64 * if raw.decimal { PLACE } else { 1.0 };
    push(table, raw.id.clone(), size, values, hint);
}

fn push(table: &mut Table, id: String, unit: f64, values: Vec<f64>, hint: &Hint) {
    let signed = values.iter().any(|v| *v < 0.0);
    let parent = sum(table, hint.1, None).unwrap_or_default();
    let guess = |text: &&'static str| match *text {
        "price" => price(table, &values),
        text => sum(table, text, Some(unit)),
    };
    let guesses: Vec<Sum> = hint.2.iter().filter_map(guess).collect();
    let right = |sum: &Sum| {
        let mut cells = table.cells.iter().zip(&values).enumerate();
        cells.all(|(cell, ((_, slice), value))| sum.at(&table.columns, cell, table.groups[*slice]) == *value)
    };
    let sure = guesses.first().is_some_and(right);
    table.columns.push(Column { id, unit, signed, parent, guesses, sure, values });
}

/// Columns by their names; in units of `unit`, if it is given. `None` when there is no such column.
fn sum(table: &Table, text: &'static str, unit: Option<f64>) -> Option<Sum> {
    let terms = terms(text);
    let of = terms.iter().map(|(name, _)| place(table, name)).collect::<Option<Vec<_>>>()?;
    let scale = |at: &usize| unit.map_or(1.0, |unit| table.columns[*at].unit / unit);
    let times = of.iter().zip(&terms).map(|(at, (_, sign))| sign * scale(at)).collect();
    Some(Sum { of, times: vec![times] })
}

fn place(table: &Table, id: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.id == id)
}

/// What the money of each group follows from, if it does.
fn price(table: &Table, money: &[f64]) -> Option<Sum> {
    let of: Vec<usize> = TOKENS.iter().filter_map(|id| place(table, id)).collect();
    let groups = table.groups.iter().max().map_or(0, |most| most + 1);
    let mut cells: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for (cell, (_, slice)) in table.cells.iter().enumerate().filter(|(cell, _)| money[*cell] != 0.0) {
        cells[table.groups[*slice]].push(cell);
    }
    let times = cells.iter().map(|cells| {
        let pick = |values: &[f64]| cells.iter().map(|cell| values[*cell]).collect::<Vec<_>>();
        let tokens: Vec<_> = of.iter().map(|at| pick(&table.columns[*at].values)).collect();
        prices::find(&tokens, &pick(money))
    });
    let times: Vec<Vec<f64>> = times.collect();
    Some(Sum { of, times }).filter(|sum| !sum.times.is_empty())
}

fn add_bins(table: &mut Table, id: String, mut entries: Vec<Entry>) {
    entries.sort_unstable_by_key(|entry| (entry.0, entry.1));
    let mut totals = vec![0.0; table.cells.len()];
    let mut starts = vec![0; table.cells.len() + 1];
    for (cell, _, n) in &entries {
        totals[*cell] += n;
        starts[cell + 1] += 1;
    }
    (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
    let bins = list(entries.iter().map(|entry| entry.1));
    let counts = entries.iter().map(|(_, bin, n)| (bins.partition_point(|b| b < bin) as u16, *n)).collect();
    let hint = TOTALS.iter().find(|hint| hint.0 == id).unwrap_or(&Hint("", "requests", &[]));
    let total = table.columns.len();
    push(table, id.clone(), 1.0, totals, hint);
    let find = |id: &str| table.bins.iter().position(|bins| bins.id == id);
    let listed = |list: &'static [(&str, &str)]| list.iter().find(|(of, _)| *of == id).map_or("", |(_, text)| text);
    let within = terms(listed(WITHIN)).into_iter().filter_map(|(id, sign)| Some((find(id)?, sign))).collect();
    let like = find(listed(LIKE));
    table.bins.push(Bins { id, bins, entries: entries.len(), total, within, like, starts, counts });
}

fn list(bins: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut bins: Vec<i64> = bins.collect();
    bins.sort_unstable();
    bins.dedup();
    bins
}

/// Gives histograms that are parts of each other the same list of bins.
fn same_bins(table: &mut Table) {
    for at in (0..table.bins.len()).rev() {
        let family: Vec<usize> = table.bins[at].within.iter().map(|(of, _)| *of).chain([at]).collect();
        let all = list(family.iter().flat_map(|of| table.bins[*of].bins.clone()));
        for of in family {
            let bins = &mut table.bins[of];
            let moved: Vec<u16> = bins.bins.iter().map(|bin| all.partition_point(|b| b < bin) as u16).collect();
            bins.counts.iter_mut().for_each(|(bin, _)| *bin = moved[usize::from(*bin)]);
            bins.bins.clone_from(&all);
        }
    }
}
