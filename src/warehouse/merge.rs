//! Another store → its interactions in this one, as if its logs had been read here after ours; and interactions that are
//! too old, out of it.

use std::path::Path;

use super::store::{Store, quote};
use crate::error::Result;
use crate::interactions::Cell;

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Interactions that came.
    pub loaded: u64,
    /// Interactions that were here already.
    pub duplicates: u64,
    /// Sources that came.
    pub sources: u64,
}

impl Store {
    /// Takes everything from the store at `other`, which must be of this version; `label` goes before the paths of its
    /// sources. All in one transaction. Afterwards the caller settles, and rolls up.
    pub fn merge(&self, other: &Path, label: Option<&str>, started: i64) -> Result<Merged> {
        let path = quote(&other.display().to_string());
        self.run("merge into", &format!("ATTACH {path} AS other (READ_ONLY);"))?;
        let merged = self.transaction("merge into", || self.take_all(label, started));
        // The merge has failed or is done; either way the other store is no longer needed.
        let _ = self.run("merge into", "DETACH other;");
        merged
    }

    fn take_all(&self, label: Option<&str>, started: i64) -> Result<Merged> {
        let (ingest, source) = self.next_ids()?;
        let (ingest, source) = (ingest - 1, source - 1);
        let label = label.map_or(String::new(), |label| format!("{label}:"));
        let named = format!("{} || path", quote(&label));
        let columns: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let moved = columns.join(", ").replacen("source_id", &format!("source_id + {source} AS source_id"), 1);
        let columns = columns.join(", ");
        // What was folded into another call here left its identity in remarks, and must not come in again.
        self.run(
            "merge into",
            &format!(
                "CREATE OR REPLACE TEMP TABLE known AS SELECT identity FROM interactions UNION SELECT identity FROM remarks;
                 CREATE OR REPLACE TEMP TABLE fresh AS SELECT identity FROM other.interactions ANTI JOIN known USING (identity);
                 INSERT INTO interactions ({columns})
                   SELECT {moved} FROM other.interactions WHERE identity IN (FROM fresh) ORDER BY other.interactions.rowid;
                 INSERT INTO remarks SELECT * REPLACE (source_id + {source} AS source_id) FROM other.remarks
                   WHERE identity NOT IN (FROM known);
                 INSERT INTO scores FROM other.scores WHERE identity IN (FROM fresh);
                 INSERT INTO touched SELECT DISTINCT date_trunc('hour', timestamp) FROM other.interactions
                   WHERE identity IN (FROM fresh);
                 INSERT INTO unsettled SELECT source_id + {source} FROM other.sources
                   UNION SELECT source_id + {source} FROM other.unsettled;
                 INSERT INTO sources SELECT * REPLACE (source_id + {source} AS source_id, {named} AS path) FROM other.sources;
                 INSERT INTO ingests SELECT * REPLACE (ingest_id + {ingest} AS ingest_id, source_id + {source} AS source_id, {named} AS path)
                   FROM other.ingests;
                 INSERT INTO rejects SELECT * REPLACE (ingest_id + {ingest} AS ingest_id, {named} AS path) FROM other.rejects;"
            ),
        )?;
        let gone = format!(
            "SELECT source_id + {source} AS source_id, count(*) AS n FROM other.interactions
             WHERE identity NOT IN (FROM fresh) GROUP BY ALL"
        );
        self.note_removed(&gone, "merged: these were here already", started)?;
        let count = |sql: &str| -> Result<u64> {
            Ok(match self.query(sql)?.first().map(Vec::as_slice) {
                Some([Cell::Int(n)]) => *n as u64,
                _ => 0,
            })
        };
        let loaded = count("SELECT count(*) FROM fresh")?;
        let all = count("SELECT count(*) FROM other.interactions")?;
        Ok(Merged { loaded, duplicates: all - loaded, sources: count("SELECT count(*) FROM other.sources")? })
    }

    /// Removes interactions from before a time (µs since 1970, UTC), with their scores; how many. The caller rolls up.
    pub fn prune(&self, before: i64, started: i64) -> Result<u64> {
        let old = format!("timestamp < make_timestamp({before})");
        self.transaction("prune", || {
            let gone = format!("SELECT source_id, count(*) AS n FROM interactions WHERE {old} GROUP BY ALL");
            self.note_removed(&gone, "pruned", started)?;
            let rows = self.query(&format!("SELECT count(*) FROM interactions WHERE {old}"))?;
            self.run(
                "prune",
                &format!(
                    "INSERT INTO touched SELECT DISTINCT date_trunc('hour', timestamp) FROM interactions WHERE {old};
                     DELETE FROM scores WHERE identity IN (SELECT identity FROM interactions WHERE {old});
                     DELETE FROM interactions WHERE {old};"
                ),
            )?;
            Ok(if let Some([Cell::Int(n)]) = rows.first().map(Vec::as_slice) { *n as u64 } else { 0 })
        })
    }

    /// A line in the ledger for every source that gave more than there still is: `gone` asks for (source_id, n).
    fn note_removed(&self, gone: &str, how: &str, started: i64) -> Result<()> {
        let (how, version) = (quote(how), quote(env!("CARGO_PKG_VERSION")));
        self.run(
            "write the ledger of",
            &format!(
                "INSERT INTO ingests BY NAME
                   SELECT (SELECT coalesce(max(ingest_id), 0) FROM ingests) + row_number() OVER (ORDER BY source_id) AS ingest_id,
                          source_id, path, format, make_timestamp({started}) AS started_at, make_timestamp({started}) AS finished_at,
                          0 AS bytes, 0 AS read, 0 AS loaded, 0 AS duplicates, 0 AS rejected, 0 AS remarks, 0 AS passed_over,
                          n AS replaced, false AS unfinished, {how} AS how, []::VARCHAR[] AS notes, {version} AS version
                   FROM ({gone}) JOIN sources USING (source_id);"
            ),
        )
    }

    /// Gives space that nothing uses any more back to the disk, as far as the engine can.
    pub fn shrink(&self) -> Result<()> {
        self.run("shrink", "CHECKPOINT store;")
    }
}
