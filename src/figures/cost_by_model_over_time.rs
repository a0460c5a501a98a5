//! Cost over time by model.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `cost_by_model_over_time.sql`.
pub const FIGURE: Figure = Figure {
    id: "cost_by_model_over_time",
    page: "cost",
    title: "Cost over time by model",
    question: "Which model drives the bill?",
    unit: "US dollars per {grain}",
    n_of: "priced requests",
    missing: "No request has a cost: log `cost_usd`, or `model` with `input_tokens` and `output_tokens` so that it can be computed.",
    note: Some("Logged cost where the log has one, else tokens at the dated list price. Requests with neither are left out. Time zone: {zone}."),
    sql: include_str!("cost_by_model_over_time.sql"),
    fields: &[Field("time", "Time", Show::Time), Field("model", "Model", Show::Text), Field("cost_usd", "Cost", Show::Usd), Field("n", "n", Show::Count)],
    reduce: None,
    plot: Some(plot),
};

fn plot(rows: &[Row], context: &Context) -> Value {
    chart::stacked(chart::pivot(rows, &context.models), "usd")
}
