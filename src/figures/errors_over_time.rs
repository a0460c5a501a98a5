//! Failed requests over time.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart, palette};

/// See `errors_over_time.sql`.
pub const FIGURE: Figure = Figure {
    id: "errors_over_time",
    page: "reliability",
    title: "Failed requests over time",
    question: "When did it fail, and how?",
    unit: "failed requests per {grain}",
    n_of: "failed requests",
    missing: "No request failed, or the log has no `status`, `http_status` or `error_type`.",
    note: Some("Time zone: {zone}. No bar: no failure."),
    sql: include_str!("errors_over_time.sql"),
    fields: &[Field("time", "Time", Show::Time), Field("error_type", "Kind of error", Show::Text), Field("errors", "Failed", Show::Count), Field("n", "n", Show::Count)],
    reduce: None,
    plot: Some(plot),
};

fn plot(rows: &[Row], _: &Context) -> Value {
    let mut kinds: Vec<&str> = rows.iter().map(|r| r.text(1)).collect();
    kinds.sort_unstable();
    chart::stacked(chart::pivot(rows, &palette::Roster::new(kinds)), "count")
}
