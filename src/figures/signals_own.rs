//! How well signals agree with the labels of this store.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::measured::{beside, held};
use super::rows::{Row, count, float};
use super::{Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::{area, calibration_of};
use crate::interactions::Cell;

/// Computed from all labelled interactions.
pub const FIGURE: Figure = Figure {
    id: "signals_own",
    page: "signals",
    title: "The same, on the labels of this store",
    question: "How well does each signal tell what your people called hallucinated? AUROC: 0.5 is a coin toss, 1 is right every time. Its interval is DeLong's; calibration error: how far what suspicion says lies from what was found.",
    unit: "",
    n_of: "labelled interactions",
    missing: "No hallucination labels in this data, so nothing can be said about how good signals are here: log `hallucination` (true or false) for some interactions.",
    note: None,
    rows: Rows::Built(rows),
    fields: &[
        column("signal", "Signal", Show::Text),
        column("n", "Labelled", Show::Count),
        column("hallucinated", "Hallucinated", Show::Count),
        column("silent", "Silent on", Show::Count),
        column("auroc", "AUROC", Show::Number),
        column("low", "95 % from", Show::Number),
        column("high", "95 % to", Show::Number),
        column("calibration_error", "Calibration error", Show::Number),
    ],
    chart: None,
};

fn rows(cube: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for signal in held(cube)? {
        let found = beside(cube, signal)?;
        if found.labelled == 0 {
            return Ok(Vec::new());
        }
        let area = area(&found.counts);
        let interval = area.and_then(|area| area.interval);
        // Only suspicion is a probability.
        let calibration = (signal.0 == "suspicion").then(|| calibration_of(&found.counts)).flatten();
        rows.push(Row(vec![
            Cell::Text(signal.0.to_owned()),
            count(found.labelled),
            count(found.hallucinated),
            count(found.silent),
            float(area.map(|area| area.value)),
            float(interval.map(|ends| ends.0)),
            float(interval.map(|ends| ends.1)),
            float(calibration.map(|told| told.error)),
        ]));
    }
    Ok(rows)
}
