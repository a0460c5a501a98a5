//! A store and a query → the ids of the interactions that match, in order: each interaction is looked at, by the words of
//! the format alone. Of the index nothing but the tokenizer is used.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate};
use llmobs::interactions::Cell;
use llmobs::warehouse::Store;
use serde_json::Value;

use crate::search_query::{Ask, Term, parse};
use crate::search_vectors::found;

/// An interaction, ready to be looked at.
pub struct Doc {
    pub id: String,
    hex: String,
    /// Epoch milliseconds, and what decides among equal ones: the part it arrived with, microseconds, source, line, identity.
    place: (i64, usize, i64, i64, i64, String),
    day: NaiveDate,
    names: HashMap<&'static str, Option<String>>,
    numbers: HashMap<&'static str, f64>,
    keys: HashMap<&'static str, Vec<String>>,
    /// Tokens and how often each is there, all texts together.
    tokens: HashMap<String, u32>,
    length: u64,
    /// Words of each text in order.
    texts: Vec<Vec<String>>,
}

/// Everything, and what orders need.
pub struct Scan {
    pub docs: Vec<Doc>,
    mean: f64,
}

const COLUMNS: &[&str] = &[
    "id",
    "identity::VARCHAR",
    "timestamp",
    "source_id",
    "source_line",
    "provider",
    "model",
    "category",
    "status",
    "app",
    "environment",
    "error_type",
    "hallucination",
    "feedback",
    "latency_ms",
    "cost_usd",
    "input_tokens",
    "output_tokens",
    "complexity",
    "similarity",
    "user_id",
    "session_id",
    "trace_id",
    "tags",
    "prompt",
    "messages",
    "response",
    "context",
    "feedback_comment",
];

fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.starts_with("data:") => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
        Value::Object(entries) => {
            entries
                .iter()
                .filter(|(key, _)| !["role", "type"].contains(&key.as_str()))
                .for_each(|(_, item)| strings(item, out));
        }
        _ => {}
    }
}

impl Scan {
    /// Reads a store; `parts` says which source belongs to which segment. Days are those of Berlin.
    pub fn read(store: &Store, part: impl Fn(i64) -> usize) -> Self {
        let rows = store.query(&format!("SELECT {} FROM interactions", COLUMNS.join(", "))).unwrap();
        let mut docs: Vec<Doc> = rows.into_iter().map(|row| doc(row, &part)).collect();
        docs.sort_by(|a, b| a.place.cmp(&b.place));
        let words: u64 = docs.iter().map(|doc| doc.length).sum();
        Self { mean: words as f64 / docs.len() as f64, docs }
    }

    /// The ids that match, in order. `typing`: the last word is perhaps not finished.
    pub fn answer(&self, query: &str, order: &str, typing: bool) -> Vec<String> {
        let mut terms = parse(query);
        if let Some(term) = terms.last_mut().filter(|_| typing)
            && let Ask::Word(word) = &term.ask
            && found(word).words.last().is_some_and(|last| last.chars().count() >= 2)
        {
            term.ask = Ask::Prefix(word.clone());
        }
        terms.retain(|term| !term.ask.idle());
        let matches = |doc: &&Doc| terms.iter().all(|term| term.ask.holds(doc) != term.not);
        let mut hits: Vec<&Doc> = self.docs.iter().filter(matches).collect();
        hits.reverse();
        let number = |name: &'static str, down: bool| {
            move |a: &&Doc, b: &&Doc| {
                let (a, b) = (a.numbers.get(name), b.numbers.get(name));
                match (a, b) {
                    (Some(a), Some(b)) => {
                        if down {
                            b.total_cmp(a)
                        } else {
                            a.total_cmp(b)
                        }
                    }
                    (a, b) => b.is_some().cmp(&a.is_some()),
                }
            }
        };
        match order {
            "newest" => {}
            "slowest" => hits.sort_by(number("latency", true)),
            "dearest" => hits.sort_by(number("cost", true)),
            "longest" => hits.sort_by(number("tokens", true)),
            "relevance" => {
                let scores: HashMap<&str, i64> = self.scores(&terms).into_iter().collect();
                hits.sort_by(|a, b| -> Ordering { scores[b.id.as_str()].cmp(&scores[a.id.as_str()]) });
            }
            other => panic!("{other} is no order"),
        }
        hits.into_iter().map(|doc| doc.id.clone()).collect()
    }

    /// BM25 of every interaction over what the query wants, in ten-thousandths.
    fn scores(&self, terms: &[Term]) -> Vec<(&str, i64)> {
        let wanted: Vec<Want> = terms.iter().filter(|term| !term.not).flat_map(|term| term.ask.wants()).collect();
        let n = self.docs.len() as f64;
        let mut scores = vec![0.0; self.docs.len()];
        for want in wanted {
            let times: Vec<u32> = self.docs.iter().map(|doc| want.times(doc)).collect();
            let df = times.iter().filter(|times| **times > 0).count() as f64;
            let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).ln();
            for ((score, doc), times) in scores.iter_mut().zip(&self.docs).zip(times) {
                let length = match doc.length {
                    0 => 0.0,
                    words => 2f64.powf((8.0 * (words as f64).log2()).floor() / 8.0),
                };
                let times = f64::from(times);
                *score += idf * times * 2.2 / (times + 1.2 * (1.0 - 0.75 + 0.75 * length / self.mean));
            }
        }
        self.docs
            .iter()
            .map(|doc| doc.id.as_str())
            .zip(scores.iter().map(|score| (score * 1e4).round() as i64))
            .collect()
    }
}

/// A token that must be there, or the beginning of one.
struct Want {
    token: String,
    begins: bool,
}

impl Want {
    fn times(&self, doc: &Doc) -> u32 {
        if !self.begins {
            return doc.tokens.get(&self.token).copied().unwrap_or(0);
        }
        doc.tokens.iter().filter(|(token, _)| token.starts_with(&self.token)).map(|(_, times)| times).sum()
    }
}

/// Whether a word is one character of a script that puts no blanks between words, with its marks.
fn dense(word: &str) -> bool {
    static DENSE: LazyLock<regex::Regex> = LazyLock::new(|| {
        let scripts = r"\p{Han}\p{Hiragana}\p{Katakana}\x{30FC}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}";
        regex::Regex::new(&format!(r"^[{scripts}]\p{{M}}*$")).unwrap()
    });
    DENSE.is_match(word)
}

/// What a word that was typed wants: its whole words, of neighbouring dense characters every two, of a lone one all that
/// begins with it.
fn wants(text: &str, last_begins: bool) -> Vec<Want> {
    let (words, tokens) = {
        let found = found(text);
        (found.words, found.tokens)
    };
    let mut wants = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !dense(word) {
            wants.push(Want { token: word.clone(), begins: last_begins && at + 1 == words.len() });
            continue;
        }
        let pair = |next: &String| dense(next).then(|| format!("{word}{next}")).filter(|pair| tokens.contains(pair));
        match words.get(at + 1).and_then(pair) {
            Some(pair) => wants.push(Want { token: pair, begins: false }),
            // The last of a stretch is in the pair before; a lone one is all there is.
            None if at > 0 && tokens.contains(&format!("{}{word}", words[at - 1])) && dense(&words[at - 1]) => {}
            None => wants.push(Want { token: word.clone(), begins: true }),
        }
    }
    wants
}

impl Ask {
    fn wants(&self) -> Vec<Want> {
        match self {
            Self::Word(text) => wants(text, false),
            Self::Prefix(text) => wants(text, true),
            _ => Vec::new(),
        }
    }

    /// Whether it asks for nothing that could be there, such as a lone comma.
    fn idle(&self) -> bool {
        matches!(self, Self::Word(text) | Self::Prefix(text) | Self::Phrase(text) if found(text).words.is_empty())
    }

    fn holds(&self, doc: &Doc) -> bool {
        match self {
            // One word is a word, in quotes or not.
            Self::Phrase(text) if found(text).words.len() == 1 => Self::Word(text.clone()).holds(doc),
            Self::Word(_) | Self::Prefix(_) => self.wants().iter().all(|want| want.times(doc) > 0),
            Self::Phrase(text) => {
                let words = found(text).words;
                doc.texts.iter().any(|text| text.windows(words.len()).any(|window| window == words))
            }
            Self::Number(name, range) => doc.numbers.get(name.as_str()).is_some_and(|value| range.holds(*value)),
            Self::Days(first, last) => {
                first.is_none_or(|first| doc.day >= first) && last.is_none_or(|last| doc.day <= last)
            }
            Self::Is(field, value, goes_on) => doc.is(field, value, *goes_on),
        }
    }
}

impl Doc {
    fn is(&self, field: &str, value: &str, goes_on: bool) -> bool {
        let fits = |name: &str, value: &str| if goes_on { name.starts_with(value) } else { name == value };
        if field == "id" {
            return self.id == value || self.hex == value;
        }
        if let Some(keys) = self.keys.get(field) {
            return keys.iter().any(|key| fits(key, value));
        }
        let value = value.to_lowercase();
        match (field, value.as_str()) {
            ("error", "yes") => return self.names["status"].as_deref() == Some("error"),
            ("error", "no") => return self.names["status"].as_deref() != Some("error"),
            ("hallucinated", "unknown") | ("feedback", "none") => return self.names[field].is_none(),
            _ => {}
        }
        self.names[field].as_ref().is_some_and(|name| fits(&name.to_lowercase(), &value))
    }
}

fn doc(row: Vec<Cell>, part: &impl Fn(i64) -> usize) -> Doc {
    let cell = |name: &str| &row[COLUMNS.iter().position(|column| *column == name).unwrap()];
    let text = |name: &str| if let Cell::Text(text) = cell(name) { Some(text.clone()) } else { None };
    let number = |name: &str| match cell(name) {
        Cell::Int(number) => Some(*number as f64),
        Cell::Float(number) => Some(*number),
        _ => None,
    };
    let whole = |name: &str| number(name).unwrap() as i64;
    let Cell::Time(time) = *cell("timestamp") else { panic!("a call without a time") };
    let identity = text("identity::VARCHAR").unwrap();
    let tokens = match (number("input_tokens"), number("output_tokens")) {
        (None, None) => None,
        (input, output) => Some(input.unwrap_or(0.0) + output.unwrap_or(0.0)),
    };
    let yes = |name: &str| if let Cell::Bool(yes) = cell(name) { Some(if *yes { "yes" } else { "no" }) } else { None };
    let thumb = number("feedback").map(|feedback| {
        if feedback > 0.0 {
            "up"
        } else if feedback < 0.0 {
            "down"
        } else {
            "neutral"
        }
    });
    let mut names: HashMap<&'static str, Option<String>> =
        ["provider", "model", "category", "status", "app", "environment"].map(|name| (name, text(name))).into();
    names.insert("error", text("error_type"));
    names.insert("hallucinated", yes("hallucination").map(str::to_owned));
    names.insert("feedback", thumb.map(str::to_owned));
    let numbers = [
        ("latency", number("latency_ms").map(|ms| (ms * 1000.0).round() / 1e6)),
        ("cost", number("cost_usd").map(|usd| (usd * 1e9).round() / 1e9)),
        ("tokens", tokens),
        ("complexity", number("complexity")),
        ("similarity", number("similarity")),
    ];
    let one = |name: &str| text(name).into_iter().collect::<Vec<String>>();
    let tags = text("tags").map_or(Vec::new(), |tags| serde_json::from_str(&tags).unwrap());
    let mut texts = Vec::new();
    text("messages").iter().for_each(|talk| strings(&serde_json::from_str(talk).unwrap(), &mut texts));
    texts.extend(text("prompt").filter(|prompt| !texts.contains(prompt)));
    texts.extend(["response", "context", "error_type", "feedback_comment"].into_iter().filter_map(text));
    let mut counted = HashMap::new();
    texts.iter().flat_map(|text| found(text).tokens).for_each(|token| *counted.entry(token).or_default() += 1);
    let local = DateTime::from_timestamp_micros(time).unwrap().with_timezone(&chrono_tz::Europe::Berlin);
    Doc {
        id: text("id").unwrap(),
        hex: identity.replace('-', ""),
        place: (
            time.div_euclid(1000),
            part(whole("source_id")),
            time,
            whole("source_id"),
            whole("source_line"),
            identity,
        ),
        day: local.date_naive(),
        names,
        numbers: numbers.into_iter().filter_map(|(name, number)| Some((name, number?))).collect(),
        keys: [("user", one("user_id")), ("session", one("session_id")), ("trace", one("trace_id")), ("tag", tags)]
            .into(),
        length: counted.values().map(|times| u64::from(*times)).sum(),
        tokens: counted,
        texts: texts.iter().map(|text| found(text).words).collect(),
    }
}
