//! The rollups as columns of whole numbers, and what is known beforehand of each: the form between the store and the coder.

use serde::Serialize;

/// Columns added up, each times a factor; by the group of a slice where there is more than one row of factors.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sum {
    /// Places of the columns.
    pub of: Vec<usize>,
    /// Factors, in the order of `of`: one row for all slices, or one for each group.
    pub times: Vec<Vec<f64>>,
}

impl Sum {
    /// The value at a cell of a slice of `group`.
    pub fn at(&self, columns: &[Column], cell: usize, group: usize) -> f64 {
        let times = &self.times[if self.times.len() == 1 { 0 } else { group }];
        self.of.iter().zip(times).fold(0.0, |sum, (of, by)| sum + columns[*of].values[cell] * by)
    }
}

/// A column of sums.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Column {
    /// Its name in the cube, or of the histogram that it is the total of.
    pub id: String,
    /// What 1 stands for.
    pub unit: f64,
    /// Whether there are values below 0.
    pub signed: bool,
    /// What it is a part of, or goes with.
    pub parent: Sum,
    /// What it may be equal to, likeliest first.
    pub guesses: Vec<Sum>,
    /// Whether the first guess is right everywhere: then there is nothing to code.
    pub sure: bool,
    /// One value for each cell, whole, below 2^52.
    #[serde(skip)]
    pub values: Vec<f64>,
}

/// Counts by bin, for every cell that has any.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bins {
    /// The histogram, or `requests`, `successes`, `errors` by error type.
    pub id: String,
    /// The bins that occur, ascending; below, bins are places in this list.
    pub bins: Vec<i64>,
    /// How many counts there are.
    pub entries: usize,
    /// Column that holds the total of each cell.
    pub total: usize,
    /// Histograms that this one is a part of (or, with −1, what else is): their counts are the best guess.
    pub within: Vec<(usize, f64)>,
    /// The histogram that this one is equal to wherever their totals are.
    pub like: Option<usize>,
    /// First entry of each cell, and the end of the last.
    #[serde(skip)]
    pub starts: Vec<usize>,
    /// Entries: place of the bin, count.
    #[serde(skip)]
    pub counts: Vec<(u16, f64)>,
}

/// The whole.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Hours since 1970, local, ascending: days up to `first_hour`, hours from there.
    pub slots: Vec<i64>,
    /// Place of the first slot that is an hour.
    pub first_hour: usize,
    /// Group of each slice: provider and model, on which prices depend.
    pub groups: Vec<usize>,
    /// Slot and slice of each cell, ascending.
    pub cells: Vec<(usize, usize)>,
    /// The first is `requests`.
    pub columns: Vec<Column>,
    /// Histograms.
    pub bins: Vec<Bins>,
}
