//! data/categories.toml in, rules ready to be asked about a prompt out.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::signs::Signs;
use crate::error::{OrFail, Result};
use crate::interactions::cues::Cues;

/// The file as written; its head explains it.
#[derive(Deserialize)]
struct File {
    categories: Vec<String>,
    fillers: Vec<String>,
    #[serde(default)]
    words: HashMap<String, Vec<String>>,
    #[serde(rename = "rule")]
    rules: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    category: String,
    #[serde(default)]
    weight: i32,
    #[serde(default)]
    at: At,
    #[serde(default)]
    body: bool,
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
}

/// Where the words of a rule must stand.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum At {
    /// Anywhere.
    #[default]
    Any,
    /// At the beginning of the prompt, after courtesies.
    Start,
    /// At the beginning of a sentence or line.
    Line,
}

/// A rule, without its words.
pub struct Rule {
    /// What `category_rule` says.
    pub id: String,
    /// Place in [`Rules::categories`].
    pub category: usize,
    /// What it adds to its category.
    pub weight: i32,
    signs: Signs,
    /// Which of `any` and `with` it has words for.
    needs: u8,
}

const MOST_RULES: usize = 256;

/// Bound on the number of categories.
pub const MOST_CATEGORIES: usize = 32;

const ANY: u8 = 1;
const WITH: u8 = 2;
const WITHOUT: u8 = 4;
/// Marks an owner that also reads the text which a request comes with.
const BODY: u8 = 8;

static SHIPPED: OnceLock<Rules> = OnceLock::new();

/// All rules, and one search for all of their words.
pub struct Rules {
    /// The words for what prompts are about.
    pub categories: Vec<String>,
    /// In the order of the file.
    pub rules: Vec<Rule>,
    cues: Cues,
    /// For each cue its place in `owners`: many rules share the words of a list.
    owned: Vec<Range<usize>>,
    /// Rule, part (`ANY`, `WITH`, `WITHOUT`) and where it must stand.
    owners: Vec<(u16, u8, At)>,
    /// Courtesies, each with its first byte: nearly all are ruled out by that.
    fillers: Vec<(u8, String)>,
}

impl Rules {
    /// The rules this program carries, read once.
    pub fn shipped() -> Result<&'static Self> {
        if let Some(rules) = SHIPPED.get() {
            return Ok(rules);
        }
        let rules = Self::parse(include_str!("../../../data/categories.toml"))?;
        Ok(SHIPPED.get_or_init(|| rules))
    }

    /// Reads the text of a rule file.
    pub fn parse(text: &str) -> Result<Self> {
        let doing = || "cannot read the category rules".to_owned();
        let file: File = toml::from_str(text).or_fail(doing)?;
        if file.rules.len() > MOST_RULES || file.categories.len() > MOST_CATEGORIES {
            return Err(crate::error::Error::new(doing()).because_of("there are too many"));
        }
        let mut rules = Vec::new();
        let mut cues: BTreeMap<&str, Vec<(u16, u8, At)>> = BTreeMap::new();
        for (number, rule) in file.rules.iter().enumerate() {
            let wrong = |what: &str| crate::error::Error::new(doing()).because_of(format!("rule {}: {what}", rule.id));
            let category = file.categories.iter().position(|category| *category == rule.category);
            for (words, part) in [(&rule.any, ANY), (&rule.with, WITH), (&rule.without, WITHOUT)] {
                for word in words {
                    let at = if part == ANY { rule.at } else { At::Any };
                    let list = match word.strip_prefix('@') {
                        Some(name) => {
                            file.words.get(name).ok_or_else(|| wrong("a list of words is unknown"))?.as_slice()
                        }
                        None => std::slice::from_ref(word),
                    };
                    let part = part | if rule.body { BODY } else { 0 };
                    list.iter().for_each(|word| cues.entry(word).or_default().push((number as u16, part, at)));
                }
            }
            if rule.any.is_empty() && rule.signs.is_empty() {
                return Err(wrong("it asks for nothing"));
            }
            rules.push(Rule {
                id: rule.id.clone(),
                category: category.ok_or_else(|| wrong("its category is not in the list"))?,
                weight: rule.weight,
                signs: Signs::named(&rule.signs).ok_or_else(|| wrong("a sign is unknown"))?,
                needs: if rule.any.is_empty() { 0 } else { ANY } | if rule.with.is_empty() { 0 } else { WITH },
            });
        }
        let mut owners = Vec::new();
        let owned = cues.values().map(|of| {
            let start = owners.len();
            owners.extend(of);
            start..owners.len()
        });
        let owned = owned.collect();
        let cues = Cues::new(cues.into_keys())?;
        let first = |filler: String| Some((filler.bytes().next()?.to_ascii_lowercase(), filler));
        let fillers = file.fillers.into_iter().filter_map(first).collect();
        Ok(Self { categories: file.categories, rules, cues, owned, owners, fillers })
    }

    /// Calls `holds` with every rule that holds for a prompt whose parts worth reading are `windows`, in the file's order.
    pub fn each<'r>(&'r self, windows: &[&str], signs: Signs, mut holds: impl FnMut(&'r Rule)) {
        let mut met = [0_u8; MOST_RULES];
        for (nth, window) in windows.iter().enumerate() {
            let body = body(window, nth == 0, nth + 1 == windows.len());
            let lead = if nth == 0 { self.lead(window) } else { usize::MAX };
            self.cues.each(window, |cue, at| {
                let mut line = None;
                for &(rule, part, place) in &self.owners[self.owned[cue].clone()] {
                    if part & BODY == 0 && body.contains(&at) {
                        continue;
                    }
                    let stands = match place {
                        At::Any => true,
                        At::Start => at <= lead && nth == 0,
                        At::Line => {
                            *line.get_or_insert_with(|| (at <= lead && nth == 0) || begins_sentence(&window[..at]))
                        }
                    };
                    if stands {
                        met[usize::from(rule)] |= part;
                    }
                }
            });
        }
        let all = self.rules.iter().zip(met);
        all.filter(|(rule, met)| met & (WITHOUT | rule.needs) == rule.needs && signs.have(rule.signs))
            .for_each(|(rule, _)| holds(rule));
    }

    /// Where the request begins: after blanks, quotes and courtesies.
    fn lead(&self, text: &str) -> usize {
        let mut at = 0;
        loop {
            let rest = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric());
            at = text.len() - rest.len();
            let Some(first) = rest.bytes().next().map(|byte| byte.to_ascii_lowercase()) else { return at };
            let courtesy = self.fillers.iter().find(|(begins, filler)| {
                *begins == first
                    && rest.get(..filler.len()).is_some_and(|start| start.eq_ignore_ascii_case(filler))
                    && !(filler.is_ascii() && rest[filler.len()..].starts_with(|c: char| c.is_alphanumeric()))
            });
            match courtesy {
                Some((_, filler)) => at += filler.len(),
                None => return at,
            }
        }
    }
}

/// Where in a window the text is that a request comes with: after its first line, up to its last one if that is short.
fn body(window: &str, first: bool, last: bool) -> Range<usize> {
    const FIRST_LINE: usize = 15;
    const LAST_LINE: usize = 300;
    let skipped = (FIRST_LINE.min(window.len())..).find(|&at| window.is_char_boundary(at)).unwrap_or(window.len());
    let start = if first { window[skipped..].find('\n').map_or(window.len(), |at| skipped + at) } else { 0 };
    let line = window.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let end = if last && window.len() - line <= LAST_LINE { line } else { window.len() };
    if window.len() < BODY_FROM { 0..0 } else { start..end.max(start) }
}

/// Prompts shorter than this are all request, bytes.
const BODY_FROM: usize = 240;

/// Whether a sentence, a line or a list item begins after this text.
fn begins_sentence(before: &str) -> bool {
    // Nearly every word follows another: that is told at once.
    if before.bytes().rev().find(|&byte| byte != b' ').is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b',')
    {
        return false;
    }
    let bare = before.trim_end_matches([' ', '\t', '"', '\'', '“', '「', '(', '*', '-', '#', '>']);
    bare.is_empty()
        || bare.ends_with(['\n', '\r', '.', '!', '?', ':', ';', '。', '！', '？', '：', '；', '，', '،', '؟'])
}
