//! Batches of one input → the store: duplicates dropped, rejects kept, touched hours noted. Inside one transaction.

use std::collections::{BTreeSet, HashSet};

use duckdb::Appender;
use duckdb::arrow::array::BooleanArray;
use duckdb::arrow::compute::filter_record_batch;

use super::encode::Batch;
use super::failure::explain;
use super::store::Store;
use crate::error::{OrFail, Reject, Result};

/// Rows after which the appender hands over to the table. It would hold 204,800 by itself: 400 MB of chats.
const FLUSH_EVERY: usize = 20_480;
/// Microseconds in an hour.
const HOUR: i64 = 3_600_000_000;

/// What one input brought so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// New interactions.
    pub loaded: u64,
    /// Interactions that the store (or this input, further up) already had.
    pub duplicates: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// Earliest and latest start time among the new ones, µs.
    pub span: Option<(i64, i64)>,
}

/// The writing end of an ingest; lives inside [`Store::transaction`].
pub struct Load<'s> {
    store: &'s Store,
    interactions: Appender<'s>,
    rejects: Appender<'s>,
    /// Names this input in the table of rejects.
    ingest_id: i64,
    path: String,
    unflushed: usize,
    hours: BTreeSet<i64>,
    /// Identity of the last row, when it was good and new.
    last: Option<u128>,
    /// Counts so far.
    pub so_far: Loaded,
}

impl<'s> Load<'s> {
    /// Opens the tables for appending; rejects are filed under `ingest_id` and `path`.
    pub fn new(store: &'s Store, ingest_id: i64, path: &str) -> Result<Self> {
        let names: Vec<&str> = store.columns.iter().map(|c| c.name).collect();
        let appender = |table: &str| store.engine.appender_to_catalog_and_db(table, "store", "main");
        // With threads of its own the engine runs every flush on one of them while this one spins, waiting for it.
        store.run("prepare", "SET threads = 1;")?;
        let fail = |e: duckdb::Error| explain("append to", &store.path, &e);
        Ok(Self {
            interactions: store
                .engine
                .appender_with_columns_to_catalog_and_db("interactions", "store", "main", &names)
                .map_err(fail)?,
            rejects: appender("rejects").map_err(fail)?,
            store,
            ingest_id,
            path: path.to_string(),
            unflushed: 0,
            hours: BTreeSet::new(),
            last: None,
            so_far: Loaded::default(),
        })
    }

    /// Appends the rows whose identity is not in `seen`, and adds those to it.
    pub fn append(&mut self, batch: Batch, seen: &mut HashSet<u128>) -> Result<()> {
        let Batch { columns, identities, times } = batch;
        let fresh: Vec<bool> = identities.iter().map(|identity| seen.insert(*identity)).collect();
        let loaded = fresh.iter().filter(|f| **f).count();
        if let Some((identity, fresh)) = identities.last().zip(fresh.last()) {
            self.last = fresh.then_some(*identity);
        }
        self.so_far.loaded += loaded as u64;
        self.so_far.duplicates += (fresh.len() - loaded) as u64;
        for (time, _) in times.iter().zip(&fresh).filter(|(_, fresh)| **fresh) {
            self.hours.insert(time.div_euclid(HOUR));
            let (first, last) = self.so_far.span.get_or_insert((*time, *time));
            (*first, *last) = ((*first).min(*time), (*last).max(*time));
        }
        let columns = if loaded == fresh.len() {
            columns
        } else {
            filter_record_batch(&columns, &BooleanArray::from(fresh))
                .or_fail(|| "cannot drop the duplicates of a batch".into())?
        };
        let fail = |e: duckdb::Error| explain("append to", &self.store.path, &e);
        self.interactions.append_record_batch(columns).map_err(fail)?;
        self.unflushed += loaded;
        if self.unflushed >= FLUSH_EVERY {
            self.interactions.flush().map_err(fail)?;
            self.unflushed = 0;
        }
        Ok(())
    }

    /// Keeps one bad row.
    pub fn reject(&mut self, reject: &Reject) -> Result<()> {
        self.so_far.rejected += 1;
        // The row before it is whole: when the file grows, only this one is read again.
        self.last = None;
        self.rejects
            .append_row(duckdb::params![self.ingest_id, self.path, reject.line as i64, reject.reason])
            .map_err(|e| explain("append to", &self.store.path, &e))
    }

    /// The identity of the last row, unless it was a duplicate or a reject.
    pub fn last_loaded(&self) -> Option<u128> {
        self.last
    }

    /// Flushes (rows may fail only now) and notes the hours whose rollup is out of date.
    pub fn finish(mut self) -> Result<Loaded> {
        let fail = |e: duckdb::Error| explain("append to", &self.store.path, &e);
        self.interactions.flush().map_err(fail)?;
        self.rejects.flush().map_err(fail)?;
        self.store.run("prepare", &format!("SET threads = {};", self.store.threads))?;
        let touched: Vec<String> = self.hours.iter().map(|h| format!("(make_timestamp({}))", h * HOUR)).collect();
        for some in touched.chunks(2000) {
            self.store.run("note touched hours in", &format!("INSERT INTO touched VALUES {};", some.join(",")))?;
        }
        Ok(self.so_far)
    }
}
