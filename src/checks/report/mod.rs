//! A [`Report`] → text in one of several forms. A form returns text; the verb writes it where it belongs.

mod github;
mod json;
mod junit;
mod markdown;
mod people;

use super::{Finding, Report, Status};
use crate::error::Result;

/// A way to write a report.
pub struct Form {
    /// Its name.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Report) -> Result<String>,
}

/// Every form.
pub const FORMS: &[Form] = &[
    Form { name: "people", write: people::write },
    Form { name: "json", write: json::write },
    Form { name: "junit", write: junit::write },
    Form { name: "github", write: github::write },
    Form { name: "markdown", write: markdown::write },
];

/// Writes a report in the form of that name.
pub fn write(name: &str, report: &Report) -> Result<String> {
    FORMS.iter().find(|form| form.name == name).map_or(Ok(String::new()), |form| (form.write)(report))
}

/// One line that says how a run came out.
fn outcome(report: &Report) -> String {
    let count = |status: Status| report.findings.iter().filter(|finding| finding.status == status).count();
    let parts: Vec<String> = [Status::Breach, Status::Unsure, Status::Unknown, Status::Ok]
        .into_iter()
        .map(|status| (count(status), status.word()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}"))
        .collect();
    let tests = if report.tested == 1 { "1 slice".into() } else { format!("{} slices", report.tested) };
    format!("{} ({tests} tested; false alarms of the whole run at most {} %)", parts.join(", "), report.level * 100.0)
}

/// What a breached rule says: its breached slices, the largest first.
fn breaches(finding: &Finding) -> Vec<String> {
    let breached = finding.slices.iter().filter(|slice| slice.status == Status::Breach);
    breached
        .map(|slice| if slice.name.is_empty() { slice.told.clone() } else { format!("{}: {}", slice.name, slice.told) })
        .collect()
}

/// `p < 0.001`
fn probability(p: f64) -> String {
    if p < 0.001 { "p < 0.001".into() } else { format!("p = {}", (p * 1e3).round() / 1e3) }
}
