//! Runs, spooled to a temporary file → every term of the segment in order, with all its postings.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, OrFail, Result};

/// Bytes of a run that are read at once.
const WINDOW: usize = 1 << 16;

/// Takes a term, the steps between its documents and how often each has it.
pub type Take<'t> = dyn FnMut(&[u8], &[u32], &[u32]) -> Result<()> + 't;

/// Runs, in the order of their documents.
#[derive(Default)]
pub struct Runs {
    file: Option<BufWriter<File>>,
    ends: Vec<u64>,
}

fn failed() -> String {
    "cannot keep a part of the search index in a temporary file".to_owned()
}

impl Runs {
    /// Keeps one more.
    pub fn keep(&mut self, run: &[u8]) -> Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(BufWriter::new(tempfile::tempfile().or_fail(failed)?)),
        };
        file.write_all(run).or_fail(failed)?;
        self.ends.push(self.ends.last().copied().unwrap_or(0) + run.len() as u64);
        Ok(())
    }

    /// Hands every term to `take`: its sorting bytes, and steps from document to document less one (from before the
    /// first), and how often each has the term.
    pub fn merge(self, take: &mut Take<'_>) -> Result<()> {
        let Some(file) = self.file else { return Ok(()) };
        let file = Mutex::new(file.into_inner().map_err(|error| error.into_error()).or_fail(failed)?);
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut readers: Vec<Reader<'_>> = starts
            .zip(&self.ends)
            .map(|(at, end)| Reader { file: &file, at, end: *end, window: Vec::new(), next: 0 })
            .collect();
        let mut waiting = BinaryHeap::new();
        for (run, reader) in readers.iter_mut().enumerate() {
            let mut term = Vec::new();
            if reader.term(&mut term)? {
                waiting.push(Reverse((term, run)));
            }
        }
        let (mut gaps, mut times, mut current, mut last) = (Vec::new(), Vec::new(), Vec::new(), None::<u32>);
        while let Some(Reverse((mut term, run))) = waiting.pop() {
            if term != current {
                if !gaps.is_empty() {
                    take(&current, &gaps, &times)?;
                }
                gaps.clear();
                times.clear();
                last = None;
                current.clone_from(&term);
            }
            readers[run].postings(&mut last, &mut gaps, &mut times)?;
            if readers[run].term(&mut term)? {
                waiting.push(Reverse((term, run)));
            }
        }
        if gaps.is_empty() { Ok(()) } else { take(&current, &gaps, &times) }
    }
}

/// One run, read from its start.
struct Reader<'f> {
    file: &'f Mutex<File>,
    /// Next byte of the file to read, and the run's end.
    at: u64,
    end: u64,
    window: Vec<u8>,
    next: usize,
}

impl Reader<'_> {
    /// Makes sure that `bytes` are in the window, or all that are left.
    fn fill(&mut self, bytes: usize) -> Result<()> {
        if self.window.len() - self.next >= bytes || self.at == self.end {
            return Ok(());
        }
        self.window.drain(..self.next);
        self.next = 0;
        let kept = self.window.len();
        let more = (self.end - self.at).min(bytes.max(WINDOW) as u64) as usize;
        self.window.resize(kept + more, 0);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at)).or_fail(failed)?;
        file.read_exact(&mut self.window[kept..]).or_fail(failed)?;
        self.at += more as u64;
        Ok(())
    }

    fn varint(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.window.get(self.next).ok_or_else(|| Error::new(failed()))?;
            self.next += 1;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Error::new(failed()))
    }

    /// The next term, from the one before it; false at the end.
    fn term(&mut self, term: &mut Vec<u8>) -> Result<bool> {
        self.fill(20)?;
        if self.next == self.window.len() {
            return Ok(false);
        }
        let (shared, more) = (self.varint()? as usize, self.varint()? as usize);
        self.fill(more + 20)?;
        term.truncate(shared);
        term.extend_from_slice(self.window.get(self.next..self.next + more).ok_or_else(|| Error::new(failed()))?);
        self.next += more;
        Ok(true)
    }

    /// The postings of the term that was read last; `last` is the document before them.
    fn postings(&mut self, last: &mut Option<u32>, gaps: &mut Vec<u32>, times: &mut Vec<u32>) -> Result<()> {
        let (count, bytes) = (self.varint()?, self.varint()? as usize);
        self.fill(bytes)?;
        let mut document = 0;
        for _ in 0..count {
            let step = self.varint()?;
            document += (step / 2) as u32;
            gaps.push(document - last.map_or(0, |last| last + 1));
            *last = Some(document);
            times.push(if step % 2 == 1 { self.varint()? as u32 } else { 1 });
        }
        Ok(())
    }
}
