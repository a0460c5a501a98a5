//! The words of the command line → clap types. No I/O here: what an option means is `config`'s business, what a verb does
//! is `commands`'.

mod examples;
mod operate;
mod prices;
mod upkeep;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
pub use clap_complete::Shell;
pub use operate::{Check, Export, ExportPrometheus, ExportTable, ExportVerb, Summary};
pub use prices::{Prices, PricesCheck, PricesExplain, PricesList, PricesUpdate, PricesVerb};
pub use upkeep::{Doctor, Init, Merge, Prune};

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
    /// Print the numbers of the report
    #[command(after_help = examples::SUMMARY)]
    Summary(Summary),
    /// Fail when a measure is beyond what you allow
    #[command(after_help = examples::CHECK)]
    Check(Check),
    /// Write metrics or tables for other programs
    #[command(after_help = examples::EXPORT)]
    Export(Export),
    /// Write settings, a nightly job and a cron line for the logs of this folder
    #[command(after_help = examples::INIT)]
    Init(Init),
    /// Take the interactions of other stores into this one
    #[command(after_help = examples::MERGE)]
    Merge(Merge),
    /// Remove old interactions from the store
    #[command(after_help = examples::PRUNE)]
    Prune(Prune),
    /// Tell how store, disk, prices and logs are, and what to do
    #[command(after_help = examples::DOCTOR)]
    Doctor(Doctor),
    /// Make a sample log, read it and write its report
    #[command(after_help = examples::DEMO)]
    Demo(Demo),
    /// Redo what we compute about stored interactions, without their logs
    #[command(after_help = examples::ENRICH)]
    Enrich(Enrich),
    /// Measure how good our signals are on rows that people labelled
    #[command(after_help = examples::EVALUATE)]
    Evaluate(Evaluate),
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
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help = about("embedding_model"))]
    embedding_model: Option<OsString>,
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
    /// Show the report in a browser ($BROWSER, or the system's)
    #[arg(long)]
    pub open: bool,
    /// Read these logs, and read them and build again whenever they change, until interrupted
    #[arg(long, value_name = "INPUTS", num_args = 1.., value_hint = ValueHint::AnyPath, conflicts_with = "json")]
    pub watch: Vec<String>,
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
    /// Let nothing go wrong: no incidents, every week like the others
    #[arg(long)]
    pub calm: bool,
    /// Only write the log, to this file (`-` for standard output)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log_only: Option<PathBuf>,
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
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help = about("embedding_model"))]
    embedding_model: Option<OsString>,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// `llmobs evaluate`
#[derive(Args, Debug)]
pub struct Evaluate {
    /// Labelled rows, as JSON lines or a JSON list: prompt, context, response, hallucinated, category, source, lang
    #[arg(required = true, value_name = "LABELLED", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help = about("embedding_model"))]
    embedding_model: Option<OsString>,
    /// Measure this signal only; may be given several times
    #[arg(long = "signal", value_name = "SIGNAL")]
    pub signals: Vec<String>,
    /// Resamples for the intervals; 0 leaves them out
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub resamples: usize,
    /// The same seed draws the same resamples
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Also write all that was found out about each row to this file, as JSON lines
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rows: Option<PathBuf>,
    /// Print the figures as JSON on standard output
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
                given.extend([("maps", verb.logs.map.clone()), ("max_rejects", one(&verb.max_rejects))]);
                given.push(("embedding_model", one(&verb.embedding_model)));
            }
            Verb::Inspect(verb) => given.push(("maps", verb.logs.map.clone())),
            Verb::BuildSite(BuildSite { site, .. }) | Verb::Demo(Demo { site, .. }) => {
                given.extend([("output", one(&site.output)), ("title", one(&site.title))]);
            }
            Verb::Check(verb) => given.push(("fail_on", verb.fail_on.clone())),
            Verb::Enrich(verb) => given.push(("embedding_model", one(&verb.embedding_model))),
            Verb::Evaluate(verb) => given.push(("embedding_model", one(&verb.embedding_model))),
            Verb::Summary(_)
            | Verb::Export(_)
            | Verb::Init(_)
            | Verb::Merge(_)
            | Verb::Prune(_)
            | Verb::Doctor(_)
            | Verb::Prices(_)
            | Verb::Config(_)
            | Verb::Formats(_)
            | Verb::Completions(_) => {}
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
mod tests;
