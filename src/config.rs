//! What was typed (options, environment, `llmobs.toml`) → one [`Config`] of plain fields, and where each value came from.
//!
//! Precedence: option, environment, file, default. Everything above this floor reads only [`Config`].

mod category;
pub mod file;
mod given;
pub mod limit;
pub mod money;
mod objective;
mod publish;
pub mod settings;
pub mod tables;

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;

pub use category::OwnCategory;
pub use limit::Limit;
pub use money::{CostPolicy, Currency, Discount, OwnPrice};
pub use objective::{Bound, Objective};
pub use publish::{OwnPattern, Publish};
pub use settings::{SETTINGS, Setting};
pub use tables::{TABLES, Table};

use crate::error::{Error, Result};
use given::Given;

/// Name of the file that is looked for upwards from the working directory.
pub const FILE_NAME: &str = "llmobs.toml";
/// Variable that names the file instead, like `--config`.
pub const FILE_ENV: &str = "LLMOBS_CONFIG";

/// What is in force. [`SETTINGS`] and [`TABLES`] document each field; the former hold the defaults.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The store.
    pub database: PathBuf,
    /// Folder the site is written to.
    pub output: PathBuf,
    /// Title of the report.
    pub title: String,
    /// Zone of days and hours in the report.
    pub time_zone: Tz,
    /// Worker threads, at least 1.
    pub threads: usize,
    /// More rejects than this roll an input back; `None` is no limit.
    pub max_rejects: Option<Limit>,
    /// Folder of an embedding model of the user's.
    pub embedding_model: Option<PathBuf>,
    /// Field maps of the user's: files, or folders of `.toml` files.
    pub maps: Vec<PathBuf>,
    /// Length in days of the period the Overview compares with the one before it.
    pub compare_days: u32,
    /// Most series of a chart with one for each name, 2 to 8.
    pub chart_series: usize,
    /// Scores that are feedback, each `name low..high`.
    pub feedback_scores: Vec<String>,
    /// Scores that say whether an answer hallucinated, each `name >= threshold` or `name < threshold`.
    pub hallucination_scores: Vec<String>,
    /// Which cost counts.
    pub cost: CostPolicy,
    /// Folder of the user's price tables.
    pub price_tables: PathBuf,
    /// See [`Config::currency`].
    pub currency_code: String,
    /// See [`Config::currency`].
    pub currency_rate: Option<f64>,
    /// See [`Config::currency`].
    pub currency_date: Option<NaiveDate>,
    /// The user's own prices.
    pub prices: Vec<OwnPrice>,
    /// Discounts on list prices.
    pub discounts: Vec<Discount>,
    /// The user's own rules for categories, the first one that holds first.
    pub categories: Vec<OwnCategory>,
    /// Service levels.
    pub objectives: Vec<Objective>,
    /// What a calendar month may cost, US dollars.
    pub monthly_budget: Option<f64>,
    /// How much text of the log the site shows.
    pub publish_text: Publish,
    /// What placeholders are made with; empty is a key that the store keeps.
    pub publish_key: String,
    /// The user's own patterns of what is not published.
    pub redact: Vec<OwnPattern>,
    /// Most interactions that can be searched in the report.
    pub explorer_max_rows: u64,
    /// Most bytes of their texts.
    pub explorer_max_bytes: u64,
    /// Rules of `llmobs check`, as written.
    pub fail_on: Vec<String>,
}

impl Config {
    /// The currency of the report; `None` is the US dollar.
    pub fn currency(&self) -> Option<Currency> {
        let (rate, date) = (self.currency_rate?, self.currency_date?);
        Some(Currency { code: self.currency_code.clone(), rate, date })
    }
}

impl Default for Config {
    fn default() -> Self {
        let mut config = Self {
            database: PathBuf::new(),
            output: PathBuf::new(),
            title: String::new(),
            time_zone: Tz::UTC,
            threads: 1,
            max_rejects: None,
            embedding_model: None,
            maps: Vec::new(),
            compare_days: 0,
            chart_series: 0,
            feedback_scores: Vec::new(),
            hallucination_scores: Vec::new(),
            cost: CostPolicy::Auto,
            price_tables: PathBuf::new(),
            currency_code: String::new(),
            currency_rate: None,
            currency_date: None,
            prices: Vec::new(),
            discounts: Vec::new(),
            categories: Vec::new(),
            objectives: Vec::new(),
            monthly_budget: None,
            publish_text: Publish::default(),
            publish_key: String::new(),
            redact: Vec::new(),
            explorer_max_rows: 0,
            explorer_max_bytes: 0,
            fail_on: Vec::new(),
        };
        for setting in SETTINGS {
            // A test sets every default, so a bad one cannot be released.
            let _ = (setting.set)(&mut config, &Given::of_default(setting, Path::new("")));
        }
        config
    }
}

/// What the command line said: the name of a setting and the words given for it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// `--config`
    pub file: Option<PathBuf>,
    /// Settings that were given as options.
    pub values: Vec<(&'static str, Vec<OsString>)>,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line: `--database`.
    Option(&'static str),
    /// A variable of the environment.
    Environment(String),
    /// A line (1-based) of the configuration file.
    File(PathBuf, usize),
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => f.write_str(name),
            Self::Environment(name) => f.write_str(name),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A configuration together with its history.
#[derive(Clone, Debug)]
pub struct InForce {
    /// What it means.
    pub config: Config,
    /// The file that was read, if there was one.
    pub file: Option<PathBuf>,
    /// For each of [`SETTINGS`], in that order: where its value came from, strongest first.
    pub origins: Vec<Vec<Origin>>,
    /// For each of [`TABLES`], in that order: where each one given came from.
    pub tables: Vec<Vec<Origin>>,
}

/// Reads the environment of this process; tests pass their own.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Resolves what was typed, this process's environment and the configuration file.
pub fn load(typed: &Typed) -> Result<InForce> {
    resolve(typed, &|name| env::var_os(name), Path::new(""))
}

/// The same with everything passed in. The file is searched from `here` upwards; empty is the working directory.
pub fn resolve(typed: &Typed, environment: Environment<'_>, here: &Path) -> Result<InForce> {
    let environment = |name: &str| environment(name).filter(|value| !value.is_empty());
    let named = typed.file.clone().or_else(|| environment(FILE_ENV).map(PathBuf::from));
    let found = if named.is_none() { file::find_upwards(here) } else { None };
    // A file found upwards marks a project: the defaults then live beside it, so that every subfolder shares one store.
    let project = found.as_deref().map_or(Path::new(""), file::folder_of).to_path_buf();
    let path = named.or(found);
    let written = path.as_deref().map(file::read).transpose()?.unwrap_or_default();

    let mut in_force =
        InForce { config: Config::default(), file: path.clone(), origins: Vec::new(), tables: Vec::new() };
    for setting in SETTINGS {
        let mut layers = Vec::new();
        if let (Some(option), Some((_, words))) =
            (setting.option, typed.values.iter().find(|(n, _)| *n == setting.name))
        {
            layers.push((Origin::Option(option), Given::new(words.clone(), Path::new(""))));
        }
        if let Some(value) = environment(&setting.env()) {
            let words = if setting.adds { env::split_paths(&value).map(Into::into).collect() } else { vec![value] };
            layers.push((Origin::Environment(setting.env()), Given::new(words, Path::new(""))));
        }
        if let (Some(path), Some(entry)) = (&path, written.entries.iter().find(|entry| entry.name == setting.name)) {
            let words = entry.words.iter().map(Into::into).collect();
            layers.push((Origin::File(path.clone(), entry.line), Given::new(words, file::folder_of(path))));
        }
        if layers.is_empty() || setting.adds {
            layers.push((Origin::Default, Given::of_default(setting, &project)));
        }
        if !setting.adds {
            layers.truncate(1);
        }
        for (origin, given) in &layers {
            (setting.set)(&mut in_force.config, given).map_err(|problem| invalid(setting, origin, &problem))?;
        }
        if layers.len() > 1 {
            layers.retain(|(origin, _)| *origin != Origin::Default);
        }
        in_force.origins.push(layers.into_iter().map(|(origin, _)| origin).collect());
    }
    for table in TABLES {
        let mut origins = Vec::new();
        for row in written.rows.iter().filter(|row| row.table == table.name) {
            let origin = Origin::File(path.clone().unwrap_or_default(), row.line);
            (table.add)(&mut in_force.config, row).map_err(|problem| wrong_table(table, &origin, &problem))?;
            origins.push(origin);
        }
        in_force.tables.push(origins);
    }
    whole_currency(&in_force.config)?;
    Ok(in_force)
}

/// A currency is its code, its rate and the day of that rate, or none of them.
fn whole_currency(config: &Config) -> Result<()> {
    let given = [config.currency_code != "USD", config.currency_rate.is_some(), config.currency_date.is_some()];
    if given == [true; 3] || given == [false; 3] {
        return Ok(());
    }
    let names = ["currency", "currency_rate", "currency_date"];
    let missing: Vec<&str> = names.into_iter().zip(given).filter(|(_, given)| !given).map(|(name, _)| name).collect();
    Err(Error::new(format!("the currency of the report is incomplete: `{}` is missing", missing.join("`, `")))
        .hint("give all of `currency` (not USD), `currency_rate` and `currency_date`, or none"))
}

fn wrong_table(table: &Table, origin: &Origin, problem: &str) -> Error {
    let keys: Vec<&str> = table.keys.iter().map(|(key, _)| *key).collect();
    Error::new(format!("invalid `[[{}]]` ({origin}): {problem}", table.name))
        .hint(format!("its keys are: {}", keys.join(", ")))
}

fn invalid(setting: &Setting, origin: &Origin, problem: &str) -> Error {
    Error::new(format!("invalid `{}` ({origin}): {problem}", setting.name)).hint(format!("write {}", setting.form))
}

/// The one of `known` that `word` was probably meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |name: &str| strsim::jaro_winkler(&word.to_lowercase(), &name.to_lowercase());
    let best = known.into_iter().map(|name| (likeness(name), name)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    // Below this, suggestions are noise: "color" ~ "compare_days" is 0.66, "treads" ~ "threads" is 0.96.
    (best.0 > 0.8).then_some(best.1)
}

#[cfg(test)]
mod tests;
