//! Interactions by their numbers (rowid), in any order that is asked for, as cells that borrow from what the engine gave.

use std::collections::HashMap;

use duckdb::arrow::array::{Array, AsArray};
use duckdb::arrow::datatypes::{Float64Type, Int8Type, Int64Type, TimestampMicrosecondType};
use duckdb::arrow::record_batch::RecordBatch;

use super::failure::explain;
use super::store::Store;
use crate::error::{Error, Result};
use crate::interactions::{Column, Kind};

/// A value of a [`Page`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ref<'a> {
    /// Unknown.
    Null,
    /// [`Kind::Bool`]
    Bool(bool),
    /// [`Kind::Int`]
    Int(i64),
    /// [`Kind::Float`]
    Float(f64),
    /// [`Kind::Word`], [`Kind::Text`] or [`Kind::LongText`]
    Text(&'a str),
    /// [`Kind::Time`]
    Time(i64),
    /// [`Kind::Hash`]
    Hash(u128),
}

/// Some interactions, whole, in the order in which they were asked for.
pub struct Page {
    kinds: Vec<Kind>,
    batches: Vec<RecordBatch>,
    /// Batch and row of each.
    rows: Vec<(u32, u32)>,
}

impl Page {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Column `column` (a place in [`Store::columns`]) of the one at `row`.
    pub fn get(&self, row: usize, column: usize) -> Ref<'_> {
        let (batch, row) = self.rows[row];
        cell(self.kinds[column], self.batches[batch as usize].column(column + 1), row as usize)
    }
}

impl Store {
    /// The interactions of these numbers, which lie between two instants (microseconds, both included). The engine reads
    /// the groups of rows where both may be, so ask for neighbours.
    pub fn interactions(&self, numbers: &[i64], between: (i64, i64)) -> Result<Page> {
        self.page_of(numbers, between).or_else(|_| {
            // Most pages need little memory, and the engine gets little. Very long texts need more.
            self.allow_more_memory()?;
            self.page_of(numbers, between)
        })
    }

    fn page_of(&self, numbers: &[i64], between: (i64, i64)) -> Result<Page> {
        let fail = |e: duckdb::Error| explain("read", &self.path, &e);
        let (low, high) = (numbers.iter().min().copied().unwrap_or(0), numbers.iter().max().copied().unwrap_or(-1));
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        let _exact = self.exact_types()?;
        let mut statement = self
            .engine
            .prepare(&format!(
                "SELECT rowid, {} FROM interactions WHERE rowid BETWEEN {low} AND {high} \
                 AND timestamp BETWEEN make_timestamp({}) AND make_timestamp({})",
                names.join(", "),
                between.0,
                between.1
            ))
            .map_err(fail)?;
        let place: HashMap<i64, usize> = numbers.iter().enumerate().map(|(place, number)| (*number, place)).collect();
        let mut page = Page {
            kinds: self.columns.iter().map(|c| c.kind).collect(),
            batches: Vec::new(),
            rows: vec![(u32::MAX, 0); numbers.len()],
        };
        for batch in statement.query_arrow([]).map_err(fail)? {
            let found = batch.column(0).as_primitive_opt::<Int64Type>();
            let found = found.ok_or_else(|| Error::new("the engine gave no numbers of rows"))?;
            for (row, number) in found.values().iter().enumerate() {
                if let Some(place) = place.get(number) {
                    page.rows[*place] = (page.batches.len() as u32, row as u32);
                }
            }
            check(&self.columns, &batch)?;
            page.batches.push(batch);
        }
        if page.rows.iter().any(|(batch, _)| *batch == u32::MAX) {
            return Err(Error::new(format!("{} changed while it was read", self.path.display()))
                .hint("run the same command again"));
        }
        Ok(page)
    }
}

/// The types of a batch are those of the columns; [`cell`] relies on it.
fn check(columns: &[Column], batch: &RecordBatch) -> Result<()> {
    for (column, array) in columns.iter().zip(batch.columns().iter().skip(1)) {
        let fits = match column.kind {
            Kind::Bool => array.as_primitive_opt::<Int8Type>().is_some() || array.as_boolean_opt().is_some(),
            Kind::Int => array.as_primitive_opt::<Int64Type>().is_some(),
            Kind::Float => array.as_primitive_opt::<Float64Type>().is_some(),
            Kind::Time => array.as_primitive_opt::<TimestampMicrosecondType>().is_some(),
            Kind::Hash => array.as_fixed_size_binary_opt().is_some_and(|a| a.value_length() == 16),
            Kind::Word | Kind::Text | Kind::LongText => array.as_string_opt::<i32>().is_some(),
        };
        if !fits {
            let name = column.name;
            return Err(Error::new(format!("the column {name} of the store does not hold what it should")));
        }
    }
    Ok(())
}

/// NULL where the type is not the column's, which [`check`] has ruled out.
fn cell(kind: Kind, array: &dyn Array, row: usize) -> Ref<'_> {
    if array.is_null(row) {
        return Ref::Null;
    }
    let found = match kind {
        // Under `arrow_lossless_conversion` the engine hands booleans over as bytes (Arrow's `bool8`).
        Kind::Bool => {
            let byte = array.as_primitive_opt::<Int8Type>().map(|a| Ref::Bool(a.value(row) != 0));
            byte.or_else(|| array.as_boolean_opt().map(|a| Ref::Bool(a.value(row))))
        }
        Kind::Int => array.as_primitive_opt::<Int64Type>().map(|a| Ref::Int(a.value(row))),
        Kind::Float => array.as_primitive_opt::<Float64Type>().map(|a| Ref::Float(a.value(row))),
        Kind::Time => array.as_primitive_opt::<TimestampMicrosecondType>().map(|a| Ref::Time(a.value(row))),
        Kind::Hash => array
            .as_fixed_size_binary_opt()
            .and_then(|a| a.value(row).try_into().ok())
            .map(|bytes| Ref::Hash(u128::from_be_bytes(bytes))),
        Kind::Word | Kind::Text | Kind::LongText => array.as_string_opt::<i32>().map(|a| Ref::Text(a.value(row))),
    };
    found.unwrap_or(Ref::Null)
}
