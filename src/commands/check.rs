//! `llmobs check`: rules, objectives and budgets against the store; exit code 1 when one is breached.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{Context, open};
use crate::checks::{self, Judging, Rule, Status, grammar, report};
use crate::cli::Check;
use crate::cube::Cube;
use crate::error::{Error, OrFail, Result};
use crate::figures;

/// The file that GitHub shows as the summary of a job.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Checks, tells, and fails on a breach.
pub fn run(context: &Context<'_>, args: &Check) -> Result<()> {
    let config = &context.config;
    let rules = config.fail_on.iter().map(|rule| grammar::parse(rule)).collect::<Result<Vec<Rule>>>()?;
    if rules.is_empty() && config.objectives.is_empty() && config.monthly_budget.is_none() {
        return Err(Error::new("there is nothing to check")
            .hint("give a rule, `--fail-on 'error_rate > 2% over 24h'`, or write [[objective]], monthly_budget or fail_on into llmobs.toml"));
    }
    let store = open::rolled_up(context, &config.database)?;
    super::tell_stale_costs(context, &store)?;
    let now = context.now.with_timezone(&config.time_zone).naive_local();
    let day = args.at.unwrap_or(now) - chrono::TimeDelta::seconds(1);
    let cube = Cube::open(&store, config.time_zone, if args.at.is_some() { day.date() } else { now.date() })?;
    let shared = figures::Context::read(&cube, config.time_zone.name(), config.compare_days)?;
    let shared = figures::Context { currency: config.currency(), monthly_budget: config.monthly_budget, ..shared };
    let how = Judging { level: args.level, at: args.at, least_n: args.min_n };
    let found = checks::check(&cube, &shared, config, rules, &how)?;
    let annotate = std::env::var("GITHUB_ACTIONS").is_ok_and(|on| on == "true");
    match (args.json, annotate) {
        (true, _) => context.console.data(report::write("json", &found)?)?,
        (false, true) => context.console.data(report::write("people", &found)? + &report::write("github", &found)?)?,
        (false, false) => context.console.data(report::write("people", &found)?)?,
    }
    if let Some(path) = &args.junit {
        fs::write(path, report::write("junit", &found)?).or_fail(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = &args.markdown {
        fs::write(path, report::write("markdown", &found)?).or_fail(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()) {
        append(Path::new(&path), &report::write("markdown", &found)?)?;
    }
    if found.data_until.is_some_and(|until| now - until > chrono::TimeDelta::hours(48)) && args.at.is_none() {
        context.console.warn("the newest interaction is more than two days old; periods end with it");
    }
    let count = |status: Status| found.findings.iter().filter(|finding| finding.status == status).count();
    let told = |n: usize| if n == 1 { "1 check".to_string() } else { format!("{n} checks") };
    match (count(Status::Breach), count(Status::Unknown)) {
        (0, unknown) if unknown > 0 && args.require_data => {
            Err(Error::new(format!("{} could not be judged", told(unknown))).limit())
        }
        (0, _) => Ok(()),
        (breached, _) => Err(Error::new(format!("{} breached", told(breached))).limit()),
    }
}

fn append(path: &Path, text: &str) -> Result<()> {
    let write = || fs::OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes());
    write().or_fail(|| format!("cannot write {}", path.display()))
}
