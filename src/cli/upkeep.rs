//! The words of the verbs that set llmobs up and keep its store. Types only, as in `cli`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};

use crate::figures::span::Span;

/// `llmobs init`
#[derive(Args, Debug)]
pub struct Init {
    /// Logs to read every night; default: those that are found here
    #[arg(value_name = "INPUTS", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    /// What to write [default: config and cron, and github or, where the repository is on one, gitlab]
    #[arg(long, value_name = "FILES", value_delimiter = ',', value_parser = PossibleValuesParser::new(["config", "github", "gitlab", "cron"]))]
    pub with: Vec<String>,
    /// Replace files that exist
    #[arg(long)]
    pub force: bool,
}

/// `llmobs merge`
#[derive(Args, Debug)]
pub struct Merge {
    /// Stores to take from; they stay as they are
    #[arg(required = true, value_name = "STORES", value_hint = ValueHint::FilePath)]
    pub stores: Vec<PathBuf>,
    /// Write this before the paths of their sources: the name of a machine, say
    #[arg(long, value_name = "NAME")]
    pub label: Option<String>,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs prune`
#[derive(Args, Debug)]
pub struct Prune {
    /// Days to keep, today included: 400d, 52w
    #[arg(long, value_name = "SPAN")]
    pub keep: Span,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs doctor`
#[derive(Args, Debug)]
pub struct Doctor {
    /// Print the findings as JSON on standard output
    #[arg(long)]
    pub json: bool,
}
