//! How good signals are, as rows: what was measured on labelled sets, and what a store's own labels say.

use super::chance;
use super::rows::{Row, count, share};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::{Calibration, Counted};
use crate::interactions::Cell;

/// Rows of a calibration plot: said, said again (the line on which points of a calibrated signal lie), found, the 95 %
/// Wilson interval of that, n.
pub fn calibration_rows(calibration: &Calibration) -> Vec<Row> {
    let row = |bin: &crate::evaluation::Bin| {
        let n = bin.n as u64;
        let [_, low, high] = share((bin.found * n as f64).round() as u64, n);
        Row(vec![Cell::Float(bin.said), Cell::Float(bin.said), Cell::Float(bin.found), low, high, count(n)])
    };
    calibration.bins.iter().map(row).collect()
}

/// A signal that stores hold beside labels of hallucination: its column, and whether a lower value is more suspicious.
pub struct Held(pub &'static str, pub bool);

/// Those that are compared with a store's own labels.
pub const HELD: &[Held] =
    &[Held("groundedness", true), Held("suspicion", false), Held("similarity", true), Held("complexity", false)];

/// Those that a store also has where an embedding model was in force.
const BY_MEANING: &[Held] = &[
    Held("semantic_groundedness", true),
    Held("semantic_support", true),
    Held("semantic_coverage", true),
    Held("semantic_similarity", true),
];

/// Those that this store has.
pub fn held(cube: &Cube<'_>) -> Result<Vec<&'static Held>> {
    let more: &[Held] = if cube.store().holds(chance::MODEL)? { BY_MEANING } else { &[] };
    Ok(HELD.iter().chain(more).collect())
}

/// A signal on the labelled interactions of a store.
pub struct Beside {
    /// How often each value stands beside each label; values are turned so that higher ones are more suspicious.
    pub counts: Vec<Counted>,
    /// Labelled interactions.
    pub labelled: u64,
    /// Those labelled hallucinated.
    pub hallucinated: u64,
    /// Those without a value.
    pub silent: u64,
}

/// Counts the values of a signal beside the labels of people that the log brought.
pub fn beside(cube: &Cube<'_>, signal: &Held) -> Result<Beside> {
    let Held(column, lower) = signal;
    // Signals are rounded to three decimals when they are made, so there are few values.
    let sql = format!(
        "SELECT {column}, count(*) FILTER (hallucination), count(*) FILTER (NOT hallucination) FROM interactions \
         WHERE hallucination IS NOT NULL GROUP BY 1 ORDER BY 1"
    );
    let mut out = Beside { counts: Vec::new(), labelled: 0, hallucinated: 0, silent: 0 };
    for row in cube.store().query(&sql)?.into_iter().map(Row) {
        let (hallucinated, sound) = (row.count(1), row.count(2));
        out.labelled += hallucinated + sound;
        out.hallucinated += hallucinated;
        match row.number(0) {
            Some(value) => {
                let value = if *lower { -value } else { value };
                out.counts.push(Counted { value, hallucinated, sound });
            }
            None => out.silent += hallucinated + sound,
        }
    }
    Ok(out)
}
