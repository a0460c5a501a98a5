//! A template with slots in, a list of pieces out.
//!
//! Slots stand in ‹ ›, which prose and code leave free:
//!
//! | slot | gives |
//! |---|---|
//! | `‹product.name›` | a column of one row of a table; the same row wherever the text says `product` |
//! | `‹product2.name›` | the same for a second row |
//! | `‹n:3-40›` | a whole number, the same wherever the text says `n`; `‹n›` says it again |
//! | `‹:3-40›` | a whole number, another one each time |
//! | `‹=a*n+2›` | arithmetic on numbers already named, from left to right (`/` rounds down) |
//! | `‹@pool›` | an item of a pool, itself a template |
//! | `‹@pool 2-4›` | several different ones, one a line; `‹#pool 2-4›` numbers them, `‹-pool 2-4›` makes a bullet list |

use std::collections::BTreeMap;

use crate::error::{Error, Result};

/// A part of a template.
#[derive(Debug)]
pub enum Piece {
    /// Text as it is.
    Text(Box<str>),
    /// A cell of the row that `slot` is bound to.
    Cell {
        /// Which binding.
        slot: usize,
        /// Which table.
        table: usize,
        /// Which column of it.
        column: usize,
    },
    /// A number in a range, bound to `slot` if there is one.
    Number {
        /// Which binding.
        slot: Option<usize>,
        /// Smallest.
        low: i64,
        /// Largest.
        high: i64,
    },
    /// Arithmetic from left to right.
    Sum(Vec<(char, Term)>),
    /// Some items of a pool.
    Pool {
        /// Which pool.
        pool: usize,
        /// How each line starts: `@` plain, `#` numbered, `-` bullet.
        mark: char,
        /// At least so many.
        low: usize,
        /// At most so many.
        high: usize,
    },
}

/// An operand.
#[derive(Debug)]
pub enum Term {
    /// The number bound to a slot.
    Slot(usize),
    /// A number.
    Number(i64),
}

/// A parsed template.
pub type Template = Vec<Piece>;

/// What templates may refer to, by name; slots are added as templates name them.
#[derive(Debug, Default)]
pub struct Names {
    /// Tables: place, and their columns in order.
    pub tables: BTreeMap<String, (usize, Vec<String>)>,
    /// Pools.
    pub pools: BTreeMap<String, usize>,
    /// Bindings.
    pub slots: BTreeMap<String, usize>,
}

impl Names {
    fn slot(&mut self, name: &str) -> usize {
        let next = self.slots.len();
        *self.slots.entry(name.to_string()).or_insert(next)
    }

    /// Parses a template; the error names the slot that makes no sense.
    pub fn template(&mut self, text: &str) -> Result<Template> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('‹') {
            if !before.is_empty() {
                pieces.push(Piece::Text(before.into()));
            }
            let (slot, after) =
                after.split_once('›').ok_or_else(|| Error::new(format!("a slot is not closed in: {text}")))?;
            let piece = self.piece(slot).ok_or_else(|| Error::new(format!("unknown slot ‹{slot}› in: {text}")))?;
            pieces.push(piece);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.into()));
        }
        Ok(pieces)
    }

    fn piece(&mut self, slot: &str) -> Option<Piece> {
        if let Some(expression) = slot.strip_prefix('=') {
            return self.sum(expression).map(Piece::Sum);
        }
        if let Some(mark) = slot.chars().next().filter(|mark| "@#-".contains(*mark)) {
            let (name, count) = slot[1..].split_once(' ').unwrap_or((&slot[1..], "1-1"));
            let (low, high) = count.split_once('-')?;
            return Some(Piece::Pool {
                pool: *self.pools.get(name)?,
                mark,
                low: low.parse().ok()?,
                high: high.parse().ok()?,
            });
        }
        if let Some((name, range)) = slot.split_once(':') {
            let (low, high) = range.split_once('-')?;
            let slot = (!name.is_empty()).then(|| self.slot(name));
            return Some(Piece::Number { slot, low: low.parse().ok()?, high: high.parse().ok()? });
        }
        let (name, column) = slot.split_once('.').unwrap_or((slot, ""));
        match self.tables.get(name.trim_end_matches(|c: char| c.is_ascii_digit())) {
            Some((table, columns)) => {
                let (table, column) = (*table, columns.iter().position(|known| known == column)?);
                Some(Piece::Cell { slot: self.slot(name), table, column })
            }
            None => Some(Piece::Sum(vec![('+', Term::Slot(*self.slots.get(slot)?))])),
        }
    }

    fn sum(&mut self, expression: &str) -> Option<Vec<(char, Term)>> {
        let mut terms = Vec::new();
        let mut sign = '+';
        let mut rest = expression;
        loop {
            let end = rest.find(|c| "+-*/".contains(c));
            let word = &rest[..end.unwrap_or(rest.len())];
            let term = match word.parse() {
                Ok(number) => Term::Number(number),
                Err(_) => Term::Slot(*self.slots.get(word)?),
            };
            terms.push((sign, term));
            let Some(end) = end else { return Some(terms) };
            sign = rest[end..].chars().next()?;
            rest = &rest[end + 1..];
        }
    }
}
