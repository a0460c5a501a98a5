//! The text material of `data/demo` in, parsed tables, pools and scenarios out.
//!
//! A *scenario* is something people ask one application, with answers that fit, claims that are wrong, and further turns.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::template::{Names, Template};
use crate::error::{Error, OrFail, Result};

/// Tables and pools that every application may use.
const SHARED: &str = include_str!("../../data/demo/shared.toml");

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    table: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    list: BTreeMap<String, Vec<String>>,
    pool: BTreeMap<String, Vec<String>>,
    scenario: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    category: String,
    lang: String,
    #[serde(default = "ten")]
    weight: f64,
    #[serde(default = "one")]
    risk: f64,
    #[serde(default)]
    context: Vec<String>,
    ask: Vec<String>,
    answer: Vec<String>,
    #[serde(default)]
    wrong: Vec<String>,
    #[serde(default)]
    follow: Vec<[String; 2]>,
}

fn ten() -> f64 {
    10.0
}

fn one() -> f64 {
    1.0
}

/// Something people ask.
#[derive(Debug)]
pub struct Scenario {
    /// One of the eleven categories.
    pub category: String,
    /// Language of question and answer, ISO 639-1.
    pub lang: String,
    /// How often, beside the others of its application and language.
    pub weight: f64,
    /// How hard it is to get right; 1 is ordinary.
    pub risk: f64,
    pub(super) context: Vec<Template>,
    pub(super) ask: Vec<Template>,
    pub(super) answer: Vec<Template>,
    pub(super) wrong: Vec<Template>,
    /// Further turns: question and answer.
    pub follow: Vec<[Template; 2]>,
}

impl Scenario {
    /// Do its answers rest on a context?
    pub fn has_context(&self) -> bool {
        !self.context.is_empty()
    }
}

/// All text material, parsed once.
#[derive(Debug, Default)]
pub struct Library {
    pub(super) tables: Vec<Vec<Vec<String>>>,
    pub(super) pools: Vec<Vec<Template>>,
    /// Scenarios of each application, in the order of the sources given.
    pub scenarios: Vec<Vec<Scenario>>,
    /// Pools of polite first and last sentences, by language.
    pub(super) openings: BTreeMap<String, usize>,
    pub(super) closings: BTreeMap<String, usize>,
    pub(super) names: Names,
}

impl Library {
    /// Parses the shared material and one source (TOML) per application.
    pub fn parse(sources: &[&str]) -> Result<Self> {
        let file = |source: &str| toml::from_str::<File>(source).or_fail(|| "cannot read the demo's text".to_string());
        let mut files = vec![file(SHARED)?];
        for source in sources {
            files.push(file(source)?);
        }
        let mut library = Self::default();
        for file in &mut files {
            library.take_tables(file)?;
        }
        let pools: Vec<_> = files.iter_mut().flat_map(|file| std::mem::take(&mut file.pool)).collect();
        library.names.pools = pools.iter().enumerate().map(|(place, (name, _))| (name.clone(), place)).collect();
        let by_lang = |start: &str| {
            let langs = library
                .names
                .pools
                .iter()
                .filter_map(|(name, pool)| Some((name.strip_prefix(start)?.to_string(), *pool)));
            langs.collect()
        };
        (library.openings, library.closings) = (by_lang("open_"), by_lang("close_"));
        for (_, items) in pools {
            let items = library.templates(items)?;
            library.pools.push(items);
        }
        for file in files.into_iter().skip(1) {
            let scenarios = file.scenario.into_iter().map(|written| library.scenario(written));
            let scenarios = scenarios.collect::<Result<_>>()?;
            library.scenarios.push(scenarios);
        }
        Ok(library)
    }

    fn take_tables(&mut self, file: &mut File) -> Result<()> {
        for (name, items) in std::mem::take(&mut file.list) {
            self.names.tables.insert(name, (self.tables.len(), vec![String::new()]));
            self.tables.push(items.into_iter().map(|item| vec![item]).collect());
        }
        for (name, rows) in std::mem::take(&mut file.table) {
            let columns: Vec<String> = rows.first().map(|row| row.keys().cloned().collect()).unwrap_or_default();
            if rows.iter().any(|row| !row.keys().eq(columns.iter())) {
                return Err(Error::new(format!("the rows of the demo's table {name} have different columns")));
            }
            self.names.tables.insert(name, (self.tables.len(), columns));
            self.tables.push(rows.into_iter().map(|row| row.into_values().collect()).collect());
        }
        Ok(())
    }

    fn templates(&mut self, texts: Vec<String>) -> Result<Vec<Template>> {
        texts.iter().map(|text| self.names.template(text.trim_matches('\n'))).collect()
    }

    fn scenario(&mut self, written: Written) -> Result<Scenario> {
        // In the order of writing, so that a slot is known where it is said again.
        let [context, ask, answer] =
            [self.templates(written.context)?, self.templates(written.ask)?, self.templates(written.answer)?];
        if ask.is_empty() || answer.is_empty() {
            return Err(Error::new("a scenario of the demo has no question or no answer"));
        }
        let wrong = self.templates(written.wrong)?;
        let follow = written
            .follow
            .iter()
            .map(|[question, answer]| Ok([self.names.template(question.trim())?, self.names.template(answer.trim())?]));
        let follow = follow.collect::<Result<_>>()?;
        let Written { category, lang, weight, risk, .. } = written;
        Ok(Scenario { category, lang, weight, risk, context, ask, answer, wrong, follow })
    }
}

#[cfg(test)]
mod tests {
    use super::super::apps::APPS;
    use super::*;

    const CATEGORIES: [&str; 11] = [
        "question_answering",
        "summarization",
        "creative_writing",
        "coding",
        "math_reasoning",
        "translation",
        "extraction_classification",
        "rewriting_editing",
        "brainstorming_planning",
        "roleplay_chat",
        "other",
    ];

    fn library() -> Library {
        Library::parse(&APPS.iter().map(|app| app.text).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn categories_are_known_and_all_used() {
        let library = library();
        let used: Vec<&str> = library.scenarios.iter().flatten().map(|scenario| &*scenario.category).collect();
        assert!(used.iter().all(|category| CATEGORIES.contains(category)), "{used:?}");
        assert!(CATEGORIES.iter().all(|category| used.contains(category)));
    }

    #[test]
    fn a_slot_that_makes_no_sense_is_named() {
        let error = Names::default().template("Dear ‹nobody›,").unwrap_err();
        assert!(error.message.contains("‹nobody›"), "{error}");
    }
}
