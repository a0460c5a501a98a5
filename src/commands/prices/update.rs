//! `llmobs prices update`: a downloaded price table in, the user's own table and what it changes out.

use super::{Context, table};
use crate::cli::PricesUpdate;
use crate::console::plain;
use crate::error::Result;
use crate::figures::format;
use crate::interactions::cost::{Change, Update, update};

/// Names and changes told on the terminal; `--json` has them all.
const TOLD: usize = 20;

/// Puts it in place and tells what changed.
pub fn run(context: &Context<'_>, args: &PricesUpdate) -> Result<()> {
    let date = args.date.unwrap_or(context.now.date_naive());
    let update = update(&context.config, &args.from, date)?;
    if args.json {
        context.console.json(&update)?
    } else {
        context.console.data(told(&update))?
    }
    context.console.line("costs in the store are computed anew by `llmobs enrich`");
    Ok(())
}

fn told(update: &Update) -> String {
    let (before, after) = (&update.before, &update.after);
    let mut text = format!(
        "{} {} ({}) takes the place of {} ({}): {}\n",
        after.name,
        after.version,
        after.date,
        before.version,
        before.date,
        update.file.display()
    );
    text += &format!("{} models", format::count(after.models as f64));
    for (word, n) in
        [("new", update.added.len()), ("gone", update.removed.len()), ("changed prices", update.changed.len())]
    {
        text += &format!(", {} {word}", format::count(n as f64));
    }
    text += "\n";
    for (word, names) in [("new", &update.added), ("gone", &update.removed)] {
        if !names.is_empty() {
            let rest = names.len().saturating_sub(TOLD);
            let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            text += &format!("\n{word}: {}{more}\n", plain(&names[..names.len().min(TOLD)].join(", ")));
        }
    }
    if !update.changed.is_empty() {
        let head = ["changed", "of", "before", "now"].map(str::to_string).to_vec();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(update.changed.iter().take(TOLD).map(row)).collect();
        text += &format!("\n{}", table(&rows));
        if update.changed.len() > TOLD {
            text += &format!("and {} more (--json tells all)\n", update.changed.len() - TOLD);
        }
    }
    text
}

fn row(change: &Change) -> Vec<String> {
    let shown = |price: &Option<String>| price.clone().unwrap_or(format::UNKNOWN.to_string());
    vec![change.entry.clone(), change.class.to_string(), shown(&change.before), shown(&change.after)]
}
