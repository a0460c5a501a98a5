//! The rollups in memory → a [`Table`]: every column in the unit that makes its numbers smallest, with what it may follow
//! from.

use super::super::HISTOGRAMS;
use super::super::held::{self, Held, add};
use super::plan::{HINTS, Hint, LIKE, TOKENS, TOTALS, WITHIN, terms};
use super::prices;
use super::table::{Bins, Column, Sum, Table};
use crate::warehouse::Numbers;

/// Numbers stay below this, so that a browser can add and subtract them.
const MOST: i128 = 1 << 52;
/// What is told by error type.
const BY_TYPE: [&str; 3] = ["requests", "errors", "successes"];

fn is_money(column: &held::Column) -> bool {
    column.scale.is_some() && column.id.ends_with("_usd")
}

/// Brings everything into the form that is coded.
pub fn shape(held: &Held) -> Table {
    let mut table = Table {
        first_hour: held.first_hour,
        slots: held.slots.clone(),
        groups: groups(&held.slices),
        cells: held.cells.clone(),
        ..Table::default()
    };
    let rows: Vec<(u32, u32)> = held.rows.iter().zip(0..).map(|((cell, _), row)| (row, *cell)).collect();
    // Sums over the error types of each cell. Of one column at a time: all of them are larger than anything else here.
    let by_cell = |column: &held::Column| {
        let mut sums = vec![0; held.cells.len()];
        add(&column.values, &rows, &mut sums);
        sums
    };
    let money = held.columns.iter().filter(|column| is_money(column)).map(by_cell);
    let money = unit(money.fold((0, 0), |found, sums| divisor(found, &sums)));
    let mut rest: Vec<&held::Column> = held.columns.iter().collect();
    for hint in HINTS {
        if let Some(at) = rest.iter().position(|column| column.id == hint.0) {
            let column = rest.swap_remove(at);
            push_sums(&mut table, column, by_cell(column), hint, money);
        }
    }
    rest.sort_by(|a, b| a.id.cmp(&b.id));
    rest.iter().for_each(|column| push_sums(&mut table, column, by_cell(column), &Hint("", "requests", &[]), money));
    for id in BY_TYPE {
        let counts = held.column(id).map(|column| by_type(held, &column.values)).unwrap_or_default();
        add_bins(&mut table, format!("{id} by error_type"), counts);
    }
    for (histogram, bins) in HISTOGRAMS.iter().zip(&held.bins) {
        add_bins(&mut table, histogram.id.to_string(), Counts::of(bins, held.cells.len()));
    }
    same_bins(&mut table);
    table
}

/// A histogram on its way into the table.
#[derive(Default)]
struct Counts {
    bins: Vec<i64>,
    starts: Vec<usize>,
    counts: Vec<(u16, f64)>,
}

impl Counts {
    fn of(bins: &super::super::bins::Bins, cells: usize) -> Self {
        let mut new = Self { bins: bins.list.clone(), starts: vec![0], counts: Vec::with_capacity(bins.entries()) };
        for cell in 0..cells {
            new.counts.extend(bins.of(cell).map(|(bin, n)| (bin, n as f64)));
            new.starts.push(new.counts.len());
        }
        new
    }
}

/// What has an error type, by its place among their names.
fn by_type(held: &Held, values: &Numbers) -> Counts {
    let Numbers::Whole(values) = values else { return Counts::default() };
    let told = |row: &usize| held.rows[*row].1 > 0 && values[*row] > 0;
    let rows: Vec<usize> = (0..values.len()).filter(told).collect();
    let bins = list(rows.iter().map(|row| i64::from(held.rows[*row].1)));
    let mut starts = vec![0; held.cells.len() + 1];
    rows.iter().for_each(|row| starts[held.rows[*row].0 as usize + 1] += 1);
    (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
    let place = |row: usize| bins.partition_point(|bin| *bin < i64::from(held.rows[row].1)) as u16;
    let counts = rows.iter().map(|row| (place(*row), values[*row] as f64)).collect();
    Counts { bins, starts, counts }
}

/// Slices of the same provider and model.
fn groups(slices: &[[usize; 5]]) -> Vec<usize> {
    let mut known: Vec<[usize; 2]> = slices.iter().map(|s| [s[0], s[1]]).collect();
    known.sort_unstable();
    known.dedup();
    slices.iter().map(|s| known.partition_point(|k| *k < [s[0], s[1]])).collect()
}

/// The greatest number that divides all values, and the size of the largest, of these and what was before.
fn divisor((mut divisor, mut most): (i128, i128), values: &[i128]) -> (i128, i128) {
    for value in values {
        most = most.max(value.abs());
        let (mut a, mut b) = (value.abs(), divisor);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        divisor = a;
    }
    (divisor, most)
}

/// The divisor, or a larger unit where numbers would get too large without.
fn unit((divisor, most): (i128, i128)) -> i128 {
    let mut unit = divisor.max(1);
    while most / unit >= MOST {
        unit *= 2;
    }
    unit
}

fn push_sums(table: &mut Table, column: &held::Column, sums: Vec<i128>, hint: &Hint, money: i128) {
    let unit = if is_money(column) { money } else { unit(divisor((0, 0), &sums)) };
    let half = |value: i128| if value < 0 { -unit / 2 } else { unit / 2 };
    let values: Vec<f64> = sums.iter().map(|v| ((v + half(*v)) / unit) as f64).collect();
    let size = unit as f64 * column.scale.map_or(1.0, |places| 1.0 / 10_f64.powi(places as i32));
    push(table, column.id.clone(), size, values, hint);
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

fn add_bins(table: &mut Table, id: String, counts: Counts) {
    let Counts { bins, mut starts, counts } = counts;
    starts.resize(table.cells.len() + 1, counts.len());
    let total = |ends: &[usize]| counts[ends[0]..ends[1]].iter().map(|(_, n)| n).sum();
    let totals: Vec<f64> = starts.windows(2).map(total).collect();
    let hint = TOTALS.iter().find(|hint| hint.0 == id).unwrap_or(&Hint("", "requests", &[]));
    let total = table.columns.len();
    push(table, id.clone(), 1.0, totals, hint);
    let find = |id: &str| table.bins.iter().position(|bins| bins.id == id);
    let listed = |list: &'static [(&str, &str)]| list.iter().find(|(of, _)| *of == id).map_or("", |(_, text)| text);
    let within = terms(listed(WITHIN)).into_iter().filter_map(|(id, sign)| Some((find(id)?, sign))).collect();
    let like = find(listed(LIKE));
    table.bins.push(Bins { id, bins, entries: counts.len(), total, within, like, starts, counts });
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
