//! A text and the name of its column → what is published of it; and the count of what was removed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::columns::Policy;
use super::scan::Redactor;
use super::seal::Key;
use crate::config::{Config, Publish};
use crate::error::Result;

/// Raised when detectors find other things than before, or when something else becomes of texts.
const VERSION: u32 = 2;

/// What stands between a store and what is published of it.
pub struct Mask {
    pub(super) level: Publish,
    pub(super) redactor: Redactor,
    removed: Mutex<Removed>,
    /// Texts in which something was found, by hash: figures read the same names many times.
    seen: Mutex<HashSet<u64>>,
}

/// What was removed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Removed {
    /// How many times, by kind.
    times: BTreeMap<usize, u64>,
    /// Kind and keyed hash of every different value, in order, so that the same build writes the same bytes.
    values: BTreeSet<(usize, u32)>,
}

impl Removed {
    fn note(&mut self, kind: usize, value: u64) {
        *self.times.entry(kind).or_default() += 1;
        self.values.insert((kind, value as u32));
    }

    /// Adds what was removed elsewhere, by another worker.
    pub fn add(&mut self, other: Removed) {
        other.times.into_iter().for_each(|(kind, times)| *self.times.entry(kind).or_default() += times);
        self.values.extend(other.values);
    }
}

/// One kind of what was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The kind, for people.
    pub label: String,
    /// How its placeholders begin.
    pub id: String,
    /// How many different values.
    pub values: u64,
    /// How many times.
    pub times: u64,
}

impl Mask {
    /// The mask of a configuration, with the key of the store.
    ///
    /// # Errors
    /// When a pattern of the user's is no regular expression.
    pub fn new(config: &Config, key: Key) -> Result<Self> {
        let redactor = Redactor::new(&config.redact, key)?;
        Ok(Self { level: config.publish_text, redactor, removed: Mutex::default(), seen: Mutex::default() })
    }

    /// All that decides what is published of a text: what was made under another stamp is made again.
    pub fn stamp(&self) -> String {
        let own = self.redactor.names().iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(" ");
        let patterns = self.redactor.patterns().join(" ");
        let key = self.redactor.key();
        format!("{} {:016x}", self.level, key.number("stamp", &format!("{VERSION} {own} {patterns}")))
    }

    /// How much text is published.
    pub fn level(&self) -> Publish {
        self.level
    }

    /// What is published of a text that a figure reads. A text counts once, however many figures read it.
    pub fn figure(&self, column: &str, text: String) -> Option<String> {
        let mut removed = Removed::default();
        let published = self.publish(column, &text, &mut removed).map(Cow::into_owned);
        if !removed.times.is_empty() && lock(&self.seen).insert(xxh3_64(text.as_bytes())) {
            self.note(removed);
        }
        published
    }

    /// What is published of a text; `None` for nothing of it. What was removed is counted in `removed`.
    pub fn publish<'t>(&self, column: &str, text: &'t str, removed: &mut Removed) -> Option<Cow<'t, str>> {
        let policy = Policy::of(column);
        match self.level {
            Publish::Full => Some(Cow::Borrowed(text)),
            Publish::Redacted => Some(self.redacted(policy, text, removed)),
            Publish::None => self.bare(policy, text, removed),
        }
    }

    fn redacted<'t>(&self, policy: Policy, text: &'t str, removed: &mut Removed) -> Cow<'t, str> {
        match policy {
            Policy::Sealed(what) => Cow::Owned(self.redactor.key().id(what, text)),
            Policy::Json => self.json(text, removed),
            Policy::Quoting => self.looked_at(&without_cuts(text), removed).into_owned().into(),
            Policy::File => self.looked_at(&without_home(text), removed).into_owned().into(),
            Policy::Number => Cow::Borrowed(text),
            Policy::Name | Policy::Handle(_) | Policy::Text => self.looked_at(text, removed),
        }
    }

    fn bare<'t>(&self, policy: Policy, text: &'t str, removed: &mut Removed) -> Option<Cow<'t, str>> {
        match policy {
            Policy::Name => Some(self.looked_at(text, removed)),
            Policy::Handle(what) => Some(self.redactor.key().id(what, text).into()),
            Policy::File => Some(self.redactor.key().id("file", text).into()),
            Policy::Number => Some(Cow::Borrowed(text)),
            Policy::Text if is_time(text) => Some(Cow::Borrowed(text)),
            Policy::Sealed(_) | Policy::Json | Policy::Quoting | Policy::Text => None,
        }
    }

    fn looked_at<'t>(&self, text: &'t str, removed: &mut Removed) -> Cow<'t, str> {
        self.redactor.redact(text, &mut |kind, value| removed.note(kind, value))
    }

    fn json<'t>(&self, text: &'t str, removed: &mut Removed) -> Cow<'t, str> {
        // Most of it holds nothing; only what may is taken apart. Escapes do not hide anything from the detectors.
        if !self.redactor.finds(text) {
            return Cow::Borrowed(text);
        }
        let Ok(value) = serde_json::from_str::<Value>(text) else { return self.looked_at(text, removed) };
        let mut changed = false;
        let clean = self.value(value, removed, &mut changed);
        if changed { Cow::Owned(clean.to_string()) } else { Cow::Borrowed(text) }
    }

    fn value(&self, value: Value, removed: &mut Removed, changed: &mut bool) -> Value {
        let mut look = |text: String| match self.looked_at(&text, removed) {
            Cow::Borrowed(_) => text,
            Cow::Owned(clean) => {
                *changed = true;
                clean
            }
        };
        match value {
            Value::String(text) => Value::String(look(text)),
            Value::Number(number) => {
                let written = number.to_string();
                let clean = look(written.clone());
                if clean == written { Value::Number(number) } else { Value::String(clean) }
            }
            Value::Array(items) => items.into_iter().map(|item| self.value(item, removed, changed)).collect(),
            Value::Object(entries) => {
                let entry = |(key, item): (String, Value)| {
                    let name = self.looked_at(&key, removed).into_owned();
                    *changed |= name != key;
                    (name, self.value(item, removed, changed))
                };
                Value::Object(entries.into_iter().map(entry).collect())
            }
            other => other,
        }
    }

    /// Counts what was removed elsewhere.
    pub fn note(&self, removed: Removed) {
        lock(&self.removed).add(removed);
    }

    /// What was removed so far, most first.
    pub fn lines(&self) -> Vec<Line> {
        let removed = lock(&self.removed);
        let line = |(kind, times): (&usize, &u64)| Line {
            label: self.redactor.names()[*kind].1.clone(),
            id: self.redactor.names()[*kind].0.clone(),
            values: removed.values.iter().filter(|(of, _)| of == kind).count() as u64,
            times: *times,
        };
        let mut lines: Vec<Line> = removed.times.iter().map(line).collect();
        lines.sort_by(|a, b| b.times.cmp(&a.times).then(a.id.cmp(&b.id)));
        lines
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is behind it is counts: they are right also where another worker gave up.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What is quoted and cut off (`"4111 1111 11…"`), without its text.
fn without_cuts(text: &str) -> Cow<'_, str> {
    let Some(cut) = text.rfind('…') else { return Cow::Borrowed(text) };
    let open = text[..cut].find(['"', '`']).map_or(0, |open| open + 1);
    Cow::Owned(format!("{}[cut]{}", &text[..open], &text[cut..]))
}

/// `/home/somebody/logs/a.jsonl` as `~/logs/a.jsonl`.
fn without_home(path: &str) -> Cow<'_, str> {
    let slash = |byte: u8| byte == b'/' || byte == b'\\';
    let folder = |home: &str| {
        let mut places = path.match_indices(home).map(|(at, _)| (at, at + home.len()));
        let around = |(at, end): &(usize, usize)| {
            *at > 0 && slash(path.as_bytes()[at - 1]) && path.as_bytes().get(*end).is_some_and(|byte| slash(*byte))
        };
        places.find(around).map(|(_, end)| end + 1)
    };
    let found = ["home", "Users"].into_iter().find_map(folder);
    match found.and_then(|from| path[from..].find(['/', '\\']).map(|length| from + length)) {
        Some(rest) => Cow::Owned(format!("~{}", &path[rest..])),
        None => Cow::Borrowed(path),
    }
}

/// A day or an hour as the engine writes it: `2026-08-01`, `2026-08`, `2026-08-01 10:00:00Z`.
fn is_time(text: &str) -> bool {
    let shape = b"dddd-dd-dd dd:dd:dd";
    let body = text.strip_suffix('Z').unwrap_or(text).as_bytes();
    let fits = |(byte, wanted): (&u8, &u8)| if *wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted };
    matches!(body.len(), 7 | 10 | 13 | 16 | 19) && body.iter().zip(shape).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(level: Publish) -> Mask {
        let config = Config { publish_text: level, ..Config::default() };
        Mask::new(&config, Key::from_phrase("a phrase for tests")).unwrap()
    }

    fn shown(mask: &Mask, column: &str, text: &str) -> Option<String> {
        mask.figure(column, text.to_string())
    }

    #[test]
    fn each_level_publishes_what_it_says() {
        let text = "write to ada@example.org";
        assert_eq!(shown(&mask(Publish::Full), "prompt", text).as_deref(), Some(text));
        let redacted = shown(&mask(Publish::Redacted), "prompt", text).unwrap();
        assert!(redacted.starts_with("write to [email:") && !redacted.contains("ada"), "{redacted}");
        assert_eq!(shown(&mask(Publish::None), "prompt", text), None);
        assert_eq!(shown(&mask(Publish::None), "model", "gpt-4o").as_deref(), Some("gpt-4o"));
        assert_eq!(shown(&mask(Publish::None), "time", "2026-08-01").as_deref(), Some("2026-08-01"));
        assert_eq!(shown(&mask(Publish::None), "user_id", "ada"), None);
        assert!(shown(&mask(Publish::Redacted), "user_id", "ada").unwrap().starts_with("[user:"));
        assert!(!shown(&mask(Publish::None), "path", "logs/ada.jsonl").unwrap().contains("ada"));
    }

    #[test]
    fn json_stays_json_and_its_numbers_are_looked_at() {
        let text = r#"{"to":"a\nada@example.org","card":4111111111111111,"n":12,"+49 30 901820":[true]}"#;
        let clean: Value = serde_json::from_str(&shown(&mask(Publish::Redacted), "metadata", text).unwrap()).unwrap();
        assert!(clean["to"].as_str().unwrap().starts_with("a\n[email:"));
        assert!(clean["card"].as_str().unwrap().starts_with("[card:"));
        assert_eq!(clean["n"], 12);
        assert!(clean.as_object().unwrap().keys().any(|key| key.starts_with("[phone:")));
    }

    #[test]
    fn what_was_cut_off_and_whose_home_it_is_are_not_shown() {
        let reason = shown(&mask(Publish::Redacted), "reason", "timestamp \"sk-proj-abc…\" is not a time").unwrap();
        assert_eq!(reason, "timestamp \"[cut]…\" is not a time");
        for (slash, start) in [("/", ["", "home"]), ("/", ["", "Users"]), ("\\", ["C:", "Users"])] {
            let path = [&start[..], &["ada", "logs", "a.jsonl"]].concat().join(slash);
            let shown = shown(&mask(Publish::Redacted), "path", &path).unwrap();
            assert_eq!(shown, ["~", "logs", "a.jsonl"].join(slash));
        }
    }

    #[test]
    fn values_and_times_are_counted_and_a_text_of_figures_once() {
        let mask = mask(Publish::Redacted);
        for _ in 0..3 {
            shown(&mask, "model", "ada@example.org and ada@example.org");
        }
        let mut removed = Removed::default();
        mask.publish("prompt", "bob@example.org", &mut removed);
        mask.note(removed);
        let lines = mask.lines();
        assert_eq!((lines[0].id.as_str(), lines[0].values, lines[0].times), ("email", 2, 3));
    }
}
