//! `llmobs export prometheus`: metrics, as a snapshot for the textfile collector or as a history for promtool.

use std::fs;

use crate::cli::ExportPrometheus;
use crate::commands::{Context, open};
use crate::cube::Dim;
use crate::error::{OrFail, Result};
use crate::exports::prometheus::{DIALECTS, Export, export};

/// Labels unless others are asked for.
const LABELS: &[Dim] = &[Dim::Provider, Dim::Model, Dim::App, Dim::Environment];

/// Writes them.
pub fn run(context: &Context<'_>, args: &ExportPrometheus) -> Result<()> {
    let store = open::rolled_up(context, &context.config.database)?;
    super::super::tell_stale_costs(context, &store)?;
    let (cube, _) = open::report(context, &store)?;
    let usual = if args.history { "openmetrics" } else { "text" };
    let format = args.format.as_deref().unwrap_or(usual);
    let how = Export {
        by: if args.by.is_empty() { LABELS } else { &args.by },
        zone: context.config.time_zone,
        history: args.history,
        dialect: DIALECTS.iter().find(|dialect| dialect.name == format).unwrap_or(&DIALECTS[0]),
    };
    let text = export(&cube, &how)?;
    match &args.output {
        None => context.console.data(text),
        Some(path) => {
            super::replace(path, |fresh| fs::write(fresh, &text).or_fail(|| format!("cannot write {}", path.display())))
        }
    }
}
