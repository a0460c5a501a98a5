//! A report → JSON, with every slice.

use crate::checks::Report;
use crate::error::{OrFail, Result};

/// Several lines, with a newline at the end.
pub fn write(report: &Report) -> Result<String> {
    serde_json::to_string_pretty(report).map(|text| text + "\n").or_fail(|| "cannot write the report".into())
}
