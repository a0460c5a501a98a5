//! `llmobs evaluate`: how good our signals are, on rows that people labelled.

mod each;
mod sheet;

use super::Context;
use crate::cli::Evaluate;
use crate::error::{Error, Result};
use crate::evaluation::{self, Options, SIGNALS};
use crate::interactions::Enrichments;

/// Reads the rows, measures, and prints a sheet or JSON.
pub fn run(context: &Context<'_>, args: &Evaluate) -> Result<()> {
    if let Some(unknown) = args.signals.iter().find(|id| SIGNALS.iter().all(|signal| signal.id != **id)) {
        let known: Vec<&str> = SIGNALS.iter().map(|signal| signal.id).collect();
        return Err(Error::new(format!("there is no signal {unknown:?}")).hint(format!("one of {}", known.join(", "))));
    }
    let mut rows = Vec::new();
    for path in &args.files {
        rows.extend(evaluation::read(path)?);
    }
    if rows.is_empty() {
        return Err(Error::new("there are no labelled rows in these files"));
    }
    let enrichments = Enrichments::new(&context.config)?;
    let columns = enrichments.columns();
    let unfilled = |id: &&String| SIGNALS.iter().any(|signal| signal.id == **id && signal.unfilled(&columns));
    if let Some(id) = args.signals.iter().find(unfilled) {
        return Err(Error::new(format!("the signal {id:?} needs an embedding model"))
            .hint("name its folder with --embedding-model or `embedding_model` in llmobs.toml"));
    }
    if let Some(path) = &args.rows {
        each::write(path, &rows, &enrichments)?;
    }
    let options = Options { signals: args.signals.clone(), resamples: args.resamples, seed: args.seed };
    let report = evaluation::run(&rows, &enrichments, &options);
    if args.json { context.console.json(&report) } else { context.console.data(sheet::sheet(&report)) }
}
