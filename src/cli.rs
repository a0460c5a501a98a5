//! The words of the command line → clap types. No I/O here: what an option means is `config`'s business, what a verb does
//! is `commands`'.

mod examples;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
pub use clap_complete::Shell;

use crate::config::{FILE_ENV, Setting, Typed};
use crate::console::Color;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "llmobs",
    version,
    about = "Turn LLM interaction logs into a static report site",
    max_term_width = 100,
    disable_help_subcommand = true
)]
#[command(after_help = "Start with `llmobs demo`, or with `llmobs ingest LOG` and then `llmobs build-site`.\n\n\
    Exit codes: 0 done, 1 the data failed a limit you set, 2 the work could not be done.")]
pub struct Cli {
    /// Options every verb takes.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Options every verb takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, help = config_help())]
    config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, help = about("database"))]
    database: Option<OsString>,
    #[arg(long, global = true, value_name = "TZ", help = about("time_zone"))]
    time_zone: Option<OsString>,
    #[arg(long, global = true, value_name = "N", help = about("threads"))]
    threads: Option<OsString>,
    /// Print only data, warnings and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = color_parser())]
    pub color: Color,
}

/// One verb, one file in `commands/`.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read logs into the store
    #[command(after_help = examples::INGEST)]
    Ingest(Ingest),
    /// Show what llmobs makes of a log, without a store
    #[command(after_help = examples::INSPECT)]
    Inspect(Inspect),
    /// Write the report from the store
    #[command(after_help = examples::BUILD_SITE)]
    BuildSite(BuildSite),
    /// Make a sample log, read it and write its report
    #[command(after_help = examples::DEMO)]
    Demo(Demo),
    /// Redo what we compute about stored interactions, without their logs
    #[command(after_help = examples::ENRICH)]
    Enrich(Enrich),
    /// Look at the prices that costs are computed with, and renew them
    #[command(after_help = examples::PRICES)]
    Prices(Prices),
    /// Print the settings in force and where each came from
    #[command(after_help = examples::CONFIG)]
    Config(Config),
    /// List the formats and the fields llmobs reads
    #[command(after_help = examples::FORMATS)]
    Formats(Formats),
    /// Print the completions of a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(Completions),
}

/// Arguments of the verbs that read logs.
#[derive(Args, Debug)]
pub struct Logs {
    /// Files, globs, folders, or `-` for standard input; plain, gzip or zstd
    #[arg(required = true, value_name = "INPUTS", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    /// Read every input as this format instead of detecting it (`llmobs formats` lists them)
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::AnyPath, help = about("maps"))]
    map: Vec<OsString>,
}

/// `llmobs ingest`
#[derive(Args, Debug)]
pub struct Ingest {
    /// What is read, and as what.
    #[command(flatten)]
    pub logs: Logs,
    /// Write every rejected row's `path:line: reason` to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rejects: Option<PathBuf>,
    #[arg(long, value_name = "N|N%", help = about("max_rejects"))]
    max_rejects: Option<OsString>,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs inspect`
#[derive(Args, Debug)]
pub struct Inspect {
    /// What is read, and as what.
    #[command(flatten)]
    pub logs: Logs,
    /// How many rows of each input to look at, about
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub rows: u64,
    /// Print what was found as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs build-site`
#[derive(Args, Debug)]
pub struct BuildSite {
    #[command(flatten)]
    site: Site,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs demo`
#[derive(Args, Debug)]
pub struct Demo {
    /// Interactions to make up
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(100..))]
    pub rows: u64,
    /// The same seed, rows, days and last day make the same log
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Days the log covers
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=3660))]
    pub days: u32,
    /// Only write the log, to this file (`-` for standard output)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log_only: Option<PathBuf>,
    /// Plant no incidents: for measuring false alarms
    #[arg(long, hide = true)]
    pub no_incidents: bool,
    #[command(flatten)]
    site: Site,
}

/// Options of the verbs that write a site.
#[derive(Args, Debug)]
struct Site {
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help = about("output"))]
    output: Option<OsString>,
    #[arg(long, value_name = "TEXT", help = about("title"))]
    title: Option<OsString>,
}

/// `llmobs enrich`
#[derive(Args, Debug)]
pub struct Enrich {
    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

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

/// `llmobs config`
#[derive(Args, Debug)]
pub struct Config {
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
}

/// `llmobs formats`
#[derive(Args, Debug)]
pub struct Formats {
    /// Tell about this format only: which files it reads, and where it looks for each field
    #[arg(value_name = "FORMAT")]
    pub format: Option<String>,
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
}

/// `llmobs completions`
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

/// The command line asked for help or the version, or cannot be understood.
#[derive(Debug)]
pub struct Stop {
    /// What to print, with ANSI styles.
    pub styled: String,
    /// A usage error: print to standard error and exit with 2. Otherwise standard output and 0.
    pub is_error: bool,
}

/// Understands a command line; the first word is the program.
pub fn parse<T: Into<OsString> + Clone>(words: impl IntoIterator<Item = T>) -> Result<Cli, Stop> {
    Cli::try_parse_from(words)
        .map_err(|error| Stop { styled: error.render().ansi().to_string(), is_error: error.use_stderr() })
}

/// The completion script of a shell.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "llmobs", &mut script);
    script
}

impl Cli {
    /// The settings that were given as options.
    pub fn typed(&self) -> Typed {
        let globals = &self.globals;
        let mut given = vec![
            ("database", one(&globals.database)),
            ("time_zone", one(&globals.time_zone)),
            ("threads", one(&globals.threads)),
        ];
        match &self.verb {
            Verb::Ingest(verb) => {
                given.extend([("maps", verb.logs.map.clone()), ("max_rejects", one(&verb.max_rejects))])
            }
            Verb::Inspect(verb) => given.push(("maps", verb.logs.map.clone())),
            Verb::BuildSite(BuildSite { site, .. }) | Verb::Demo(Demo { site, .. }) => {
                given.extend([("output", one(&site.output)), ("title", one(&site.title))]);
            }
            Verb::Enrich(_) | Verb::Prices(_) | Verb::Config(_) | Verb::Formats(_) | Verb::Completions(_) => {}
        }
        given.retain(|(_, words)| !words.is_empty());
        Typed { file: globals.config.clone(), values: given }
    }
}

fn one(word: &Option<OsString>) -> Vec<OsString> {
    word.iter().cloned().collect()
}

/// Help of an option that is a setting; the table of settings is the one source.
fn about(name: &str) -> String {
    let Some(setting) = Setting::named(name) else { return String::new() };
    let default = if setting.default.is_empty() { "none" } else { setting.default };
    format!("{}\n[env: {}] [default: {default}]", setting.doc.trim_end_matches('.'), setting.env())
}

/// A day (its start, UTC) or an instant.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let day = text.parse::<NaiveDate>().ok().map(|day| day.and_time(Default::default()).and_utc());
    day.or_else(|| text.parse().ok()).ok_or_else(|| "neither a day such as 2026-01-31 nor RFC 3339".to_string())
}

fn config_help() -> String {
    format!("Configuration file, instead of the llmobs.toml found upwards from here\n[env: {FILE_ENV}]")
}

fn color_parser() -> impl TypedValueParser<Value = Color> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|word| match word.as_str() {
        "always" => Color::Always,
        "never" => Color::Never,
        _ => Color::Auto,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SETTINGS;

    #[test]
    fn clap_finds_no_fault() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_of_a_setting_reaches_the_configuration() {
        for setting in SETTINGS.iter().filter(|setting| setting.option.is_some()) {
            let option = setting.option.unwrap();
            let reached = [vec!["llmobs", "ingest", "x"], vec!["llmobs", "build-site"]].into_iter().any(|mut words| {
                words.extend([option, "7"]);
                parse(words).is_ok_and(|cli| cli.typed().values == [(setting.name, vec![OsString::from("7")])])
            });
            assert!(reached, "{option} does not reach `{}`: add it to Cli::typed", setting.name);
        }
    }

    #[test]
    fn help_goes_to_standard_output_and_mistakes_do_not() {
        assert!(!parse(["llmobs", "--help"]).unwrap_err().is_error);
        assert!(!parse(["llmobs", "--version"]).unwrap_err().is_error);
        assert!(parse(["llmobs", "ingets"]).unwrap_err().is_error);
    }
}
