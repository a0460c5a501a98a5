//! Every interaction of the store, read back in pages and written anew: for `enrich`, without the source files.

use duckdb::arrow::array::{Array, AsArray};
use duckdb::arrow::datatypes::{Float64Type, Int8Type, Int64Type, TimestampMicrosecondType};
use duckdb::arrow::record_batch::RecordBatch;

use super::encode::Batch;
use super::failure::explain;
use super::schema;
use super::store::Store;
use crate::error::{Error, Result};
use crate::interactions::{BASE_COLUMNS, Cell, Column, Interaction, Kind};

/// Interactions in memory at once.
const PAGE: i64 = 20_480;

impl Store {
    /// Replaces every interaction by what `redo` makes of it; how many. All in one transaction: a crash leaves the old.
    ///
    /// `filled` names base columns that an enrichment may have filled and the flag column that says so: there the
    /// original was empty, and `redo` gets it empty.
    pub fn rewrite(
        &self,
        filled: &[(&str, &str)],
        mut redo: impl FnMut(Vec<Interaction>) -> Result<Vec<Batch>>,
        mut progress: impl FnMut(u64),
    ) -> Result<u64> {
        self.transaction("rewrite", || {
            self.run("rewrite", "DROP TABLE IF EXISTS interactions_new;")?;
            self.run("rewrite", &schema::interactions("interactions_new", &self.columns))?;
            let total = self.append_pages(filled, &mut redo, &mut progress)?;
            self.run("rewrite", "DROP TABLE interactions; ALTER TABLE interactions_new RENAME TO interactions;")?;
            self.set_meta("cube", "stale")?;
            Ok(total)
        })
    }

    fn append_pages(
        &self,
        filled: &[(&str, &str)],
        redo: &mut dyn FnMut(Vec<Interaction>) -> Result<Vec<Batch>>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<u64> {
        let fail = |e: duckdb::Error| explain("rewrite", &self.path, &e);
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        let mut appender = self
            .engine
            .appender_with_columns_to_catalog_and_db("interactions_new", "store", "main", &names)
            .map_err(fail)?;
        let select = select(filled);
        let last = match self.query("SELECT max(rowid) FROM interactions")?.first().map(Vec::as_slice) {
            Some([Cell::Int(last)]) => *last,
            _ => return Ok(0),
        };
        let mut total = 0;
        for from in (0..=last).step_by(PAGE as usize) {
            let sql = format!("{select} WHERE rowid >= {from} AND rowid < {} ORDER BY rowid", from + PAGE);
            let page = self.page(&sql)?;
            for batch in redo(page)? {
                let rows = batch.len() as u64;
                appender.append_record_batch(batch.columns).map_err(fail)?;
                total += rows;
                progress(rows);
            }
            appender.flush().map_err(fail)?;
        }
        Ok(total)
    }
}

impl Store {
    pub(super) fn page(&self, sql: &str) -> Result<Vec<Interaction>> {
        let fail = |e: duckdb::Error| explain("read", &self.path, &e);
        let _exact = self.exact_types()?;
        let mut statement = self.engine.prepare(sql).map_err(fail)?;
        let mut page = Vec::new();
        for batch in statement.query_arrow([]).map_err(fail)? {
            page.extend(decode(&batch)?);
        }
        Ok(page)
    }
}

pub(super) fn select(filled: &[(&str, &str)]) -> String {
    let column = |c: &Column| match filled.iter().find(|f| f.0 == c.name) {
        Some((name, flag)) => format!("CASE WHEN {flag} THEN NULL ELSE {name} END AS {name}"),
        None => c.name.to_string(),
    };
    let columns: Vec<String> = BASE_COLUMNS.iter().map(column).collect();
    format!("SELECT {} FROM interactions", columns.join(", "))
}

fn decode(batch: &RecordBatch) -> Result<Vec<Interaction>> {
    let unreadable = |name: &str| Error::new(format!("the column {name} of the store does not hold what it should"));
    (0..batch.num_rows())
        .map(|row| {
            let cells = BASE_COLUMNS
                .iter()
                .zip(batch.columns())
                .map(|(column, array)| cell(column.kind, array, row).ok_or_else(|| unreadable(column.name)));
            let cells = cells.collect::<Result<Vec<_>>>()?;
            Interaction::from_cells(cells).map_err(unreadable)
        })
        .collect()
}

/// `None` when the engine gave another type than the column has.
fn cell(kind: Kind, array: &dyn Array, row: usize) -> Option<Cell> {
    if array.is_null(row) {
        return Some(Cell::Null);
    }
    match kind {
        // Under `arrow_lossless_conversion` the engine hands booleans over as bytes (Arrow's `bool8`).
        Kind::Bool => {
            let byte = array.as_primitive_opt::<Int8Type>().map(|a| Cell::Bool(a.value(row) != 0));
            byte.or_else(|| array.as_boolean_opt().map(|a| Cell::Bool(a.value(row))))
        }
        Kind::Int => array.as_primitive_opt::<Int64Type>().map(|a| Cell::Int(a.value(row))),
        Kind::Float => array.as_primitive_opt::<Float64Type>().map(|a| Cell::Float(a.value(row))),
        Kind::Time => array.as_primitive_opt::<TimestampMicrosecondType>().map(|a| Cell::Time(a.value(row))),
        Kind::Hash => array
            .as_fixed_size_binary_opt()
            .and_then(|a| a.value(row).try_into().ok())
            .map(|bytes| Cell::Hash(u128::from_be_bytes(bytes))),
        Kind::Word | Kind::Text | Kind::LongText => {
            array.as_string_opt::<i32>().map(|a| Cell::Text(a.value(row).into()))
        }
    }
}
