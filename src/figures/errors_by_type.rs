//! Kinds of errors.

use super::drawn::Show;
use super::{Field, Figure};

/// See `errors_by_type.sql`.
pub const FIGURE: Figure = Figure {
    id: "errors_by_type",
    page: "reliability",
    title: "Kinds of errors",
    question: "What goes wrong most, and where?",
    unit: "failed requests",
    n_of: "failed requests",
    missing: "No request failed, or the log has no `status`, `http_status` or `error_type`.",
    note: None,
    sql: include_str!("errors_by_type.sql"),
    fields: &[Field("error_type", "Kind of error", Show::Text), Field("provider", "Provider", Show::Text), Field("model", "Model", Show::Text), Field("n", "Failed", Show::Count), Field("last_hour", "Last seen", Show::Time)],
    reduce: None,
    plot: None,
};
