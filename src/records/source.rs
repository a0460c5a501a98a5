//! An input in, chunks of whole rows out: opened, recognised, split. Memory is bounded by the chunk and the longest row.
//!
//! What a file's end means depends on whether it may still grow. A plain file may: a half-written last row is left for
//! next time. A compressed file or a pipe does not: whatever is there is offered, and rejected if it is broken.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::{memchr, memchr_iter};

use super::bytes::Bytes;
use super::chunk::{Chunk, End, ReadOptions, Tail};
use super::head::{self, csv_reader};
use super::split::{Container, Next, csv_is_open, next_value};
use super::{Decoder, Input, Position, Registry, Sample, json, sample};
use crate::error::{Error, Reject, Result};

/// An input being read.
pub struct Source {
    name: String,
    bytes: Bytes,
    counter: Arc<AtomicU64>,
    container: Container,
    format: String,
    inferences: Vec<String>,
    decoder: Decoder,
    options: ReadOptions,
    columns: usize,
    pending: Vec<u8>,
    /// Buffers to read into, empty.
    spare: Vec<Vec<u8>>,
    at: Position,
    at_end: bool,
    broken: Option<Error>,
    end: End,
}

impl Source {
    /// Opens an input and finds out what it is. Reads on at `from` where that is possible; a compressed file and a pipe
    /// are read from the start. Detection and inference always use the file's first rows.
    pub fn open(input: &Input, from: Position, registry: &Registry, options: &ReadOptions) -> Result<Self> {
        Self::sampled(input, from, registry, options).map(|(source, _)| source)
    }

    /// The same, with the first rows that it was recognised by.
    pub fn sampled(
        input: &Input,
        from: Position,
        registry: &Registry,
        options: &ReadOptions,
    ) -> Result<(Self, Sample)> {
        let mut bytes = Bytes::open(input, options.tables)?;
        let (mut start, mut want, mut at_end, mut broken) = (Vec::new(), sample::HEAD, false, None);
        while !at_end && want <= options.max_row_bytes.max(sample::HEAD) && !head::has_first_row(&start) {
            match bytes.fill(&mut start, want) {
                Ok(end) => at_end = end,
                Err(error) => (at_end, broken) = (true, Some(error)),
            }
            want *= 4;
        }
        if start.is_empty()
            && let Some(error) = broken
        {
            return Err(error);
        }
        let mark = head::mark(&input.name, &start)?;
        let head = head::look(&start[mark..], at_end);
        // With no whole row there is nothing to recognise the format by, and nothing that could be read wrongly.
        let rows = &start[mark + head.start..];
        let separators = |b: &u8| b" \t\r\n,[]".contains(b);
        let empty =
            at_end && head.rows.is_empty() && rows[..head.container.boundary(rows).unwrap_or(0)].iter().all(separators);
        let mut sample = Sample::new(input.file_name(), head.header.clone(), head.rows);
        sample.modified = input.modified();
        let format = match &options.format {
            Some(id) => registry.get(id)?,
            None if empty => registry.get("native")?,
            None => registry.detect(&sample, &input.name)?,
        };
        let reading = format.reading(&sample)?;
        let mut inferences = reading.inferences;
        inferences
            .extend(head.repeated.iter().map(|name| format!("column {name} appears twice; the last one is used")));
        let first = mark + head.start;
        let mut at = Position { offset: first as u64, line: 1 + memchr_iter(b'\n', &start[..first]).count() as u64 };
        if from.offset > at.offset && bytes.is_plain_file() {
            bytes.seek(from.offset)?;
            (at, at_end, broken) = (from, false, None);
            start.clear();
        } else {
            start.drain(..first);
        }
        let source = Self {
            name: input.name.clone(),
            counter: bytes.counter(),
            bytes,
            container: head.container,
            format: format.id().to_owned(),
            inferences,
            columns: head.header.as_ref().map_or(0, Vec::len),
            decoder: Decoder::new(head.container, head.header, reading.rows),
            options: options.clone(),
            pending: start,
            spare: Vec::new(),
            at,
            at_end,
            broken,
            end: End { offset: at.offset, line: at.line, unfinished: false, tail: None },
        };
        Ok((source, sample))
    }

    /// The format's id.
    pub fn format(&self) -> &str {
        &self.format
    }

    /// What was found out rather than given, each a sentence.
    pub fn inferences(&self) -> &[String] {
        &self.inferences
    }

    /// How rows are laid out.
    pub fn container(&self) -> Container {
        self.container
    }

    /// How the input is compressed, if it is.
    pub fn packing(&self) -> Option<&'static str> {
        self.bytes.packing()
    }

    /// Whether the rows come from a table (a Parquet file) rather than from text.
    pub fn is_table(&self) -> bool {
        self.bytes.is_table()
    }

    /// Decodes the chunks; clones share their state.
    pub fn decoder(&self) -> Decoder {
        self.decoder.clone()
    }

    /// Bytes on disk, for progress; `None` for a pipe.
    pub fn bytes_total(&self) -> Option<u64> {
        self.bytes.total
    }

    /// Bytes taken from the disk or the pipe so far, counted as they are there (packed, if packed).
    pub fn bytes_read(&self) -> u64 {
        self.counter.load(Ordering::Relaxed)
    }

    /// Whether a last row without end is left for next time (a plain file) rather than offered.
    pub fn may_grow(&self) -> bool {
        self.bytes.is_plain_file()
    }

    /// The next rows; `None` at the end. An error means that the rest of the input cannot be read, and comes after all
    /// rows before the damage were handed out.
    pub fn next_chunk(&mut self) -> Result<Option<Chunk>> {
        let mut want = self.options.chunk_bytes.max(1);
        loop {
            if !self.at_end && self.pending.len() < want {
                match self.bytes.fill(&mut self.pending, want) {
                    Ok(end) => self.at_end = end,
                    Err(error) => (self.at_end, self.broken) = (true, Some(error)),
                }
            }
            // Without an end in sight the window doubles, so that a long row is looked at a few times only.
            let window = want.min(self.pending.len());
            if let Some(end) = self.container.boundary(&self.pending[..window]) {
                let mut rest = self.spare.pop().unwrap_or_default();
                rest.extend_from_slice(&self.pending[end..]);
                self.pending.truncate(end);
                return Ok(Some(self.chunk(rest, None)));
            }
            if self.at_end && window == self.pending.len() {
                return self.last();
            }
            if window >= self.options.max_row_bytes {
                return self.too_long().map(Some);
            }
            want = (want * 2).min(self.options.max_row_bytes);
        }
    }

    /// Takes back the bytes of a chunk that is done with: what is read next goes into the same memory.
    pub fn reuse(&mut self, mut bytes: Vec<u8>) {
        // What held a very long row would keep its size for a short one.
        if bytes.capacity() <= 2 * self.options.chunk_bytes {
            bytes.clear();
            self.spare.push(bytes);
        }
    }

    /// How it ended; valid once [`Source::next_chunk`] gave `None`.
    pub fn end(&self) -> End {
        self.end
    }

    /// Hands out what is pending, keeping `rest`.
    fn chunk(&mut self, rest: Vec<u8>, reject: Option<Reject>) -> Chunk {
        let bytes = std::mem::replace(&mut self.pending, rest);
        let chunk = Chunk { first_line: self.at.line, start_offset: self.at.offset, bytes, reject };
        self.pass(&chunk.bytes);
        chunk
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.at.offset += bytes.len() as u64;
        self.at.line += memchr_iter(b'\n', bytes).count() as u64;
        (self.end.offset, self.end.line) = (self.at.offset, self.at.line);
    }

    /// The bytes after the last row that surely ended.
    fn last(&mut self) -> Result<Option<Chunk>> {
        if let Some(error) = self.broken.take() {
            self.pending.clear();
            return Err(error);
        }
        let rest = match (self.container, next_value(&self.pending, 0)) {
            (Container::Values, Next::Open(start)) => &self.pending[start..],
            (Container::Values, _) => &[],
            _ => self.pending.trim_ascii(),
        };
        if rest.is_empty() {
            let rest = std::mem::take(&mut self.pending);
            self.pass(&rest);
            return Ok(None);
        }
        let open = match self.container {
            Container::Lines => !json::is_complete(rest),
            Container::Values => true,
            Container::Csv { delimiter } => {
                csv_is_open(&self.pending, 0, delimiter) || self.last_fields(delimiter) < self.columns
            }
        };
        if self.may_grow() {
            if open {
                self.end.unfinished = true;
                self.pending.clear();
                return Ok(None);
            }
            if matches!(self.container, Container::Csv { .. }) {
                self.end.tail = Some(Tail { offset: self.at.offset, line: self.at.line });
            }
        } else if let Container::Csv { delimiter } = self.container
            && csv_is_open(&self.pending, 0, delimiter)
        {
            // It may hold many rows; reading on as if the quote had closed would invent one.
            let reject = Reject { line: self.at.line, reason: "a quote in this row is never closed".to_owned() };
            let rest = std::mem::take(&mut self.pending);
            let first_line = self.at.line;
            self.pass(&rest);
            return Ok(Some(Chunk {
                first_line,
                start_offset: self.at.offset,
                bytes: Vec::new(),
                reject: Some(reject),
            }));
        }
        Ok(Some(self.chunk(Vec::new(), None)))
    }

    fn last_fields(&self, delimiter: u8) -> usize {
        csv_reader(delimiter).from_reader(&self.pending[..]).byte_records().flatten().next().map_or(0, |row| row.len())
    }

    /// Gives up on a row without end and goes on behind the next newline.
    fn too_long(&mut self) -> Result<Chunk> {
        let limit = self.options.max_row_bytes;
        let hint = if matches!(self.container, Container::Csv { .. }) { "; is a quote never closed?" } else { "" };
        let reject = Reject { line: self.at.line, reason: format!("the row is longer than {} MB{hint}", limit >> 20) };
        loop {
            if let Some(end) = memchr(b'\n', &self.pending[limit.min(self.pending.len())..]).map(|at| at + limit + 1) {
                let rest = self.pending.split_off(end);
                let skipped = std::mem::replace(&mut self.pending, rest);
                self.pass(&skipped);
                break;
            }
            let skipped = std::mem::take(&mut self.pending);
            self.pass(&skipped);
            if self.at_end {
                break;
            }
            match self.bytes.fill(&mut self.pending, self.options.chunk_bytes) {
                Ok(end) => self.at_end = end,
                Err(error) => (self.at_end, self.broken) = (true, Some(error)),
            }
            if let Some(end) = memchr(b'\n', &self.pending) {
                let rest = self.pending.split_off(end + 1);
                let skipped = std::mem::replace(&mut self.pending, rest);
                self.pass(&skipped);
                break;
            }
        }
        Ok(Chunk { bytes: Vec::new(), first_line: self.at.line, start_offset: self.at.offset, reject: Some(reject) })
    }

    /// The input's name, for messages.
    pub fn name(&self) -> &str {
        &self.name
    }
}
