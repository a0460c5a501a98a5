//! `llmobs summary`: the report's numbers on the terminal, or for another program.

use super::{Context, open};
use crate::cli;
use crate::error::{Error, Result};
use crate::figures::span::Span;
use crate::summary::{FORMS, SHOWN, Summary, grouping, measures};

/// Prints it.
pub fn run(context: &Context<'_>, args: &cli::Summary) -> Result<()> {
    let store = open::rolled_up(context, &context.config.database)?;
    super::tell_stale_costs(context, &store)?;
    let (cube, shared) = open::report(context, &store)?;
    let hours = cube
        .hours
        .ok_or_else(|| Error::new("the store holds no interactions").hint("run `llmobs ingest FILE…` first"))?;
    let (period, before) = args.since.unwrap_or(Span::Days(context.config.compare_days.max(1))).resolve(hours);
    let before = before.filter(|_| args.compare.is_some());
    if args.compare.is_some() && before.is_none() {
        context.console.warn("there is nothing to compare with: the data begin with this period");
    }
    let asked = if args.measures.is_empty() { measures(SHOWN)? } else { measures(&args.measures)? };
    let found = grouping(&cube, &shared, &args.by, &asked, (&period, before.as_ref()))?;
    let summary = Summary { period, before, groupings: vec![found] };
    let form = FORMS.iter().find(|form| form.name == args.format).unwrap_or(&FORMS[0]);
    context.console.data((form.write)(&summary, &shared)?)
}
