//! A text → where it holds what is not published, and the text without. [`Words`] looks for the words that kinds begin
//! with, one loop for digits; everything dear is done only where one of them stopped.

use std::borrow::Cow;
use std::ops::Range;

use super::kinds::{KINDS, Seek};
use super::national::{self, IDS};
use super::own::{self, Own};
use super::seal::Key;
use super::vendors::{self, VENDORS};
use super::words::Words;
use crate::config::OwnPattern;
use crate::error::Result;

/// What is to be removed from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which kind: a place in [`Redactor::names`].
    pub kind: usize,
}

/// Who looks for a word.
#[derive(Clone, Copy)]
enum Sought {
    /// A row of [`KINDS`].
    Kind(usize),
    /// A row of [`VENDORS`], and a shape of its keys.
    Vendor(usize, usize),
}

/// Finds and replaces.
pub struct Redactor {
    key: Key,
    words: Words,
    seekers: Vec<Sought>,
    own: Vec<Own>,
    names: Vec<(String, String)>,
}

impl Redactor {
    /// With the user's own patterns.
    ///
    /// # Errors
    /// When a pattern is no regular expression.
    pub fn new(patterns: &[OwnPattern], key: Key) -> Result<Self> {
        let (mut words, mut seekers) = (Vec::new(), Vec::new());
        for (row, kind) in KINDS.iter().enumerate() {
            if let Seek::Words(of, _) | Seek::Each(of, _) = kind.seek {
                words.extend(of);
                seekers.extend(of.iter().map(|_| Sought::Kind(row)));
            }
        }
        for (row, vendor) in VENDORS.iter().enumerate() {
            words.extend(vendor.keys.iter().map(|shape| shape.prefix));
            seekers.extend((0..vendor.keys.len()).map(|shape| Sought::Vendor(row, shape)));
        }
        let words = Words::new(&words)?;
        let own = own::compile(patterns)?;
        let known = super::all().map(|(id, label)| (id.to_string(), label.to_string()));
        let names =
            known.chain(own.iter().map(|own| (own.name.clone(), format!("Your pattern {}", own.name)))).collect();
        Ok(Self { key, words, seekers, own, names })
    }

    /// Id and label of every kind that is looked for, in the order of the tables.
    pub fn names(&self) -> &[(String, String)] {
        &self.names
    }

    /// The key of its placeholders.
    pub fn key(&self) -> Key {
        self.key
    }

    /// The user's own patterns.
    pub fn patterns(&self) -> Vec<&str> {
        self.own.iter().map(|own| own.pattern.as_str()).collect()
    }

    /// Whether there is anything to be removed.
    pub fn finds(&self, text: &str) -> bool {
        !self.hits(text).is_empty()
    }

    /// What is to be removed, from left to right, without overlaps.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.by_words(text, &mut hits);
        by_digits(text, &mut hits);
        let first = KINDS.len() + IDS.len() + VENDORS.len();
        for (nth, own) in self.own.iter().enumerate() {
            let found = own.pattern.find_iter(text).filter(|found| !found.is_empty());
            hits.extend(found.map(|found| Hit { range: found.range(), kind: first + nth }));
        }
        if hits.len() > 1 {
            // A national id is told by more than a phone number is.
            let id = |kind: usize| (KINDS.len()..KINDS.len() + IDS.len()).contains(&kind);
            hits.sort_by_key(|hit| (hit.range.start, usize::MAX - hit.range.end, !id(hit.kind), hit.kind));
            // What overlaps goes as one, so that no part of it stays.
            hits.dedup_by(|next, kept| {
                let overlaps = next.range.start < kept.range.end;
                kept.range.end = if overlaps { kept.range.end.max(next.range.end) } else { kept.range.end };
                overlaps
            });
        }
        hits
    }

    /// The text with a placeholder for everything that is to be removed; `found` is told each.
    pub fn redact<'t>(&self, text: &'t str, found: &mut dyn FnMut(usize, u64)) -> Cow<'t, str> {
        let hits = self.hits(text);
        if hits.is_empty() {
            return Cow::Borrowed(text);
        }
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for Hit { range, kind } in hits {
            let (id, value) = (&self.names[kind].0, &text[range.clone()]);
            found(kind, self.key.number(id, value));
            out += &text[done..range.start];
            out += &self.key.placeholder(id, value);
            done = range.end;
        }
        Cow::Owned(out + &text[done..])
    }

    fn by_words(&self, text: &str, hits: &mut Vec<Hit>) {
        self.words.each(text, &mut |word, at| match self.seekers[word] {
            Sought::Kind(kind) => match KINDS[kind].seek {
                Seek::Words(_, find) => hits.extend(find(text, at).map(|range| Hit { range, kind })),
                Seek::Each(_, find) => hits.extend(find(text, at).into_iter().map(|range| Hit { range, kind })),
                Seek::Digits(_) => {}
            },
            Sought::Vendor(row, shape) => {
                let found = vendors::find(text, at, &VENDORS[row].keys[shape]);
                hits.extend(found.map(|range| Hit { range, kind: KINDS.len() + IDS.len() + row }));
            }
        });
    }
}

/// Bytes looked at together: a loop over as many is compiled to a few instructions.
const STRIDE: usize = 32;

fn by_digits(text: &str, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        let end = super::bounds::run(bytes, start, usize::MAX, |byte| byte.is_ascii_digit());
        let run = start..end;
        at = end;
        for (kind, row) in KINDS.iter().enumerate() {
            if let Seek::Digits(find) = row.seek
                && let Some(range) = find(text, run.clone())
            {
                at = at.max(range.end);
                hits.push(Hit { range, kind });
            }
        }
        if let Some((row, range)) = national::find(text, run) {
            at = at.max(range.end);
            hits.push(Hit { range, kind: KINDS.len() + row });
        }
    }
}

fn next_digit(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(chunk) = bytes.get(at..at + STRIDE) {
        if chunk.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            break;
        }
        at += STRIDE;
    }
    bytes[at..].iter().position(u8::is_ascii_digit).map(|place| at + place)
}
