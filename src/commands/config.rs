//! `llmobs config`: the settings in force and where each came from, as a table or as JSON.

use std::path::Path;

use serde::Serialize;

use super::Context;
use crate::cli;
use crate::config::{InForce, SETTINGS, TABLES};
use crate::console::plain;
use crate::error::Result;
use crate::interactions::semantic;

#[derive(Serialize)]
struct Line {
    name: &'static str,
    value: String,
    origin: String,
}

#[derive(Serialize)]
struct Listing {
    file: Option<String>,
    settings: Vec<Line>,
    tables: Vec<Line>,
    /// The embedding model that was read, or why it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    embedding_model: Option<String>,
}

/// Prints them.
pub fn run(context: &Context<'_>, args: &cli::Config) -> Result<()> {
    let listing = listing(&context.in_force);
    if args.json { context.console.json(&listing) } else { context.console.data(table(&listing)) }
}

fn listing(in_force: &InForce) -> Listing {
    let line = |(setting, origins): (&crate::config::Setting, &Vec<crate::config::Origin>)| Line {
        name: setting.name,
        value: (setting.show)(&in_force.config),
        origin: origins.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let rows = |(table, origins): (&crate::config::Table, &Vec<crate::config::Origin>)| {
        let shown = (table.show)(&in_force.config).into_iter();
        let line = |(value, origin): (String, &crate::config::Origin)| Line {
            name: table.name,
            value,
            origin: origin.to_string(),
        };
        shown.zip(origins).map(line).collect::<Vec<_>>()
    };
    Listing {
        file: in_force.file.as_ref().map(|path| path.display().to_string()),
        settings: SETTINGS.iter().zip(&in_force.origins).map(line).collect(),
        embedding_model: in_force.config.embedding_model.as_deref().map(embedding_model),
        tables: TABLES.iter().zip(&in_force.tables).flat_map(rows).collect(),
    }
}

fn embedding_model(folder: &Path) -> String {
    match semantic::known(folder) {
        Ok(known) => format!("{}, {} tokens, vectors of {} numbers", known.name, known.tokens, known.width),
        Err(error) => std::iter::once(error.message).chain(error.causes).collect::<Vec<_>>().join(": "),
    }
}

fn table(listing: &Listing) -> String {
    let mut rows = vec![["setting", "value", "from"].map(str::to_string)];
    for Line { name, value, origin } in listing.settings.iter().chain(&listing.tables) {
        let value = if value.is_empty() { "(none)" } else { value };
        rows.push([name.to_string(), plain(value).into_owned(), plain(origin).into_owned()]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    let mut text = match &listing.file {
        Some(file) => format!("configuration file: {}\n\n", plain(file)),
        None => "configuration file: none (no llmobs.toml here or above)\n\n".to_string(),
    };
    for [name, value, origin] in &rows {
        text += &format!("{name:first$}  {value:second$}  {origin}\n");
    }
    if let Some(told) = &listing.embedding_model {
        text += &format!("\nembedding model: {}\n", plain(told));
    }
    text
}
