//! A query whose columns are all numbers → whole numbers, column by column: for rollups that are too long to be taken
//! row by row.

use duckdb::arrow::array::{Array, AsArray};
use duckdb::arrow::datatypes::{DataType, Decimal128Type, Int64Type};

use super::failure::explain;
use super::store::Store;
use crate::error::{Error, Result};

impl Store {
    /// The answer of a query whose columns are BIGINT or DECIMAL(38, s), NULL as 0. A decimal comes as it is kept: as so
    /// many of its last place.
    pub fn columns_of(&self, sql: &str) -> Result<Vec<Vec<i128>>> {
        let fail = |e: duckdb::Error| explain("read", &self.path, &e);
        let mut statement = self.engine.prepare(sql).map_err(fail)?;
        let mut columns: Vec<Vec<i128>> = Vec::new();
        for batch in statement.query_arrow([]).map_err(fail)? {
            columns.resize_with(batch.num_columns(), Vec::new);
            for (out, column) in columns.iter_mut().zip(batch.columns()) {
                match column.data_type() {
                    DataType::Int64 => {
                        out.extend(column.as_primitive::<Int64Type>().iter().map(|v| i128::from(v.unwrap_or(0))));
                    }
                    DataType::Decimal128(..) => {
                        out.extend(column.as_primitive::<Decimal128Type>().iter().map(|v| v.unwrap_or(0)));
                    }
                    other => return Err(Error::new(format!("a query returned a type we do not count with: {other}"))),
                }
            }
        }
        Ok(columns)
    }
}
