//! What `inspect` found out about an input in, a sheet of text for a person out. All of it may be a log's words, so
//! every line is made harmless.

use serde_json::{Map, Value};

use super::inspect::Report;
use crate::console::plain;
use crate::figures::format;

/// Characters of a sampled text that are shown.
const CUT: usize = 120;

/// The sheet.
pub fn sheet(report: &Report) -> String {
    let mut sheet = Sheet(String::new());
    sheet.line(0, &report.path);
    sheet.pair("format", &format!("{} ({})", report.format, report.title));
    sheet.pair("because", &report.why);
    if !report.also_fits.is_empty() {
        sheet.pair("would also fit", &report.also_fits.join(", "));
    }
    sheet.pair("layout", &format!("{}, {}", report.container, report.compression.unwrap_or("not compressed")));
    sheet.pair("looked at", &looked_at(report));
    if let Some(broken) = &report.broken {
        sheet.pair("then", broken);
    }
    if report.hopeless {
        sheet.pair("ingest", "would stop: none of these rows can be read");
    }
    let rows = report.feeds.iter().map(|fed| {
        let unit = fed.unit.as_ref().map_or(String::new(), |unit| format!(" (in {unit})"));
        [fed.field.to_owned(), format!("{}{unit}", fed.from), rows(fed.rows)]
    });
    sheet.table("What feeds which field", rows.collect());
    let share = |share: f64| format!("{:.0} %", (share * 100.0).floor().max(1.0));
    let rows = report.columns.iter().map(|filled| [filled.column.to_owned(), share(filled.share), String::new()]);
    sheet.table("Columns that the calls fill", rows.collect());
    let rows =
        report.missing.iter().map(|missing| [missing.column.to_owned(), missing.means.to_owned(), String::new()]);
    sheet.table("Missing", rows.collect());
    sheet.list("Noticed", report.notes.iter().cloned());
    sheet.list(
        "Rejected, for instance",
        report.reasons.iter().map(|r| format!("{}:{}: {}", report.path, r.line, r.reason)),
    );
    for (n, call) in report.first_calls.iter().enumerate() {
        sheet.entries(&format!("Call {}", n + 1), call);
    }
    for (n, remark) in report.first_remarks.iter().enumerate() {
        sheet.entries(&format!("Remark {}", n + 1), remark);
    }
    sheet.0.push('\n');
    sheet.0
}

fn count(n: u64) -> String {
    format::count(n as f64)
}

fn rows(n: u64) -> String {
    format!("{} {}", count(n), if n == 1 { "row" } else { "rows" })
}

/// `the first rows: 900 calls, 100 other events passed over, 0 rejected`. A row may hold several calls, so rows are not
/// counted.
fn looked_at(report: &Report) -> String {
    let which = if report.whole { "all rows" } else { "the first rows" };
    let mut parts = vec![format!("{} calls", count(report.calls))];
    if report.remarks > 0 {
        parts.push(format!("{} remarks on calls", count(report.remarks)));
    }
    parts.extend(report.passed_over.iter().map(|(what, n)| format!("{} {what} passed over", count(*n))));
    parts.push(format!("{} rejected", count(report.rejected)));
    format!("{which}: {}", parts.join(", "))
}

struct Sheet(String);

impl Sheet {
    fn line(&mut self, indent: usize, text: &str) {
        self.0 += &format!("{:indent$}{}\n", "", plain(text).trim_end());
    }

    fn pair(&mut self, what: &str, text: &str) {
        self.line(2, &format!("{what:<16}{text}"));
    }

    fn table(&mut self, title: &str, rows: Vec<[String; 3]>) {
        if rows.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(2, title);
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (first, second) = (width(0), width(1));
        for [a, b, c] in &rows {
            self.line(4, &format!("{a:first$}  {b:second$}  {c}"));
        }
    }

    fn list(&mut self, title: &str, lines: impl Iterator<Item = String>) {
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(2, title);
        lines.iter().for_each(|line| self.line(4, line));
    }

    fn entries(&mut self, title: &str, entries: &Map<String, Value>) {
        let rows = entries.iter().map(|(name, value)| [name.clone(), cut(value), String::new()]);
        self.table(title, rows.collect());
    }
}

/// A value on one line of bounded length.
fn cut(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() <= CUT {
        return text;
    }
    format!("{}… ({} characters)", text.chars().take(CUT).collect::<String>(), count(text.chars().count() as u64))
}
