//! The cube → one row of sums for every local day: of everything, of every slice, and of mixes within applications.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use crate::cube::Cube;
use crate::cube::histogram::{Histogram, Scale};
use crate::error::Result;
use crate::figures::rows;

const SUMS: &str = include_str!("daily.sql");

/// Longest stretch that is looked at, days: the last ones.
pub const MOST_DAYS: u64 = 180;
/// Slices of a dimension that are looked at, those with most requests.
const MOST_SLICES: usize = 30;

/// A column of [`Row`].
#[allow(missing_docs)] // The names are those of the cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Requests,
    Errors,
    Labelled,
    Hallucinated,
    Rated,
    Negative,
    Priced,
    Cost,
    WithComplexity,
    Complexity,
    Timed,
    /// Sum of the logarithms of latencies in milliseconds.
    LogLatency,
}

const COLUMNS: usize = Column::LogLatency as usize + 1;

/// Sums of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Row([f64; COLUMNS]);

impl Row {
    /// A sum.
    pub fn get(&self, column: Column) -> f64 {
        self.0[column as usize]
    }

    /// This less a part of it.
    pub fn less(&self, part: &Row) -> Row {
        Row(std::array::from_fn(|at| {
            (self.0[at] - part.0[at]).max(if at == Column::LogLatency as usize { f64::MIN } else { 0.0 })
        }))
    }
}

/// A slice by the day.
#[derive(Clone, Debug)]
pub struct Slice {
    /// `provider`, `model`, `category`, `app`; empty for everything.
    pub dim: &'static str,
    /// Its name.
    pub name: String,
    /// One row a day.
    pub rows: Vec<Row>,
}

/// Requests by name and day.
pub type Counts = BTreeMap<String, Vec<f64>>;

/// What kinds a mix is of, and of which application it is; `None` for all.
pub type MixOf = (&'static str, Option<String>);

/// Everything by the day.
#[derive(Clone, Debug)]
pub struct Daily {
    /// First day.
    pub first: NaiveDate,
    /// How many.
    pub days: usize,
    /// Everything first, then the largest slices.
    pub slices: Vec<Slice>,
    /// Requests by category and by model, of everything and of each application.
    pub mixes: BTreeMap<MixOf, Counts>,
}

const DIMS: [&str; 4] = ["provider", "model", "category", "app"];

impl Daily {
    /// Reads the last [`MOST_DAYS`] days; `None` where there are none.
    pub fn read(cube: &Cube<'_>) -> Result<Option<Self>> {
        let Some((first, last)) = cube.days() else { return Ok(None) };
        let first = first.max(last - Days::new(MOST_DAYS - 1));
        let days = (last - first).num_days() as usize + 1;
        let mut out = Self { first, days, slices: Vec::new(), mixes: BTreeMap::new() };
        let sql = SUMS.replace("{first}", &first.to_string()).replace("{end}", &(last + Days::new(1)).to_string());
        let step = match Histogram::named("latency_ms").map(|histogram| histogram.scale) {
            Some(Scale::Log(ratio)) => ratio.ln(),
            _ => 0.0,
        };
        let mut found: BTreeMap<(usize, String), Vec<Row>> = BTreeMap::new();
        for cells in cube.store().query(&sql)? {
            let row = rows::Row(cells);
            let (set, day) = (row.int(0), row.int(5).clamp(0, days as i64 - 1) as usize);
            let mut sums = Row(std::array::from_fn(|at| row.number(6 + at).unwrap_or(0.0)));
            // The sum of bins is whole, so that it does not depend on the order of addition; a bin stands for its middle.
            sums.0[Column::LogLatency as usize] = (sums.get(Column::LogLatency) + 0.5 * sums.get(Column::Timed)) * step;
            let has = |dim: usize| set >> (3 - dim) & 1 == 0;
            let name = |dim: usize| row.text(1 + dim).to_string();
            let dims: Vec<usize> = (0..DIMS.len()).filter(|dim| has(*dim)).collect();
            match dims[..] {
                [] => found.entry((0, String::new())).or_insert_with(|| vec![Row::default(); days])[day] = sums,
                [dim] => found.entry((dim + 1, name(dim))).or_insert_with(|| vec![Row::default(); days])[day] = sums,
                _ => {}
            }
            let mix = match dims[..] {
                [dim @ (1 | 2)] => Some(((DIMS[dim], None), name(dim))),
                [dim @ (1 | 2), 3] => Some(((DIMS[dim], Some(name(3))), name(dim))),
                _ => None,
            };
            if let Some((of, kind)) = mix {
                let counts = out.mixes.entry(of).or_default().entry(kind).or_insert_with(|| vec![0.0; days]);
                counts[day] = sums.get(Column::Requests);
            }
        }
        out.slices = found
            .into_iter()
            .map(|((dim, name), rows)| Slice { dim: if dim == 0 { "" } else { DIMS[dim - 1] }, name, rows })
            .collect();
        out.largest();
        Ok(Some(out))
    }

    /// Only the first `days` days: what a report at the end of them had seen.
    pub fn until(&self, days: usize) -> Self {
        let mut out = self.clone();
        out.days = days.min(self.days);
        out.slices.iter_mut().for_each(|slice| slice.rows.truncate(days));
        out.mixes.values_mut().flat_map(|counts| counts.values_mut()).for_each(|counts| counts.truncate(days));
        out
    }

    /// Weekday of the first day, 0 is Monday.
    pub fn weekday(&self) -> usize {
        self.first.weekday().num_days_from_monday() as usize
    }

    /// The date of a day.
    pub fn date(&self, day: usize) -> NaiveDate {
        self.first + Days::new(day as u64)
    }

    /// Everything.
    pub fn whole(&self) -> &[Row] {
        self.slices.first().map_or(&[], |slice| &slice.rows)
    }

    /// Keeps the largest slices, and no dimension with one slice, which is everything again.
    fn largest(&mut self) {
        let size = |slice: &Slice| slice.rows.iter().map(|row| row.get(Column::Requests)).sum::<f64>();
        for dim in DIMS {
            let mut sizes: Vec<f64> = self.slices.iter().filter(|slice| slice.dim == dim).map(size).collect();
            sizes.sort_by(|a, b| b.total_cmp(a));
            let least = if sizes.len() == 1 { f64::INFINITY } else { sizes.get(MOST_SLICES).copied().unwrap_or(-1.0) };
            self.slices.retain(|slice| slice.dim != dim || size(slice) > least);
        }
    }
}
