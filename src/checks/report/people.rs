//! A report → lines for a terminal: each rule, below it the slices that are worth a line.

use super::{outcome, probability};
use crate::checks::{Report, Status};
use crate::console::plain;
use crate::error::Result;

/// Slices of a rule that are written, those beyond their bound not counted.
const MOST: usize = 3;

/// Rules in their order.
pub fn write(report: &Report) -> Result<String> {
    let mut text = String::new();
    for finding in &report.findings {
        text += &format!("{:8}{}\n", finding.status.word(), plain(&finding.rule));
        text += &format!("        {}; {}\n", finding.window, finding.test);
        let beyond = |status: Status| status >= Status::Unsure;
        let worth = finding.slices.iter().filter(|slice| beyond(slice.status)).count().max(MOST);
        for slice in finding.slices.iter().take(worth) {
            let name = if slice.name.is_empty() { String::new() } else { format!("{}: ", slice.name) };
            let p = slice
                .adjusted_p
                .filter(|_| beyond(slice.status))
                .map_or(String::new(), |p| format!("; {}", probability(p)));
            let word = if finding.slices.len() > 1 { format!("{} ", slice.status.word()) } else { String::new() };
            text += &format!("        - {word}{}{}{p}\n", plain(&name), plain(&slice.told));
        }
        let rest = finding.slices.len().saturating_sub(worth);
        if rest > 0 {
            text += &format!("        - and {rest} more (--json tells all)\n");
        }
    }
    let until = report.data_until.map_or("no data".into(), |at| format!("data until {}", at.format("%Y-%m-%d %H:59")));
    Ok(format!("{text}\n{}; {until}\n", outcome(report)))
}
