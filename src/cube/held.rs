//! The rollups in memory: what [`Cube`](super::Cube) answers from, and what a site ships.
//!
//! A report asks some two hundred small questions. Asked of the engine, each cost about two milliseconds of planning and
//! then read the same rows again; here a question is one walk over rows that are numbers already.

use super::bins::Bins;
use crate::warehouse::Numbers;

/// Every name of a dimension, `None` first, then by their bytes.
pub type Names = Vec<Option<String>>;

/// Rollups: a *slot* is a day, or an hour of the last days; a *cell* is a slot of a slice that had requests; a *row* is an
/// error type of a cell.
#[derive(Debug, Default)]
pub struct Held {
    /// Names of each of [`SLICE`](super::SLICE).
    pub names: [Names; 5],
    /// Names of error types; `None` is always there.
    pub errors: Names,
    /// Places of their names, for each slice, ascending.
    pub slices: Vec<[usize; 5]>,
    /// Hours since 1970, local, ascending: days, then hours.
    pub slots: Vec<i64>,
    /// Place of the first slot that is an hour.
    pub first_hour: usize,
    /// Slot and slice of each cell, ascending.
    pub cells: Vec<(usize, usize)>,
    /// Cell and error type of each row, ascending.
    pub rows: Vec<(u32, u32)>,
    /// Sums.
    pub columns: Vec<Column>,
    /// Histograms, in the order of [`HISTOGRAMS`](super::HISTOGRAMS).
    pub bins: Vec<Bins>,
}

/// A column of sums.
#[derive(Debug)]
pub struct Column {
    /// Its name in `cube_sums`.
    pub id: String,
    /// Digits after the decimal point, for a decimal.
    pub scale: Option<u32>,
    /// One for each row; no row is told where all are 0.
    pub values: Numbers,
}

impl Held {
    /// The column of that name.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }
}

impl Column {
    /// A sum over rows as a floating-point number, rounded once for whole numbers and as the engine casts decimals: whole
    /// part and rest for themselves where the digits are too many for a `f64`.
    pub fn float(&self, sum: i128) -> f64 {
        let Some(scale) = self.scale else { return sum as f64 };
        let power = 10_i128.pow(scale);
        match sum.unsigned_abs() <= 1 << 53 {
            true => sum as f64 / power as f64,
            false => (sum / power) as f64 + (sum % power) as f64 / power as f64,
        }
    }
}

/// Adds each row's number to the sum of its group; `rows` are places of rows with their groups.
pub fn add(values: &Numbers, rows: &[(u32, u32)], sums: &mut [i128]) {
    match values {
        Numbers::Whole(values) if values.is_empty() => {}
        Numbers::Whole(values) => {
            rows.iter().for_each(|(row, at)| sums[*at as usize] += i128::from(values[*row as usize]))
        }
        Numbers::Wide(values) if values.is_empty() => {}
        Numbers::Wide(values) => rows.iter().for_each(|(row, at)| sums[*at as usize] += values[*row as usize]),
    }
}

/// A column that comes in pieces. Much of what can be logged is not: as long as there are only zeros, nothing is held.
#[derive(Default)]
pub struct Sums(Option<Numbers>);

impl Sums {
    /// The next numbers, of which `before` came earlier.
    pub fn append(&mut self, before: usize, more: Numbers) {
        let zeros = match &more {
            Numbers::Whole(more) => more.iter().all(|v| *v == 0),
            Numbers::Wide(more) => more.iter().all(|v| *v == 0),
        };
        match (&mut self.0, more) {
            (None, _) if zeros => {}
            (Some(Numbers::Whole(all)), Numbers::Whole(more)) => all.extend(more),
            (Some(Numbers::Wide(all)), Numbers::Wide(more)) => all.extend(more),
            (_, Numbers::Whole(more)) => {
                let all = std::iter::repeat_n(0, before).chain(more);
                self.0 = Some(Numbers::Whole(all.collect()));
            }
            (_, Numbers::Wide(more)) => {
                let all = std::iter::repeat_n(0, before).chain(more);
                self.0 = Some(Numbers::Wide(all.collect()));
            }
        }
    }

    /// The column; without numbers where all are 0.
    pub fn finish(self) -> Numbers {
        self.0.unwrap_or(Numbers::Whole(Vec::new()))
    }
}
