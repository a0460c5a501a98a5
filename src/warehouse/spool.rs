//! Remarks of one input, kept in a temporary file until the engine has taken the calls: it takes one thing at a time.

use std::io::{BufRead, BufReader, BufWriter, Seek, Write};

use serde::{Deserialize, Serialize};

use crate::error::{OrFail, Result};
use crate::interactions::Remark;

/// See the module. Makes no file as long as there is nothing to keep.
#[derive(Default)]
pub struct Spool(Option<BufWriter<std::fs::File>>);

/// A remark as a line of the file.
#[derive(Deserialize, Serialize)]
struct Line {
    identity: u128,
    call_id: Option<String>,
    trace_id: Option<String>,
    span_id: Option<String>,
    adds: String,
    line: i64,
}

impl Spool {
    /// Keeps a remark.
    pub fn keep(&mut self, remark: &Remark) -> Result<()> {
        let Remark { identity, call_id, trace_id, span_id, adds, line } = remark.clone();
        let line = Line { identity, call_id, trace_id, span_id, adds, line };
        let failed = || "cannot write a temporary file".to_owned();
        let file = match &mut self.0 {
            Some(file) => file,
            None => self.0.insert(BufWriter::new(tempfile::tempfile().or_fail(failed)?)),
        };
        serde_json::to_writer(&mut *file, &line).or_fail(failed)?;
        file.write_all(b"\n").or_fail(failed)
    }

    /// Gives back every remark, in order.
    pub fn each(&mut self, mut take: impl FnMut(Remark) -> Result<()>) -> Result<()> {
        let Some(file) = self.0.take() else { return Ok(()) };
        let failed = || "cannot read a temporary file".to_owned();
        let mut file = file.into_inner().map_err(|error| error.into_error()).or_fail(failed)?;
        file.rewind().or_fail(failed)?;
        for line in BufReader::new(file).lines() {
            let line = line.or_fail(failed)?;
            let Line { identity, call_id, trace_id, span_id, adds, line } =
                serde_json::from_str(&line).or_fail(failed)?;
            take(Remark { identity, call_id, trace_id, span_id, adds, line })?;
        }
        Ok(())
    }
}
