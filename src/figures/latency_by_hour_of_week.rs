//! Latency by hour of the week.

use super::declare::{by, n, of};
use super::drawn::Show;
use super::{Asked, Chart, Figure, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "latency_by_hour_of_week",
    page: "latency",
    title: "Latency by hour of the week",
    question: "At which hours is it slow?",
    unit: "median latency",
    n_of: "requests with a latency",
    missing: "No request has a latency. Log `latency_ms`, or `end_timestamp` beside `timestamp`.",
    note: Some("Median over the hours of the last 14 days (of these, the chosen period), local hours in {zone}."),
    rows: Rows::Cube(Asked::with("latency_p50")),
    fields: &[
        by(Dim::Weekday),
        by(Dim::HourOfDay),
        of("latency_p50", "p50_latency_ms", "p50", Show::Milliseconds),
        n("latency_p50"),
    ],
    chart: Some(Chart::Week { value: "p50_latency_ms", show: Show::Milliseconds }),
};
