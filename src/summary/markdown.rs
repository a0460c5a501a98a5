//! A summary → Markdown tables, for a pull request or a job summary.

use super::{Summary, table};
use crate::error::Result;
use crate::figures::context::Context;

/// The same cells as on a terminal.
pub fn write(summary: &Summary, context: &Context) -> Result<String> {
    let mut text = table::when(summary, context);
    for grouping in &summary.groupings {
        let whole = grouping.by.is_empty();
        let rows = if whole { table::measures(grouping, context) } else { table::groups(grouping, context) };
        text += &format!("\n{}", rows_of(&rows, grouping.by.len().max(1)));
    }
    Ok(text)
}

/// A Markdown table of rows under their heading; the first `names` columns stand left.
pub fn rows_of(rows: &[Vec<String>], names: usize) -> String {
    let Some((head, rest)) = rows.split_first() else { return String::new() };
    let line =
        |row: &Vec<String>| format!("| {} |\n", row.iter().map(|cell| cell_of(cell)).collect::<Vec<_>>().join(" | "));
    let rule: String = (0..head.len()).map(|at| if at < names { "---|" } else { "---:|" }).collect();
    format!("{}|{rule}\n{}", line(head), rest.iter().map(line).collect::<String>())
}

/// Text from a log must not become a table, a link or HTML.
pub fn cell_of(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '!' | '&' | '@' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_a_cell() {
        let rows = [vec!["a".to_string(), "b".to_string()], vec!["x|y\n<b>".to_string(), "1".to_string()]];
        assert_eq!(rows_of(&rows, 1), "| a | b |\n|---|---:|\n| x\\|y \\<b\\> | 1 |\n");
    }
}
