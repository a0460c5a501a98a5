//! The changes that were found.

use super::declare::column;
use super::drawn::Show;
use super::rows::Row;
use super::{Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_changes",
    page: "drift",
    title: "Changes",
    question: "Since when, how much, and for which slice? Newest first. A change that shows in several slices is told once, for the smallest one without which the rest has not changed. Levels are those of up to 28 days before and after, with 95 % intervals. This table does not follow filters.",
    unit: "",
    n_of: "things after the changes",
    missing: "No change was found. The table below says what was looked at: it takes 14 days with data.",
    note: None,
    rows: Rows::Built(|cube, context| {
        let found = context.drift(cube)?.map_or(&[][..], |(_, findings)| &findings.list);
        Ok(found.iter().map(|finding| Row(drift::tell::cells(context, finding))).collect())
    }),
    fields: &[
        column("from", "Since", Show::Time),
        column("measure", "Measure", Show::Text),
        column("slice", "Slice", Show::Text),
        column("before", "Before (95 %)", Show::Text),
        column("after", "After (95 %)", Show::Text),
        column("verdict", "Verdict", Show::Text),
        column("course", "How", Show::Text),
        column("since", "May have begun", Show::Text),
        column("n_before", "n before", Show::Count),
        column("n", "n after", Show::Count),
        column("chance", "By chance in", Show::Text),
        column("also", "Also seen in", Show::Text),
    ],
    chart: None,
};
