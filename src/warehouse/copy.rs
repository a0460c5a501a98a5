//! The answer of a query → a file in a format that the engine writes, or JSON lines.

use std::path::Path;

use duckdb::arrow::json::LineDelimitedWriter;
use duckdb::arrow::record_batch::RecordBatch;

use super::failure::explain;
use super::store::{Store, quote};
use crate::error::{Error, OrFail, Result};

impl Store {
    /// Writes the answer to `path` as `parquet` or `csv`.
    pub fn copy_to(&self, sql: &str, path: &Path, format: &str) -> Result<()> {
        let options = match format {
            "parquet" => "FORMAT parquet, COMPRESSION zstd",
            "csv" => "FORMAT csv, HEADER",
            other => return Err(Error::new(format!("the engine writes no {other}"))),
        };
        self.run("export", &format!("COPY ({sql}) TO {} ({options});", quote(&path.display().to_string())))
    }

    /// Hands every row on as one JSON object, NULL left out.
    pub fn write_lines(&self, sql: &str, line: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let fail = |e: duckdb::Error| explain("export", &self.path, &e);
        let mut statement = self.engine.prepare(sql).map_err(fail)?;
        let _ = statement.stream_arrow([]).map_err(fail)?;
        while let Some(rows) = statement.step().map_err(fail)? {
            let mut writer = LineDelimitedWriter::new(Vec::new());
            let doing = || "cannot write rows as JSON".to_string();
            writer.write(&RecordBatch::from(&rows)).and_then(|()| writer.finish()).or_fail(doing)?;
            let text = String::from_utf8(writer.into_inner()).or_fail(doing)?;
            text.lines().try_for_each(&mut *line)?;
        }
        Ok(())
    }
}
