//! The tables of a store that are exported, as SQL. Interactions come under the names of the native format and hold only
//! what the log said, so that they are read back as they were.

use serde_json::{Map, Value};

use crate::interactions::BASE_COLUMNS;

/// A table that can be exported.
pub struct Table {
    /// What `--what` calls it.
    pub name: &'static str,
    /// Its SQL: with all columns or those of the native format; whether the format knows nested values; base columns that
    /// an enrichment may have filled, with the flag that says where.
    pub sql: fn(bool, bool, &[(&'static str, &'static str)]) -> String,
}

/// Every such table.
pub const TABLES: &[Table] = &[
    Table { name: "interactions", sql: interactions },
    Table { name: "hours", sql: |_, _, _| "SELECT * FROM cube_hours ORDER BY ALL".into() },
    Table { name: "bins", sql: |_, _, _| "SELECT * FROM cube_histograms ORDER BY ALL".into() },
];

/// Columns that say where a row was found; another store finds it elsewhere.
const PLACES: &[&str] = &["identity", "source_id", "source_line"];
/// Columns whose native field has another name.
const NAMES: &[(&str, &str)] = &[("logged_cost_usd", "cost_usd"), ("logged_category", "category")];
/// Columns that hold JSON.
const JSON: &[&str] = &["messages", "tags", "scores", "metadata"];

fn interactions(all: bool, nested: bool, filled: &[(&'static str, &'static str)]) -> String {
    // The order of reading is the order of the store: of two equal rows the first one counts.
    if all {
        return "SELECT * REPLACE (identity::VARCHAR AS identity) FROM interactions ORDER BY rowid".into();
    }
    let columns = BASE_COLUMNS.iter().map(|column| column.name).filter(|name| !PLACES.contains(name));
    let mut native: Vec<String> = columns
        .map(|column| {
            let name = NAMES.iter().find(|(of, _)| *of == column).map_or(column, |(_, name)| name);
            format!("{} AS {name}", value(column, nested, filled))
        })
        .collect();
    // Where the log's own sum fitted no way to count, another one that fits none says so again.
    native.push(
        "CASE WHEN token_basis = 'ambiguous' THEN 7 * (1 + ifnull(input_tokens, 0) + ifnull(output_tokens, 0)) END AS total_tokens"
            .into(),
    );
    format!("SELECT {} FROM interactions ORDER BY rowid", native.join(", "))
}

fn value(column: &str, nested: bool, filled: &[(&'static str, &'static str)]) -> String {
    const CACHED: &str = "ifnull(cache_read_tokens, 0) + ifnull(cache_creation_tokens, 0)";
    let sql = match column {
        // An id that was made from the content is made from it again.
        "id" => "nullif(id, replace(identity::VARCHAR, '-', ''))".to_string(),
        // The store counts inclusively whatever the log did; the log is given back.
        "input_tokens" => {
            format!("input_tokens - CASE WHEN token_basis IN ('exclusive', 'disjoint') THEN {CACHED} ELSE 0 END")
        }
        "output_tokens" => {
            "output_tokens - CASE WHEN token_basis = 'disjoint' THEN ifnull(reasoning_tokens, 0) ELSE 0 END".to_string()
        }
        // A bare number would have its scale inferred from the others.
        "feedback" if nested => "CASE WHEN feedback IS NOT NULL THEN {'score': feedback} END".to_string(),
        "token_basis" => "nullif(token_basis, 'ambiguous')".to_string(),
        column => column.to_string(),
    };
    match filled.iter().find(|(of, _)| *of == column) {
        Some((_, flag)) => format!("CASE WHEN {flag} THEN NULL ELSE {sql} END"),
        None => sql,
    }
}

/// A line of an export: JSON that a column holds as text becomes part of the line, where that loses nothing.
pub fn native_line(line: &str) -> Vec<u8> {
    let Ok(mut row) = serde_json::from_str::<Map<String, Value>>(line) else { return format!("{line}\n").into_bytes() };
    for column in JSON {
        let Some(Value::String(text)) = row.get(*column) else { continue };
        if let Some(value) = serde_json::from_str::<Value>(text)
            .ok()
            .filter(|value| serde_json::to_string(value).is_ok_and(|again| again == *text))
        {
            row.insert(column.to_string(), value);
        }
    }
    let mut bytes = Value::Object(row).to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}
