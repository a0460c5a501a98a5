//! The words of `llmobs prices`. Types only, as in `cli`.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand, ValueHint};

/// `llmobs prices`
#[derive(Args, Debug)]
pub struct Prices {
    /// What to do with them.
    #[command(subcommand)]
    pub verb: PricesVerb,
}

/// What `llmobs prices` does: one verb, one file in `commands/prices/`.
#[derive(Debug, Subcommand)]
pub enum PricesVerb {
    /// List every price
    List(PricesList),
    /// Tell how a model gets its price
    Explain(PricesExplain),
    /// Tell how old the tables are and which models of the store have no price
    Check(PricesCheck),
    /// Put a newer table in place of the one llmobs carries
    Update(PricesUpdate),
}

/// `llmobs prices list`
#[derive(Args, Debug)]
pub struct PricesList {
    /// Only those of one provider
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// The day whose prices to list; default: now
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub at: Option<DateTime<Utc>>,
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
}

/// `llmobs prices explain`
#[derive(Args, Debug)]
pub struct PricesExplain {
    /// Name of the model, as logged
    pub model: String,
    /// Provider, as logged
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// When the call was: a day, or a day and a time (RFC 3339); default: now
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub at: Option<DateTime<Utc>>,
    /// How it was served, as logged: batch, flex, priority, …
    #[arg(long, value_name = "TIER")]
    pub tier: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
}

/// `llmobs prices check`
#[derive(Args, Debug)]
pub struct PricesCheck {
    /// End with exit code 1 when a table is old or a model has no price
    #[arg(long)]
    pub fail: bool,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
}

/// `llmobs prices update`
#[derive(Args, Debug)]
pub struct PricesUpdate {
    /// The JSON of genai-prices or of LiteLLM, already downloaded
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub from: PathBuf,
    /// The day it was taken; default: today
    #[arg(long, value_name = "DAY")]
    pub date: Option<NaiveDate>,
    /// Print what changed as JSON
    #[arg(long)]
    pub json: bool,
}

/// A day (its start, UTC) or an instant.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let day = text.parse::<NaiveDate>().ok().map(|day| day.and_time(Default::default()).and_utc());
    day.or_else(|| text.parse().ok()).ok_or_else(|| "neither a day such as 2026-01-31 nor RFC 3339".to_string())
}
