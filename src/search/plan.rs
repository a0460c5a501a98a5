//! What the store holds and what the last build left → which segments there are, and which of them are still the same.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::root::{self, Segment};
use super::select::Selection;
use super::tokens;
use crate::error::{OrFail, Result};
use crate::interactions::{Cell, Kind};
use crate::privacy::Removed;
use crate::warehouse::{Store, text};

/// A stretch of the store: the published interactions whose numbers (rowid) are above `after` and up to `through`.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Not included.
    pub after: i64,
    /// Included.
    pub through: i64,
    /// Documents.
    pub documents: u64,
    /// Bytes of long texts.
    pub bytes: u64,
    /// The engine's hashes of the rows: exclusive or, and sum, of which neither knows an order.
    xor: u64,
    sum: i128,
}

/// A segment of the last build.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Kept {
    /// See [`Stretch`].
    pub after: i64,
    /// See [`Stretch`].
    pub through: i64,
    /// Its files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// What the root tells of it.
    pub told: Segment,
    /// What was removed from its texts.
    pub removed: Removed,
}

/// `search/manifest.json`: for the next build only.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Manifest {
    /// All that decides how files are made beside the rows themselves; segments of another making are not reused.
    pub making: String,
    /// The segments.
    pub segments: Vec<Kept>,
}

/// How this build makes files.
pub fn making(store: &Store, zone: &str) -> String {
    let columns: Vec<&str> = store.columns().iter().map(|column| column.name).collect();
    format!(
        "llmobs {}, format {}, tokenizer {}, {zone}, {}, {}",
        env!("CARGO_PKG_VERSION"),
        root::VERSION,
        tokens::VERSION,
        store.mask().map(|mask| mask.stamp()).unwrap_or_default(),
        columns.join(" ")
    )
}

impl Stretch {
    /// The name of its folder: a hash of what is in it and how it is made.
    pub fn id(&self, making: &str) -> String {
        let told = format!("{making} {} {:x} {:x}", self.documents, self.xor, self.sum);
        format!("{:032x}", xxh3_128(told.as_bytes()))[..12].to_owned()
    }

    fn join(&self, next: &Self) -> Self {
        Self {
            after: self.after,
            through: next.through,
            documents: self.documents + next.documents,
            bytes: self.bytes + next.bytes,
            xor: self.xor ^ next.xor,
            sum: self.sum + next.sum,
        }
    }
}

/// The stretches of this build: those of the last one, and what has arrived since; while the last has at least half as
/// many documents as the one before it, the two become one. So there are as many as the number of documents has bits.
pub fn stretches(store: &Store, selection: &Selection, before: &Manifest) -> Result<Vec<Stretch>> {
    let ends: Vec<i64> = before.segments.iter().map(|kept| kept.through).collect();
    let mut found = read(store, selection, &ends)?;
    found.retain(|stretch| stretch.documents > 0);
    while let [.., first, last] = &found[..] {
        if last.documents * 2 < first.documents {
            break;
        }
        let joined = first.join(last);
        found.truncate(found.len() - 2);
        found.push(joined);
    }
    Ok(found)
}

/// Sums up the stretches between `ends` and the one behind them, in one pass over the store.
fn read(store: &Store, selection: &Selection, ends: &[i64]) -> Result<Vec<Stretch>> {
    let highest = match store.query("SELECT max(rowid) FROM interactions")?.first().map(Vec::as_slice) {
        Some([Cell::Int(highest)]) => *highest,
        _ => -1,
    };
    let mut ends: Vec<i64> = ends.iter().copied().filter(|end| *end < highest).collect();
    ends.push(highest);
    let starts = std::iter::once(-1).chain(ends.iter().copied());
    let empty = |(after, through)| Stretch { after, through, documents: 0, bytes: 0, xor: 0, sum: 0 };
    let mut found: Vec<Stretch> = starts.zip(ends.iter().copied()).map(empty).collect();
    let cases: String =
        ends.iter().enumerate().map(|(place, end)| format!("WHEN rowid <= {end} THEN {place} ")).collect();
    let names: Vec<&str> = store.columns().iter().map(|column| column.name).collect();
    let rows = store.query(&format!(
        "SELECT stretch, count(*)::BIGINT, sum(bytes)::BIGINT, bit_xor(hash)::VARCHAR AS hash_xor, sum(hash)::VARCHAR AS hash_sum FROM \
         (SELECT CASE {cases} END AS stretch, {} AS bytes, hash({}) AS hash FROM interactions {}) GROUP BY stretch",
        long_bytes(store),
        names.join(", "),
        selection.condition()
    ))?;
    let failed = || "cannot read what the engine counted".to_owned();
    for row in rows {
        let [Cell::Int(place), Cell::Int(documents), Cell::Int(bytes), xor, sum] = &row[..] else { continue };
        let Some(stretch) = found.get_mut(*place as usize) else { continue };
        (stretch.documents, stretch.bytes) = (*documents as u64, *bytes as u64);
        stretch.xor = text(xor.clone()).unwrap_or_default().parse().or_fail(failed)?;
        stretch.sum = text(sum.clone()).unwrap_or_default().parse().or_fail(failed)?;
    }
    Ok(found)
}

/// SQL for the bytes of the long texts of a row.
pub fn long_bytes(store: &Store) -> String {
    let long = store.columns().iter().filter(|column| column.kind == Kind::LongText);
    long.map(|column| format!("coalesce(strlen({}), 0)", column.name)).collect::<Vec<_>>().join(" + ")
}
