//! Rows of cells → an Arrow record batch, column by column. Runs in the parallel pass, so that the one thread that
//! writes to the engine only copies finished columns.

use std::ops::RangeInclusive;
use std::sync::Arc;

use duckdb::arrow::array::{
    ArrayRef, BooleanBuilder, FixedSizeBinaryBuilder, Float64Builder, Int64Builder, LargeStringBuilder,
    TimestampMicrosecondBuilder,
};
use duckdb::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use duckdb::arrow::record_batch::RecordBatch;

use crate::error::{Error, OrFail, Result};
use crate::interactions::{Cell, Column, Kind};

/// Bytes of a column of texts that the allocator keeps apart by their number, several megabytes for each size.
const LONG: RangeInclusive<usize> = 1 << 15..=1 << 20;

/// Rows ready to be appended, with the identity of each.
pub struct Batch {
    pub(super) columns: RecordBatch,
    pub(super) identities: Vec<u128>,
    pub(super) times: Vec<i64>,
}

impl Batch {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.identities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.identities.is_empty()
    }
}

/// Turns rows (each one cell per column) into a batch; `keys` are their identities and start times (µs). A cell of the wrong type for its column is a bug in the
/// enrichment that made it, and is reported as an error that names the column.
pub fn encode(columns: &[Column], rows: &[Vec<Cell>], keys: Vec<(u128, i64)>) -> Result<Batch> {
    let arrays = columns.iter().enumerate().map(|(index, column)| array(column, index, rows)).collect::<Result<_>>()?;
    let columns =
        RecordBatch::try_new(schema(columns), arrays).or_fail(|| "cannot lay out a batch of interactions".into())?;
    let (identities, times) = keys.into_iter().unzip();
    Ok(Batch { columns, identities, times })
}

/// How these columns look to Arrow.
pub(super) fn schema(columns: &[Column]) -> SchemaRef {
    Arc::new(Schema::new(columns.iter().map(arrow_field).collect::<Vec<_>>()))
}

fn arrow_field(column: &Column) -> Field {
    let field = Field::new(column.name, arrow_type(column.kind), true);
    match column.kind {
        // The name under which Arrow's canonical extension types know a UUID.
        Kind::Hash => field.with_metadata([("ARROW:extension:name".to_string(), "arrow.uuid".to_string())].into()),
        _ => field,
    }
}

fn arrow_type(kind: Kind) -> DataType {
    match kind {
        Kind::Bool => DataType::Boolean,
        Kind::Int => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Word | Kind::Text | Kind::LongText => DataType::LargeUtf8,
        Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, None),
        Kind::Hash => DataType::FixedSizeBinary(16),
    }
}

/// Builds one column; `$cell => $append` are the cells it accepts besides NULL.
macro_rules! build {
    ($column:expr, $index:expr, $rows:expr, $builder:expr, $($cell:pat => $value:expr),+) => {{
        let mut builder = $builder;
        for row in $rows {
            match &row[$index] {
                Cell::Null => builder.append_null(),
                $($cell => { let _ = builder.append_value($value); })+
                other => return Err(misfit($column, other)),
            }
        }
        Arc::new(builder.finish()) as ArrayRef
    }};
}

fn array(column: &Column, index: usize, rows: &[Vec<Cell>]) -> Result<ArrayRef> {
    let n = rows.len();
    Ok(match column.kind {
        Kind::Bool => build!(column, index, rows, BooleanBuilder::with_capacity(n), Cell::Bool(v) => *v),
        Kind::Int => build!(column, index, rows, Int64Builder::with_capacity(n), Cell::Int(v) => *v),
        Kind::Float => build!(column, index, rows, Float64Builder::with_capacity(n), Cell::Float(v) => *v),
        Kind::Time => {
            build!(column, index, rows, TimestampMicrosecondBuilder::with_capacity(n), Cell::Time(v) => *v)
        }
        Kind::Hash => {
            build!(column, index, rows, FixedSizeBinaryBuilder::with_capacity(n, 16), Cell::Hash(v) => v.to_be_bytes())
        }
        Kind::Word | Kind::Text | Kind::LongText => {
            let bytes: usize =
                rows.iter().map(|row| if let Cell::Text(text) = &row[index] { text.len() } else { 0 }).sum();
            build!(column, index, rows, LargeStringBuilder::with_capacity(n, room(bytes)),
                   Cell::Text(v) => v, Cell::Word(v) => v)
        }
    })
}

/// How much memory to ask for: mostly a power of two, so that what one batch had fits the next.
fn room(bytes: usize) -> usize {
    if LONG.contains(&bytes) { bytes.next_power_of_two() } else { bytes }
}

fn misfit(column: &Column, cell: &Cell) -> Error {
    Error::new(format!("column {} is {:?} and got {cell:?}", column.name, column.kind))
}
