//! A page's figures and tables → the classic script that hands them to the browser.
//!
//! A page opened from disk may not fetch, so data travel as a script that makes one call.

use serde_json::{Map, Value, json};

use crate::error::{OrFail, Result};
use crate::figures::drawn::PageContent;

/// `llmobs.register("<page>", {"figures": {id: {title, plot, table, declaration}}, "panels": {id: {title, table, declaration}},
/// "headlines": [{id, missing}], "rate": 1.0});`
///
/// `rate` is what money in the cube is to be multiplied by. Figures and panels that have nothing to show are left out: the page itself
/// says why, and no filter finds more than everything, unless it is a comparison of periods.
pub(super) fn register(page: &PageContent, rate: f64) -> Result<String> {
    let mut figures = Map::new();
    for figure in page.figures.iter().filter(|figure| figure.empty.is_none()) {
        figures.insert(
            figure.id.into(),
            json!({ "title": figure.title, "plot": figure.plot, "table": table(&figure.table)?, "declaration": figure.declaration }),
        );
    }
    let mut panels = Map::new();
    for panel in page.panels.iter().filter(|panel| !panel.table.rows.is_empty() || panel.may_fill()) {
        panels.insert(
            panel.id.into(),
            json!({ "title": panel.title, "table": table(&panel.table)?, "declaration": panel.declaration }),
        );
    }
    let headlines: Vec<Value> = page.headlines.iter().map(|h| json!({ "id": h.id, "missing": h.missing })).collect();
    let content = json!({ "figures": figures, "panels": panels, "headlines": headlines, "rate": rate }).to_string();
    Ok(format!("llmobs.register({}, {});\n", json!(page.id), inert(&content)))
}

fn table(table: &crate::figures::drawn::Table) -> Result<Value> {
    serde_json::to_value(table).or_fail(|| "cannot write a table as JSON".into())
}

/// JSON that stays one JavaScript expression wherever it is put: `<` can open no tag, line separators end no line.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_registered_reads_back_as_it_was_and_holds_no_tag() {
        let hostile = "</script><img src=x onerror=alert(1)>\u{2028}";
        let text = inert(&json!({ "a": hostile }).to_string());
        assert!(!text.contains('<') && !text.contains('\u{2028}'));
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["a"], hostile);
    }
}
