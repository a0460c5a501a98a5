//! Documents → details: every column that is not NULL, of as many documents as make a few megabytes.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, SecondsFormat};
use serde::de::IgnoredAny;

use super::document::{Document, Layout, Value};

/// Texts of so many bytes are stored once a file.
const LONG: usize = 64;
/// Bytes of text that a file is to hold at most, but for one document with more.
const MOST: usize = 4 << 20;

/// A few neighbours → how they are dealt into files: evenly, so that no file has more than [`MOST`].
pub fn deal(sizes: &[usize]) -> Vec<Range<usize>> {
    let sum: usize = sizes.iter().sum();
    let share = sum.div_ceil(sum.div_ceil(MOST).max(1)).max(1);
    let (mut files, mut start, mut held) = (Vec::new(), 0, 0);
    for (at, size) in sizes.iter().enumerate() {
        if at > start && held + size / 2 > share {
            files.push(start..at);
            (start, held) = (at, 0);
        }
        held += size;
    }
    if start < sizes.len() {
        files.push(start..sizes.len());
    }
    files
}

/// Bytes of the texts of a document.
pub fn size(document: &Document<'_>) -> usize {
    document.values().iter().map(|value| if let Value::Text(text) = value { text.len() } else { 0 }).sum()
}

/// The file of these documents, as JSON: `{"texts": […], "rows": […]}`.
pub fn file(documents: &[Document<'_>], layout: &Layout) -> Vec<u8> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for text in documents.iter().flat_map(|document| document.values()).filter_map(long) {
        *seen.entry(text).or_default() += 1;
    }
    seen.retain(|_, times| *times > 1);
    let mut texts = Vec::new();
    let mut places = HashMap::new();
    let mut rows = Vec::new();
    for document in documents {
        rows.extend_from_slice(if rows.is_empty() { b"{" } else { b",{" });
        let mut first = true;
        for (value, column) in document.values().iter().zip(layout.columns()).filter(|(v, _)| **v != Value::Null) {
            if !std::mem::take(&mut first) {
                rows.push(b',');
            }
            string(column.name, &mut rows);
            rows.push(b':');
            match long(value).filter(|text| column.name != SCORES && seen.contains_key(text)) {
                Some(text) => {
                    let place = *places.entry(text).or_insert_with(|| {
                        texts.push(text);
                        texts.len() - 1
                    });
                    rows.extend_from_slice(format!("{{\"t\":{place}}}").as_bytes());
                }
                None => write(value, column.name, &mut rows),
            }
        }
        rows.push(b'}');
    }
    let mut json = b"{\"texts\":[".to_vec();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            json.push(b',');
        }
        string(text, &mut json);
    }
    json.extend_from_slice(b"],\"rows\":[");
    json.append(&mut rows);
    json.extend_from_slice(b"]}");
    json
}

/// The column that holds JSON and is handed on as such.
const SCORES: &str = "scores";

fn long<'d>(value: &'d Value<'_>) -> Option<&'d str> {
    if let Value::Text(text) = value { Some(text.as_ref()).filter(|text| text.len() >= LONG) } else { None }
}

fn write(value: &Value<'_>, column: &str, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        Value::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Value::Float(number) => out.extend_from_slice(super::cards::whole(*number).to_string().as_bytes()),
        Value::Time(micros) => string(&instant(*micros), out),
        Value::Hash(hash) => string(&format!("{hash:032x}"), out),
        Value::Text(text) if column == SCORES && serde_json::from_str::<IgnoredAny>(text).is_ok() => {
            out.extend_from_slice(text.as_bytes());
        }
        Value::Text(text) => string(text, out),
    }
}

/// RFC 3339, UTC, with as many decimals as there are.
pub fn instant(micros: i64) -> String {
    let time = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn string(text: &str, out: &mut Vec<u8>) {
    // Writing a text into memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_dealt_evenly() {
        let mb = |n: usize| n << 20;
        assert_eq!(deal(&[]), []);
        assert_eq!(deal(&[1, 2, 3]), [0..3]);
        assert_eq!(deal(&[mb(1); 6]), [0..3, 3..6]);
        assert_eq!(deal(&[mb(9), 1, 1]), [0..1, 1..3]);
    }

    #[test]
    fn times_are_as_exact_as_they_are() {
        assert_eq!(instant(1_793_491_200_000_000), "2026-11-01T00:00:00Z");
        assert_eq!(instant(1_793_491_200_001_000), "2026-11-01T00:00:00.001Z");
        assert_eq!(instant(-1), "1969-12-31T23:59:59.999999Z");
    }
}
