//! Cost per request by day, with the changes that were found.

use super::declare::column;
use super::drawn::Show;
use super::{Chart, Figure, Rows, drift};

/// Computed from daily sums.
pub const FIGURE: Figure = Figure {
    id: "drift_cost_per_request",
    page: "drift",
    title: "Cost per request by day",
    question: "Does the same work cost more?",
    unit: "US dollars per request",
    n_of: "priced requests",
    missing: "Nothing to follow: this takes 14 days with data, and 4 priced requests a day. Log `cost_usd`, or `model` and tokens.",
    note: Some(
        "Control chart: the centre is what the weekday and the changes found so far let expect; the limits lie 3 standard errors of the day away, more where days of this measure differ more than chance (Laney 2002). This chart does not follow filters.",
    ),
    rows: Rows::Built(|cube, context| drift::chart::of(cube, context, "cost_per_request")),
    fields: &[
        column("time", "Day", Show::Time),
        column("n", "n", Show::Count),
        column("value", "Value", Show::Usd),
        column("centre", "Centre", Show::Usd),
        column("lower", "Lower limit", Show::Usd),
        column("upper", "Upper limit", Show::Usd),
        column("alarm", "Out of the limits", Show::Text),
        column("begins", "A change begins", Show::Text),
    ],
    chart: Some(Chart::Control { value: "value", show: Show::Usd }),
};
