//! What makes an interaction the same as another one: its given id, else everything the log says about it. A 128-bit
//! hash (xxh3) out, stable across files, runs and the order of keys.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{Cell, Interaction};
use crate::records::{Value, json};

/// The identity of a given id.
pub fn of_id(id: &str) -> u128 {
    let mut bytes = Vec::with_capacity(3 + id.len());
    bytes.extend_from_slice(b"id\0");
    bytes.extend_from_slice(id.as_bytes());
    xxh3_128(&bytes)
}

/// The identity of the content: every base field but the id and where the row was found. Each is hashed with its place
/// and length, so that no two different rows look alike; JSON is hashed with its keys sorted.
pub fn of_content(interaction: &Interaction) -> u128 {
    let content = Interaction {
        id: String::new(),
        identity: 0,
        source_id: 0,
        source_line: 0,
        messages: interaction.messages.as_deref().map(sorted),
        metadata: interaction.metadata.as_deref().map(sorted),
        ..interaction.clone()
    };
    let mut cells = Vec::new();
    content.into_cells(&mut cells);
    let mut hash = Xxh3::new();
    for (place, cell) in cells.into_iter().enumerate() {
        let bytes = match cell {
            Cell::Null => continue,
            Cell::Bool(b) => vec![u8::from(b)],
            Cell::Int(i) | Cell::Time(i) => i.to_le_bytes().to_vec(),
            Cell::Float(f) => f.to_bits().to_le_bytes().to_vec(),
            Cell::Word(word) => word.as_bytes().to_vec(),
            Cell::Text(text) => text.into_bytes(),
            Cell::Hash(h) => h.to_le_bytes().to_vec(),
        };
        hash.update(&(place as u64).to_le_bytes());
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(&bytes);
    }
    hash.digest128()
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
