//! `llmobs doctor`: the state of store, disk, prices and logs in, what is wrong and what to do about it out.

mod exams;

use serde::Serialize;

use super::Context;
use crate::cli::Doctor;
use crate::console::plain;
use crate::error::{Error, Result};
use crate::interactions::Enrichments;
use crate::warehouse::{Access, Store};

use exams::EXAMS;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// As it should be.
    Good,
    /// Worth a look.
    Odd,
    /// In the way of a right report.
    Bad,
}

/// What an exam found.
#[derive(Debug, Serialize)]
struct Finding {
    exam: &'static str,
    state: State,
    /// What is the case.
    told: String,
    /// What to do, when there is something.
    advice: Option<String>,
}

impl Finding {
    fn new(exam: &'static str, state: State, told: impl Into<String>) -> Self {
        Self { exam, state, told: told.into(), advice: None }
    }

    fn advice(mut self, text: impl Into<String>) -> Self {
        self.advice = Some(text.into());
        self
    }
}

/// What is examined: the store is `None` when it cannot be opened.
struct Patient<'a> {
    context: &'a Context<'a>,
    store: Option<&'a Store>,
}

/// Examines all and tells; something bad ends the run with exit code 1.
pub fn run(context: &Context<'_>, args: &Doctor) -> Result<()> {
    let config = &context.config;
    let columns = Enrichments::of_readers(config)?.all_columns();
    let opened = Store::open(&config.database, Access::Read, columns, config.threads);
    let mut findings = Vec::new();
    if let Err(error) = &opened {
        let told = std::iter::once(&error.message).chain(&error.causes).cloned().collect::<Vec<_>>().join(": ");
        let finding = Finding::new("store", State::Bad, told);
        findings.push(match &error.hint {
            Some(hint) => finding.advice(hint),
            None => finding,
        });
    }
    let patient = Patient { context, store: opened.as_ref().ok() };
    for exam in EXAMS {
        findings.extend(exam(&patient)?);
    }
    if args.json {
        context.console.json(&findings)?;
    } else {
        context.console.data(findings.iter().map(line).collect::<String>())?;
    }
    match findings.iter().filter(|finding| finding.state == State::Bad).count() {
        0 => Ok(()),
        n => Err(Error::new(format!("{n} of {} findings need a cure", findings.len())).limit()),
    }
}

fn line(finding: &Finding) -> String {
    let word = match finding.state {
        State::Good => "good",
        State::Odd => "odd",
        State::Bad => "bad",
    };
    let advice = finding.advice.as_ref().map_or(String::new(), |advice| format!("{:15}{}\n", "", plain(advice)));
    format!("{word:5}{:10}{}\n{advice}", finding.exam, plain(&finding.told))
}
