//! Typical latency by day, with the changes that were found.

use super::declare::column;
use super::drawn::Show;
use super::{Chart, Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_latency",
    page: "drift",
    title: "Typical latency by day",
    question: "Are answers slower than before?",
    unit: "geometric mean of latency",
    n_of: "requests with a latency",
    missing: "Nothing to follow: this takes 14 days with data, and 4 requests with a latency a day. Log `latency_ms`.",
    note: Some(
        "Control chart: the centre is what the weekday and the changes found so far let expect; the limits lie 3 standard errors of the day away, more where days of this measure differ more than chance (Laney 2002). The geometric mean of a day, from logarithmic bins, is close to its median and less noisy. This chart does not follow filters.",
    ),
    rows: Rows::Built(|cube, context| drift::chart::of(cube, context, "typical_latency")),
    fields: &[
        column("time", "Day", Show::Time),
        column("n", "n", Show::Count),
        column("value", "Value", Show::Milliseconds),
        column("centre", "Centre", Show::Milliseconds),
        column("lower", "Lower limit", Show::Milliseconds),
        column("upper", "Upper limit", Show::Milliseconds),
        column("alarm", "Out of the limits", Show::Text),
        column("begins", "A change begins", Show::Text),
    ],
    chart: Some(Chart::Control { value: "value", show: Show::Milliseconds }),
};
