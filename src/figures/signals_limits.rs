//! What signals cannot tell.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::format;
use super::rows::{Row, count};
use super::{Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::{Measure, Published};
use crate::interactions::Cell;

/// From `data/signals.json`.
pub const FIGURE: Figure = Figure {
    id: "signals_limits",
    page: "signals",
    title: "What they cannot tell",
    question: "Where is each signal silent, and what must not be read into it?",
    unit: "",
    n_of: "labelled rows",
    missing: "Nothing was measured.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("signal", "Signal", Show::Text),
        column("n", "Labelled rows", Show::Count),
        column("told", "What it cannot tell", Show::Text),
    ],
    chart: None,
};

fn rows(_: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let published = Published::shipped()?;
    let (Some(category), Some(grounded), Some(suspicion), Some(similarity), Some(complexity)) = (
        published.signal("category"),
        published.signal("groundedness"),
        published.signal("suspicion"),
        published.signal("similarity"),
        published.signal("complexity"),
    ) else {
        return Ok(Vec::new());
    };
    let silent = |one: &crate::evaluation::Measured| {
        one.of("all").next().map_or_else(String::new, |all| {
            format!("Silent on {} of {}. ", format::count(all.silent as f64), format::count(all.n as f64))
        })
    };
    // A source of which groundedness has next to nothing to say logged no context.
    let bare = |name: &str| grounded.of("source").any(|one| one.name == name && one.silent * 100 > one.n * 99);
    let without: Vec<&Measure> = similarity.of("source").filter(|one| bare(&one.name)).collect();
    let values = || without.iter().filter_map(|one| one.value);
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let answers: u64 = without.iter().map(|one| one.n).sum();
    let error = suspicion.calibration.as_ref().map_or(f64::NAN, |told| told.error);
    let row = |signal: &str, n: u64, told: String| Row(vec![Cell::Text(signal.into()), count(n), Cell::Text(told)]);
    Ok(vec![
        row(
            "similarity",
            answers,
            format!(
                "Whether an answer is true. Without a context it carries no information about hallucination: AUROC {} to {} \
                 on {} sources, where 0.5 is a coin toss and below it the more alike texts are the hallucinated ones, if \
                 anything. Low similarity marks an answer that is off the topic.",
                format::number(low),
                format::number(high),
                without.len(),
            ),
        ),
        row(
            "groundedness",
            grounded.n,
            format!("{}Without a context, results of tools in the conversation or a long text in the prompt, there is nothing \
                     to look in. What is true but not there counts as unsupported. On results of tools nothing was measured.", silent(grounded)),
        ),
        row(
            "suspicion",
            suspicion.n,
            format!(
                "{}It says nothing without a logged context, nor between 0.35 and 0.65. Calibration error {} where it speaks, on the \
                 sets that its curve was fitted to.",
                silent(suspicion),
                format::number(error),
            ),
        ),
        row("complexity", complexity.n, "Whether an answer is right: it describes the prompt only.".into()),
        row(
            "category",
            category.n,
            "Kinds of work that have no rule: they are called other. Agreement is that of single labels, and people differ, too.".into(),
        ),
    ])
}
