//! A few thousand interactions of a store, spread over its time → numbers about two of their texts. The texts themselves
//! come out for nobody, so they need no mask.

use std::collections::HashMap;

use super::store::Store;
use crate::error::Result;
use crate::interactions::Cell;

/// A prompt and the response to it.
pub struct Spoken {
    prompt: String,
    response: String,
}

impl Spoken {
    /// `number` of the other's prompt and this response; `None` where the other's prompt is this one's, too.
    pub fn beside(&self, other: &Spoken, number: impl Fn(&str, &str) -> Option<f64>) -> Option<f64> {
        (self.prompt != other.prompt).then(|| number(&other.prompt, &self.response)).flatten()
    }
}

/// Most interactions of a sample.
pub const SAMPLE: usize = 4096;
/// Neighbours in time that are taken together: the engine unpacks texts of neighbours together, too.
const STRETCH: usize = 256;

impl Store {
    /// Interactions with a similarity, in the order of time (then of identity): all of them, or of more than [`SAMPLE`]
    /// stretches of 256 at equal distances. It is the same whatever the order in which they were loaded.
    pub fn spoken(&self) -> Result<Vec<Spoken>> {
        let stretches = SAMPLE / STRETCH;
        let places = self.query(&format!(
            "SELECT rowid, epoch_us(timestamp) FROM (SELECT rowid, timestamp, count(*) OVER () AS n, \
             row_number() OVER (ORDER BY timestamp, identity) - 1 AS place FROM interactions WHERE similarity IS NOT NULL) \
             WHERE n <= {SAMPLE} OR place % ((n + {stretches} - 1) // {stretches}) < {STRETCH} ORDER BY place"
        ))?;
        let whole = |cell: &Cell| if let Cell::Int(value) = cell { *value } else { 0 };
        let places: Vec<(i64, i64)> = places.iter().map(|row| (whole(&row[0]), whole(&row[1]))).collect();
        let mut out = Vec::with_capacity(places.len());
        for stretch in places.chunks(if places.len() < SAMPLE { SAMPLE } else { STRETCH }) {
            self.stretch(stretch, &mut out)?;
        }
        Ok(out)
    }

    fn stretch(&self, places: &[(i64, i64)], out: &mut Vec<Spoken>) -> Result<()> {
        let bounds =
            |values: &mut dyn Iterator<Item = i64>| values.fold((i64::MAX, i64::MIN), |b, v| (b.0.min(v), b.1.max(v)));
        let (low, high) = bounds(&mut places.iter().map(|place| place.0));
        let (from, to) = bounds(&mut places.iter().map(|place| place.1));
        let sql = format!(
            "SELECT rowid, prompt, response FROM interactions WHERE rowid BETWEEN {low} AND {high} AND similarity IS NOT NULL \
             AND timestamp BETWEEN make_timestamp({from}) AND make_timestamp({to})"
        );
        let mut found = HashMap::new();
        for row in self.rows(&sql, None)? {
            if let [Cell::Int(number), Cell::Text(prompt), Cell::Text(response)] =
                <[Cell; 3]>::try_from(row).unwrap_or([const { Cell::Null }; 3])
            {
                found.insert(number, Spoken { prompt, response });
            }
        }
        out.extend(places.iter().filter_map(|(number, _)| found.remove(number)));
        Ok(())
    }
}
