//! One object of an export in, its values by name out. Langfuse writes the same names in two ways (`trace_id`, `traceId`),
//! leaves texts empty instead of leaving them out, and puts JSON into strings.

use std::borrow::Cow;

use crate::records::Value;
use crate::records::bodies::{is_empty, opened};

/// An object, looked at.
pub type Entries<'a> = [(Cow<'a, str>, Value<'a>)];

/// An object, from which values are taken.
pub struct Row<'a>(pub Vec<(Cow<'a, str>, Value<'a>)>);

/// Whether two names are one but for case and underscores.
pub fn same(left: &str, right: &str) -> bool {
    let mut left = left.bytes().filter(|b| *b != b'_');
    let mut right = right.bytes().filter(|b| *b != b'_');
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(l), Some(r)) if l.eq_ignore_ascii_case(&r) => {}
            _ => return false,
        }
    }
}

/// Whether there is such a key, whatever it holds.
pub fn has(entries: &Entries<'_>, name: &str) -> bool {
    entries.iter().any(|(key, _)| same(key, name))
}

/// The value of a key, if the log says something there.
pub fn get<'r, 'a>(entries: &'r Entries<'a>, name: &str) -> Option<&'r Value<'a>> {
    entries.iter().find(|(key, value)| same(key, name) && !is_empty(value)).map(|(_, value)| value)
}

/// The objects of a list under a key.
pub fn objects<'r, 'a>(entries: &'r Entries<'a>, name: &str) -> impl Iterator<Item = &'r Entries<'a>> {
    let items = match get(entries, name) {
        Some(Value::List(items)) => &items[..],
        _ => &[],
    };
    items.iter().filter_map(|item| match item {
        Value::Map(entries) => Some(&entries[..]),
        _ => None,
    })
}

impl<'a> Row<'a> {
    /// A word of the row, such as its type.
    pub fn word(&self, name: &str) -> &str {
        get(&self.0, name).and_then(Value::as_text).unwrap_or_default()
    }

    /// Takes a value out; `Null` when it is unset.
    pub fn take(&mut self, name: &str) -> Value<'a> {
        let found = self.0.iter_mut().find(|(key, value)| same(key, name) && !is_empty(value));
        found.map(|(_, value)| std::mem::take(value)).unwrap_or_default()
    }

    /// The first of these that is set.
    pub fn take_any(&mut self, names: &[&str]) -> Value<'a> {
        names.iter().map(|name| self.take(name)).find(|value| !value.is_null()).unwrap_or_default()
    }

    /// Takes a value that is an object or a list, perhaps as JSON in a string.
    pub fn open(&mut self, name: &str) -> Value<'a> {
        opened(self.take(name))
    }
}

/// A short text.
pub fn text(text: impl Into<Cow<'static, str>>) -> Value<'static> {
    Value::Text(text.into())
}
