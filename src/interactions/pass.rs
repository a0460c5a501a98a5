//! Chunks of a source → enriched rows, in parallel and in order. The only file of this room that starts threads.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

use rayon::ThreadPool;
use rayon::prelude::*;

use super::Enrichments;
use super::column::Cell;
use super::interaction::Interaction;
use super::remark::Remark;
use super::understand::{understand, understand_remark};
use crate::error::{Error, OrFail, Reject, Result};
use crate::records::{Chunk, Decoder, Found, Source};

/// Parts that may wait for the writer: enough to keep it busy, few enough to bound memory.
const WAITING: usize = 8;

/// One chunk, done.
pub struct Part<T> {
    /// What `encode` made of its rows.
    pub encoded: T,
    /// Bad rows.
    pub rejects: Vec<Reject>,
    /// What is said about calls that are told elsewhere.
    pub remarks: Vec<Remark>,
    /// What is neither a call nor about one: how many of each kind.
    pub others: BTreeMap<&'static str, u64>,
    /// All that was found in the chunk: calls, bad rows, remarks and others.
    pub read: u64,
    /// Whether its last row is a bad one.
    pub ends_badly: bool,
    /// Compressed bytes of the source that were read when the chunk was taken from it; `None` for what came after all.
    pub position: Option<u64>,
}

/// Rows of cells and their (identity, start time) keys.
pub type Encode<'a, T> = &'a (dyn Fn(&[Vec<Cell>], Vec<(u128, i64)>) -> Result<T> + Sync);

/// Chunks, each with the position of the source behind it, and the error that ended the source, if one did.
type Group = (Vec<(Chunk, u64)>, Option<Error>);

/// The workers.
pub struct Pass<'a> {
    pool: ThreadPool,
    enrichments: &'a Enrichments,
}

impl<'a> Pass<'a> {
    /// Starts `threads` workers.
    pub fn new(threads: usize, enrichments: &'a Enrichments) -> Result<Self> {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().or_fail(|| "cannot start threads".into())?;
        Ok(Self { pool, enrichments })
    }

    /// Reads `source` to its end. Workers decode, understand, enrich and encode; `sink` gets every part in the order of
    /// the source, on the calling thread. The first error stops everything.
    pub fn run<T: Send>(
        &self,
        source: &mut Source,
        source_id: i64,
        encode: Encode<'_, T>,
        mut sink: impl FnMut(Part<T>) -> Result<()>,
    ) -> Result<()> {
        let decoder = &source.decoder();
        std::thread::scope(|scope| {
            let (groups, to_do) = sync_channel(1);
            let (done, parts) = sync_channel(WAITING);
            let (emptied, spare) = channel();
            scope.spawn(move || self.read(source, decoder, groups, &spare));
            scope.spawn(move || {
                // A closed channel means that the sink failed; it has the error.
                for (group, failure) in to_do {
                    let made: Vec<Result<Part<T>>> = self.map(group, |(chunk, position)| {
                        let part = self.part(&chunk, position, decoder, source_id, encode);
                        // The reader is gone once it has read everything.
                        let _ = emptied.send(chunk.bytes);
                        part
                    });
                    if made.into_iter().chain(failure.map(Err)).any(|part| done.send(part).is_err()) {
                        return;
                    }
                }
                let _ = done.send(self.last_part(decoder, source_id, encode));
            });
            parts.into_iter().try_for_each(|part| sink(part?))
        })
    }

    /// Reads ahead: the next group is there when the workers have done one.
    fn read(&self, source: &mut Source, decoder: &Decoder, groups: SyncSender<Group>, spare: &Receiver<Vec<u8>>) {
        loop {
            spare.try_iter().for_each(|bytes| source.reuse(bytes));
            let (group, failure) = self.group(source, decoder);
            let last = group.is_empty() || failure.is_some();
            if groups.send((group, failure)).is_err() || last {
                return;
            }
        }
    }

    /// Redoes what is found out about interactions that the store already holds.
    pub fn redo<T: Send>(&self, interactions: Vec<Interaction>, encode: Encode<'_, T>) -> Result<Vec<T>> {
        let groups: Vec<Vec<Interaction>> = interactions.chunks(2048).map(<[Interaction]>::to_vec).collect();
        self.map(groups, |group| {
            let (rows, keys): (Vec<_>, Vec<_>) = group.into_iter().map(|i| self.enrich(i)).unzip();
            encode(&rows, keys)
        })
        .into_iter()
        .collect()
    }

    /// The one parallel map.
    fn map<I: Send, O: Send>(&self, items: Vec<I>, work: impl Fn(I) -> O + Sync) -> Vec<O> {
        self.pool.install(|| items.into_par_iter().map(&work).collect())
    }

    /// A few chunks for every worker, or one where rows must be read in order; an error ends the source after the
    /// chunks before it.
    fn group(&self, source: &mut Source, decoder: &Decoder) -> Group {
        let mut group = Vec::new();
        let most = if decoder.in_order() { 1 } else { 8 * self.pool.current_num_threads() };
        while group.len() < most {
            match source.next_chunk() {
                Ok(Some(chunk)) => group.push((chunk, source.bytes_read())),
                Ok(None) => break,
                Err(error) => return (group, Some(error)),
            }
        }
        (group, None)
    }

    fn part<T>(
        &self,
        chunk: &Chunk,
        position: u64,
        decoder: &Decoder,
        source_id: i64,
        encode: Encode<'_, T>,
    ) -> Result<Part<T>> {
        let mut rows = Rows::default();
        decoder.decode(chunk, &mut |found| rows.take(found, source_id, self));
        rows.part(Some(position), encode)
    }

    /// What a format held back until it had seen every row.
    fn last_part<T>(&self, decoder: &Decoder, source_id: i64, encode: Encode<'_, T>) -> Result<Part<T>> {
        let mut rows = Rows::default();
        decoder.finish(&mut |found| rows.take(found, source_id, self));
        rows.part(None, encode)
    }

    fn enrich(&self, mut interaction: Interaction) -> (Vec<Cell>, (u128, i64)) {
        let key = (interaction.identity, interaction.timestamp.0);
        let found = self.enrichments.run(&mut interaction);
        let mut row = Vec::with_capacity(super::BASE_COLUMNS.len() + found.len());
        interaction.into_cells(&mut row);
        row.extend(found);
        (row, key)
    }
}

/// Rows of one part while it is made.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<Cell>>,
    keys: Vec<(u128, i64)>,
    rejects: Vec<Reject>,
    remarks: Vec<Remark>,
    others: BTreeMap<&'static str, u64>,
    ends_badly: bool,
}

impl Rows {
    fn take(&mut self, found: Result<Found<'_>, Reject>, source_id: i64, pass: &Pass<'_>) {
        let understood = found.and_then(|found| self.understand(found, source_id, pass));
        self.ends_badly = understood.is_err();
        self.rejects.extend(understood.err());
    }

    fn understand(&mut self, found: Found<'_>, source_id: i64, pass: &Pass<'_>) -> Result<(), Reject> {
        match found {
            Found::Call(record) => {
                let (row, key) = pass.enrich(understand(record, source_id)?);
                self.rows.push(row);
                self.keys.push(key);
            }
            Found::Remark(record) => self.remarks.push(understand_remark(record, source_id)?),
            Found::Other(what) => *self.others.entry(what).or_default() += 1,
        }
        Ok(())
    }

    fn part<T>(self, position: Option<u64>, encode: Encode<'_, T>) -> Result<Part<T>> {
        let others: u64 = self.others.values().sum();
        let read = (self.rows.len() + self.rejects.len() + self.remarks.len()) as u64 + others;
        Ok(Part {
            encoded: encode(&self.rows, self.keys)?,
            rejects: self.rejects,
            remarks: self.remarks,
            others: self.others,
            read,
            ends_badly: self.ends_badly,
            position,
        })
    }
}
