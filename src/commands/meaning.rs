//! A store and the embedding model in force in; what the store must keep of it, and what a person must be told, out.

use serde_json::json;

use super::Context;
use crate::error::Result;
use crate::figures::chance::{self, Unrelated};
use crate::interactions::{Cell, Enrichments, Interaction};
use crate::warehouse::{Store, quote};

/// Says which interactions of the store were not embedded by the model in force.
pub fn watch(context: &Context<'_>, store: &Store, enrichments: &Enrichments) -> Result<()> {
    for (column, model) in enrichments.made_by() {
        let others = of_others(store, column, model)?;
        if others > 0 {
            context.console.warn(format!(
                "{others} interactions of the store were not embedded by {model}; run `llmobs enrich` to redo them"
            ));
        }
    }
    if let Some(model) = made(store, enrichments)? {
        context.console.warn(format!(
            "`embedding_model` is not set: new interactions get no similarity by meaning, which the store has by {model}"
        ));
    }
    Ok(())
}

/// Says so when everything is about to be redone without the model that embedded it.
pub fn watch_redo(context: &Context<'_>, store: &Store, enrichments: &Enrichments) -> Result<()> {
    if let Some(model) = made(store, enrichments)? {
        context.console.warn(format!("`embedding_model` is not set: similarity by meaning, made by {model}, goes"));
    }
    Ok(())
}

/// The model that embedded the newest interactions, where none is in force.
fn made(store: &Store, enrichments: &Enrichments) -> Result<Option<String>> {
    if !enrichments.made_by().is_empty() || !store.holds(chance::MODEL)? {
        return Ok(None);
    }
    let sql = format!("SELECT arg_max({0}, rowid) FROM interactions WHERE {0} IS NOT NULL", chance::MODEL);
    Ok(match store.query(&sql)?.into_iter().flatten().next() {
        Some(Cell::Text(model)) => Some(model),
        _ => None,
    })
}

fn of_others(store: &Store, column: &str, model: &str) -> Result<u64> {
    let model = quote(model);
    // Whoever has a similarity by words has both texts.
    let sql =
        format!("SELECT count(*) FROM interactions WHERE similarity IS NOT NULL AND {column} IS DISTINCT FROM {model}");
    Ok(match store.query(&sql)?.first().map(Vec::as_slice) {
        Some([Cell::Int(n)]) => *n as u64,
        _ => 0,
    })
}

/// Notes in the store how near responses are to prompts that they do not answer, by the model in force: a report is then
/// written without the model.
pub fn note_chance(store: &Store, enrichments: &Enrichments) -> Result<()> {
    let Some((_, model)) = enrichments.made_by().into_iter().find(|(column, _)| *column == chance::MODEL) else {
        return Ok(());
    };
    let Some(at) = enrichments.columns().iter().position(|column| column.name == chance::VALUE) else { return Ok(()) };
    let near = |prompt: &str, response: &str| {
        let mut call = Interaction::of_texts(Some(prompt.to_owned()), None, Some(response.to_owned()));
        if let Cell::Float(value) = enrichments.run(&mut call)[at] { Some(value) } else { None }
    };
    let told = Unrelated::of(store, near)?.map(|found| {
        let [p05, p50, p95] = [0.05, 0.5, 0.95].map(|q| found.quantile(q));
        json!({"model": model, "n": found.values.len(), "p05": p05, "p50": p50, "p95": p95})
    });
    store.set_meta(chance::KEY, &told.unwrap_or_default().to_string())
}
