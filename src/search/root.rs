//! What is told of the whole index in one small file, and of a segment in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::columns::{LENGTH, Tables};

/// Raised when the files get another form.
pub const VERSION: u32 = 1;

/// A segment, as the root tells of it. The manifest keeps it for the next build.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Segment {
    /// Name of its folder.
    pub id: String,
    /// How many it has.
    pub documents: usize,
    /// Time of the first, RFC 3339.
    pub first: String,
    /// Time of the last, RFC 3339.
    pub last: String,
    /// Words of all documents.
    pub words: u64,
    /// Documents of a file of cards.
    pub card_rows: usize,
    /// Files of cards.
    pub cards: usize,
    /// First document of each file of details.
    pub details: Vec<usize>,
    /// First term of each file of postings.
    pub blocks: Vec<String>,
    /// The dictionary of each column of names, sorted.
    pub names: BTreeMap<String, Vec<String>>,
    /// The first hour by the local clock; `None` without documents.
    pub hours_from: Option<String>,
    /// Hours since the one before, and documents.
    pub hours: Vec<(i64, u32)>,
}

/// A column of the index.
#[derive(Debug, Serialize)]
pub struct Column {
    name: &'static str,
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'static str,
}

/// The file.
#[derive(Debug, Serialize)]
pub struct Root {
    /// [`VERSION`]
    pub version: u32,
    /// Version of the tokenizer.
    pub tokenizer: u32,
    /// Interactions in the store.
    pub total: u64,
    /// Those in the index.
    pub published: u64,
    /// Why not all are, and which are.
    pub why: Option<String>,
    /// IANA name of the zone of days and hours.
    pub zone: &'static str,
    /// What pages need to show money.
    pub currency: Json,
    /// Columns of the index.
    pub columns: Vec<Column>,
    /// What each price entry charges.
    pub prices: Json,
    /// What each column of the store is and how it is made.
    pub made: BTreeMap<&'static str, &'static str>,
    /// In the order of arrival.
    pub segments: Vec<Segment>,
}

/// The columns of the index, for the root.
pub fn columns(tables: &Tables) -> Vec<Column> {
    let names = tables.names.iter().map(|(row, _)| Column { name: row.name, kind: "name", unit: "" });
    let numbers = tables.numbers.iter().map(|(row, _)| Column { name: row.name, kind: "number", unit: row.unit });
    names.chain(numbers).chain([Column { name: LENGTH, kind: "number", unit: "words" }]).collect()
}
