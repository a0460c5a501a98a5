//! `llmobs formats`: the formats (ours and those of the user's field maps) and the native fields, as tables or as JSON.

use serde::Serialize;

use super::Context;
use crate::cli::Formats;
use crate::console::plain;
use crate::error::Result;
use crate::records::{Field, Format};

#[derive(Serialize)]
struct Line {
    name: &'static str,
    doc: &'static str,
}

#[derive(Serialize)]
struct Known {
    id: String,
    title: String,
    doc: String,
}

#[derive(Serialize)]
struct Listing {
    formats: Vec<Known>,
    fields: Vec<Line>,
}

/// Prints them.
pub fn run(context: &Context<'_>, args: &Formats) -> Result<()> {
    let registry = super::registry(context)?;
    let known = |f: &dyn Format| Known { id: f.id().into(), title: f.title().into(), doc: f.doc().into() };
    let formats: Vec<Known> = registry.iter().map(known).collect();
    let fields: Vec<Line> = Field::ALL.iter().map(|field| Line { name: field.name(), doc: field.doc() }).collect();
    if args.json {
        return context.console.json(&Listing { formats, fields });
    }
    let width = formats.iter().map(|known| known.id.chars().count()).max().unwrap_or(0);
    let mut text = "Formats (`--format` forces one, `--map` adds one):\n\n".to_string();
    for Known { id, title, .. } in formats {
        text += &format!("  {:width$}  {}\n", plain(&id), plain(&title));
    }
    let width = fields.iter().map(|line| line.name.len()).max().unwrap_or(0);
    text += "\nFields of the native format (JSON Lines, CSV, TSV):\n\n";
    for Line { name, doc } in fields {
        text += &format!("  {name:width$}  {doc}\n");
    }
    context.console.data(text)
}
