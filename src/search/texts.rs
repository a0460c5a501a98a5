//! A document → the texts that are searched, and the terms that are no words.

use std::borrow::Cow;

use super::document::{Document, Layout};
use crate::records::{Value, json};

/// First character of terms that are no words: `\u{1}user:…`.
const FIELD: char = '\u{1}';

/// Columns whose texts are searched beside prompt and messages. What a log says about a failure is in `error_type`.
const TEXTS: [&str; 4] = ["response", "context", "error_type", "feedback_comment"];

/// Fields with many values, and the columns they are from.
const FIELDS: [(&str, &str); 3] = [("user", "user_id"), ("session", "session_id"), ("trace", "trace_id")];

/// Keys of messages under which there is nothing to search.
const NOT_TEXT: [&str; 2] = ["role", "type"];

/// Where in a store everything is that is searched.
pub struct Searched {
    prompt: Option<usize>,
    messages: Option<usize>,
    texts: Vec<usize>,
    fields: Vec<(&'static str, usize)>,
    tags: Option<usize>,
    id: Option<usize>,
    identity: Option<usize>,
}

impl Searched {
    /// In a store of this layout.
    pub fn new(layout: &Layout) -> Self {
        Self {
            prompt: layout.place("prompt"),
            messages: layout.place("messages"),
            texts: TEXTS.iter().filter_map(|name| layout.place(name)).collect(),
            fields: FIELDS.iter().filter_map(|(field, name)| Some((*field, layout.place(name)?))).collect(),
            tags: layout.place("tags"),
            id: layout.place("id"),
            identity: layout.place("identity"),
        }
    }

    /// Hands every text of a document to `take`: those of the messages, the prompt unless it is one of them, the others.
    pub fn texts(&self, document: &Document<'_>, take: &mut dyn FnMut(&str)) {
        let text = |place: Option<usize>| place.and_then(|place| document.text(place));
        let prompt = text(self.prompt);
        let mut told = false;
        if let Some(messages) = text(self.messages) {
            let parsed = json::parse_text(messages).unwrap_or(Value::Text(Cow::Borrowed(messages)));
            strings(&parsed, &mut |text| {
                told |= Some(text) == prompt;
                take(text);
            });
        }
        prompt.filter(|_| !told).into_iter().for_each(&mut *take);
        self.texts.iter().filter_map(|place| document.text(*place)).for_each(take);
    }

    /// Hands every term of a document that is no word to `take`.
    pub fn fields(&self, document: &Document<'_>, take: &mut dyn FnMut(&str)) {
        for (field, place) in &self.fields {
            if let Some(value) = document.text(*place) {
                take(&format!("{FIELD}{field}:{value}"));
            }
        }
        let tags = self.tags.and_then(|place| document.text(place)).and_then(json::parse_text);
        if let Some(Value::List(tags)) = tags {
            tags.iter().filter_map(Value::as_text).for_each(|tag| take(&format!("{FIELD}tag:{tag}")));
        }
        let id = self.id.and_then(|place| document.text(place));
        let identity = self.identity.and_then(|place| document.hash(place)).map(|hash| format!("{hash:032x}"));
        let identity = identity.as_deref().filter(|identity| Some(*identity) != id);
        [id, identity].into_iter().flatten().for_each(|id| take(&format!("{FIELD}id:{:010x}", fnv(id) >> 24)));
    }
}

/// Every string of messages in the order written, but roles, types and files that are written out (`data:…`).
fn strings(value: &Value<'_>, take: &mut dyn FnMut(&str)) {
    match value {
        Value::Text(text) if !text.starts_with("data:") => take(text),
        Value::List(items) => items.iter().for_each(|item| strings(item, take)),
        Value::Map(entries) => {
            let searched = entries.iter().filter(|(key, _)| !NOT_TEXT.contains(&key.as_ref()));
            searched.for_each(|(_, value)| strings(value, take));
        }
        _ => {}
    }
}

/// The 64-bit FNV-1a hash: easy to write in any language.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_its_authors() {
        assert_eq!([fnv(""), fnv("a"), fnv("foobar")], [0xcbf29ce484222325, 0xaf63dc4c8601ec8c, 0x85944171f73967e8]);
    }

    #[test]
    fn strings_of_messages() {
        let talk = r#"[{"role":"user","content":[{"type":"text","text":"one"},{"url":"data:image/png;base64,AA"}]},{"content":"two","n":1}]"#;
        let mut found = Vec::new();
        strings(&json::parse_text(talk).unwrap(), &mut |text| found.push(text.to_owned()));
        assert_eq!(found, ["one", "two"]);
    }
}
