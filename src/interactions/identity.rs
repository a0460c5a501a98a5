//! What makes an interaction the same as another one: its given id, else everything the log says about it. A 128-bit
//! hash (xxh3) out, stable across files, runs and the order of keys.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{BASE_COLUMNS, Cell, Interaction};
use crate::records::{Value, json};

/// Columns that do not say what happened: the same call found elsewhere is the same.
const NOT_CONTENT: [&str; 4] = ["id", "identity", "source_id", "source_line"];
/// Columns that hold JSON, in which the order of keys means nothing.
const JSON: [&str; 3] = ["messages", "scores", "metadata"];

/// The identity of a given id.
pub fn of_id(id: &str) -> u128 {
    let mut bytes = Vec::with_capacity(3 + id.len());
    bytes.extend_from_slice(b"id\0");
    bytes.extend_from_slice(id.as_bytes());
    xxh3_128(&bytes)
}

/// The identity of the content: every base field but the id and where the row was found. Each is hashed with its name
/// and length, so that no two different rows look alike; JSON is hashed with its keys sorted. The interaction is taken
/// apart and put together again, since its texts are long and need not be copied.
pub fn of_content(interaction: Interaction) -> Result<(u128, Interaction), String> {
    let mut cells = Vec::with_capacity(BASE_COLUMNS.len());
    interaction.into_cells(&mut cells);
    let mut hash = Xxh3::new();
    for (cell, column) in cells.iter().zip(BASE_COLUMNS) {
        let mut feed = |bytes: &[u8]| {
            hash.update(column.name.as_bytes());
            hash.update(&(bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        match cell {
            _ if NOT_CONTENT.contains(&column.name) => {}
            Cell::Null => {}
            Cell::Text(text) if JSON.contains(&column.name) => feed(sorted(text).as_bytes()),
            Cell::Text(text) => feed(text.as_bytes()),
            Cell::Word(word) => feed(word.as_bytes()),
            Cell::Bool(b) => feed(&[u8::from(*b)]),
            Cell::Int(i) | Cell::Time(i) => feed(&i.to_le_bytes()),
            Cell::Float(f) => feed(&f.to_bits().to_le_bytes()),
            Cell::Hash(h) => feed(&h.to_le_bytes()),
        }
    }
    let interaction = Interaction::from_cells(cells).map_err(|column| format!("{column}: lost while hashing"))?;
    Ok((hash.digest128(), interaction))
}

fn sorted(text: &str) -> String {
    json::parse_text(text).map_or_else(|| text.to_owned(), |value| json::to_text(&sort(value)))
}

fn sort(value: Value<'_>) -> Value<'_> {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(sort).collect()),
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries.into_iter().map(|(key, value)| (key, sort(value))).collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Map(entries)
        }
        other => other,
    }
}
