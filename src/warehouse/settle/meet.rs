//! Remarks → the calls they mean: what a call lacks is added to it, and it is enriched again.

use std::collections::HashMap;

use super::super::failure::explain;
use super::super::ledger::uuid;
use super::super::redo::select;
use super::super::store::{Store, text};
use super::{PAGE, Redo};
use crate::error::{Error, Result};
use crate::interactions::{Cell, remark};

impl Store {
    /// Brings remarks to their calls; how many found theirs.
    pub(super) fn meet(&self, filled: &[(&str, &str)], redo: Redo<'_>) -> Result<u64> {
        if self.number("SELECT count(*) FROM remarks WHERE adds IS NOT NULL")? == 0 {
            return Ok(0);
        }
        self.run("settle", include_str!("meetings.sql"))?;
        let meant = "SELECT DISTINCT call::VARCHAR FROM meetings ORDER BY 1";
        let calls: Vec<String> = self.query(meant)?.into_iter().flatten().filter_map(text).collect();
        for page in calls.chunks(PAGE) {
            self.meet_page(filled, redo, &page[0], &page[page.len() - 1])?;
        }
        let met = self.number("SELECT count(DISTINCT remark) FROM meetings")?;
        self.run("settle", "UPDATE remarks SET adds = NULL WHERE rowid IN (SELECT remark FROM meetings);")?;
        Ok(met)
    }

    fn meet_page(&self, filled: &[(&str, &str)], redo: Redo<'_>, first: &str, last: &str) -> Result<()> {
        let fail = |e: duckdb::Error| explain("append to", &self.path, &e);
        let mut said: HashMap<String, Vec<(String, bool)>> = HashMap::new();
        let sql = format!(
            "SELECT call::VARCHAR, adds, alone FROM meetings JOIN remarks ON remarks.rowid = remark \
             WHERE call BETWEEN '{first}' AND '{last}' ORDER BY remark"
        );
        for row in self.query(&sql)? {
            if let [Cell::Text(call), Cell::Text(adds), Cell::Bool(alone)] = &row[..] {
                said.entry(call.clone()).or_default().push((adds.clone(), *alone));
            }
        }
        let which = format!("identity IN (SELECT call FROM meetings WHERE call BETWEEN '{first}' AND '{last}')");
        let calls = self.page(&format!("{} WHERE {which} ORDER BY rowid", select(filled)))?;
        let calls = calls.into_iter().map(|call| {
            let said = said.remove(&uuid(call.identity)).unwrap_or_default();
            said.iter().try_fold(call, |call, (adds, alone)| remark::add(call, adds, *alone))
        });
        let calls: Vec<_> = calls
            .collect::<std::result::Result<_, _>>()
            .map_err(|column| Error::new(format!("a remark does not fit the column {column}")))?;
        self.run(
            "settle",
            &format!(
                "INSERT INTO touched SELECT DISTINCT date_trunc('hour', timestamp) FROM interactions WHERE {which};
                 DELETE FROM interactions WHERE {which};"
            ),
        )?;
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        let mut appender = self
            .engine
            .appender_with_columns_to_catalog_and_db("interactions", "store", "main", &names)
            .map_err(fail)?;
        for batch in redo(calls)? {
            appender.append_record_batch(batch.columns).map_err(fail)?;
        }
        appender.flush().map_err(fail)
    }
}
