//! Interactions that pages show → an index of them that a browser can search without a server: segments of columns, cards,
//! details and postings, each file a script of its own, and a root that tells of them.
//!
//! A segment holds what arrived in the store between two builds (or several), in the order of time. It is made once; the
//! next build takes its files over as they are when its rows are still the same. [`tokens`] has the rule by which text is
//! cut into words; the reader of all this is `site/js/search/`.

mod bits;
mod blocks;
mod cards;
mod columns;
mod details;
mod document;
mod hours;
mod merge;
mod order;
mod plan;
mod planes;
mod prices;
mod root;
mod script;
mod segment;
mod select;
mod task;
mod terms;
mod texts;
pub mod tokens;
mod unicode;

use std::sync::Arc;

use chrono_tz::Tz;
use rayon::ThreadPool;
use serde_json::json;

use columns::Tables;
use document::Layout;
use plan::{Kept, Manifest};
use root::Root;
use select::{Limits, Selection};
use texts::Searched;

use crate::config::Config;
use crate::error::{OrFail, Result};
use crate::privacy::Mask;
use crate::warehouse::Store;

/// Where files go, and where those of the last build are.
pub trait Folder: Sync {
    /// Writes a file of the site.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<()>;
    /// A file of the last build.
    fn before(&self, name: &str) -> Option<Vec<u8>>;
    /// Takes a folder over from the last build, if it still has so many files of so many bytes.
    fn take_over(&self, folder: &str, files: usize, bytes: u64) -> Result<bool>;
    /// Files and bytes so far below a folder.
    fn size(&self, folder: &str) -> (usize, u64);
}

/// What the next build wants to know.
const MANIFEST: &str = "search/manifest.json";

/// Told of progress: bytes of text and documents.
pub type Progress<'p> = &'p (dyn Fn(u64, u64) + Sync);

/// What interactions come from. The engine is for one thread.
struct Shelf<'b> {
    store: &'b Store,
    selection: Selection,
}

/// Everything else that is the same for all segments.
struct Build<'b> {
    folder: &'b dyn Folder,
    pool: ThreadPool,
    zone: Tz,
    layout: Layout,
    tables: Tables,
    searched: Searched,
    timestamp: Option<usize>,
    /// What every text passes.
    mask: Option<Arc<Mask>>,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Interactions that can be searched.
    pub documents: u64,
    /// Segments.
    pub segments: usize,
    /// Those that were taken over from the last build.
    pub reused: usize,
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// An index, planned: what is to be made and what can be taken over.
pub struct Plan<'b> {
    config: &'b Config,
    shelf: Shelf<'b>,
    build: Build<'b>,
    making: String,
    before: Manifest,
    stretches: Vec<plan::Stretch>,
    total: u64,
}

/// Plans the index of a store. Reads all of it once, to see what has changed.
pub fn plan<'b>(store: &'b Store, config: &'b Config, folder: &'b dyn Folder) -> Result<Plan<'b>> {
    let making = plan::making(store, config.time_zone.name());
    let read = folder.before(MANIFEST).and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let before = read.filter(|manifest| manifest.making == making).unwrap_or_default();
    let mut selection = Selection::ALL;
    let mut stretches = plan::stretches(store, &selection, &before)?;
    let (total, bytes) = stretches.iter().fold((0, 0), |sum, one| (sum.0 + one.documents, sum.1 + one.bytes));
    let limits = Limits { rows: config.explorer_max_rows, bytes: config.explorer_max_bytes };
    selection = Selection::make(store, limits, total, bytes)?;
    if selection.why.is_some() {
        stretches = plan::stretches(store, &selection, &before)?;
    }
    let layout = Layout::new(store.columns());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(config.threads).build();
    let build = Build {
        folder,
        pool: pool.or_fail(|| "cannot start threads".into())?,
        zone: config.time_zone,
        tables: Tables::of(&layout),
        searched: Searched::new(&layout),
        timestamp: layout.place("timestamp"),
        mask: store.mask().cloned(),
        layout,
    };
    Ok(Plan { config, shelf: Shelf { store, selection }, build, making, before, stretches, total })
}

impl Plan<'_> {
    /// Bytes of text of everything that is published.
    pub fn bytes(&self) -> u64 {
        self.stretches.iter().map(|stretch| stretch.bytes).sum()
    }

    /// Makes the files, or takes them over.
    pub fn write(self, progress: Progress<'_>) -> Result<Written> {
        let folder = self.build.folder;
        let mut manifest = Manifest { making: self.making, segments: Vec::new() };
        let mut written = Written::default();
        for stretch in &self.stretches {
            let id = stretch.id(&manifest.making);
            let path = format!("search/{id}");
            let (after, through) = (stretch.after, stretch.through);
            let old = self.before.segments.iter().find(|kept| kept.told.id == id);
            let reused = match old {
                Some(old) if folder.take_over(&path, old.files, old.bytes)? => {
                    Some((old.told.clone(), old.removed.clone()))
                }
                _ => None,
            };
            written.reused += usize::from(reused.is_some());
            let (told, removed) = match reused {
                Some(kept) => {
                    progress(stretch.bytes, stretch.documents);
                    kept
                }
                None => segment::make(&self.shelf, &self.build, stretch, id, progress)?,
            };
            let (files, bytes) = folder.size(&path);
            if let Some(mask) = &self.build.mask {
                mask.note(removed.clone());
            }
            manifest.segments.push(Kept { after, through, files, bytes, told, removed });
        }
        let segments: Vec<_> = manifest.segments.iter().map(|kept| kept.told.clone()).collect();
        written.segments = segments.len();
        written.documents = segments.iter().map(|segment| segment.documents as u64).sum();
        let failed = || "cannot write the search index as JSON".to_owned();
        let currency = self.config.currency();
        let root = Root {
            version: root::VERSION,
            tokenizer: tokens::VERSION,
            total: self.total,
            published: written.documents,
            why: self.shelf.selection.why.clone(),
            zone: self.config.time_zone.name(),
            currency: json!(currency.map(|c| json!({ "code": c.code, "rate": c.rate, "date": c.date }))),
            columns: root::columns(&self.build.tables),
            prices: prices::prices(self.shelf.store, self.config)?,
            made: self.build.layout.columns().iter().map(|column| (column.name, column.doc)).collect(),
            segments,
        };
        let root = serde_json::to_vec(&root).or_fail(failed)?;
        folder.write("search/root.js", &script::script("root", &script::pack(&root)?))?;
        folder.write(MANIFEST, &serde_json::to_vec(&manifest).or_fail(failed)?)?;
        (written.files, written.bytes) = folder.size("search");
        Ok(written)
    }
}
