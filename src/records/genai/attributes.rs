//! The attributes of a span, in whatever names; each once under its [`Slot`], and the rest.

use std::borrow::Cow;

use super::{Slot, names, tree};
use crate::records::{Value, json};

/// An attribute as written.
pub type Attribute<'a> = (Cow<'a, str>, Value<'a>);

/// See the module.
#[derive(Debug)]
pub struct Attributes<'a> {
    slots: Vec<Value<'a>>,
    /// How good the name was under which each slot was found.
    ranks: Vec<u8>,
    /// Slots told key by key: slot, rank, key, where its index starts.
    spelled: Vec<(Slot, u8, Cow<'a, str>, usize, Value<'a>)>,
    /// What has no slot.
    pub rest: Vec<Attribute<'a>>,
}

/// The rank of a slot that is empty.
const EMPTY: u8 = u8::MAX;

impl Default for Attributes<'_> {
    fn default() -> Self {
        let slots = std::iter::repeat_with(Value::default).take(Slot::COUNT).collect();
        Self { slots, ranks: vec![EMPTY; Slot::COUNT], spelled: Vec::new(), rest: Vec::new() }
    }
}

impl<'a> FromIterator<Attribute<'a>> for Attributes<'a> {
    fn from_iter<I: IntoIterator<Item = Attribute<'a>>>(list: I) -> Self {
        let mut attributes = Self::default();
        list.into_iter().for_each(|(key, value)| attributes.add(key, value));
        attributes
    }
}

impl<'a> Attributes<'a> {
    /// Attributes that may be nested (`{"llm": {"model_name": …}}`), flat, or some of each.
    pub fn nested(value: Value<'a>) -> Self {
        let mut attributes = Self::default();
        if let Value::Map(entries) = value {
            entries.into_iter().for_each(|(key, value)| attributes.flatten(key, value));
        }
        attributes
    }

    fn flatten(&mut self, key: Cow<'a, str>, value: Value<'a>) {
        match value {
            Value::Map(entries) if names::slot(&key).is_none() => {
                for (name, value) in entries {
                    self.flatten(Cow::Owned(format!("{key}.{name}")), value);
                }
            }
            value => self.add(key, value),
        }
    }

    /// Adds one. An empty one says nothing; of two names for the same thing the better one counts.
    pub fn add(&mut self, key: Cow<'a, str>, value: Value<'a>) {
        if value.is_null() || value.as_text() == Some("") {
            return;
        }
        if let Some((slot, rank)) = names::slot(&key) {
            if rank < self.ranks[slot as usize] {
                self.ranks[slot as usize] = rank;
                self.slots[slot as usize] = value;
            }
        } else if let Some((slot, rank, index)) = names::spelled_out(&key) {
            self.spelled.push((slot, rank, key, index, value));
        } else {
            self.rest.push((key, value));
        }
    }

    /// Adds what an event says where the span itself says nothing.
    pub fn add_where_empty(&mut self, list: Vec<Attribute<'a>>) {
        for (key, value) in list {
            if names::slot(&key).is_some_and(|(slot, _)| self.get(slot).is_null()) {
                self.add(key, value);
            }
        }
    }

    /// What is said; `Null` for nothing.
    pub fn get(&self, slot: Slot) -> &Value<'a> {
        &self.slots[slot as usize]
    }

    /// Says it.
    pub fn put(&mut self, slot: Slot, value: Value<'a>) {
        self.slots[slot as usize] = value;
    }

    /// The text, if it is text.
    pub fn text(&self, slot: Slot) -> Option<&str> {
        self.get(slot).as_text()
    }

    /// Whether anything is said, also key by key.
    pub fn has(&self, slot: Slot) -> bool {
        !self.get(slot).is_null() || self.spelled.iter().any(|(of, ..)| *of == slot)
    }

    /// Takes it out.
    pub fn take(&mut self, slot: Slot) -> Value<'a> {
        std::mem::take(&mut self.slots[slot as usize])
    }

    /// Takes it out, put together from its keys if it is told that way, and parsed if it is JSON in a text.
    pub fn take_whole(&mut self, slot: Slot) -> Value<'a> {
        match self.take(slot) {
            Value::Null => {
                // Where two producers tell the same, only one of them is listened to.
                let Some(best) = self.spelled.iter().filter(|(of, ..)| *of == slot).map(|(_, rank, ..)| *rank).min()
                else {
                    return Value::Null;
                };
                let (ours, others) = std::mem::take(&mut self.spelled)
                    .into_iter()
                    .partition(|(of, rank, ..)| *of == slot && *rank == best);
                self.spelled = others;
                let parts = |list: Vec<(Slot, u8, Cow<'a, str>, usize, Value<'a>)>| {
                    list.into_iter().map(|(_, _, key, index, value)| (key[index..].to_owned(), value)).collect()
                };
                tree::grown(parts(ours))
            }
            value => parsed(value),
        }
    }
}

/// JSON in a text, parsed where it is an object, a list or a text; anything else as it is.
pub fn parsed(value: Value<'_>) -> Value<'_> {
    let Value::Text(text) = &value else { return value };
    if !text.trim_start().starts_with(['{', '[', '"']) {
        return value;
    }
    match json::parse_text(text).map(Value::into_owned) {
        Some(parsed) => parsed,
        None => value,
    }
}

/// The number that a value is or spells.
pub fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) => text.trim().trim_matches('"').parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_and_nested_are_one() {
        let flat = r#"{"llm.model_name": "m", "llm.token_count.prompt": 3, "llm.input_messages.0.message.role": "user",
            "llm.input_messages.0.message.content": "hi", "metadata": {"team": "qa"}}"#;
        let nested = r#"{"llm": {"model_name": "m", "token_count": {"prompt": 3},
            "input_messages": [{"message": {"role": "user", "content": "hi"}}]}, "metadata": {"team": "qa"}}"#;
        let read = |text: &'static str| {
            let mut attributes = Attributes::nested(json::parse_text(text).unwrap());
            let messages = json::to_text(&attributes.take_whole(Slot::InputMessages));
            let rest: Vec<_> = attributes.rest.iter().map(|(key, _)| key.to_string()).collect();
            (messages, attributes.text(Slot::Answered).unwrap().to_owned(), attributes.get(Slot::Input).clone(), rest)
        };
        assert_eq!(read(flat), read(nested));
        assert_eq!(read(flat).0, r#"[{"message":{"role":"user","content":"hi"}}]"#);
        assert_eq!(read(flat).3, ["metadata.team"]);
    }

    #[test]
    fn the_better_name_counts() {
        let pairs = [("gen_ai.usage.prompt_tokens", 1), ("gen_ai.usage.input_tokens", 2), ("ai.usage.tokens", 3)];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let list = order.map(|i| (Cow::Borrowed(pairs[i].0), Value::Int(pairs[i].1)));
            assert_eq!(list.into_iter().collect::<Attributes<'_>>().get(Slot::Input), &Value::Int(2));
        }
        let list = [("gen_ai.provider.name", ""), ("gen_ai.system", "openai")];
        let list = list.map(|(key, value)| (Cow::Borrowed(key), Value::Text(value.into())));
        assert_eq!(list.into_iter().collect::<Attributes<'_>>().text(Slot::Provider), Some("openai"));
    }
}
