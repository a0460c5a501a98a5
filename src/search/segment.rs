//! A stretch of the store → the files of its segment. One thread reads, the workers make files, in the order of documents.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::prelude::*;

use super::blocks::{Block, Blocks};
use super::cards::ROWS;
use super::columns::LENGTH;
use super::hours::Hours;
use super::merge::Runs;
use super::order::{self, Order};
use super::plan::Stretch;
use super::root::Segment;
use super::task::Done;
use super::{Build, Progress, Shelf, columns, details, planes, script, task};
use crate::error::{Error, Result};
use crate::privacy::Removed;
use crate::warehouse::{Page, text};

/// Postings files that are made together, for each worker.
const PACKED: usize = 8;

/// What is known of a segment so far.
struct Growing<'b> {
    build: &'b Build<'b>,
    id: String,
    /// Bytes of text of a file of details.
    most: usize,
    /// Documents of a task.
    task: usize,
    documents: usize,
    words: u64,
    cards: usize,
    details: Vec<usize>,
    hours: Hours,
    names: Vec<Vec<u32>>,
    numbers: Vec<Vec<f64>>,
    lengths: Vec<u8>,
    runs: Runs,
    removed: Removed,
}

/// Makes the segment `id` and writes its files; also tells what was removed from its texts.
pub fn make(
    shelf: &Shelf<'_>,
    build: &Build<'_>,
    stretch: &Stretch,
    id: String,
    progress: Progress<'_>,
) -> Result<(Segment, Removed)> {
    let Order { numbers, times, task, step } = order::order(shelf, stretch, build.pool.current_num_threads())?;
    let dictionaries = dictionaries(shelf, build, stretch)?;
    let places: Vec<HashMap<&str, u32>> = dictionaries
        .iter()
        .map(|names| names.iter().enumerate().map(|(place, name)| (name.as_str(), place as u32)).collect())
        .collect();
    let mut growing = Growing {
        build,
        id,
        most: details::most(stretch.documents),
        task,
        documents: 0,
        words: 0,
        cards: 0,
        details: Vec::new(),
        hours: Hours::new(build.zone),
        names: vec![Vec::new(); build.tables.names.len()],
        numbers: vec![Vec::new(); build.tables.numbers.len()],
        lengths: Vec::new(),
        runs: Runs::default(),
        removed: Removed::default(),
    };
    let (send, pages) = sync_channel(1);
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| growing.take_pages(pages, &places, progress));
        for (numbers, times) in numbers.chunks(step).zip(times.chunks(step)) {
            let page = shelf.store.interactions(numbers, (times[0], times[times.len() - 1]))?;
            // Nobody takes it when the worker has failed, which it tells below.
            if send.send(page).is_err() {
                break;
            }
        }
        drop(send);
        worker.join().unwrap_or_else(|_| Err(Error::new("a part of the search index could not be made")))
    })?;
    let removed = std::mem::take(&mut growing.removed);
    Ok((growing.finish(dictionaries, &times)?, removed))
}

impl Growing<'_> {
    fn take_pages(
        &mut self,
        pages: Receiver<Page>,
        places: &[HashMap<&str, u32>],
        progress: Progress<'_>,
    ) -> Result<()> {
        for page in pages {
            let base = self.documents;
            let starts: Vec<usize> = (0..page.len()).step_by(self.task).collect();
            let one = |start: &usize| {
                let rows = *start..page.len().min(start + self.task);
                task::run(self.build, &page, rows, base, self.most, places)
            };
            let done: Vec<Result<Done>> = self.build.pool.install(|| starts.par_iter().map(one).collect());
            done.into_iter().try_for_each(|done| self.take(done?, progress))?;
        }
        Ok(())
    }

    fn take(&mut self, done: Done, progress: Progress<'_>) -> Result<()> {
        for packed in &done.cards {
            self.write(&format!("k/{:04}", self.cards), packed)?;
            self.cards += 1;
        }
        for (first, packed) in &done.details {
            self.write(&format!("d/{:04}", self.details.len()), packed)?;
            self.details.push(*first);
        }
        self.names.iter_mut().zip(done.names).for_each(|(all, more)| all.extend(more));
        self.numbers.iter_mut().zip(done.numbers).for_each(|(all, more)| all.extend(more));
        progress(done.bytes, done.lengths.len() as u64);
        self.documents += done.lengths.len();
        self.lengths.extend(done.lengths);
        self.words += done.words;
        self.hours.append(&done.hours);
        self.removed.add(done.removed);
        self.runs.keep(&done.run)
    }

    fn write(&self, name: &str, packed: &str) -> Result<()> {
        let name = format!("{}/{name}", self.id);
        self.build.folder.write(&format!("search/{name}.js"), &script::script(&name, packed))
    }

    /// Columns and postings, which want to have seen every document.
    fn finish(mut self, dictionaries: Vec<Vec<String>>, times: &[i64]) -> Result<Segment> {
        self.columns()?;
        let mut firsts = Vec::new();
        let mut waiting: Vec<Block> = Vec::new();
        let mut blocks = Blocks::new(self.documents);
        let most = PACKED * self.build.pool.current_num_threads();
        std::mem::take(&mut self.runs).merge(&mut |term, gaps, counts| {
            waiting.extend(blocks.add(term, gaps, counts));
            if waiting.len() >= most { self.postings(&mut waiting, &mut firsts) } else { Ok(()) }
        })?;
        waiting.extend(blocks.take());
        self.postings(&mut waiting, &mut firsts)?;
        let (hours_from, hours) = self.hours.told();
        let instant = |time: Option<&i64>| details::instant(time.copied().unwrap_or_default());
        Ok(Segment {
            id: self.id,
            documents: self.documents,
            first: instant(times.first()),
            last: instant(times.last()),
            words: self.words,
            card_rows: ROWS,
            cards: self.cards,
            details: self.details,
            blocks: firsts,
            names: self.build.tables.names.iter().map(|(row, _)| row.name.to_owned()).zip(dictionaries).collect(),
            hours_from,
            hours,
        })
    }

    fn columns(&mut self) -> Result<()> {
        let tables = &self.build.tables;
        let names = tables.names.iter().zip(std::mem::take(&mut self.names));
        let names = names.map(|((row, _), places)| (row.name, planes::names(&places)));
        let numbers = tables.numbers.iter().zip(std::mem::take(&mut self.numbers));
        let numbers = numbers.map(|((row, _), values)| (row.name, planes::numbers(&values)));
        let lengths = planes::bytes(&std::mem::take(&mut self.lengths));
        for (name, payload) in names.chain(numbers).chain([(LENGTH, lengths)]) {
            self.write(&format!("c/{name}"), &script::pack(&payload)?)?;
        }
        Ok(())
    }

    fn postings(&self, waiting: &mut Vec<Block>, firsts: &mut Vec<String>) -> Result<()> {
        let packed: Vec<Result<String>> =
            self.build.pool.install(|| waiting.par_iter().map(|block| script::pack(&block.payload)).collect());
        for (block, packed) in waiting.drain(..).zip(packed) {
            self.write(&format!("p/{:04}", firsts.len()), &packed?)?;
            firsts.push(block.first);
        }
        Ok(())
    }
}

/// The names of each column, sorted.
fn dictionaries(shelf: &Shelf<'_>, build: &Build<'_>, stretch: &Stretch) -> Result<Vec<Vec<String>>> {
    let of = |row: &columns::Names| {
        if !row.fixed.is_empty() {
            return Ok(row.fixed.iter().map(|name| name.to_string()).collect());
        }
        let names = shelf.store.query(&format!(
            "SELECT DISTINCT {} FROM interactions {} WHERE rowid > {} AND rowid <= {}",
            row.needs,
            shelf.selection.condition(),
            stretch.after,
            stretch.through
        ))?;
        let mut names: Vec<String> = names.into_iter().flatten().filter_map(text).collect();
        names.sort();
        // Behind the mask two may have become one.
        names.dedup();
        Ok(names)
    };
    build.tables.names.iter().map(|(row, _)| of(row)).collect()
}
