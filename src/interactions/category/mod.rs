//! A prompt in; what kind of work it asks for, and the rules that decided, out. The log's own category wins.

mod own;
mod rules;
mod signs;

use own::Own;
use rules::{MOST_CATEGORIES, Rule, Rules};
use signs::Signs;

use super::text::{head, snake, tail};
use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

const COLUMNS: &[Column] = &[
    Column {
        name: "category",
        kind: Kind::Word,
        doc: "Kind of work: the log's own word in lower snake case, else by your `[[category]]` rules, else by ours, other \
              where too little speaks for any; NULL without a prompt.",
    },
    Column {
        name: "category_rule",
        kind: Kind::Word,
        doc: "What decided `category`: log, own (a rule of llmobs.toml), or the rule of data/categories.toml that weighed \
              most; NULL where none holds.",
    },
    Column {
        name: "category_confidence",
        kind: Kind::Float,
        doc: "0 to 1: softmax of the categories' weights / 3.5; 1 where the log or a rule of yours decided, NULL where \
              nothing did.",
    },
    Column {
        name: "category_evidence",
        kind: Kind::Word,
        doc: "The rules that spoke for `category` with their weights, heaviest first: `summarize 11, a-summary 9`; NULL \
              where none of ours decided.",
    },
];

/// What a prompt is when no rule holds.
const OTHER: &str = "other";

/// People say what they want at the beginning or at the end; this many bytes of each are read.
const WINDOW: usize = 1_000;

/// Weights below this in sum are no reason: the prompt is [`OTHER`].
const LEAST: i32 = 3;

/// What weights are divided by before the softmax. On the labelled prompts that the rules were written beside, it errs by
/// about 0.09 (expected calibration error), so a confidence is in sample; other sources may see it err by more.
const TEMPERATURE: f64 = 3.5;

/// Rules that are kept as evidence.
const MOST_EVIDENCE: usize = 4;

/// The enrichment.
pub struct Category {
    own: Own,
    rules: &'static Rules,
}

/// What our rules say of a prompt.
struct Verdict<'r> {
    category: &'r str,
    confidence: f64,
    /// Rules for the category, heaviest first.
    evidence: Vec<&'r Rule>,
}

impl Category {
    /// Ready to run with the shipped rules, and those of the configuration before them.
    pub fn make(config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self { own: Own::new(&config.categories)?, rules: Rules::shipped()? }))
    }

    /// The category whose rules weigh most together, and those rules. The earlier in the file wins.
    fn classify(&self, prompt: &str) -> Option<Verdict<'static>> {
        let windows = &windows(prompt)[..];
        let mut sums = [0_i32; MOST_CATEGORIES];
        let mut held: Vec<&Rule> = Vec::with_capacity(16);
        self.rules.each(windows, Signs::of(prompt, windows), |rule| {
            sums[rule.category] += rule.weight;
            held.push(rule);
        });
        let sums = &sums[..self.rules.categories.len()];
        let best = (0..sums.len()).rev().max_by_key(|&category| sums[category])?;
        if sums[best] < LEAST {
            return None;
        }
        let share = |sum: i32| (f64::from(sum - sums[best]) / TEMPERATURE).exp();
        let confidence = 1.0 / sums.iter().map(|&sum| share(sum)).sum::<f64>();
        held.retain(|rule| rule.category == best && rule.weight > 0);
        held.sort_by_key(|rule| -rule.weight);
        held.truncate(MOST_EVIDENCE);
        Some(Verdict {
            category: &self.rules.categories[best],
            confidence: (confidence * 100.0).round() / 100.0,
            evidence: held,
        })
    }
}

/// What is read of a prompt.
fn windows(prompt: &str) -> Vec<&str> {
    if prompt.len() <= 2 * WINDOW { vec![prompt] } else { vec![head(prompt, WINDOW), tail(prompt, WINDOW)] }
}

impl Enrichment for Category {
    fn id(&self) -> &'static str {
        "category"
    }

    fn about(&self) -> &'static str {
        "What kind of work a prompt asks for, by rules that are data, with the rule that decided."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn cues(&self, call: &Interaction) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(prompt) = call.prompt.as_deref() {
            let windows = windows(prompt);
            self.rules.each(&windows, Signs::of(prompt, &windows), |rule| all.push(rule.id.clone()));
        }
        all
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        if let Some(logged) = call.logged_category.as_deref().map(snake).filter(|word| !word.is_empty()) {
            out.extend([Cell::Text(logged), Cell::Word("log"), Cell::Float(1.0), Cell::Null]);
            return;
        }
        let Some(prompt) = call.prompt.as_deref() else {
            out.extend([const { Cell::Null }; 4]);
            return;
        };
        if let Some(own) = self.own.category(prompt) {
            out.extend([Cell::Text(own.to_owned()), Cell::Word("own"), Cell::Float(1.0), Cell::Null]);
            return;
        }
        out.extend(match self.classify(prompt) {
            None => [Cell::Word(OTHER), Cell::Null, Cell::Null, Cell::Null],
            Some(verdict) => {
                let told: Vec<String> =
                    verdict.evidence.iter().map(|rule| format!("{} {}", rule.id, rule.weight)).collect();
                [
                    Cell::Word(verdict.category),
                    verdict.evidence.first().map_or(Cell::Null, |rule| Cell::Word(&rule.id)),
                    Cell::Float(verdict.confidence),
                    Cell::Text(told.join(", ")),
                ]
            }
        });
    }
}

#[cfg(test)]
mod tests;
