//! The user's own category rules in, the category of a prompt by the first that holds out.

use super::super::cues::Cues;
use crate::config::OwnCategory;
use crate::error::Result;
use crate::interactions::text::{MOST_BYTES, head, snake};

/// `[[category]]` of llmobs.toml, ready to be asked.
pub struct Own {
    names: Vec<String>,
    cues: Cues,
    /// For each cue, its rule, and whether the prompt must begin with it.
    owners: Vec<(usize, bool)>,
}

impl Own {
    /// Makes them ready; a word that cannot be looked for is an error.
    pub fn new(rules: &[OwnCategory]) -> Result<Self> {
        let owners =
            rules.iter().enumerate().flat_map(|(at, rule)| rule.words.iter().map(move |_| (at, rule.at_start)));
        Ok(Self {
            names: rules.iter().map(|rule| snake(&rule.name)).collect(),
            owners: owners.collect(),
            cues: Cues::new(rules.iter().flat_map(|rule| rule.words.iter().map(String::as_str)))?,
        })
    }

    /// The category of the first rule, in the order of the file, of which a word is in the first 16 KB of the prompt.
    pub fn category(&self, prompt: &str) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        let text = head(prompt, MOST_BYTES);
        let start = text.len() - text.trim_start().len();
        let mut first = usize::MAX;
        self.cues.each(text, |cue, at| {
            let (rule, at_start) = self.owners[cue];
            if !at_start || at == start {
                first = first.min(rule);
            }
        });
        self.names.get(first).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_in_the_file_wins_wherever_its_word_stands() {
        let rule = |name: &str, words: &[&str], at_start| OwnCategory {
            name: name.to_owned(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            at_start,
        };
        let own = Own::new(&[rule("Refunds", &["refund*", "money back"], false), rule("bot", &["/start"], true)])
            .expect("fine");
        assert_eq!(own.category("/start: I want a refund"), Some("refunds"));
        assert_eq!(own.category("  /start now"), Some("bot"));
        assert_eq!(own.category("now /start"), None);
        assert_eq!(Own::new(&[]).expect("fine").category("refund"), None);
        assert!(Own::new(&[rule("x", &[""], false)]).is_err());
    }
}
