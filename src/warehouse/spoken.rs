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
const STRETCH: i64 = 256;
const STRETCHES: i64 = SAMPLE as i64 / STRETCH;
/// Microseconds.
const DAY: i64 = 86_400_000_000;

impl Store {
    /// Interactions with a similarity, in the order of time (then of identity): all of them, or of more than [`SAMPLE`]
    /// stretches of 256 at equal distances. It is the same whatever the order in which they were loaded.
    pub fn spoken(&self) -> Result<Vec<Spoken>> {
        // How many each day has tells on which days a stretch lies: only those are put in order.
        let [days, counts] = self.whole_columns_of(
            "SELECT epoch_us(date_trunc('day', timestamp)), count(*) FROM interactions WHERE similarity IS NOT NULL \
             GROUP BY 1 ORDER BY 1",
        )?;
        let n: i64 = counts.iter().sum();
        let few = n <= SAMPLE as i64;
        let (step, length) = if few { (n.max(1), n) } else { ((n + STRETCHES - 1) / STRETCHES, STRETCH) };
        let mut out = Vec::with_capacity(SAMPLE);
        for start in (0..n).step_by(step as usize) {
            let end = (start + length).min(n);
            let (mut before, mut skipped) = (0, 0);
            let (mut from, mut to) = (i64::MIN, i64::MIN);
            for (day, count) in days.iter().zip(&counts) {
                if before <= start {
                    (from, skipped) = (*day, start - before);
                }
                if before < end {
                    to = day + DAY;
                }
                before += count;
            }
            let [numbers, times] = self.whole_columns_of(&format!(
                "SELECT rowid, epoch_us(timestamp) FROM interactions WHERE similarity IS NOT NULL \
                 AND timestamp >= make_timestamp({from}) AND timestamp < make_timestamp({to}) \
                 ORDER BY timestamp, identity LIMIT {} OFFSET {skipped}",
                end - start
            ))?;
            self.stretch(&numbers.into_iter().zip(times).collect::<Vec<_>>(), &mut out)?;
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
