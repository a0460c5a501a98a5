//! Complexity by day, with the changes that were found.

use super::declare::column;
use super::drawn::Show;
use super::{Chart, Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_complexity",
    page: "drift",
    title: "Complexity by day",
    question: "Are prompts harder than before?",
    unit: "mean complexity, 0 to 100",
    n_of: "requests with a prompt",
    missing: "Nothing to follow: this takes 14 days with data, and 4 prompts a day. Log `prompt`.",
    note: Some(
        "Control chart: the centre is what the weekday and the changes found so far let expect; the limits lie 3 standard errors of the day away, more where days of this measure differ more than chance (Laney 2002). This chart does not follow filters.",
    ),
    rows: Rows::Built(|cube, context| drift::chart::of(cube, context, "complexity")),
    fields: &[
        column("time", "Day", Show::Time),
        column("n", "n", Show::Count),
        column("value", "Value", Show::Number),
        column("centre", "Centre", Show::Number),
        column("lower", "Lower limit", Show::Number),
        column("upper", "Upper limit", Show::Number),
        column("alarm", "Out of the limits", Show::Text),
        column("begins", "A change begins", Show::Text),
    ],
    chart: Some(Chart::Control { value: "value", show: Show::Number }),
};
