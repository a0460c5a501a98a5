//! A report → workflow commands of GitHub Actions, which show as annotations of the run.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::breaches;
use crate::checks::{Report, Status};
use crate::error::Result;

/// An error for each breach, a warning for each rule that is beyond its bound and within noise.
pub fn write(report: &Report) -> Result<String> {
    let mut text = String::new();
    for finding in &report.findings {
        let told = match finding.status {
            Status::Breach => ("error", breaches(finding).join("\n")),
            Status::Unsure => {
                let slice = finding.slices.iter().find(|slice| slice.status == Status::Unsure);
                (
                    "warning",
                    slice.map_or(String::new(), |slice| {
                        format!("{} {}; not told apart from noise", slice.name, slice.told)
                    }),
                )
            }
            Status::Ok | Status::Unknown => continue,
        };
        text += &format!("::{} title={}::{}\n", told.0, property(&finding.rule), message(told.1.trim()));
    }
    Ok(text)
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
