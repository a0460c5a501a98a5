//! `llmobs formats`: the native fields, as a table or as JSON.

use serde::Serialize;

use super::Context;
use crate::cli::Formats;
use crate::error::Result;
use crate::records::Field;

#[derive(Serialize)]
struct Line {
    name: &'static str,
    doc: &'static str,
}

#[derive(Serialize)]
struct Listing {
    fields: Vec<Line>,
}

/// Prints them.
pub fn run(context: &Context<'_>, args: &Formats) -> Result<()> {
    let fields: Vec<Line> = Field::ALL.iter().map(|field| Line { name: field.name(), doc: field.doc() }).collect();
    if args.json {
        return context.console.json(&Listing { fields });
    }
    let width = fields.iter().map(|line| line.name.len()).max().unwrap_or(0);
    let mut text = "Fields of the native format (JSON Lines, CSV, TSV):\n\n".to_string();
    for Line { name, doc } in fields {
        text += &format!("  {name:width$}  {doc}\n");
    }
    context.console.data(text)
}
