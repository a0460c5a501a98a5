//! Suspicion against the labels of this store.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::measured::{HELD, beside, calibration_rows};
use super::rows::Row;
use super::{Chart, Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::calibration_of;

/// Computed.
pub const FIGURE: Figure = Figure {
    id: "signals_own_calibration",
    page: "signals",
    title: "Suspicion against the labels of this store",
    question: "When suspicion says 30 %, did your people call 30 % hallucinated?",
    unit: "share that people called hallucinated",
    n_of: "labelled answers on which it speaks",
    missing: "No interaction has both a hallucination label and a suspicion. Log `hallucination` (true or false) and `context`, the text that the answer should rest on.",
    note: Some(
        "The same on all labelled interactions of this store: points by what suspicion said, in steps of 0.1, with 95 % Wilson intervals; on the line, what was said is what was found.",
    ),
    rows: Rows::Built(rows),
    fields: &[
        column("said", "Said", Show::Share),
        column("fitted", "As said", Show::Share),
        column("found", "Found", Show::Share),
        column("low", "95 % from", Show::Share),
        column("high", "95 % to", Show::Share),
        column("n", "n", Show::Count),
    ],
    chart: Some(Chart::Dose { value: "found", show: Show::Share, x_title: "What suspicion said (0 to 1)" }),
};

fn rows(cube: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let Some(signal) = HELD.iter().find(|held| held.0 == "suspicion") else { return Ok(Vec::new()) };
    let counts = beside(cube, signal)?.counts;
    Ok(calibration_of(&counts).as_ref().map(calibration_rows).unwrap_or_default())
}
