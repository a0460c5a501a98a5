//! Batches of one input → the store: duplicates dropped, rejects and remarks kept, touched hours noted. Inside one
//! transaction.

use std::collections::{BTreeMap, BTreeSet};

use duckdb::arrow::array::BooleanArray;
use duckdb::arrow::compute::filter_record_batch;

use super::encode::{Batch, schema};
use super::failure::explain;
use super::feed::{self, Units};
use super::ledger::uuid;
use super::seen::Seen;
use super::spool::Spool;
use super::store::{ROW_GROUP, Store};
use crate::error::{Error, OrFail, Reject, Result};
use crate::interactions::Remark;

/// Microseconds in an hour.
const HOUR: i64 = 3_600_000_000;

/// What one input brought so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// New interactions.
    pub loaded: u64,
    /// Interactions and remarks that the store (or this input, further up) already had.
    pub duplicates: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// New remarks about calls that are told elsewhere.
    pub remarks: u64,
    /// What is neither a call nor about one: how many of each kind.
    pub others: BTreeMap<&'static str, u64>,
    /// Earliest and latest start time among the new ones, µs.
    pub span: Option<(i64, i64)>,
    /// Identity of the last row, when it was good and new.
    pub last: Option<u128>,
}

impl Loaded {
    /// What is neither a call nor about one.
    pub fn passed_over(&self) -> u64 {
        self.others.values().sum()
    }

    /// Everything that was found in the input.
    pub fn read(&self) -> u64 {
        self.loaded + self.duplicates + self.rejected + self.remarks + self.passed_over()
    }
}

/// The writing end of an ingest, for the thread that reads.
pub struct Load<'l> {
    units: Units,
    seen: &'l mut Seen,
    rejects: Vec<Reject>,
    remarks: Spool,
    hours: BTreeSet<i64>,
    counts: Loaded,
}

impl Store {
    /// Loads what `produce` gives to [`Load`]; rejects are filed under `ingest_id` and `path`. `produce` runs on a
    /// thread of its own while the engine writes. Call this inside [`Store::transaction`].
    pub fn load(
        &self,
        ingest_id: i64,
        source_id: i64,
        path: &str,
        seen: &mut Seen,
        produce: impl FnOnce(&mut Load<'_>) -> Result<()> + Send,
    ) -> Result<Loaded> {
        let units = self.feed.open(schema(&self.columns), self.threads, ROW_GROUP);
        let mut load = Load {
            units,
            seen,
            rejects: Vec::new(),
            remarks: Spool::default(),
            hours: BTreeSet::new(),
            counts: Loaded::default(),
        };
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        // Units are written as they come, by as many workers as there are; rows are told apart by time, not by place.
        self.run("prepare", "SET preserve_insertion_order = false;")?;
        let insert = format!("INSERT INTO interactions ({}) SELECT * FROM {}();", names.join(", "), feed::NAME);
        let (produced, inserted) = std::thread::scope(|scope| {
            let producer = scope.spawn(move || {
                let result = produce(&mut load);
                // The engine sees the end of the rows when the last sender is gone.
                let Load { units, rejects, remarks, hours, counts, .. } = load;
                drop(units);
                result.map(|()| (rejects, remarks, hours, counts))
            });
            let inserted = self.run("append to", &insert);
            self.feed.close();
            (producer.join(), inserted)
        });
        let produced =
            produced.map_err(|_| Error::new("reading stopped").hint("this is a bug in llmobs: please report it"))?;
        // Where the engine failed, the reader only knows that nobody listens any more.
        inserted?;
        self.run("prepare", "SET preserve_insertion_order = true;")?;
        let (rejects, mut remarks, hours, mut counts) = produced?;
        counts.rejected = rejects.len() as u64;
        self.keep_rejects(ingest_id, path, &rejects)?;
        self.keep_remarks(source_id, &mut remarks)?;
        self.touch(&hours)?;
        if counts.loaded + counts.remarks > 0 {
            self.run("note a source in", &format!("INSERT INTO unsettled VALUES ({source_id});"))?;
        }
        Ok(counts)
    }

    fn keep_rejects(&self, ingest_id: i64, path: &str, rejects: &[Reject]) -> Result<()> {
        let fail = |e: duckdb::Error| explain("append to", &self.path, &e);
        let mut appender = self.engine.appender_to_catalog_and_db("rejects", "store", "main").map_err(fail)?;
        for reject in rejects {
            appender.append_row(duckdb::params![ingest_id, path, reject.line as i64, reject.reason]).map_err(fail)?;
        }
        appender.flush().map_err(fail)
    }

    fn keep_remarks(&self, source_id: i64, remarks: &mut Spool) -> Result<()> {
        let fail = |e: duckdb::Error| explain("append to", &self.path, &e);
        let mut appender = self.engine.appender_to_catalog_and_db("remarks", "store", "main").map_err(fail)?;
        remarks.each(|remark| {
            let identity = uuid(remark.identity);
            let Remark { call_id, trace_id, span_id, adds, line, .. } = remark;
            appender
                .append_row(duckdb::params![identity, call_id, trace_id, span_id, adds, source_id, line])
                .map_err(fail)
        })?;
        appender.flush().map_err(fail)
    }

    /// Notes the hours whose rollup is out of date.
    fn touch(&self, hours: &BTreeSet<i64>) -> Result<()> {
        let touched: Vec<String> = hours.iter().map(|h| format!("(make_timestamp({}))", h * HOUR)).collect();
        touched.chunks(2000).try_for_each(|some| {
            self.run("note touched hours in", &format!("INSERT INTO touched VALUES {};", some.join(",")))
        })
    }
}

impl Load<'_> {
    /// Hands over the rows whose identity is not known yet.
    pub fn append(&mut self, batch: Batch) -> Result<()> {
        let Batch { columns, identities, times } = batch;
        let fresh: Vec<bool> = identities.iter().map(|identity| self.seen.insert(*identity)).collect::<Result<_>>()?;
        let loaded = fresh.iter().filter(|f| **f).count();
        if let Some((identity, fresh)) = identities.last().zip(fresh.last()) {
            self.counts.last = fresh.then_some(*identity);
        }
        self.counts.loaded += loaded as u64;
        self.counts.duplicates += (fresh.len() - loaded) as u64;
        for (time, _) in times.iter().zip(&fresh).filter(|(_, fresh)| **fresh) {
            self.hours.insert(time.div_euclid(HOUR));
            let (first, last) = self.counts.span.get_or_insert((*time, *time));
            (*first, *last) = ((*first).min(*time), (*last).max(*time));
        }
        let columns = if loaded == fresh.len() {
            columns
        } else {
            filter_record_batch(&columns, &BooleanArray::from(fresh))
                .or_fail(|| "cannot drop the duplicates of a batch".into())?
        };
        self.units.push(&columns).map_err(|_| Error::new("the store takes no more rows"))
    }

    /// Keeps what is said about calls that are told elsewhere, each remark once.
    pub fn remark(&mut self, remarks: Vec<Remark>) -> Result<()> {
        for remark in remarks {
            if self.seen.insert(remark.identity)? {
                self.counts.remarks += 1;
                self.remarks.keep(&remark)?;
            } else {
                self.counts.duplicates += 1;
            }
        }
        Ok(())
    }

    /// Counts what is neither a call nor about one.
    pub fn pass_over(&mut self, others: BTreeMap<&'static str, u64>) {
        for (what, n) in others {
            *self.counts.others.entry(what).or_default() += n;
        }
    }

    /// Keeps bad rows; `at_the_end` says that the last row so far is one of them.
    pub fn reject(&mut self, rejects: Vec<Reject>, at_the_end: bool) {
        self.rejects.extend(rejects);
        if at_the_end {
            // The good row before it is whole: when the file grows, only the bad one is read again.
            self.counts.last = None;
        }
    }
}
