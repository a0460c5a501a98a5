//! The newest changes, for the Overview.

use super::declare::column;
use super::drawn::Show;
use super::rows::Row;
use super::{Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "since_when",
    page: "index",
    title: "Since when",
    question: "The newest changes that are more than chance, whatever the period; the page Drift has all of them and says how they were found.",
    unit: "",
    n_of: "things after the changes",
    missing: "No change was found beyond chance; it takes 14 days with data.",
    note: None,
    rows: Rows::Built(|cube, context| {
        let found = context.drift(cube)?.map_or(&[][..], |(_, findings)| &findings.list);
        Ok(found.iter().take(NEWEST).map(|finding| Row(drift::tell::short(context, finding))).collect())
    }),
    fields: &[
        column("from", "Since", Show::Time),
        column("measure", "Measure", Show::Text),
        column("slice", "Slice", Show::Text),
        column("before", "Before", Show::Text),
        column("after", "After", Show::Text),
        column("verdict", "Verdict", Show::Text),
        column("course", "How", Show::Text),
        column("n", "n after", Show::Count),
    ],
    chart: None,
};

/// Lines.
const NEWEST: usize = 5;
