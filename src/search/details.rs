//! Documents → details: every column that is not NULL, of as many documents as make a few megabytes.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, SecondsFormat};
use serde::de::IgnoredAny;

use super::document::{Document, Layout, Value};
use crate::interactions::Kind;

/// Texts of so many bytes are stored once a file.
const LONG: usize = 64;

/// Bytes of text that a file is to hold at most, but for one document with more: 4 MB, and 8 where a segment has a million
/// documents, so that there are not too many files.
pub fn most(documents: u64) -> usize {
    (documents as usize).saturating_mul(8).clamp(4 << 20, 8 << 20)
}

/// A few neighbours → how they are dealt into files: evenly, with about `most` bytes at most.
pub fn deal(sizes: &[usize], most: usize) -> Vec<Range<usize>> {
    let sum: usize = sizes.iter().sum();
    let share = sum.div_ceil(sum.div_ceil(most).max(1)).max(1);
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

/// The file of these documents, as JSON: `{"texts": […], "columns": {name: […]}, "rows": [{…}]}`.
///
/// What is short stands column by column, where like deflates with like. Long texts stand row by row, since a prompt is
/// often told again in the messages beside it. A long text that is there several times is `{"t": its place in texts}`.
pub fn file(documents: &[Document<'_>], layout: &Layout) -> Vec<u8> {
    let mut texts = Texts::new(documents);
    let (short, long): (Vec<usize>, Vec<usize>) =
        (0..layout.columns().len()).partition(|place| layout.columns()[*place].kind != Kind::LongText);
    let mut body = Vec::new();
    for place in short {
        if documents.iter().all(|document| document.values()[place] == Value::Null) {
            continue;
        }
        let name = layout.columns()[place].name;
        body.extend_from_slice(if body.is_empty() { b"" } else { b"," });
        string(name, &mut body);
        body.push(b':');
        list(documents, &mut body, |document, body| write(&document.values()[place], name, &mut texts, body));
    }
    body.extend_from_slice(b"},\"rows\":");
    list(documents, &mut body, |document, body| {
        body.push(b'{');
        for place in long.iter().filter(|place| document.values()[**place] != Value::Null) {
            let name = layout.columns()[*place].name;
            body.extend_from_slice(if body.ends_with(b"{") { b"" } else { b"," });
            string(name, body);
            body.push(b':');
            write(&document.values()[*place], name, &mut texts, body);
        }
        body.push(b'}');
    });
    let mut json = b"{\"texts\":".to_vec();
    list(&texts.listed, &mut json, |text, json| string(text, json));
    json.extend_from_slice(b",\"columns\":{");
    json.append(&mut body);
    json.push(b'}');
    json
}

/// A JSON list of all that `write` writes.
fn list<T>(items: &[T], out: &mut Vec<u8>, mut write: impl FnMut(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

/// Texts that a file has several times.
struct Texts<'d> {
    /// All of them, and the place of each that was met.
    places: HashMap<&'d str, Option<usize>>,
    /// Those that were met, by their places.
    listed: Vec<&'d str>,
}

impl<'d> Texts<'d> {
    fn new(documents: &'d [Document<'_>]) -> Self {
        let mut seen: HashMap<&str, u32> = HashMap::new();
        for text in documents.iter().flat_map(|document| document.values()).filter_map(long) {
            *seen.entry(text).or_default() += 1;
        }
        let several = seen.into_iter().filter(|(_, times)| *times > 1);
        Self { places: several.map(|(text, _)| (text, None)).collect(), listed: Vec::new() }
    }

    /// The place of a text that is there several times.
    fn place(&mut self, text: &str) -> Option<usize> {
        let (text, _) = self.places.get_key_value(text)?;
        let text = *text;
        let place = self.places.get_mut(text)?;
        if place.is_none() {
            *place = Some(self.listed.len());
            self.listed.push(text);
        }
        *place
    }
}

/// The column that holds JSON and is handed on as such.
const SCORES: &str = "scores";

fn long<'d>(value: &'d Value<'_>) -> Option<&'d str> {
    if let Value::Text(text) = value { Some(text.as_ref()).filter(|text| text.len() >= LONG) } else { None }
}

fn write(value: &Value<'_>, column: &str, texts: &mut Texts<'_>, out: &mut Vec<u8>) {
    if let Some(place) = long(value).filter(|_| column != SCORES).and_then(|text| texts.place(text)) {
        return out.extend_from_slice(format!("{{\"t\":{place}}}").as_bytes());
    }
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
        let deal = |sizes: &[usize]| deal(sizes, most(0));
        assert!(deal(&[]).is_empty());
        assert_eq!(deal(&[1, 2, 3]).first(), Some(&(0..3)));
        assert_eq!(deal(&[mb(1); 6]), [0..3, 3..6]);
        assert_eq!(deal(&[mb(9), 1, 1]), [0..1, 1..3]);
        assert_eq!([0, 100_000, 1_000_000, 9_000_000].map(most), [mb(4), mb(4), 8_000_000, mb(8)]);
    }

    #[test]
    fn times_are_as_exact_as_they_are() {
        assert_eq!(instant(1_793_491_200_000_000), "2026-11-01T00:00:00Z");
        assert_eq!(instant(1_793_491_200_001_000), "2026-11-01T00:00:00.001Z");
        assert_eq!(instant(-1), "1969-12-31T23:59:59.999999Z");
    }
}
