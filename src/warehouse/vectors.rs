//! Batches → the engine's own vectors. Texts are not copied: the vectors point into the batches. The only file that
//! writes to the engine's memory.

#![allow(unsafe_code)]

use std::error::Error as StdError;
use std::ffi::c_char;
use std::slice;

use duckdb::arrow::array::{Array, AsArray, FixedSizeBinaryArray, LargeStringArray};
use duckdb::arrow::buffer::NullBuffer;
use duckdb::arrow::datatypes::{DataType, Float64Type, Int64Type, TimestampMicrosecondType};
use duckdb::arrow::record_batch::RecordBatch;
use duckdb::core::DataChunkHandle;
use duckdb::ffi;

/// Rows that a vector has room for.
pub const VECTOR: usize = 2048;
/// A text of at most this many bytes is kept in the engine's string itself.
const INLINED: usize = 12;

type Outcome<T> = Result<T, Box<dyn StdError>>;

/// Fills the chunk with the rows of the batches, one after the other; they are at most [`VECTOR`].
///
/// The crate's own conversion checks every text for UTF-8 again, copies it, and makes three calls for each NULL. The
/// engine then copies the text once more, into its table, and is done with the chunk.
///
/// # Safety
///
/// The batches must live until the engine is done with the chunk.
pub unsafe fn fill(batches: &[RecordBatch], chunk: &mut DataChunkHandle) -> Outcome<()> {
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    // SAFETY: it only tells how the engine was compiled.
    if unsafe { ffi::duckdb_vector_size() } < VECTOR as u64 {
        return Err("the engine was compiled with smaller vectors".into());
    }
    if rows > VECTOR || batches.iter().any(|batch| batch.num_columns() != chunk.num_columns()) {
        return Err("a batch does not fit the engine's chunk".into());
    }
    for index in 0..chunk.num_columns() {
        // SAFETY: the chunk is the engine's own and has that column.
        let vector = unsafe { ffi::duckdb_data_chunk_get_vector(chunk.get_ptr(), index as u64) };
        let mut at = 0;
        for batch in batches {
            let array = batch.column(index).as_ref();
            if array.null_count() < array.len() {
                values(array, vector, at)?;
            }
            if let Some(nulls) = array.nulls().filter(|nulls| nulls.null_count() > 0) {
                mark(nulls, vector, at);
            }
            at += batch.num_rows();
        }
    }
    chunk.set_len(rows);
    Ok(())
}

/// Writes the values of one column from row `at` on; what is written for a NULL is never read.
fn values(array: &dyn Array, vector: ffi::duckdb_vector, at: usize) -> Outcome<()> {
    let rows = at..at + array.len();
    match array.data_type() {
        DataType::Boolean => {
            let array = array.as_boolean();
            room(vector, rows).iter_mut().zip(array.values()).for_each(|(slot, value)| *slot = value);
        }
        DataType::Int64 => room(vector, rows).copy_from_slice(array.as_primitive::<Int64Type>().values()),
        DataType::Float64 => room(vector, rows).copy_from_slice(array.as_primitive::<Float64Type>().values()),
        DataType::Timestamp(..) => {
            room(vector, rows).copy_from_slice(array.as_primitive::<TimestampMicrosecondType>().values());
        }
        DataType::FixedSizeBinary(16) => hashes(array.as_fixed_size_binary(), room(vector, rows)),
        DataType::LargeUtf8 => texts(array.as_string(), room(vector, rows)),
        other => return Err(format!("no column of a batch is {other}").into()),
    }
    Ok(())
}

fn hashes(array: &FixedSizeBinaryArray, slots: &mut [i128]) {
    for (slot, bytes) in slots.iter_mut().zip(array.iter()) {
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
        // The engine keeps a UUID as a signed number that sorts like it.
        *slot = i128::from_be_bytes(bytes) ^ i128::MIN;
    }
}

fn texts(array: &LargeStringArray, slots: &mut [ffi::duckdb_string_t]) {
    for (slot, ends) in slots.iter_mut().zip(array.value_offsets().windows(2)) {
        let text = &array.value_data()[ends[0] as usize..ends[1] as usize];
        let start = |nth: usize| text.get(nth).map_or(0, |byte| *byte as c_char);
        let length = text.len() as u32;
        slot.value = if text.len() <= INLINED {
            let inlined = std::array::from_fn(start);
            ffi::duckdb_string_t__bindgen_ty_1 {
                inlined: ffi::duckdb_string_t__bindgen_ty_1__bindgen_ty_2 { length, inlined },
            }
        } else {
            let (prefix, ptr) = (std::array::from_fn(start), text.as_ptr().cast_mut().cast());
            ffi::duckdb_string_t__bindgen_ty_1 {
                pointer: ffi::duckdb_string_t__bindgen_ty_1__bindgen_ty_1 { length, prefix, ptr },
            }
        };
    }
}

/// The slots of these rows; `T` must be what the engine keeps for the vector's type.
fn room<'c, T>(vector: ffi::duckdb_vector, rows: std::ops::Range<usize>) -> &'c mut [T] {
    // SAFETY: the vector has `VECTOR` slots of its type, which `bind` made from the batch's, and `fill` checked the rows.
    unsafe { slice::from_raw_parts_mut(ffi::duckdb_vector_get_data(vector).cast::<T>().add(rows.start), rows.len()) }
}

/// Clears the bits of rows that are NULL.
fn mark(nulls: &NullBuffer, vector: ffi::duckdb_vector, at: usize) {
    // SAFETY: once made writable, the mask is there and has a bit for each of the `VECTOR` rows.
    let mask = unsafe {
        ffi::duckdb_vector_ensure_validity_writable(vector);
        slice::from_raw_parts_mut(ffi::duckdb_vector_get_validity(vector), VECTOR / 64)
    };
    for (row, valid) in (at..).zip(nulls) {
        mask[row / 64] &= !(u64::from(!valid) << (row % 64));
    }
}
