//! A prompt in; what kind of work it asks for, and the rule that decided, out. The log's own category wins.

mod rules;
mod signs;

use rules::{MOST_CATEGORIES, Rules};
use signs::Signs;

use super::text::{head, snake, tail};
use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

const COLUMNS: &[Column] = &[
    Column {
        name: "category",
        kind: Kind::Word,
        doc: "Kind of work: the log's own word in lower snake case, else ours by rules, other where none holds; NULL \
              without a prompt.",
    },
    Column {
        name: "category_rule",
        kind: Kind::Word,
        doc: "What decided `category`: log, or the rule of data/categories.toml that weighed most; NULL where none holds.",
    },
];

/// What a prompt is when no rule holds.
const OTHER: &str = "other";

/// People say what they want at the beginning or at the end; this many bytes of each are read.
const WINDOW: usize = 1_000;

/// The enrichment.
pub struct Category {
    rules: &'static Rules,
}

impl Category {
    /// Ready to run with the shipped rules.
    pub fn make(_config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self { rules: Rules::shipped()? }))
    }

    /// The category whose rules weigh most together, and the rule that weighs most in it. The earlier in the file wins.
    fn classify(&self, prompt: &str) -> Option<(&'static str, &'static str)> {
        let windows = &windows(prompt)[..];
        let mut sums = [(0_i32, 0_i32, ""); MOST_CATEGORIES];
        self.rules.each(windows, Signs::of(prompt, windows), |rule| {
            let (sum, most, id) = &mut sums[rule.category];
            *sum += rule.weight;
            if rule.weight > *most {
                (*most, *id) = (rule.weight, &rule.id);
            }
        });
        let best = (0..self.rules.categories.len()).rev().max_by_key(|&category| sums[category].0)?;
        (sums[best].0 > 0).then(|| (self.rules.categories[best].as_str(), sums[best].2))
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
            out.extend([Cell::Text(logged), Cell::Word("log")]);
            return;
        }
        let (category, rule) = match call.prompt.as_deref().map(|prompt| self.classify(prompt)) {
            None => (Cell::Null, Cell::Null),
            Some(None) => (Cell::Word(OTHER), Cell::Null),
            Some(Some((category, rule))) => (Cell::Word(category), Cell::Word(rule)),
        };
        out.extend([category, rule]);
    }
}

#[cfg(test)]
mod tests;
