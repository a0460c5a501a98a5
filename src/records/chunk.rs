//! What a source is asked for and what it hands out.

use std::io::Read;
use std::path::Path;

use crate::error::{Reject, Result};

/// Opens a table (a Parquet file) as JSON lines. A database does that, and it lives on a higher floor.
pub type OpenTable = fn(&Path) -> Result<Box<dyn Read + Send>>;

/// How to read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// `--format`: do not detect.
    pub format: Option<String>,
    /// Size of a chunk. What a worker makes of 256 kB stays in its core's own cache, and its memory is used again at once:
    /// with 1 MB, an ingest of 300,000 chats took 4 % more CPU time and twice the page faults.
    pub chunk_bytes: usize,
    /// A row longer than this is rejected.
    pub max_row_bytes: usize,
    /// What opens Parquet files; without it they are refused.
    pub tables: Option<OpenTable>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { format: None, chunk_bytes: 1 << 18, max_row_bytes: 64 << 20, tables: None }
    }
}

/// Some whole rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The rows, with what separates them.
    pub bytes: Vec<u8>,
    /// 1-based line where the bytes start.
    pub first_line: u64,
    /// Where the bytes start (unpacked).
    pub start_offset: u64,
    /// A row before them that could not be carried: longer than allowed, or never closed.
    pub reject: Option<Reject>,
}

/// A last row that was read although nothing says that it is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// Where it starts.
    pub offset: u64,
    /// Its line.
    pub line: u64,
}

/// How a source ended; read on from `offset` and `line`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// One past the last byte that was read as rows.
    pub offset: u64,
    /// The line there.
    pub line: u64,
    /// A last row is half written; it starts at `offset` and is left for next time.
    pub unfinished: bool,
    /// The last CSV row has no newline: it was read, but may grow. If the file grows, read it again from here and drop
    /// what this row gave.
    pub tail: Option<Tail>,
}
