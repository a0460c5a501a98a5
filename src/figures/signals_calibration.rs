//! Suspicion, calibrated on labelled sets.

use super::context::Context;
use super::declare::column;
use super::drawn::Show;
use super::measured::calibration_rows;
use super::rows::Row;
use super::{Chart, Figure, Rows};
use crate::cube::Cube;
use crate::error::Result;
use crate::evaluation::Published;

/// Computed.
pub const FIGURE: Figure = Figure {
    id: "signals_calibration",
    page: "signals",
    title: "Suspicion, calibrated on labelled sets",
    question: "When suspicion says 30 %, did people call 30 % hallucinated?",
    unit: "share that people called hallucinated",
    n_of: "labelled answers on which it speaks",
    missing: "Nothing was measured.",
    note: Some(
        "Points are answers by what suspicion said, in steps of 0.1, with 95 % Wilson intervals and n when pointed at; on the line, what was said is what was found. Measured on public development sets, to which the curve was also fitted: it looks better here than elsewhere. With each source left out in turn, the calibration error was 0.031 over all, and 0.075 at worst (`scripts/suspicion.py`). Between 0.35 and 0.65 it says nothing.",
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

fn rows(_: &Cube<'_>, _: &Context) -> Result<Vec<Row>> {
    let published = Published::shipped()?;
    let calibration = published.signal("suspicion").and_then(|signal| signal.calibration.as_ref());
    Ok(calibration.map(calibration_rows).unwrap_or_default())
}
