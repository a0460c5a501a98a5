//! An input in, its bytes out: opened, and unpacked by what the bytes are (never by the file's name), in bounded memory.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::chunk::OpenTable;
use super::input::{Input, Origin};
use crate::error::{Error, OrFail, Result};

/// The bytes of an input.
pub struct Bytes {
    name: String,
    reader: Reader,
    read: Arc<AtomicU64>,
    /// Size of the file as it is on disk; `None` for a pipe.
    pub total: Option<u64>,
    table: bool,
    /// Bytes that came out of a packed input.
    unpacked: u64,
}

/// A packed input may grow to this many bytes whatever its size, and beyond to this many times its size. Logs are packed to
/// a fifth or, where they repeat themselves, a fiftieth; gzip reaches a thousandth with nothing but zeros, and 230 at its fastest.
const FREE: u64 = 1 << 30;
const MOST_TIMES: u64 = 100;

enum Reader {
    Plain(Counted<File>),
    Other { reader: Box<dyn Read + Send>, packing: Option<&'static str> },
}

impl Bytes {
    /// Opens the input and looks at its first bytes; `tables` opens it if it is a table.
    pub fn open(input: &Input, tables: Option<OpenTable>) -> Result<Self> {
        let read = Arc::new(AtomicU64::new(0));
        let doing = || format!("cannot read {}", input.name);
        let pipe: Box<dyn Read + Send> = match &input.origin {
            Origin::Stdin => Box::new(io::stdin()),
            Origin::File(path) => {
                let file = File::open(path).or_fail(doing)?;
                let metadata = file.metadata().or_fail(doing)?;
                if metadata.is_dir() {
                    return Err(Error::new(doing()).because_of("it is a folder"));
                }
                if metadata.is_file() {
                    let mut first = [0; TABLE.len()];
                    let table = (&file).read_exact(&mut first).is_ok() && first == TABLE;
                    (&file).rewind().or_fail(doing)?;
                    return match tables.filter(|_| table) {
                        Some(open) => Ok(Self::table(input, open(path)?, metadata.len(), read)),
                        None => Self::file(input, file, metadata.len(), read),
                    };
                }
                Box::new(file)
            }
        };
        let mut pipe = Counted { inner: pipe, read: read.clone() };
        let start = start(&mut pipe).or_fail(doing)?;
        let reader = unpacked(input, &start, io::Cursor::new(start.clone()).chain(pipe))?
            .unwrap_or_else(|pipe| Reader::Other { reader: Box::new(pipe), packing: None });
        Ok(Self { name: input.name.clone(), reader, read, total: None, table: false, unpacked: 0 })
    }

    fn file(input: &Input, file: File, total: u64, read: Arc<AtomicU64>) -> Result<Self> {
        let doing = || format!("cannot read {}", input.name);
        let mut file = Counted { inner: file, read: read.clone() };
        let start = start(&mut file).or_fail(doing)?;
        file.inner.seek(SeekFrom::Start(0)).or_fail(doing)?;
        read.store(0, Ordering::Relaxed);
        let reader = unpacked(input, &start, file)?.unwrap_or_else(Reader::Plain);
        Ok(Self { name: input.name.clone(), reader, read, total: Some(total), table: false, unpacked: 0 })
    }

    /// Rows of a table. How far they are in its file is not known; as soon as one is read, the file counts as read.
    fn table(input: &Input, reader: Box<dyn Read + Send>, total: u64, read: Arc<AtomicU64>) -> Self {
        read.store(total, Ordering::Relaxed);
        let reader = Reader::Other { reader, packing: None };
        Self { name: input.name.clone(), reader, read, total: Some(total), table: true, unpacked: 0 }
    }

    /// Whether this is a plain file: it can be read from anywhere, and it may be a log that is still written to.
    pub fn is_plain_file(&self) -> bool {
        matches!(self.reader, Reader::Plain(_))
    }

    /// Whether these are the rows of a table.
    pub fn is_table(&self) -> bool {
        self.table
    }

    /// How the bytes are compressed, if they are.
    pub fn packing(&self) -> Option<&'static str> {
        match &self.reader {
            Reader::Other { packing, .. } => *packing,
            Reader::Plain(_) => None,
        }
    }

    /// How many bytes were taken from the disk or the pipe so far (packed bytes, if packed).
    pub fn counter(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// Continues at `offset` of a plain file.
    pub fn seek(&mut self, offset: u64) -> Result<()> {
        if let Reader::Plain(file) = &mut self.reader {
            file.inner.seek(SeekFrom::Start(offset)).or_fail(|| format!("cannot read {}", self.name))?;
            self.read.store(offset, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Appends to `buffer` until it holds `want` bytes; `Ok(true)` at the end of the input.
    pub fn fill(&mut self, buffer: &mut Vec<u8>, want: usize) -> Result<bool> {
        let missing = want.saturating_sub(buffer.len()) as u64;
        buffer.reserve(missing as usize);
        let (got, packing) = match &mut self.reader {
            Reader::Plain(file) => (file.take(missing).read_to_end(buffer), None),
            Reader::Other { reader, packing } => (reader.take(missing).read_to_end(buffer), *packing),
        };
        if let (Ok(got), Some(packing)) = (&got, packing) {
            self.unpacked += *got as u64;
            if self.unpacked > FREE && self.unpacked > MOST_TIMES * self.read.load(Ordering::Relaxed) {
                return Err(Error::new(format!(
                    "{} unpacks to more than 1 GB and {MOST_TIMES} times its size, which no log does",
                    self.name
                ))
                .hint(format!("if it is one all the same, unpack the {packing} file and read that")));
            }
        }
        match (got, packing) {
            (Ok(got), _) => Ok((got as u64) < missing),
            (Err(e), Some(packing)) if e.kind() == io::ErrorKind::UnexpectedEof => {
                Err(Error::new(format!("{} ends in the middle of the {packing} stream", self.name))
                    .hint("the file was cut off, or is still being written; the rows before the cut could be read"))
            }
            (Err(e), Some(packing)) => {
                Err(Error::new(format!("{} has a damaged {packing} stream", self.name)).because(e))
            }
            (Err(e), None) => Err(Error::new(format!("cannot read {}", self.name)).because(e)),
        }
    }
}

struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.read.fetch_add(got as u64, Ordering::Relaxed);
        Ok(got)
    }
}

fn start(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(16);
    reader.take(16).read_to_end(&mut start)?;
    Ok(start)
}

/// How a Parquet file starts.
const TABLE: [u8; 4] = *b"PAR1";

/// Magic bytes of files that are no logs, and what to do with them.
const NOT_LOGS: [(&[u8], &str, &str); 6] = [
    (b"PK\x03\x04", "a zip archive", "unpack it first"),
    (&TABLE, "a Parquet file", "name the file itself: it cannot be read from a pipe"),
    (b"SQLite format 3\0", "an SQLite database", "export the table as CSV first"),
    (b"\xfd7zXZ\0", "an xz file", "unpack it first, or pipe it in: xz -dc FILE | llmobs ingest -"),
    (b"BZh", "a bzip2 file", "unpack it first, or pipe it in: bzip2 -dc FILE | llmobs ingest -"),
    (b"%PDF", "a PDF", "llmobs reads JSON lines, JSON and CSV"),
];

/// The unpacking reader if the bytes are packed, else the reader itself; an error if no log starts like this.
fn unpacked<R: Read + Send + 'static>(
    input: &Input,
    start: &[u8],
    reader: R,
) -> Result<std::result::Result<Reader, R>> {
    if let Some((_, what, hint)) = NOT_LOGS.iter().find(|(magic, ..)| start.starts_with(magic)) {
        return Err(Error::new(format!("{} is {what}", input.name)).hint(*hint));
    }
    let (packing, reader): (_, Box<dyn Read + Send>) = if start.starts_with(b"\x1f\x8b") {
        ("gzip", Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(1 << 16, reader))))
    } else if start.starts_with(b"\x28\xb5\x2f\xfd") {
        let decoder = zstd::stream::read::Decoder::new(reader).or_fail(|| format!("cannot read {}", input.name))?;
        ("zstd", Box::new(decoder))
    } else {
        return Ok(Err(reader));
    };
    Ok(Ok(Reader::Other { reader, packing: Some(packing) }))
}
