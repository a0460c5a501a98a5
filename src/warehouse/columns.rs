//! A query whose columns are all numbers → whole numbers, column by column: for rollups that are too long to be taken
//! row by row.

use duckdb::arrow::array::{Array, AsArray};
use duckdb::arrow::datatypes::{DataType, Decimal128Type, Int64Type};

use super::failure::explain;
use super::store::Store;
use crate::error::{Error, Result};

/// A column of whole numbers, as wide as they must be.
#[derive(Debug)]
pub enum Numbers {
    /// BIGINT.
    Whole(Vec<i64>),
    /// DECIMAL(38, s): as many of its last place.
    Wide(Vec<i128>),
}

impl Store {
    /// The answer of a query whose columns are BIGINT or DECIMAL(38, s), NULL as 0.
    pub fn columns_of(&self, sql: &str) -> Result<Vec<Numbers>> {
        let fail = |e: duckdb::Error| explain("read", &self.path, &e);
        let mut statement = self.engine.prepare(sql).map_err(fail)?;
        let mut columns: Vec<Numbers> = Vec::new();
        for batch in statement.query_arrow([]).map_err(fail)? {
            for (at, column) in batch.columns().iter().enumerate() {
                if columns.len() == at {
                    columns.push(match column.data_type() {
                        DataType::Decimal128(..) => Numbers::Wide(Vec::new()),
                        _ => Numbers::Whole(Vec::new()),
                    });
                }
                match (&mut columns[at], column.data_type()) {
                    (Numbers::Whole(out), DataType::Int64) if column.null_count() == 0 => {
                        out.extend_from_slice(column.as_primitive::<Int64Type>().values());
                    }
                    (Numbers::Whole(out), DataType::Int64) => {
                        out.extend(column.as_primitive::<Int64Type>().iter().map(Option::unwrap_or_default));
                    }
                    (Numbers::Wide(out), DataType::Decimal128(..)) => {
                        out.extend(column.as_primitive::<Decimal128Type>().iter().map(Option::unwrap_or_default));
                    }
                    (_, other) => return Err(Error::new(format!("a query gave a type we do not count with: {other}"))),
                }
            }
        }
        Ok(columns)
    }

    /// The answer of a query whose columns are BIGINT; as many columns as are wanted, even where there are no rows.
    pub fn whole_columns_of<const N: usize>(&self, sql: &str) -> Result<[Vec<i64>; N]> {
        let mut found = self.columns_of(sql)?.into_iter().map(Numbers::whole);
        Ok(std::array::from_fn(|_| found.next().unwrap_or_default()))
    }
}

impl Numbers {
    /// The values of a column that is BIGINT; none of another.
    pub fn whole(self) -> Vec<i64> {
        if let Self::Whole(values) = self { values } else { Vec::new() }
    }
}
