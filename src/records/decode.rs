//! A chunk of whole rows in, records and rejects out, in order. Shared by all threads that decode a file's chunks.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::memchr_iter;

use super::head::csv_reader;
use super::split::{Container, Next, next_value};
use super::{Chunk, Emit, Rows, Value, json};
use crate::error::Reject;

/// Decodes the chunks of one source.
#[derive(Clone)]
pub struct Decoder {
    shared: Arc<Shared>,
}

struct Shared {
    container: Container,
    header: Vec<String>,
    rows: Box<dyn Rows>,
}

impl Decoder {
    pub(super) fn new(container: Container, header: Option<Vec<String>>, rows: Box<dyn Rows>) -> Self {
        Self { shared: Arc::new(Shared { container, header: header.unwrap_or_default(), rows }) }
    }

    /// Whether chunks must be decoded one after the other (see [`Rows::in_order`]).
    pub fn in_order(&self) -> bool {
        self.shared.rows.in_order()
    }

    /// What was held back until the last chunk; call it once, after all of them.
    pub fn finish(&self, emit: Emit<'_, 'static>) {
        self.shared.rows.finish(emit);
    }

    /// What can be told now that every row was read.
    pub fn notes(&self) -> Vec<String> {
        self.shared.rows.notes()
    }

    /// Decodes every row of the chunk.
    pub fn decode<'a>(&'a self, chunk: &'a Chunk, emit: Emit<'_, 'a>) {
        if let Some(reject) = &chunk.reject {
            emit(Err(reject.clone()));
        }
        match self.shared.container {
            Container::Lines => self.lines(chunk, emit),
            Container::Values => self.values(chunk, emit),
            Container::Csv { delimiter } => self.csv(chunk, delimiter, emit),
        }
    }

    fn lines<'a>(&'a self, chunk: &'a Chunk, emit: Emit<'_, 'a>) {
        let bytes = &chunk.bytes[..];
        let mut start = 0;
        let ends = memchr_iter(b'\n', bytes).chain((!bytes.ends_with(b"\n")).then_some(bytes.len()));
        for (line, end) in (chunk.first_line..).zip(ends) {
            let row = bytes[start..end].trim_ascii();
            start = end + 1;
            if !row.is_empty() {
                self.json(line, row, emit);
            }
        }
    }

    fn values<'a>(&'a self, chunk: &'a Chunk, emit: Emit<'_, 'a>) {
        let (mut at, mut line) = (0, chunk.first_line);
        loop {
            let (start, end) = match next_value(&chunk.bytes, at) {
                Next::Value { start, end } => (start, end),
                // The source hands out whole values; what is open here is a scalar at the end of the file.
                Next::Open(start) => (start, chunk.bytes.len()),
                Next::Nothing => return,
            };
            line += memchr_iter(b'\n', &chunk.bytes[at..start]).count() as u64;
            self.json(line, &chunk.bytes[start..end], emit);
            line += memchr_iter(b'\n', &chunk.bytes[start..end]).count() as u64;
            at = end;
        }
    }

    fn json<'a>(&'a self, line: u64, row: &'a [u8], emit: Emit<'_, 'a>) {
        match json::parse(row) {
            Ok(value) => self.shared.rows.read(line, value, emit),
            Err(broken) if broken.line > 0 => {
                emit(Err(Reject { line, reason: format!("{} of line {}", broken.reason, line + broken.line) }));
            }
            Err(broken) => emit(Err(Reject { line, reason: broken.reason })),
        }
    }

    fn csv<'a>(&'a self, chunk: &'a Chunk, delimiter: u8, emit: Emit<'_, 'a>) {
        let header = &self.shared.header;
        let mut reader = csv_reader(delimiter).from_reader(&chunk.bytes[..]);
        let mut record = csv::ByteRecord::new();
        let (mut at, mut line) = (0, chunk.first_line);
        // Reading from memory cannot fail, and rows of any length and encoding are allowed here.
        while let Ok(true) = reader.read_byte_record(&mut record) {
            let before = record.position().map_or(at, |position| position.byte() as usize);
            // The csv crate counts skipped empty lines into the row that follows them.
            let start = before + chunk.bytes[before..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            line += memchr_iter(b'\n', &chunk.bytes[at..start]).count() as u64;
            at = start;
            match row(header, &record) {
                Ok(value) => self.shared.rows.read(line, value, emit),
                Err(reason) => emit(Err(Reject { line, reason })),
            }
        }
    }
}

/// The cells of a row under the names of their columns; an empty cell is null, and a repeated name keeps the last.
fn row<'a>(header: &'a [String], record: &csv::ByteRecord) -> Result<Value<'a>, String> {
    if record.len() != header.len() {
        return Err(format!("the row has {} fields, the header has {}", record.len(), header.len()));
    }
    let mut entries: Vec<(Cow<'a, str>, Value<'a>)> = Vec::with_capacity(header.len());
    for (name, cell) in header.iter().zip(record) {
        let text = std::str::from_utf8(cell)
            .map_err(|e| format!("invalid UTF-8 at byte {} of column {name}", e.valid_up_to() + 1))?;
        let value = if text.is_empty() { Value::Null } else { Value::Text(Cow::Owned(text.to_owned())) };
        entries.push((Cow::Borrowed(name), value));
    }
    json::keep_last(&mut entries);
    Ok(Value::Map(entries))
}
