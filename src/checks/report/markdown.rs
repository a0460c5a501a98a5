//! A report → Markdown, for a job summary or a pull request.

use super::outcome;
use crate::checks::{Report, Status};
use crate::error::Result;
use crate::summary::markdown::{cell_of, rows_of};

/// Slices of a rule that are written, those beyond their bound not counted.
const MOST: usize = 1;

/// A heading, one line, and a table with a row for each slice worth one.
pub fn write(report: &Report) -> Result<String> {
    let mut rows = vec![["verdict", "rule", "slice", "what it is", "period"].map(str::to_string).to_vec()];
    for finding in &report.findings {
        let worth = finding.slices.iter().filter(|slice| slice.status >= Status::Unsure).count().max(MOST);
        for slice in finding.slices.iter().take(worth) {
            let cells = [slice.status.word(), &finding.rule, &slice.name, &slice.told, &finding.window];
            rows.push(cells.map(str::to_string).to_vec());
        }
        if finding.slices.is_empty() {
            rows.push(
                [finding.status.word(), &finding.rule, "", "no data", &finding.window].map(str::to_string).to_vec(),
            );
        }
    }
    Ok(format!("## llmobs check\n\n{}\n\n{}", cell_of(&outcome(report)), rows_of(&rows, rows[0].len())))
}
