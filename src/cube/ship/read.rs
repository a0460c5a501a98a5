//! The rollups in the store → names, slices, and columns of whole numbers by cell.

use super::super::ask::literal;
use super::super::{Cube, HISTOGRAMS};
use super::shape::{Entry, Raw};
use crate::error::Result;
use crate::interactions::Cell;

/// The dimensions of a slice, in the order of its numbers.
pub const DIMS: [&str; 5] = ["provider", "model", "category", "app", "environment"];
/// What is told by error type.
const BY_TYPE: [&str; 3] = ["requests", "errors", "successes"];

/// What was read.
pub struct Read {
    /// Names of each of [`DIMS`] and of the error types, NULL first.
    pub names: Vec<Vec<Option<String>>>,
    /// Places of their names, for each slice.
    pub slices: Vec<[usize; 5]>,
    /// Hours since 1970, local, ascending: days, then hours.
    pub slots: Vec<i64>,
    /// Slot and slice of each cell, ascending.
    pub cells: Vec<(usize, usize)>,
    /// Columns of sums.
    pub sums: Vec<Raw>,
    /// Histograms, and what is told by error type: name, entries in any order.
    pub bins: Vec<(String, Vec<Entry>)>,
}

/// Reads all that is shipped.
pub fn read(cube: &Cube<'_>) -> Result<Read> {
    let names = DIMS.iter().chain(&["error_type"]).map(|dim| names(cube, dim)).collect::<Result<_>>()?;
    let slices = slices(cube)?;
    let from = literal(cube.hours_from);
    let slot = format!(
        "(epoch_us(CASE WHEN hour >= {from} THEN hour ELSE date_trunc('day', hour) END) // 3600000000)::BIGINT"
    );
    let slice = format!("JOIN slices s ON {}", DIMS.map(|d| format!("c.{d} IS NOT DISTINCT FROM s.{d}")).join(" AND "));

    let columns = columns(cube)?;
    let sums: String = columns
        .iter()
        .map(|(id, decimal)| format!(", sum({id}){}", if *decimal { "" } else { "::DECIMAL(38, 0)" }))
        .collect();
    let mut found = cube
        .store
        .columns_of(&format!("SELECT {slot}, slice{sums} FROM cube_hours c {slice} GROUP BY ALL ORDER BY 1, 2"))?;
    let sums = found.split_off(found.len().min(2));
    let [at, of] = found.try_into().unwrap_or_default();
    let mut slots: Vec<i64> = at.iter().map(|slot| *slot as i64).collect();
    slots.dedup();
    let places = Places::new(&slots, slices.len(), &at, &of);

    let types = cube.store.columns_of(&format!(
        "SELECT {slot}, slice, t.place, {} FROM cube_hours c {slice}
           JOIN (SELECT row_number() OVER (ORDER BY error_type) AS place, error_type
                 FROM (SELECT DISTINCT error_type FROM cube_hours WHERE error_type IS NOT NULL)) t
             ON t.error_type = c.error_type
         GROUP BY ALL",
        BY_TYPE.map(|id| format!("sum({id})::BIGINT")).join(", ")
    ))?;
    let nth: String = HISTOGRAMS.iter().zip(0..).map(|(h, nth)| format!(" WHEN '{}' THEN {nth}", h.id)).collect();
    let counts = cube
        .store
        .columns_of(&format!("SELECT {slot}, slice, bin, n, (CASE measure{nth} END)::BIGINT FROM bins c {slice}"))?;
    let mut by_histogram = vec![Vec::new(); HISTOGRAMS.len()];
    if let [slot, slice, bin, n, nth] = counts.as_slice() {
        places.entries(slot, slice, bin, n).zip(nth).for_each(|(entry, nth)| by_histogram[*nth as usize].push(entry));
    }
    let by_type = BY_TYPE.iter().enumerate().map(|(nth, id)| {
        let entries = match types.as_slice() {
            [slot, slice, bin, counts @ ..] => {
                places.entries(slot, slice, bin, &counts[nth]).filter(|e| e.2 > 0.0).collect()
            }
            _ => Vec::new(),
        };
        (format!("{id} by error_type"), entries)
    });
    Ok(Read {
        bins: by_type.chain(HISTOGRAMS.iter().map(|h| h.id.to_string()).zip(by_histogram)).collect(),
        sums: columns.into_iter().zip(sums).map(|((id, decimal), values)| Raw { id, decimal, values }).collect(),
        cells: at.iter().zip(&of).map(|(slot, slice)| (places.slot(*slot), *slice as usize)).collect(),
        names,
        slices,
        slots,
    })
}

/// Where cells are, by slot and slice.
struct Places {
    slots: Vec<i64>,
    slices: usize,
    cells: Vec<u32>,
}

impl Places {
    fn new(slots: &[i64], slices: usize, at: &[i128], of: &[i128]) -> Self {
        let mut new = Self { slots: slots.to_vec(), slices, cells: vec![0; slots.len() * slices] };
        for (cell, (slot, slice)) in at.iter().zip(of).enumerate() {
            let place = new.slot(*slot) * slices + *slice as usize;
            new.cells[place] = cell as u32;
        }
        new
    }

    fn slot(&self, slot: i128) -> usize {
        self.slots.binary_search(&(slot as i64)).unwrap_or_default()
    }

    fn entries<'a>(
        &'a self,
        slot: &'a [i128],
        slice: &'a [i128],
        bin: &'a [i128],
        n: &'a [i128],
    ) -> impl Iterator<Item = Entry> + 'a {
        let cell = |i: usize| self.cells[self.slot(slot[i]) * self.slices + slice[i] as usize] as usize;
        (0..n.len()).map(move |i| (cell(i), bin[i] as i64, n[i] as f64))
    }
}

/// Every name of a dimension, NULL first, then as the engine sorts.
fn names(cube: &Cube<'_>, dim: &str) -> Result<Vec<Option<String>>> {
    let rows = cube.store.query(&format!("SELECT DISTINCT {dim} FROM cube_hours ORDER BY 1 NULLS FIRST"))?;
    let name = |cell| if let Cell::Text(name) = cell { Some(name) } else { None };
    let mut names: Vec<_> = rows.into_iter().flatten().map(name).collect();
    // What has no error type is not told by type, and is always possible.
    if dim == "error_type" && names.first() != Some(&None) {
        names.insert(0, None);
    }
    Ok(names)
}

/// Numbers the slices, into a table that lives as long as the store is open.
fn slices(cube: &Cube<'_>) -> Result<Vec<[usize; 5]>> {
    let order = DIMS.map(|d| format!("{d} NULLS FIRST")).join(", ");
    cube.store.run(
        "number the slices of",
        &format!(
            "CREATE OR REPLACE TEMP TABLE slices AS
               SELECT (row_number() OVER (ORDER BY {order}) - 1)::BIGINT AS slice, *
               FROM (SELECT DISTINCT {} FROM cube_hours)",
            DIMS.join(", ")
        ),
    )?;
    let ranks = DIMS.map(|d| format!("(dense_rank() OVER (ORDER BY {d} NULLS FIRST) - 1)::BIGINT")).join(", ");
    let found = cube.store.columns_of(&format!("SELECT slice, {ranks} FROM slices ORDER BY slice"))?;
    let count = found.first().map_or(0, Vec::len);
    Ok((0..count).map(|at| std::array::from_fn(|dim| found[dim + 1][at] as usize)).collect())
}

/// The columns that hold sums, and whether they are decimals.
fn columns(cube: &Cube<'_>) -> Result<Vec<(String, bool)>> {
    let rows = cube.store.query(
        "SELECT column_name, data_type LIKE 'DECIMAL%' FROM duckdb_columns()
         WHERE table_name = 'cube_hours' AND (data_type LIKE 'DECIMAL%' OR data_type LIKE '%INT') ORDER BY column_index",
    )?;
    let column = |row: Vec<Cell>| match <[Cell; 2]>::try_from(row) {
        Ok([Cell::Text(id), Cell::Bool(decimal)]) => Some((id, decimal)),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(column).collect())
}
