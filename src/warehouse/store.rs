//! One DuckDB file, opened: its schema checked or made, plain queries answered as cells.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use duckdb::arrow::array::{Array, FixedSizeBinaryArray};
use duckdb::types::{TimeUnit, ValueRef};
use duckdb::{Config as Engine, Connection};

use super::failure::explain;
use super::feed::{self, Feed, Reader};
use super::schema;
use super::seen::Seen;
use crate::error::{Error, OrFail, Result};
use crate::interactions::{Cell, Column};
use crate::privacy::Mask;

/// What a command wants to do with the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Look only; the store must exist.
    Read,
    /// Change what is there; the store must exist. One writer at a time.
    Change,
    /// Change it; made when missing. One writer at a time.
    Write,
}

/// An open store.
pub struct Store {
    pub(super) engine: Connection,
    pub(super) path: PathBuf,
    pub(super) columns: Vec<Column>,
    pub(super) threads: usize,
    pub(super) feed: Feed,
    /// The engine's own limit, as it writes it: `18.8 GiB`.
    all_memory: String,
    added: Vec<&'static str>,
    mask: Option<Arc<Mask>>,
}

/// Rows kept together when they are compressed. A sixth of DuckDB's default: every worker of an ingest holds a group of
/// uncompressed texts in memory, and on 300,000 chats the store grows by 2.5 % only.
pub const ROW_GROUP: usize = 20_480;
/// Oldest DuckDB that can read our stores: the first with zstd columns.
const READABLE_SINCE: &str = "v1.2.0";
/// What the engine may keep in memory before it spills to disk. Two workers with a row group each, of which every column
/// reserves two blocks, come to about this: with 192 MB, writing to the disk and reading back took 1.2 of 11 CPU-seconds.
const MEMORY: &str = "288MB";

impl Store {
    /// Opens the store at `path`; `columns` are those of `interactions` (base, then enrichments).
    ///
    /// Fails when the file is missing (reading), is no store, is locked by another writer, or was written by a newer
    /// llmobs. A store that lacks a column of a newer enrichment gets it, empty: see [`Store::added_columns`].
    pub fn open(path: &Path, access: Access, columns: Vec<Column>, threads: usize) -> Result<Self> {
        if access != Access::Write && !path.exists() {
            return Err(Error::new(format!("there is no store at {}", path.display()))
                .hint("run `llmobs ingest FILE…` first, or name the store with --database"));
        }
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .or_fail(|| format!("cannot make the folder {}", folder.display()))
                .map_err(|error| error.hint("name a store in a folder you can write to with --database"))?;
        }
        let engine = connect(threads).map_err(|e| explain("start the engine for", path, &e))?;
        let feed = Feed::default();
        engine
            .register_table_function_with_extra_info::<Reader, _>(feed::NAME, &feed)
            .map_err(|e| explain("start the engine for", path, &e))?;
        let mut store = Self {
            engine,
            path: path.to_path_buf(),
            columns,
            threads: threads.max(1),
            feed,
            all_memory: String::new(),
            added: Vec::new(),
            mask: None,
        };
        let quoted = path.display().to_string().replace('\'', "''");
        let options = match access {
            Access::Read => "READ_ONLY".to_string(),
            Access::Change | Access::Write => format!("STORAGE_VERSION '{READABLE_SINCE}', ROW_GROUP_SIZE {ROW_GROUP}"),
        };
        let limit = store.query("SELECT current_setting('memory_limit')")?;
        store.all_memory = limit.into_iter().flatten().next().and_then(text).unwrap_or_default();
        // What does not fit into memory waits beside the store, not in whatever folder the command runs in.
        store.run("open", &format!("SET memory_limit = '{MEMORY}'; SET temp_directory = '{quoted}.tmp';"))?;
        store.run("open", &format!("ATTACH '{quoted}' AS store ({options}); USE store;"))?;
        store.check_schema(access)?;
        Ok(store)
    }

    fn check_schema(&mut self, access: Access) -> Result<()> {
        let tables = self.query("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'")?;
        if tables.is_empty() && access == Access::Write {
            let ddl = schema::interactions("interactions", &self.columns);
            let version = schema::VERSION;
            return self.run(
                "make the tables of",
                &format!("BEGIN; {}{ddl} INSERT INTO llmobs VALUES ('schema', '{version}'); COMMIT;", schema::TABLES),
            );
        }
        let foreign = |path: &Path| {
            Error::new(format!("{} is a DuckDB file, but not a store of llmobs", path.display()))
                .hint("name another file with --database")
        };
        if !tables.contains(&vec![Cell::Text("llmobs".into())]) {
            return Err(foreign(&self.path));
        }
        let version: i64 = self.meta("schema")?.and_then(|v| v.parse().ok()).ok_or_else(|| foreign(&self.path))?;
        if version > schema::VERSION {
            return Err(Error::new(format!(
                "{} was written by a newer llmobs (schema {version})",
                self.path.display()
            ))
            .hint(format!("this llmobs knows schema {}; update it", schema::VERSION)));
        }
        if version < schema::VERSION {
            self.upgrade(version, access)?;
        }
        self.add_missing_columns(access)
    }

    /// Brings the tables of an older store up to date, in one transaction.
    fn upgrade(&self, from: i64, access: Access) -> Result<()> {
        if access == Access::Read {
            return Err(Error::new(format!("{} was written by an older llmobs", self.path.display()))
                .hint("run `llmobs enrich` once to bring it up to date"));
        }
        self.transaction("upgrade", || {
            let mut steps = schema::UPGRADES.iter().filter(|(version, _)| *version >= from);
            steps.try_for_each(|(_, sql)| self.run("upgrade", sql))?;
            self.set_meta("schema", &schema::VERSION.to_string())
        })
    }

    /// A newer llmobs may bring columns that an older store lacks. They are added empty; `llmobs enrich` fills them.
    fn add_missing_columns(&mut self, access: Access) -> Result<()> {
        let rows = self.query(
            "SELECT column_name FROM duckdb_columns() WHERE database_name = 'store' AND table_name = 'interactions'",
        )?;
        let present: HashSet<String> = rows.into_iter().flatten().filter_map(text).collect();
        let missing: Vec<Column> = self.columns.iter().filter(|c| !present.contains(c.name)).copied().collect();
        if !missing.is_empty() && access == Access::Read {
            return Err(Error::new(format!("{} lacks columns of this version of llmobs", self.path.display()))
                .hint("run `llmobs enrich` once to add and fill them"));
        }
        for column in missing {
            let kind = schema::sql_type(column.kind);
            self.run("upgrade", &format!("ALTER TABLE interactions ADD COLUMN {} {kind};", column.name))?;
            self.added.push(column.name);
        }
        Ok(())
    }

    /// Columns that this open added to an older store.
    pub fn added_columns(&self) -> &[&'static str] {
        &self.added
    }

    /// Whether `interactions` has a column. It may have more than this run fills.
    pub fn holds(&self, column: &str) -> Result<bool> {
        let sql = format!(
            "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'store' AND table_name = 'interactions' AND column_name = {}",
            quote(column)
        );
        Ok(self.query(&sql)?.first().map(Vec::as_slice) != Some([Cell::Int(0)].as_slice()))
    }

    /// The columns of `interactions`.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// From here on, no text comes out of it that has not passed the mask. Who publishes asks such a store only.
    pub fn behind(mut self, mask: Arc<Mask>) -> Self {
        self.mask = Some(mask);
        self
    }

    /// The mask it is behind.
    pub fn mask(&self) -> Option<&Arc<Mask>> {
        self.mask.as_ref()
    }

    /// Lets the engine use what it would by default: four fifths of the machine's memory.
    pub fn allow_more_memory(&self) -> Result<()> {
        self.run("prepare", &format!("SET memory_limit = {};", quote(&self.all_memory)))
    }

    /// Runs statements for their effect.
    pub fn run(&self, doing: &str, sql: &str) -> Result<()> {
        self.engine.execute_batch(sql).map_err(|e| explain(doing, &self.path, &e))
    }

    /// Runs `work` in a transaction: all of it happens, or none.
    pub fn transaction<T>(&self, doing: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.run(doing, "BEGIN TRANSACTION;")?;
        match work() {
            Ok(value) => self.run(doing, "COMMIT;").map(|()| value),
            Err(error) => {
                // The first error is the one that matters; a failed rollback ends with the process.
                let _ = self.engine.execute_batch("ROLLBACK;");
                Err(error)
            }
        }
    }

    /// Answers a query, all rows in memory: for rollups and ledgers, not for interactions.
    ///
    /// Of a store behind a mask, what the mask lets through by the names of the columns.
    pub fn query(&self, sql: &str) -> Result<Vec<Vec<Cell>>> {
        self.rows(sql, self.mask.as_deref())
    }

    pub(super) fn rows(&self, sql: &str, mask: Option<&Mask>) -> Result<Vec<Vec<Cell>>> {
        let fail = |e: duckdb::Error| explain("read", &self.path, &e);
        let mut statement = self.engine.prepare(sql).map_err(fail)?;
        let mut rows = statement.query([]).map_err(fail)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(fail)? {
            let width = row.as_ref().column_count();
            let names = row.as_ref().column_names();
            let cells = (0..width).map(|i| cell(row.get_ref(i).map_err(fail)?)).collect::<Result<Vec<_>>>()?;
            out.push(cells.into_iter().zip(&names).map(|(cell, name)| published(mask, name, cell)).collect());
        }
        Ok(out)
    }

    /// How many interactions it holds.
    pub fn count(&self) -> Result<u64> {
        let rows = self.query("SELECT count(*) FROM interactions")?;
        Ok(if let Some([Cell::Int(n)]) = rows.first().map(Vec::as_slice) { *n as u64 } else { 0 })
    }

    /// The identity of every interaction and remark in the store.
    pub fn identities(&self) -> Result<Seen> {
        let fail = |e: duckdb::Error| explain("read the identities of", &self.path, &e);
        let _exact = self.exact_types()?;
        let mut statement = self
            .engine
            .prepare("SELECT identity FROM interactions UNION ALL SELECT identity FROM remarks")
            .map_err(fail)?;
        let mut seen = Seen::default();
        for batch in statement.query_arrow([]).map_err(fail)? {
            let column = batch.column(0).as_any().downcast_ref::<FixedSizeBinaryArray>();
            let column = column.ok_or_else(|| Error::new("the column identity does not hold 128-bit values"))?;
            for identity in column.iter().flatten().filter_map(|bytes| bytes.try_into().ok()) {
                seen.insert(u128::from_be_bytes(identity))?;
            }
        }
        Ok(seen)
    }

    /// While the guard lives, UUIDs come back as 16 bytes instead of text (and 128-bit sums as bytes, too).
    pub(super) fn exact_types(&self) -> Result<ExactTypes<'_>> {
        self.run("read", "SET arrow_lossless_conversion = true;")?;
        Ok(ExactTypes(self))
    }

    /// A fact about the store.
    pub fn meta(&self, key: &str) -> Result<Option<String>> {
        let key = quote(key);
        // Facts about the store are no texts of a log, and nobody publishes them.
        let rows = self.rows(&format!("SELECT value FROM llmobs WHERE key = {key}"), None)?;
        Ok(rows.into_iter().flatten().next().and_then(text))
    }

    /// Keeps a fact about the store.
    pub fn set_meta(&self, key: &str, value: &str) -> Result<()> {
        let (key, value) = (quote(key), quote(value));
        self.run(
            "note a fact in",
            &format!("DELETE FROM llmobs WHERE key = {key}; INSERT INTO llmobs VALUES ({key}, {value});"),
        )
    }
}

/// See [`Store::exact_types`].
pub(super) struct ExactTypes<'s>(&'s Store);

impl Drop for ExactTypes<'_> {
    fn drop(&mut self) {
        // Only the form of later answers depends on it; a failure here cannot be told to anyone.
        let _ = self.0.engine.execute_batch("RESET arrow_lossless_conversion;");
    }
}

/// A new engine that knows no network.
pub(super) fn connect(threads: usize) -> duckdb::Result<Connection> {
    let engine = Engine::default()
        // No network, ever: extensions are neither fetched nor loaded.
        .enable_autoload_extension(false)?
        .threads(threads.max(1) as i64)?
        .with("preserve_insertion_order", "true")?;
    Connection::open_in_memory_with_flags(engine)
}

fn published(mask: Option<&Mask>, column: &str, cell: Cell) -> Cell {
    match (mask, cell) {
        (Some(mask), Cell::Text(text)) => mask.figure(column, text).map_or(Cell::Null, Cell::Text),
        (_, cell) => cell,
    }
}

/// A text cell's text.
pub fn text(cell: Cell) -> Option<String> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

/// A SQL string literal.
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\0', ""))
}

fn cell(value: ValueRef<'_>) -> Result<Cell> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Boolean(v) => Cell::Bool(v),
        ValueRef::TinyInt(v) => Cell::Int(v.into()),
        ValueRef::SmallInt(v) => Cell::Int(v.into()),
        ValueRef::Int(v) => Cell::Int(v.into()),
        ValueRef::BigInt(v) => Cell::Int(v),
        ValueRef::HugeInt(v) => i64::try_from(v).map_or(Cell::Float(v as f64), Cell::Int),
        ValueRef::UTinyInt(v) => Cell::Int(v.into()),
        ValueRef::USmallInt(v) => Cell::Int(v.into()),
        ValueRef::UInt(v) => Cell::Int(v.into()),
        ValueRef::UBigInt(v) => i64::try_from(v).map_or(Cell::Float(v as f64), Cell::Int),
        ValueRef::Float(v) => Cell::Float(v.into()),
        ValueRef::Double(v) => Cell::Float(v),
        ValueRef::Timestamp(TimeUnit::Microsecond, v) => Cell::Time(v),
        ValueRef::Date32(days) => Cell::Time(i64::from(days) * 86_400_000_000),
        ValueRef::Text(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
        other => return Err(Error::new(format!("a query returned a type we do not read: {:?}", other.data_type()))),
    })
}
