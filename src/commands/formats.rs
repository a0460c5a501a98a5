//! `llmobs formats`: the formats (ours and those of the user's field maps) and the native fields, or one format in
//! detail, as tables or as JSON.

use serde::Serialize;

use super::Context;
use crate::cli::Formats;
use crate::console::plain;
use crate::error::Result;
use crate::records::{Feed, Field, Format};

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
    about: String,
}

#[derive(Serialize)]
struct Place {
    field: &'static str,
    from: String,
    unit: Option<String>,
}

#[derive(Serialize)]
struct Listing {
    formats: Vec<Known>,
    fields: Vec<Line>,
}

/// One format; `fields` is empty where it takes more than a table to say where they are.
#[derive(Serialize)]
struct Detail {
    #[serde(flatten)]
    known: Known,
    fields: Vec<Place>,
}

/// Prints them.
pub fn run(context: &Context<'_>, args: &Formats) -> Result<()> {
    let registry = super::registry(context)?;
    if let Some(id) = &args.format {
        let format = registry.get(id)?;
        let fields: Vec<Place> = format.table().into_iter().map(place).collect();
        let detail = Detail { known: known(format), fields };
        return if args.json { context.console.json(&detail) } else { context.console.data(told(&detail)) };
    }
    let formats: Vec<Known> = registry.iter().map(known).collect();
    let fields: Vec<Line> = Field::ALL.iter().map(|field| Line { name: field.name(), doc: field.doc() }).collect();
    if args.json {
        return context.console.json(&Listing { formats, fields });
    }
    let width = formats.iter().map(|known| known.id.chars().count()).max().unwrap_or(0);
    let mut text =
        "Formats (`--format` forces one, `--map` adds one, `llmobs formats FORMAT` tells more):\n\n".to_string();
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

fn known(format: &dyn Format) -> Known {
    let about = format.about().split_whitespace().collect::<Vec<_>>().join(" ");
    Known { id: format.id().into(), title: format.title().into(), doc: format.doc().into(), about }
}

fn place(feed: Feed) -> Place {
    Place { field: feed.field.name(), from: feed.from, unit: feed.unit }
}

/// A format in detail; what a user's map says is the user's own, but may come from elsewhere.
fn told(Detail { known, fields }: &Detail) -> String {
    let mut text = format!("{}: {}\n{}\n", plain(&known.id), plain(&known.title), plain(&known.doc));
    if !known.about.is_empty() {
        text += &format!("\n{}\n", wrapped(&plain(&known.about), 100));
    }
    let width = fields.iter().map(|place| place.field.len()).max().unwrap_or(0);
    let mut last = "";
    for (n, Place { field, from, unit }) in fields.iter().enumerate() {
        if n == 0 {
            text += "\nWhere each field is looked for, the best place first:\n\n";
        }
        let name = if last == *field { "" } else { field };
        let unit = unit.as_ref().map_or(String::new(), |unit| format!(" (in {})", plain(unit)));
        text += &format!("  {name:width$}  {}{unit}\n", plain(from));
        last = field;
    }
    text
}

/// The words on lines of at most `most` characters.
fn wrapped(text: &str, most: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > 0 && line + 1 + word.chars().count() > most {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            *line += if line.is_empty() { "" } else { " " };
            *line += word;
        }
    }
    lines.join("\n")
}
