//! Documents → cards: what a row of results shows, column by column, of [`ROWS`] documents a file.

use serde_json::{Map, Value as Json, json};

use super::columns::Tables;
use super::document::{Document, Layout};
use super::planes::NO_NAME;

/// Documents of a file.
pub const ROWS: usize = 1024;
/// Characters of the prompt.
const PREVIEW: usize = 200;
/// Columns of the index whose numbers are shown.
const NUMBERS: [&str; 2] = ["latency", "cost"];
/// Columns of the store whose numbers are shown.
const COUNTS: [&str; 2] = ["input_tokens", "output_tokens"];
/// Columns of the store that say whether those are estimates.
const ESTIMATES: [&str; 2] = ["input_tokens_estimated", "output_tokens_estimated"];

/// Makes the cards of one file after the other.
pub struct Cards<'t> {
    tables: &'t Tables,
    numbers: Vec<(&'static str, Option<usize>)>,
    timestamp: Option<usize>,
    prompt: Option<usize>,
    counts: Vec<(&'static str, Option<usize>)>,
    estimates: Vec<usize>,
    last: i64,
    columns: Map<String, Json>,
}

impl<'t> Cards<'t> {
    /// For a store of this layout.
    pub fn new(layout: &Layout, tables: &'t Tables) -> Self {
        let shown = |name: &'static str| (name, tables.numbers.iter().position(|(row, _)| row.name == name));
        Self {
            tables,
            numbers: NUMBERS.map(shown).to_vec(),
            timestamp: layout.place("timestamp"),
            prompt: layout.place("prompt"),
            counts: COUNTS.iter().map(|name| (*name, layout.place(name))).collect(),
            estimates: ESTIMATES.iter().filter_map(|name| layout.place(name)).collect(),
            last: 0,
            columns: Map::new(),
        }
    }

    /// Adds a document; its names as places in their dictionaries, its numbers as the tables have them.
    pub fn add(&mut self, document: &Document<'_>, names: &[u32], numbers: &[f64]) {
        let time = self.timestamp.and_then(|place| document.time(place)).unwrap_or(0).div_euclid(1000);
        let step = time - self.last;
        self.last = time;
        self.push("time", json!(step));
        for ((row, _), place) in self.tables.names.iter().zip(names) {
            self.push(row.name, json!(Some(*place).filter(|place| *place != NO_NAME)));
        }
        for at in 0..self.numbers.len() {
            let (name, place) = self.numbers[at];
            let number = place.map(|place| numbers[place]).filter(|number| !number.is_nan());
            self.push(name, number.map_or(Json::Null, whole));
        }
        for at in 0..self.counts.len() {
            let (name, place) = self.counts[at];
            let number = place.and_then(|place| document.number(place));
            self.push(name, number.map_or(Json::Null, whole));
        }
        let estimated = self.estimates.iter().any(|place| document.yes(*place) == Some(true));
        self.push("estimated", json!(u8::from(estimated)));
        let prompt = self.prompt.and_then(|place| document.text(place));
        self.push("prompt", json!(prompt.map(preview)));
    }

    fn push(&mut self, name: &str, value: Json) {
        match self.columns.get_mut(name) {
            Some(Json::Array(column)) => column.push(value),
            _ => drop(self.columns.insert(name.to_owned(), Json::Array(vec![value]))),
        }
    }

    /// The file of what was added since the last one.
    pub fn take(&mut self) -> Vec<u8> {
        self.last = 0;
        Json::Object(std::mem::take(&mut self.columns)).to_string().into_bytes()
    }
}

/// A number as JavaScript writes it: without `.0`.
pub fn whole(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) }
}

/// The first characters of a text, blanks and ends of lines as one blank.
fn preview(text: &str) -> String {
    let mut out = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        if count > 0 && count < PREVIEW {
            out.push(' ');
            count += 1;
        }
        for c in word.chars().take(PREVIEW - count.min(PREVIEW)) {
            out.push(c);
            count += 1;
        }
        if count >= PREVIEW {
            break;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previews_are_short_and_on_one_line() {
        assert_eq!(preview("  a\n\n b\tc  "), "a b c");
        assert_eq!(preview(&"ä ".repeat(300)).chars().count(), 199);
        assert_eq!(preview(&"x".repeat(300)).len(), 200);
        assert_eq!(preview(" \n"), "");
    }
}
