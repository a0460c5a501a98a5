//! What the user says about money: which cost counts, own prices and discounts, the currency of the report.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

/// Which cost is the one that reports use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CostPolicy {
    /// The logged one where the log has it, else the computed one.
    #[default]
    Auto,
    /// Only the logged one.
    Logged,
    /// Only the computed one.
    Computed,
}

impl FromStr for CostPolicy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "auto" => Ok(Self::Auto),
            "logged" => Ok(Self::Logged),
            "computed" => Ok(Self::Computed),
            other => Err(format!("`{other}` is none of auto, logged, computed")),
        }
    }
}

impl fmt::Display for CostPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::Logged => "logged",
            Self::Computed => "computed",
        })
    }
}

/// A `[[price]]`: US dollars per million tokens. What it leaves out holds for any call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnPrice {
    /// Name of the model, or a glob such as `my-*`; case does not matter.
    pub model: String,
    /// Provider as logged, lower case.
    pub provider: Option<String>,
    /// From this day on, UTC.
    pub from: Option<NaiveDate>,
    /// Service tier: batch, flex, priority, fast.
    pub tier: Option<String>,
    /// For calls with more input tokens than this; then it is the price of all their tokens.
    pub above: Option<u64>,
    /// Input.
    pub input: Option<f64>,
    /// Output.
    pub output: Option<f64>,
    /// Input read from cache.
    pub cache_read: Option<f64>,
    /// Input written to cache.
    pub cache_write: Option<f64>,
    /// Input written to cache for an hour.
    pub cache_write_1h: Option<f64>,
    /// Reasoning.
    pub reasoning: Option<f64>,
}

/// A `[[discount]]` on list prices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discount {
    /// Provider as logged, lower case; any where it is missing.
    pub provider: Option<String>,
    /// Name or glob of the model; any where it is missing.
    pub model: Option<String>,
    /// From this day on, UTC.
    pub from: Option<NaiveDate>,
    /// Percent off; below 0 is a surcharge.
    pub percent: f64,
}

/// The currency of the report, when it is not the US dollar.
#[derive(Clone, Debug, PartialEq)]
pub struct Currency {
    /// ISO 4217: `EUR`.
    pub code: String,
    /// Units of it for one US dollar.
    pub rate: f64,
    /// The day of that rate.
    pub date: NaiveDate,
}

impl Currency {
    /// `EUR at 0.92 for a US dollar (2026-11-01)`
    pub fn told(&self) -> String {
        format!("{} at {} for a US dollar ({})", self.code, self.rate, self.date)
    }
}
