//! What has been read: a row per input per run, and what is known of each source file.

use super::load::Loaded;
use super::store::{Store, quote, text};
use crate::error::Result;
use crate::interactions::Cell;

const INGEST_COLUMNS: &str = "ingest_id, source_id, path, format, started_at, finished_at, bytes, read, loaded, duplicates, \
    rejected, remarks, passed_over, replaced, unfinished, first_timestamp, last_timestamp, how, notes, version";

/// A source file as the store remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its number; interactions carry it.
    pub source_id: i64,
    /// Where it was last seen.
    pub path: String,
    /// Format it was read as.
    pub format: String,
    /// Its fingerprint, as text that `records::fingerprint` wrote.
    pub fingerprint: String,
    /// Byte offset up to which it was read.
    pub reached_offset: u64,
    /// Line reached.
    pub reached_line: u64,
    /// Identity of a last row that had no newline and may still grow, when this source loaded it.
    pub tail_identity: Option<u128>,
}

/// One line of the ledger.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Number of this line.
    pub ingest_id: i64,
    /// Source it belongs to.
    pub source_id: i64,
    /// Path as given.
    pub path: String,
    /// Format.
    pub format: String,
    /// Start and end of the work, µs since 1970 UTC.
    pub worked: (i64, i64),
    /// Bytes read.
    pub bytes: u64,
    /// Counts.
    pub counts: Loaded,
    /// Rows of an earlier, half written tail that this read replaced.
    pub replaced: u64,
    /// Whether a half written last row was left for next time.
    pub unfinished: bool,
    /// `whole`, `grown`, `replaced: …`
    pub how: String,
    /// Inferences and notices: units, feedback scale, unmapped fields.
    pub notes: Vec<String>,
}

impl Store {
    /// Every known source.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let rows = self.query(
            "SELECT source_id, path, format, fingerprint, reached_offset, reached_line, tail_identity::VARCHAR \
             FROM sources ORDER BY source_id",
        )?;
        Ok(rows.into_iter().map(source).collect())
    }

    /// The next free number for a ledger line and for a source.
    pub fn next_ids(&self) -> Result<(i64, i64)> {
        let rows = self.query(
            "SELECT (SELECT coalesce(max(ingest_id), 0) + 1 FROM ingests), \
                    (SELECT coalesce(max(source_id), 0) + 1 FROM sources)",
        )?;
        Ok(match rows.into_iter().next().as_deref() {
            Some([Cell::Int(ingest), Cell::Int(source)]) => (*ingest, *source),
            _ => (1, 1),
        })
    }

    /// Writes the ledger line and what is now known of its source.
    pub fn keep(&self, line: &Ledger, source: &Source) -> Result<()> {
        let Ledger { counts, worked, .. } = line;
        let notes: Vec<String> = line.notes.iter().map(|n| quote(n)).collect();
        let time = |t: Option<i64>| t.map_or("NULL".into(), |t| format!("make_timestamp({t})"));
        self.run(
            "write the ledger of",
            &format!(
                "INSERT INTO ingests ({INGEST_COLUMNS}) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, [{}]::VARCHAR[], {});
                 DELETE FROM sources WHERE source_id = {};
                 INSERT INTO sources VALUES ({}, {}, {}, {}, {}, {}, {}, {});",
                line.ingest_id, line.source_id, quote(&line.path), quote(&line.format),
                time(Some(worked.0)), time(Some(worked.1)), line.bytes,
                counts.read(), counts.loaded, counts.duplicates, counts.rejected, counts.remarks, counts.passed_over(),
                line.replaced, line.unfinished, time(counts.span.map(|s| s.0)), time(counts.span.map(|s| s.1)),
                quote(&line.how), notes.join(","), quote(env!("CARGO_PKG_VERSION")),
                source.source_id,
                source.source_id, quote(&source.path), quote(&source.format), quote(&source.fingerprint),
                source.reached_offset, source.reached_line,
                source.tail_identity.map_or("NULL".into(), |id| format!("{}::UUID", quote(&uuid(id)))),
                time(Some(worked.1)),
            ),
        )
    }

    /// Takes back everything that a source gave, which is about to be read anew; how many interactions went.
    pub fn forget(&self, source_id: i64) -> Result<u64> {
        let which = format!("source_id = {source_id}");
        let rows = self.query(&format!("SELECT count(*) FROM interactions WHERE {which}"))?;
        self.run(
            "take back the rows of a source of",
            &format!(
                "INSERT INTO touched SELECT DISTINCT date_trunc('hour', timestamp) FROM interactions WHERE {which};
                 DELETE FROM scores WHERE identity IN (SELECT identity FROM interactions WHERE {which});
                 DELETE FROM interactions WHERE {which}; DELETE FROM remarks WHERE {which};"
            ),
        )?;
        Ok(if let Some([Cell::Int(n)]) = rows.first().map(Vec::as_slice) { *n as u64 } else { 0 })
    }

    /// Takes back the half written last row that an earlier run read from a file that has since grown; how many went.
    pub fn forget_tail(&self, source: &Source) -> Result<u64> {
        let Some(identity) = source.tail_identity else { return Ok(0) };
        let which = format!("identity = {}::UUID AND source_id = {}", quote(&uuid(identity)), source.source_id);
        let rows = self.query(&format!("SELECT count(*) FROM interactions WHERE {which}"))?;
        self.run(
            "take back a half written row of",
            &format!(
                "INSERT INTO touched SELECT date_trunc('hour', timestamp) FROM interactions WHERE {which};
                 DELETE FROM interactions WHERE {which};"
            ),
        )?;
        Ok(if let Some([Cell::Int(n)]) = rows.first().map(Vec::as_slice) { *n as u64 } else { 0 })
    }
}

/// The canonical text of a 128-bit identity as a UUID column shows it.
pub(super) fn uuid(identity: u128) -> String {
    let hex = format!("{identity:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn source(row: Vec<Cell>) -> Source {
    let mut row = row.into_iter();
    let mut next = || row.next().unwrap_or(Cell::Null);
    let int = |cell: Cell| if let Cell::Int(v) = cell { v } else { 0 };
    Source {
        source_id: int(next()),
        path: text(next()).unwrap_or_default(),
        format: text(next()).unwrap_or_default(),
        fingerprint: text(next()).unwrap_or_default(),
        reached_offset: int(next()) as u64,
        reached_line: int(next()) as u64,
        tail_identity: text(next()).and_then(|u| u128::from_str_radix(&u.replace('-', ""), 16).ok()),
    }
}
