//! Rules and the cube → a [`Report`]: which slices breach, and whether that is more than noise.
//!
//! Every slice of every rule that rests on enough is tested one-sided in the direction of the breach, and the p-values of
//! the whole run are adjusted for their number (Holm), so that a run without any true breach raises an alarm with at most
//! the stated probability. What is counted, and not sampled (money spent, requests sent), needs no test.

mod budget;
pub mod grammar;
mod judge;
pub mod report;
pub mod rule;
mod sample;
pub mod statistics;
mod test;
mod window;
mod words;

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::config::Config;
use crate::cube::Cube;
use crate::error::Result;
use crate::figures::context::Context;

pub use rule::{Breach, Rule};

/// Requests that a slice must rest on, unless its rule says otherwise.
pub const LEAST_N: u64 = 50;

/// How a slice, a rule or a run came out, in the order in which it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// There is nothing to judge, or too little.
    Unknown,
    /// Not beyond the bound.
    Ok,
    /// Beyond the bound, but not told apart from noise.
    Unsure,
    /// Beyond the bound, and more than noise.
    Breach,
}

impl Status {
    /// As people read it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Unknown => "unknown",
            Status::Unsure => "unsure",
            Status::Breach => "breach",
        }
    }
}

/// One group of a rule in one step of time.
#[derive(Clone, Debug, Serialize)]
pub struct Slice {
    /// `model gpt-4.1, 2026-10-12`; empty for everything.
    pub name: String,
    /// The measure; for a change, the value now. In its unit; money is US dollars.
    pub value: Option<f64>,
    /// For a change: the value before.
    pub before: Option<f64>,
    /// Requests it rests on.
    pub n: u64,
    /// 95 % interval of the value, or of the change, where there is one.
    pub interval: Option<(f64, f64)>,
    /// Probability of a value so far beyond, were the bound just kept; `None` where nothing is tested.
    pub p: Option<f64>,
    /// The same, adjusted for the number of slices tested in this run.
    pub adjusted_p: Option<f64>,
    /// How it came out.
    pub status: Status,
    /// What it says, for people.
    pub told: String,
}

/// A rule and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The rule, as it was written.
    pub rule: String,
    /// `rule`, `objective` or `budget`.
    pub origin: &'static str,
    /// The time it is about, local.
    pub window: String,
    /// How noise is told apart.
    pub test: &'static str,
    /// The worst of its slices; unknown without any.
    pub status: Status,
    /// Worst first.
    pub slices: Vec<Slice>,
}

/// What came of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Probability of any false alarm that the run was to keep to.
    pub level: f64,
    /// Slices tested.
    pub tested: usize,
    /// The worst of all.
    pub status: Status,
    /// The last local hour with data that counts.
    pub data_until: Option<NaiveDateTime>,
    /// One for each rule, objective and budget, in their order.
    pub findings: Vec<Finding>,
}

/// How to judge.
#[derive(Clone, Copy, Debug)]
pub struct Judging {
    /// Probability of any false alarm in the run.
    pub level: f64,
    /// As if it were this local time; the cube must have been opened for its day.
    pub at: Option<NaiveDateTime>,
    /// Least n of a slice where the rule does not say.
    pub least_n: u64,
}

/// Judges the rules, and the objectives and the budget of the configuration.
///
/// # Errors
/// When an objective names a measure that does not exist.
pub fn check(cube: &Cube<'_>, context: &Context, config: &Config, rules: Vec<Rule>, how: &Judging) -> Result<Report> {
    let of_objective = |objective| Rule::of_objective(objective, config.compare_days);
    let objectives = config.objectives.iter().map(of_objective).collect::<Result<Vec<_>>>()?;
    let mut findings = Vec::new();
    for rule in objectives.iter().chain(&rules) {
        findings.push(judge::judge(cube, rule, config.compare_days, how)?);
    }
    let tested = adjust(&mut findings, how.level);
    findings.extend(budget::judge(cube, context, config)?);
    let status = findings.iter().map(|finding| finding.status).max().unwrap_or(Status::Unknown);
    Ok(Report { level: how.level, tested, status, data_until: window::last(cube, how.at), findings })
}

/// Decides what is more than noise, over all slices of the run; how many there are.
fn adjust(findings: &mut [Finding], level: f64) -> usize {
    let tested = |finding: &Finding| finding.slices.iter().filter_map(|slice| slice.p).collect::<Vec<_>>();
    let values: Vec<f64> = findings.iter().flat_map(tested).collect();
    let mut adjusted = statistics::holm(&values).into_iter();
    for finding in findings.iter_mut() {
        for slice in finding.slices.iter_mut().filter(|slice| slice.p.is_some()) {
            slice.adjusted_p = adjusted.next();
            if slice.status == Status::Unsure && slice.adjusted_p.is_some_and(|p| p <= level) {
                slice.status = Status::Breach;
            }
        }
        finding.slices.sort_by(|a, b| b.status.cmp(&a.status).then(b.n.cmp(&a.n)));
        finding.status = finding.slices.iter().map(|slice| slice.status).max().unwrap_or(Status::Unknown);
    }
    values.len()
}
