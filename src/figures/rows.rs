//! A row of a rollup, with readers that never panic: a wrong type reads as unknown. And cells to make rows of.

use serde_json::Value;

use super::stats::wilson;
use crate::interactions::Cell;
use crate::privacy::Mask;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub Vec<Cell>);

impl Row {
    /// A text; [`UNNAMED`] when the store has none.
    pub fn text(&self, at: usize) -> &str {
        match self.0.get(at) {
            Some(Cell::Text(text)) => text,
            Some(Cell::Word(word)) => word,
            _ => UNNAMED,
        }
    }

    /// A number, `None` when unknown.
    pub fn number(&self, at: usize) -> Option<f64> {
        match self.0.get(at) {
            Some(Cell::Float(v)) => Some(*v),
            Some(Cell::Int(v)) => Some(*v as f64),
            _ => None,
        }
    }

    /// A count; 0 when there is none.
    pub fn count(&self, at: usize) -> u64 {
        self.number(at).map_or(0, |v| v.max(0.0) as u64)
    }

    /// A whole number; 0 when there is none.
    pub fn int(&self, at: usize) -> i64 {
        if let Some(Cell::Int(v)) = self.0.get(at) { *v } else { 0 }
    }

    /// Multiplies a number; what is none stays.
    pub fn scale(&mut self, at: usize, by: f64) {
        if let Some(value) = self.number(at) {
            self.0[at] = Cell::Float(value * by);
        }
    }

    /// Hands every text through the mask, as a name.
    pub fn pass(&mut self, mask: &Mask) {
        for cell in &mut self.0 {
            if let Cell::Text(text) = cell {
                *cell = mask.figure("name", std::mem::take(text)).map_or(Cell::Null, Cell::Text);
            }
        }
    }

    /// Cuts a long text.
    pub fn shorten(&mut self, at: usize) {
        if let Some(Cell::Text(text)) = self.0.get_mut(at)
            && let Some((end, _)) = text.char_indices().nth(SHOWN)
        {
            text.truncate(end);
            text.push('…');
        }
    }

    /// The row as JSON, for the table and the CSV.
    pub fn json(&self) -> Vec<Value> {
        self.0
            .iter()
            .map(|cell| match cell {
                Cell::Bool(v) => Value::from(*v),
                Cell::Int(v) | Cell::Time(v) => Value::from(*v),
                Cell::Float(v) => Value::from(*v),
                Cell::Word(v) => Value::from(*v),
                Cell::Text(v) => Value::from(v.as_str()),
                Cell::Null | Cell::Hash(_) => Value::Null,
            })
            .collect()
    }
}

/// A number, or none.
pub fn float(value: Option<f64>) -> Cell {
    value.map_or(Cell::Null, Cell::Float)
}

/// A count.
pub fn count(n: u64) -> Cell {
    Cell::Int(n as i64)
}

/// The share of `hits` in `n` with its 95 % Wilson interval; none of them for n = 0.
pub fn share(hits: u64, n: u64) -> [Cell; 3] {
    let (low, high) = wilson(hits, n).unzip();
    [(n > 0).then(|| hits as f64 / n as f64), low, high].map(float)
}

/// Characters of a long text that a table shows.
const SHOWN: usize = 80;

/// Name of the group whose name the log does not give.
pub const UNNAMED: &str = "(not logged)";
