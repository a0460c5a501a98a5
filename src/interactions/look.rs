//! A source in; what its first rows are understood as out, without a store: calls and what they have, remarks, rows that
//! are passed over, and rejects with their reasons.

use std::collections::BTreeMap;

use super::{BASE_COLUMNS, Cell, Enrichments, Remark, understand, understand_remark};
use crate::error::{Error, Reject, Result};
use crate::records::{Found, Source};

/// Calls and remarks that are kept to be shown.
const SHOWN: usize = 2;
/// Rejects that are kept to be shown.
const REASONS: usize = 5;

/// What the first rows are.
#[derive(Debug, Default)]
pub struct Look {
    /// How many are calls.
    pub calls: u64,
    /// How many of the calls have each of [`BASE_COLUMNS`].
    pub filled: Vec<u64>,
    /// The first calls, with the cells of [`Enrichments::all_columns`].
    pub first_calls: Vec<Vec<Cell>>,
    /// How many are remarks about calls that are told elsewhere.
    pub remarks: u64,
    /// The first of them.
    pub first_remarks: Vec<Remark>,
    /// How many are neither, by what they are called.
    pub others: BTreeMap<&'static str, u64>,
    /// How many cannot be read.
    pub rejected: u64,
    /// The first of them.
    pub first_rejects: Vec<Reject>,
    /// Whether these are all rows there are.
    pub whole: bool,
    /// Why the rest cannot be read, where that is so.
    pub broken: Option<Error>,
}

impl Look {
    /// Looks at about the first `most` rows of `source`.
    pub fn at(source: &mut Source, enrichments: &Enrichments, most: u64) -> Self {
        let mut look = Self { filled: vec![0; BASE_COLUMNS.len()], ..Self::default() };
        let decoder = source.decoder();
        while look.found() < most {
            match source.next_chunk() {
                Ok(Some(chunk)) => decoder.decode(&chunk, &mut |found| look.take(found, enrichments)),
                Ok(None) => {
                    look.whole = true;
                    break;
                }
                Err(error) => {
                    look.broken = Some(error);
                    break;
                }
            }
        }
        decoder.finish(&mut |found| look.take(found, enrichments));
        look
    }

    /// What was found.
    pub fn found(&self) -> u64 {
        self.calls + self.remarks + self.rejected + self.others.values().sum::<u64>()
    }

    fn take(&mut self, found: Result<Found<'_>, Reject>, enrichments: &Enrichments) {
        if let Err(reject) = found.and_then(|found| self.understand(found, enrichments)) {
            self.rejected += 1;
            if self.first_rejects.len() < REASONS {
                self.first_rejects.push(reject);
            }
        }
    }

    fn understand(&mut self, found: Found<'_>, enrichments: &Enrichments) -> Result<(), Reject> {
        match found {
            Found::Call(record) => {
                let mut call = understand(record, 0)?;
                let mut cells = Vec::new();
                call.clone().into_cells(&mut cells);
                for (filled, cell) in self.filled.iter_mut().zip(&cells) {
                    *filled += u64::from(*cell != Cell::Null);
                }
                self.calls += 1;
                if self.first_calls.len() < SHOWN {
                    let added = enrichments.run(&mut call);
                    let mut cells = Vec::new();
                    call.into_cells(&mut cells);
                    cells.extend(added);
                    self.first_calls.push(cells);
                }
            }
            Found::Remark(record) => {
                let remark = understand_remark(record, 0)?;
                self.remarks += 1;
                if self.first_remarks.len() < SHOWN {
                    self.first_remarks.push(remark);
                }
            }
            Found::Other(what) => *self.others.entry(what).or_default() += 1,
        }
        Ok(())
    }
}
