//! Batches → a table function the engine reads in parallel: `INSERT INTO interactions SELECT * FROM llmobs_feed()`.
//!
//! Rows come in *units* of exactly one row group, and each of the engine's workers streams whole units. So every worker
//! fills and compresses full row groups by itself: without units each would be left with scraps that the checkpoint
//! rewrites (measured: twice the time and twice the file).

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use duckdb::arrow::datatypes::SchemaRef;
use duckdb::arrow::record_batch::RecordBatch;
use duckdb::core::DataChunkHandle;
use duckdb::vtab::{BindInfo, InitInfo, TableFunctionInfo, VTab, to_duckdb_logical_type_for_field};

use super::vectors::{self, VECTOR};

/// Name of the table function.
pub const NAME: &str = "llmobs_feed";
/// Batches of a unit that may wait for their worker, about a fifth of a unit of chats: with 80 an ingest is 1 % faster and
/// takes 50 MB more.
const WAITING: usize = 32;

/// How long to wait where every open unit is full.
const PAUSE: Duration = Duration::from_millis(1);

type Unit = Receiver<RecordBatch>;

/// The reading end, shared with the engine.
#[derive(Clone, Default)]
pub struct Feed(Arc<Mutex<Option<Arc<Open>>>>);

/// What an insert reads from while it runs.
pub struct Open {
    schema: SchemaRef,
    workers: usize,
    next: Mutex<Receiver<Unit>>,
    /// The unit each worker thread is in. If the engine moved a task to another thread, units would mix (slower), but
    /// no row would be lost: a thread that comes back goes on with its unit.
    current: Mutex<HashMap<ThreadId, Work>>,
}

/// What a worker is at.
struct Work {
    unit: Unit,
    /// The end of a batch that did not fit the last chunk.
    rest: Option<RecordBatch>,
    /// What the worker's last chunk points into: the engine is done with it when it asks for the next.
    taken: Vec<RecordBatch>,
}

/// The writing end: cuts what it is given into units.
///
/// A worker compresses its row group when it has taken the first rows of its next unit. If that were the only unit being
/// filled, everybody else would wait for it: with one unit at a time, two cores were idle for a quarter of an ingest. So
/// there is an open unit for every worker, and rows go to one that has room.
pub struct Units {
    rows: usize,
    workers: usize,
    sender: SyncSender<Unit>,
    open: Vec<Filling>,
}

/// A unit that is being filled.
struct Filling {
    sender: SyncSender<RecordBatch>,
    /// Rows that it still takes.
    left: usize,
}

/// The engine's side has gone away; it knows why.
pub struct Closed;

impl Feed {
    /// Opens the feed for one insert by up to `workers`; units have `rows` rows.
    pub fn open(&self, schema: SchemaRef, workers: usize, rows: usize) -> Units {
        let (sender, next) = sync_channel(workers);
        let open = Open { schema, workers, next: Mutex::new(next), current: Mutex::default() };
        *lock(&self.0) = Some(Arc::new(open));
        Units { rows, workers, sender, open: Vec::new() }
    }

    /// Ends the feed: a writer that still has rows is told [`Closed`].
    pub fn close(&self) {
        lock(&self.0).take();
    }

    fn opened(&self) -> Result<Arc<Open>, Box<dyn StdError>> {
        lock(&self.0).clone().ok_or_else(|| "the feed is not open".into())
    }
}

impl Units {
    /// Hands rows over; blocks while the engine is busy.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), Closed> {
        let mut from = 0;
        while from < batch.num_rows() {
            match self.offer(batch, from)? {
                0 if self.open.len() < self.workers => self.open()?,
                // Nobody says when there is room; compressing takes a hundred times as long.
                0 => thread::sleep(PAUSE),
                taken => from += taken,
            }
        }
        Ok(())
    }

    /// Gives rows to the first open unit with room, which goes on to be the first; how many it took.
    fn offer(&mut self, batch: &RecordBatch, from: usize) -> Result<usize, Closed> {
        for at in 0..self.open.len() {
            let Filling { sender, left } = &mut self.open[at];
            let length = (*left).min(batch.num_rows() - from);
            match sender.try_send(batch.slice(from, length)) {
                Ok(()) => *left -= length,
                Err(TrySendError::Full(_)) => continue,
                Err(TrySendError::Disconnected(_)) => return Err(Closed),
            }
            self.open.swap(0, at);
            // A full unit is closed by dropping its sender.
            self.open.retain(|unit| unit.left > 0);
            return Ok(length);
        }
        Ok(0)
    }

    fn open(&mut self) -> Result<(), Closed> {
        let (sender, unit) = sync_channel(WAITING);
        self.sender.send(unit).map_err(|_| Closed)?;
        self.open.push(Filling { sender, left: self.rows });
        Ok(())
    }
}

impl Open {
    /// Fills the next chunk for a worker, from its unit or a new one; with no rows at the end.
    #[allow(unsafe_code)]
    fn next(&self, worker: ThreadId, chunk: &mut DataChunkHandle) -> Result<(), Box<dyn StdError>> {
        // Taken out first: the lock must not be held while a worker waits for rows.
        let mut mine = lock(&self.current).remove(&worker);
        loop {
            let mut work = match mine.take() {
                Some(work) => work,
                None => match lock(&self.next).recv() {
                    Ok(unit) => Work { unit, rest: None, taken: Vec::new() },
                    Err(_) => {
                        chunk.set_len(0);
                        return Ok(());
                    }
                },
            };
            if work.take() {
                // SAFETY: `taken` is kept until this worker asks again or the feed ends.
                unsafe { vectors::fill(&work.taken, chunk)? };
                lock(&self.current).insert(worker, work);
                return Ok(());
            }
        }
    }
}

impl Work {
    /// Takes as many rows of the unit as a chunk can hold; whether there were any. Full chunks cost the engine less.
    fn take(&mut self) -> bool {
        self.taken.clear();
        let mut room = VECTOR;
        while room > 0
            && let Some(batch) = self.rest.take().or_else(|| self.unit.recv().ok())
        {
            let rows = batch.num_rows().min(room);
            self.rest = (rows < batch.num_rows()).then(|| batch.slice(rows, batch.num_rows() - rows));
            self.taken.push(batch.slice(0, rows));
            room -= rows;
        }
        room < VECTOR
    }
}

/// A poisoned lock only means that another worker panicked; the engine reports that one.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The table function.
pub struct Reader;

impl VTab for Reader {
    type BindData = Arc<Open>;
    type InitData = ();

    fn bind(bind: &BindInfo) -> Result<Self::BindData, Box<dyn StdError>> {
        // The engine keeps the feed it was registered with for as long as the function lives.
        let open = extra(bind.get_extra_info::<Feed>())?.opened()?;
        for field in open.schema.fields() {
            bind.add_result_column(field.name(), to_duckdb_logical_type_for_field(field)?);
        }
        Ok(open)
    }

    fn init(init: &InitInfo) -> Result<Self::InitData, Box<dyn StdError>> {
        init.set_max_threads(extra(init.get_extra_info::<Feed>())?.opened()?.workers as u64);
        Ok(())
    }

    fn func(func: &TableFunctionInfo<Self>, output: &mut DataChunkHandle) -> Result<(), Box<dyn StdError>> {
        func.get_bind_data().next(thread::current().id(), output)
    }
}

#[allow(unsafe_code)]
fn extra<'a>(feed: *const Feed) -> Result<&'a Feed, Box<dyn StdError>> {
    // SAFETY: registered with a `Feed`, which the engine frees only with the function itself.
    unsafe { feed.as_ref() }.ok_or_else(|| "the feed is missing".into())
}
