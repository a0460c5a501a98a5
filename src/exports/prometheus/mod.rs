//! The cube → metrics for Prometheus: a snapshot for the textfile collector, or the whole history with timestamps.
//!
//! - **Counters** are the columns that measures are made of, by slice, summed since the first interaction: any rate and any
//!   mean follows from them. What may fall (savings, ratings) is a gauge.
//! - **Histograms** have the names of OpenTelemetry's GenAI conventions and buckets whose bounds are those of the cube's
//!   bins, so that no call is in a wrong one.
//! - **Gauges** are the shares, means and percentiles of the report over everything: of the last 24 hours in a snapshot, of
//!   each local day in a history.

mod families;
mod series;
mod write;

use chrono_tz::Tz;

use crate::cube::{Cube, Dim};
use crate::error::Result;

pub use families::{Family, Kind, families};
pub use write::{DIALECTS, Dialect};

/// What is exported, and how.
pub struct Export<'a> {
    /// Labels of counters and histograms.
    pub by: &'a [Dim],
    /// The zone of the cube's hours.
    pub zone: Tz,
    /// Every step of time instead of the last state.
    pub history: bool,
    /// How it is written.
    pub dialect: &'static Dialect,
}

/// One labelled series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Names and values; an empty value is no label.
    pub labels: Vec<(&'static str, String)>,
    /// Time (seconds since 1970, UTC; `None` is now) and what was there, oldest first.
    pub points: Vec<(Option<i64>, Point)>,
}

/// A state of a series.
#[derive(Clone, Debug, PartialEq)]
pub enum Point {
    /// A number.
    Number(f64),
    /// For each bound of the buckets how many are at or below it, how many in all, and their sum.
    Buckets(Vec<u64>, u64, f64),
}

/// Labels that are OpenTelemetry's for the histograms that have its names, and ours elsewhere.
pub fn label(dim: Dim, genai: bool) -> &'static str {
    match (dim, genai) {
        (Dim::Provider, true) => "gen_ai_provider_name",
        (Dim::Model, true) => "gen_ai_response_model",
        (Dim::Environment, true) => "deployment_environment_name",
        (Dim::App, true) => "service_name",
        (dim, _) => dim.name(),
    }
}

/// All metrics as text.
pub fn export(cube: &Cube<'_>, export: &Export<'_>) -> Result<String> {
    let mut text = String::new();
    for family in families() {
        let series = series::series(cube, export, family)?;
        if !series.is_empty() {
            (export.dialect.write)(&mut text, family, &series);
        }
    }
    text += export.dialect.end;
    Ok(text)
}
