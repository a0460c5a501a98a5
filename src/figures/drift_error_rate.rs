//! Error rate by day, with the changes that were found.

use super::declare::column;
use super::drawn::Show;
use super::{Chart, Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_error_rate",
    page: "drift",
    title: "Error rate by day",
    question: "Are failures out of control?",
    unit: "share of requests",
    n_of: "requests",
    missing: "Nothing to follow: this takes 14 days with data, and 10 failed requests at least.",
    note: Some(
        "Control chart: the centre is what the weekday and the changes found so far let expect; the limits lie 3 standard errors of the day away, more where days of this measure differ more than chance (Laney 2002). This chart does not follow filters.",
    ),
    rows: Rows::Built(|cube, context| drift::chart::of(cube, context, "error_rate")),
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
