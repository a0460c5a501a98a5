//! What rows say about each other, once they are loaded, in any order and from any files: a call that is told twice is
//! folded into one, and remarks go to the calls they mean. Sources that are not settled yet are noted in the store, so
//! that a run which was stopped is made up for by the next.

mod fold;
mod meet;
mod scores;

use super::encode::Batch;
use super::store::Store;
use crate::error::Result;
use crate::interactions::{Cell, Interaction};

/// Interactions in memory at once.
const PAGE: usize = 10_000;

/// What became of remarks and repeated calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Calls that were folded into others.
    pub folded: u64,
    /// Remarks that found their calls.
    pub met: u64,
    /// Remarks whose calls are not known.
    pub waiting: u64,
}

/// Enriches interactions again.
type Redo<'r> = &'r mut dyn FnMut(Vec<Interaction>) -> Result<Vec<Batch>>;

impl Store {
    /// Settles what inputs brought since the last time, in one transaction. `filled` is as for [`Store::rewrite`]; `redo`
    /// enriches the calls that remarks added to.
    pub fn settle(
        &self,
        filled: &[(&str, &str)],
        mut redo: impl FnMut(Vec<Interaction>) -> Result<Vec<Batch>>,
    ) -> Result<Settled> {
        if self.number("SELECT count(*) FROM unsettled")? == 0 {
            return Ok(Settled::default());
        }
        self.transaction("settle", || {
            let folded = self.fold(filled)?;
            let met = self.meet(filled, &mut redo)?;
            self.list_scores()?;
            self.run("settle", "DELETE FROM unsettled;")?;
            let waiting = self.number("SELECT count(*) FROM remarks WHERE adds IS NOT NULL")?;
            Ok(Settled { folded, met, waiting })
        })
    }

    fn number(&self, sql: &str) -> Result<u64> {
        Ok(match self.query(sql)?.first().map(Vec::as_slice) {
            Some([Cell::Int(n)]) => *n as u64,
            _ => 0,
        })
    }
}
