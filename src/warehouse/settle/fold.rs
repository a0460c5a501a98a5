//! Calls told by a span and by its part → one call; what only the other one said goes to it as a remark.

use std::collections::HashMap;

use super::super::failure::explain;
use super::super::ledger::uuid;
use super::super::redo::select;
use super::super::store::{Store, text};
use super::PAGE;
use crate::error::Result;
use crate::interactions::remark::adds;

/// Rounds at most: how deep spans that tell of the same call are nested.
const DEPTH: usize = 8;

impl Store {
    /// Folds calls that are told twice; how many went.
    pub(super) fn fold(&self, filled: &[(&str, &str)]) -> Result<u64> {
        if self.number("SELECT count(*) FROM interactions WHERE parent_id IS NOT NULL")? == 0 {
            return Ok(0);
        }
        let counted = |table: &str| {
            let logged = ["input_tokens", "output_tokens"].map(|name| {
                let estimated = filled.iter().find(|(base, _)| *base == name);
                let logged =
                    estimated.map_or("true".into(), |(_, flag)| format!("NOT coalesce({table}.{flag}, false)"));
                format!("({table}.{name} IS NOT NULL AND {logged})")
            });
            format!("({})", logged.join(" OR "))
        };
        let folds = include_str!("folds.sql")
            .replace("{whole_counted}", &counted("whole"))
            .replace("{part_counted}", &counted("part"));
        let mut folded = 0;
        for _ in 0..DEPTH {
            self.run("settle", &folds)?;
            let gone = self.number("SELECT count(DISTINCT gone) FROM folds")?;
            if gone == 0 {
                break;
            }
            folded += gone;
            self.keep_what_goes(filled)?;
            self.run("settle", include_str!("fold.sql"))?;
        }
        Ok(folded)
    }

    /// Writes what the calls that go know as remarks on those that stay.
    fn keep_what_goes(&self, filled: &[(&str, &str)]) -> Result<()> {
        let fail = |e: duckdb::Error| explain("append to", &self.path, &e);
        let goes = "SELECT DISTINCT gone::VARCHAR FROM folds ORDER BY 1";
        let gone: Vec<String> = self.query(goes)?.into_iter().flatten().filter_map(text).collect();
        for page in gone.chunks(PAGE) {
            let range = format!("gone BETWEEN '{}' AND '{}'", page[0], page[page.len() - 1]);
            let kept = format!(
                "SELECT DISTINCT gone::VARCHAR, id FROM folds JOIN interactions ON identity = kept WHERE {range} ORDER BY 1, 2"
            );
            let mut kept_by: HashMap<String, Vec<String>> = HashMap::new();
            for row in self.query(&kept)? {
                let mut texts = row.into_iter().filter_map(text);
                if let (Some(gone), Some(id)) = (texts.next(), texts.next()) {
                    kept_by.entry(gone).or_default().push(id);
                }
            }
            let going = self.page(&format!(
                "{} WHERE identity IN (SELECT gone FROM folds WHERE {range}) ORDER BY identity",
                select(filled)
            ))?;
            let mut appender = self.engine.appender_to_catalog_and_db("remarks", "store", "main").map_err(fail)?;
            for interaction in going {
                let identity = uuid(interaction.identity);
                let (trace, span) = (interaction.trace_id.clone(), interaction.span_id.clone());
                let (source, line) = (interaction.source_id, interaction.source_line);
                let kept = kept_by.remove(&identity).unwrap_or_default();
                // What several calls share tells of their trace; its texts are nobody's.
                let said = adds(interaction, kept.len() <= 1);
                for id in kept {
                    // With its span, so that what is said about that later finds the call, too.
                    let row = duckdb::params![identity, id, trace, span, said, source, line];
                    appender.append_row(row).map_err(fail)?;
                }
            }
            appender.flush().map_err(fail)?;
        }
        Ok(())
    }
}
