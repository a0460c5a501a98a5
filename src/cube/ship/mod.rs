//! The cube → one script, from which a browser answers every question of [`Ask`](super::Ask) by itself.
//!
//! A slice is a distinct provider, model, category, app and environment; a slot is a day, or an hour of the last days; a
//! cell is a slot of a slice that had requests. Sums are columns over cells; what is told by error type and histograms
//! are counts by cell and bin. Nothing is packed and compressed afterwards: each number is coded by what those before
//! it let expect, with exact integers in the unit that makes them smallest (all money in one unit, so that it adds up).
//!
//! 1,000,000 demo rows over 90 days (264 slices, 37,931 cells) come to 636,213 bytes after `gzip -9`. Of these, in bytes:
//!
//! - latency 156,300; time to first token 114,300; output speed 112,900; tokens by outcome 33,300, by label 7,900;
//!   complexity 5,200; error types 3,300;
//! - input tokens 46,300; output tokens 42,900; requests 24,900; money 21,800 (prices of tokens are found in the data, so
//!   what follows from them is free); reasoning 8,800; first tokens 8,800; cached requests and tokens 11,200; labels 9,600;
//!   feedback 12,900; successes 4,600; the other columns next to nothing; names, measures and slices 5,200.
//!
//! Tried: the multiset entropy of each slice's bins, a bound for coders that know each slice's shares beforehand, is 148,000
//! bytes for latency, 109,000 for the first token and 108,000 for speed, so little is left to gain. Runs of eight bins
//! of which little is expected are told empty by one bit: as small, and 9.1 instead of 14 million bits to read. Columns
//! that equal a sum of others everywhere are not coded at all. Digits of six bits as letters make base64 and inflating unnecessary, and gzip
//! brings them back to six bits.

mod bins;
mod coder;
mod number;
mod plan;
mod prices;
mod shape;
mod sums;
mod table;

use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

use self::coder::{Coder, Encoder};
use self::table::Table;
use super::{Cube, HISTOGRAMS, MEASURES, SLICE};
use crate::error::{OrFail, Result};

/// Where the script lies in a site.
pub const PATH: &str = "assets/cube.js";

/// The script: `llmobs.cube.receive(what it is about, the numbers as text);`. The same store, zone and day give the same bytes.
pub fn script(cube: &Cube<'_>) -> Result<Vec<u8>> {
    let mut table = shape::shape(&cube.held);
    let mut encoder = Encoder::default();
    code(&mut encoder, &mut table);
    let hour = |time: NaiveDateTime| time.format("%Y-%m-%dT%H").to_string();
    let held = &cube.held;
    let names: Map<String, Value> = SLICE
        .iter()
        .zip(&held.names)
        .chain([(&"error_type", &held.errors)])
        .map(|(dim, names)| (dim.to_string(), json!(names)))
        .collect();
    let steps: Vec<i64> =
        table.slots.iter().scan(0, |last, slot| Some(slot - std::mem::replace(last, *slot))).collect();
    let about = json!({
        "first": cube.hours.map(|hours| hour(hours.0)),
        "last": cube.hours.map(|hours| hour(hours.1)),
        "hours_from": hour(cube.hours_from),
        "dims": names,
        "measures": by_id(MEASURES.iter().map(|m| (m.id, m)))?,
        "histograms": by_id(HISTOGRAMS.iter().map(|h| (h.id, h)))?,
        "steps": steps,
        "first_hour": table.first_hour,
        "slices": held.slices,
        "groups": table.groups,
        "columns": table.columns,
        "bins": table.bins,
    });
    let script = format!("llmobs.cube.receive({}, \"{}\");\n", inert(&about.to_string()), encoder.finish());
    Ok(script.into_bytes())
}

/// Everything, in the order in which it is read.
fn code<C: Coder>(coder: &mut C, table: &mut Table) {
    sums::traffic(coder, table);
    (1..table.columns.len()).for_each(|place| sums::column(coder, table, place));
    (0..table.bins.len()).for_each(|place| bins::histogram(coder, table, place));
}

fn by_id<'a, T: serde::Serialize + 'a>(all: impl Iterator<Item = (&'a str, &'a T)>) -> Result<Value> {
    let value =
        |(id, one)| Ok((String::from(id), serde_json::to_value(one).or_fail(|| format!("cannot write {id} as JSON"))?));
    all.map(value).collect::<Result<Map<_, _>>>().map(Value::Object)
}

/// JSON that stays one JavaScript expression wherever it is put: `<` can open no tag, line separators end no line.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
