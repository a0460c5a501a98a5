//! Hallucination rate by day, with the changes that were found.

use super::declare::column;
use super::drawn::Show;
use super::{Chart, Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_hallucination",
    page: "drift",
    title: "Hallucination rate by day",
    question: "Is more made up than before?",
    unit: "share of labelled requests",
    n_of: "labelled requests",
    missing: "Nothing to follow: this takes 14 days with data, and 10 requests labelled as hallucinated at least. Log `hallucination`.",
    note: Some(
        "Control chart: the centre is what the weekday and the changes found so far let expect; the limits lie 3 standard errors of the day away, more where days of this measure differ more than chance (Laney 2002). This chart does not follow filters.",
    ),
    rows: Rows::Built(|cube, context| drift::chart::of(cube, context, "hallucination_rate")),
    fields: &[
        column("time", "Day", Show::Time),
        column("n", "n", Show::Count),
        column("value", "Value", Show::Share),
        column("centre", "Centre", Show::Share),
        column("lower", "Lower limit", Show::Share),
        column("upper", "Upper limit", Show::Share),
        column("alarm", "Out of the limits", Show::Text),
        column("begins", "A change begins", Show::Text),
    ],
    chart: Some(Chart::Control { value: "value", show: Show::Share }),
};
