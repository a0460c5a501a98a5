//! A summary → CSV (RFC 4180): a row for each group, raw values, and for each measure its n and, when it is compared, what
//! it was before.

use super::{Grouping, Summary};
use crate::error::Result;
use crate::figures::context::Context;

/// Characters that make a spreadsheet take a text for a formula; as in `site/js/table.js`.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// All groupings, one below the other.
pub fn write(summary: &Summary, _: &Context) -> Result<String> {
    let compared = summary.before.is_some();
    Ok(summary.groupings.iter().map(|grouping| one(grouping, compared)).collect())
}

fn one(grouping: &Grouping, compared: bool) -> String {
    let mut head: Vec<String> = grouping.by.iter().map(|dim| dim.name().to_string()).collect();
    for measure in &grouping.measures {
        head.extend([measure.id.to_string(), format!("{}_n", measure.id)]);
        if compared {
            head.push(format!("{}_before", measure.id));
        }
    }
    let mut text = head.join(",") + "\r\n";
    for line in &grouping.rows {
        let mut cells: Vec<String> = line.key.iter().map(|name| field(name.as_deref().unwrap_or_default())).collect();
        for told in &line.told {
            cells.extend([number(told.now.value), told.now.n.to_string()]);
            if compared {
                cells.push(number(told.before.and_then(|before| before.value)));
            }
        }
        text += &(cells.join(",") + "\r\n");
    }
    text
}

fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

/// A text as one field. What a spreadsheet would run gets an apostrophe, unless it is a plain number.
pub fn field(text: &str) -> String {
    let runs = text.starts_with(FORMULA) && text.parse::<f64>().is_err();
    let text = if runs { format!("'{text}") } else { text.to_string() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_and_harmless() {
        for (text, want) in [("a", "a"), ("a,b", "\"a,b\""), ("=1+1", "'=1+1"), ("-5", "-5"), ("\"", "\"\"\"\"")] {
            assert_eq!(field(text), want);
        }
    }
}
