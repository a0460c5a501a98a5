//! The scores that interactions carry → rows of the table `scores`, for queries.

use super::super::failure::explain;
use super::super::store::Store;
use crate::error::Result;
use crate::interactions::{Cell, scores};
use crate::records::Value;

/// Interactions looked at together.
const WINDOW: i64 = 100_000;

/// Interactions whose scores may have changed.
const CHANGED: &str = "source_id IN (FROM unsettled) OR identity IN (SELECT call FROM meetings)";

impl Store {
    /// Lists the scores of what is not settled yet anew.
    pub(super) fn list_scores(&self) -> Result<()> {
        let fail = |e: duckdb::Error| explain("append to", &self.path, &e);
        self.run("settle", "CREATE TEMP TABLE IF NOT EXISTS meetings (remark BIGINT, call UUID, alone BOOLEAN);")?;
        let scored = format!("scores IS NOT NULL AND ({CHANGED})");
        if self.number(&format!("SELECT count(*) FROM interactions WHERE {scored}"))? == 0 {
            return Ok(());
        }
        let stale =
            format!("DELETE FROM scores WHERE identity IN (SELECT identity FROM interactions WHERE {CHANGED});");
        self.run("settle", &stale)?;
        let mut appender = self.engine.appender_to_catalog_and_db("scores", "store", "main").map_err(fail)?;
        // Rows of this transaction have numbers far beyond all others, so that windows count rows, not numbers.
        let mut after = -1;
        loop {
            let rows = self.query(&format!(
                "SELECT rowid, identity::VARCHAR, trace_id, scores FROM interactions \
                 WHERE rowid > {after} AND {scored} ORDER BY rowid LIMIT {WINDOW}"
            ))?;
            let Some([Cell::Int(last), ..]) = rows.last().map(Vec::as_slice) else { break };
            after = *last;
            for row in &rows {
                let [_, Cell::Text(identity), trace, Cell::Text(list)] = &row[..] else { continue };
                let trace = if let Cell::Text(trace) = trace { Some(trace) } else { None };
                for score in scores::read(Value::Text(list.into())).unwrap_or_default() {
                    let scores::Score { name, value, label, source, comment } = score;
                    let row = duckdb::params![identity, trace, name, value, label, source, comment];
                    appender.append_row(row).map_err(fail)?;
                }
            }
        }
        appender.flush().map_err(fail)
    }
}
