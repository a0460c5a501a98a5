//! The words of the verbs that a report is run with: gates, exports, upkeep. Types only, as in `cli`.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueHint};

use super::about;
use crate::checks::LEAST_N;
use crate::cube::{DIMS, Dim, dim_named};
use crate::exports::prometheus::DIALECTS;
use crate::exports::tables::TABLES;
use crate::figures::span::Span;
use crate::summary::FORMS;

/// `llmobs summary`
#[derive(Args, Debug)]
pub struct Summary {
    /// Group by these: provider, model, category, app, environment, error_type, time, weekday, hour_of_day
    #[arg(long, value_name = "DIMENSIONS", value_delimiter = ',', value_parser = dimension)]
    pub by: Vec<Dim>,
    /// How far back: hours (24h), days (7d), weeks (4w), from a day on (2026-10-01), or all; default: the days of `compare_days`
    #[arg(long, value_name = "SPAN")]
    pub since: Option<Span>,
    /// Compare with the period before
    #[arg(long, value_name = "WITH", value_parser = ["previous"])]
    pub compare: Option<String>,
    /// Only these measures, by the names in summary.json
    #[arg(long, value_name = "MEASURES", value_delimiter = ',')]
    pub measures: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = PossibleValuesParser::new(FORMS.iter().map(|form| form.name)))]
    pub format: String,
}

/// `llmobs check`
#[derive(Args, Debug)]
pub struct Check {
    #[arg(long, value_name = "RULE", help = about("fail_on"))]
    pub(super) fail_on: Vec<OsString>,
    /// Probability of any false alarm in the run
    #[arg(long, value_name = "PERCENT", default_value = "1%", value_parser = percent)]
    pub level: f64,
    /// Requests that a slice must rest on, unless its rule says `where n >= …`
    #[arg(long, value_name = "N", default_value_t = LEAST_N)]
    pub min_n: u64,
    /// Judge as if it were this local time: a day (its end), or a day and an hour (2026-10-01T17:00)
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// Fail also when something could not be judged for want of data
    #[arg(long)]
    pub require_data: bool,
    /// Write JUnit XML to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub junit: Option<PathBuf>,
    /// Write Markdown to this file; on GitHub it goes to $GITHUB_STEP_SUMMARY anyway
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub markdown: Option<PathBuf>,
    /// Print every slice as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs export`
#[derive(Args, Debug)]
pub struct Export {
    /// As what.
    #[command(subcommand)]
    pub verb: ExportVerb,
}

/// What `llmobs export` writes.
#[derive(Debug, Subcommand)]
pub enum ExportVerb {
    /// Metrics: a snapshot for the textfile collector, or the history for promtool
    Prometheus(ExportPrometheus),
    /// A Parquet file
    Parquet(ExportTable),
    /// A CSV file
    Csv(ExportTable),
    /// JSON lines; interactions are in the native format
    Jsonl(ExportTable),
}

/// `llmobs export prometheus`
#[derive(Args, Debug)]
pub struct ExportPrometheus {
    /// Every hour of the last 14 days and every day before, with timestamps, instead of the last state
    #[arg(long)]
    pub history: bool,
    /// Labels of counters and histograms [default: provider,model,app,environment]
    #[arg(long, value_name = "DIMENSIONS", value_delimiter = ',', value_parser = slice)]
    pub by: Vec<Dim>,
    /// Text format (for the textfile collector) or OpenMetrics [default: text, for a history openmetrics]
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(DIALECTS.iter().map(|dialect| dialect.name)))]
    pub format: Option<String>,
    /// Put it into this file, all at once
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// `llmobs export parquet`, `csv` and `jsonl`
#[derive(Args, Debug)]
pub struct ExportTable {
    /// Interactions, or the rollups: sums by the hour, bins of histograms by the day
    #[arg(long, value_name = "TABLE", default_value = "interactions", value_parser = PossibleValuesParser::new(TABLES.iter().map(|table| table.name)))]
    pub what: String,
    /// Also what llmobs found out (category, cost, …); such a file is not read back
    #[arg(long)]
    pub all_columns: bool,
    /// Put it into this file, all at once, instead of standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// A dimension of slices: no time.
fn slice(text: &str) -> Result<Dim, String> {
    let known = [Dim::Provider, Dim::Model, Dim::Category, Dim::App, Dim::Environment];
    dim_named(text.trim())
        .filter(|dim| known.contains(dim))
        .ok_or_else(|| format!("labels are {}", known.map(Dim::name).join(", ")))
}

/// The end of a day, or an hour of it, local.
fn moment(text: &str) -> Result<NaiveDateTime, String> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok((day + chrono::Days::new(1)).and_time(Default::default()));
    }
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok().filter(|at| at.minute() == 0);
    at.ok_or_else(|| "neither a day such as 2026-01-31 nor a full hour such as 2026-01-31T17:00".to_string())
}

/// A share above 0 and below 1, as `1%` or `0.01`.
fn percent(text: &str) -> Result<f64, String> {
    let (number, times) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 0.01));
    let share =
        number.trim().parse().ok().map(|number: f64| number * times).filter(|share| *share > 0.0 && *share < 1.0);
    share.ok_or_else(|| "not a share such as 1%".to_string())
}

fn dimension(text: &str) -> Result<Dim, String> {
    dim_named(text.trim()).ok_or_else(|| {
        let names: Vec<&str> = DIMS.iter().map(|(name, _)| *name).collect();
        format!("the dimensions are {}", names.join(", "))
    })
}
