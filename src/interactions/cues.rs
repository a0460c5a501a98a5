//! A list of words and phrases in, every place a text has them as whole words out: one pass, whatever the list's length.

use std::ops::Range;

use super::text::{CLASSES, Class, Wide, is_mark, wide};
use crate::error::{Error, Result};

/// Words and phrases to look for, without regard to case.
///
/// A phrase counts only as whole words; one that ends in `*` may go on inside the word (`summari*`). In scripts that
/// are written without spaces there are no word ends, and a phrase counts wherever it stands.
///
/// A cue can only stand where a word begins, so each word's first four letters are looked up and nothing else. An
/// Aho-Corasick automaton over the same thousand cues was no faster on prompts and took 12 ms more to make.
pub struct Cues {
    /// One bit for each hash of first letters that some entry has: most words of a text end here.
    known: Box<[u64; KNOWN_BITS / 64]>,
    /// A hash table with open addressing: first letters, and the entries that begin with them.
    slots: Vec<(u32, Range<u32>)>,
    entries: Vec<Entry>,
    /// ASCII characters, other than letters and digits, that an entry begins with.
    marks: u128,
}

/// Bits of the first sieve; 8 KiB, which stay in the fastest cache.
const KNOWN_BITS: usize = 65_536;

struct Entry {
    /// In lower case as far as ASCII goes.
    text: Box<[u8]>,
    /// Whether the character after it must not belong to the word.
    closed: bool,
    /// The caller's number.
    number: u32,
}

impl Cues {
    /// Makes the search ready. Matches are reported with a cue's place in `cues`.
    pub fn new<'a>(cues: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut keyed = Vec::new();
        for (number, cue) in cues.into_iter().enumerate() {
            let (text, open) = cue.strip_suffix('*').map_or((cue, false), |stem| (stem, true));
            let wrong = |what: &str| Error::new(format!("cannot look for {cue:?}: {what}"));
            let first = text.chars().next().ok_or_else(|| wrong("it is empty"))?;
            // Comparison folds ASCII only; of other letters it is the first that changes at the start of a sentence.
            let other = first.to_uppercase().chain(text.chars().skip(1)).collect::<String>();
            for spelling in [text, other.as_str()].into_iter().take(if first.is_ascii() { 1 } else { 2 }) {
                let text: Box<[u8]> = spelling.to_ascii_lowercase().into_bytes().into();
                if open && text.len() < 4 && text.is_ascii() {
                    return Err(wrong("a word that may go on needs four letters"));
                }
                let closed = !open && last_is_word(spelling);
                keyed.push((key(&text), Entry { text, closed, number: number as u32 }));
            }
        }
        keyed.sort_by_key(|(key, _)| *key);
        keyed.dedup_by(|(_, a), (_, b)| a.number == b.number && a.text == b.text);
        let mut known = Box::new([0; KNOWN_BITS / 64]);
        for (key, _) in &keyed {
            let bit = hash(*key) as usize % KNOWN_BITS;
            known[bit / 64] |= 1 << (bit % 64);
        }
        let mut slots = vec![(0, 0..0); (keyed.len() * 4).next_power_of_two()];
        let mut at = 0;
        for group in keyed.chunk_by(|(a, _), (b, _)| a == b) {
            let slot = place(&slots, group[0].0);
            slots[slot] = (group[0].0, at..at + group.len() as u32);
            at += group.len() as u32;
        }
        let first = |entry: &Entry| entry.text[0];
        let marks =
            keyed.iter().map(|(_, entry)| first(entry)).filter(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        let marks = marks.fold(0, |marks, byte| marks | 1 << byte);
        Ok(Self { known, slots, entries: keyed.into_iter().map(|(_, entry)| entry).collect(), marks })
    }

    /// Calls `found` with the number and the first byte of every cue in the text, by where they begin.
    pub fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let (mut at, mut inside) = (0, false);
        while let Some(&byte) = bytes.get(at) {
            let (length, kind) = if FOLDED[usize::from(byte)] != 0 {
                let rest = &bytes[at..];
                (rest.iter().position(|&next| FOLDED[usize::from(next)] == 0).unwrap_or(rest.len()), Kind::Word)
            } else {
                kind(bytes, at)
            };
            let probe = match kind {
                Kind::Word => !inside,
                Kind::Unspaced => true,
                Kind::Other => byte.is_ascii() && self.marks >> byte & 1 == 1,
            };
            if probe {
                self.probe(bytes, at, &mut found);
            }
            inside = kind == Kind::Word;
            at += length;
        }
    }

    #[inline]
    fn probe(&self, bytes: &[u8], at: usize, found: &mut impl FnMut(usize, usize)) {
        let key = key(&bytes[at..]);
        let bit = hash(key) as usize % KNOWN_BITS;
        if self.known[bit / 64] >> (bit % 64) & 1 == 0 {
            return;
        }
        let (_, entries) = &self.slots[place(&self.slots, key)];
        for entry in &self.entries[entries.start as usize..entries.end as usize] {
            let end = at + entry.text.len();
            if bytes.get(at..end).is_some_and(|text| text.eq_ignore_ascii_case(&entry.text))
                && !(entry.closed && end < bytes.len() && kind(bytes, end).1 == Kind::Word)
            {
                found(entry.number as usize, at);
            }
        }
    }
}

fn hash(key: u32) -> u32 {
    key.wrapping_mul(0x9e37_79b1) >> 12
}

/// The slot of a key, or the free one where it would be. A free slot has no entries.
fn place(slots: &[(u32, Range<u32>)], key: u32) -> usize {
    let mut slot = hash(key) as usize % slots.len();
    while slots[slot].0 != key && !slots[slot].1.is_empty() {
        slot = (slot + 1) % slots.len();
    }
    slot
}

/// ASCII letters in lower case and digits; 0 for every other byte.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        folded[byte as usize] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { 0 };
        byte += 1;
    }
    folded
};

/// What a text is looked up by: up to four ASCII letters and digits in lower case, or the first character.
#[inline]
fn key(text: &[u8]) -> u32 {
    let fold = |nth: usize| text.get(nth).map_or(0, |&byte| FOLDED[usize::from(byte)]);
    let first = fold(0);
    if first != 0 {
        // Without branches: a byte counts if those before it do.
        let second = fold(1);
        let third = if second == 0 { 0 } else { fold(2) };
        let fourth = if third == 0 { 0 } else { fold(3) };
        return u32::from_be_bytes([first, second, third, fourth]);
    }
    let length = match text[0] {
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
        _ => 1,
    };
    text.iter().take(length).fold(0, |key, byte| key << 8 | u32::from(*byte))
}

/// What a character is to the question of where words end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a word.
    Word,
    /// Of a script without spaces: a word may begin and end anywhere.
    Unspaced,
    /// Between words.
    Other,
}

/// The length in bytes and the kind of the character that begins at `at`.
fn kind(bytes: &[u8], at: usize) -> (usize, Kind) {
    match CLASSES[usize::from(bytes[at])] {
        Class::Letter | Class::Digit => (1, Kind::Word),
        Class::Two if is_mark(bytes[at], bytes[at + 1]) => (2, Kind::Other),
        Class::Two => (2, Kind::Word),
        Class::Three => match wide(bytes[at], bytes[at + 1]) {
            Wide::Ideograph | Wide::Kana | Wide::Unspaced => (3, Kind::Unspaced),
            Wide::Hangul | Wide::Letter => (3, Kind::Word),
            Wide::Mark => (3, Kind::Other),
        },
        Class::Four => (4, Kind::Other),
        Class::Mark | Class::Space | Class::Inside => (1, Kind::Other),
    }
}

/// Whether a text ends inside a word.
fn last_is_word(text: &str) -> bool {
    text.char_indices().next_back().is_some_and(|(at, _)| kind(text.as_bytes(), at).1 == Kind::Word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cues: &[&str], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        Cues::new(cues.iter().copied()).expect("the cues are fine").each(text, |cue, at| all.push((cue, at)));
        all
    }

    #[test]
    fn cues_are_whole_words_unless_open() {
        let cues = ["only", "summari*", "at most"];
        assert_eq!(
            found(&cues, "Only at most; SUMMARISE lonely commonly onlyx resummarise"),
            [(0, 0), (2, 5), (1, 14)]
        );
    }

    #[test]
    fn cues_may_have_marks_and_share_letters() {
        let cues = ["c++", "c", "->", "step by step", "step", "state*"];
        assert_eq!(found(&cues, "C++ -> step by step"), [(0, 0), (1, 0), (2, 4), (3, 7), (4, 7), (4, 15)]);
        assert_eq!(found(&cues, "stepping a->b abc"), [(2, 10)]);
        assert!(Cues::new(["abc*"]).is_err() && Cues::new([""]).is_err());
    }

    #[test]
    fn scripts_without_spaces_need_no_word_ends() {
        assert_eq!(found(&["总结", "必须"], "请总结一下，你必须"), [(0, 3), (1, 21)]);
    }

    #[test]
    fn other_alphabets_have_word_ends_and_capitals() {
        assert_eq!(found(&["über", "élan"], "Über über überall Élan é"), [(0, 0), (0, 6), (1, 21)]);
    }

    /// What `each` is to find, said as plainly as can be: try every cue at every place.
    fn plainly(cues: &[&str], text: &str) -> Vec<(usize, usize)> {
        let unspaced = |c: char| ('一'..='龥').contains(&c);
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !unspaced(c));
        let mut all = Vec::new();
        for (at, first) in text.char_indices() {
            for (number, cue) in cues.iter().enumerate() {
                let (stem, open) = cue.strip_suffix('*').map_or((*cue, false), |stem| (stem, true));
                let Some(rest) = text[at..].get(stem.len()..) else { continue };
                let begins = !word(text[..at].chars().next_back()) || !word(Some(first));
                let ends = open || !word(stem.chars().next_back()) || !word(rest.chars().next());
                if text[at..at + stem.len()].eq_ignore_ascii_case(stem) && begins && ends {
                    all.push((number, at));
                }
            }
        }
        all
    }

    proptest::proptest! {
        #[test]
        fn every_cue_is_found_and_nothing_else(text in "[abC é中文>-]{0,40}") {
            let cues = ["a", "ab", "abca*", "a b", "é", "éa*", "中", "文a", "->", "cé", "b中"];
            let (mut ours, mut plain) = (found(&cues, &text), plainly(&cues, &text));
            ours.sort_unstable();
            plain.sort_unstable();
            proptest::prop_assert_eq!(ours, plain);
        }
    }
}
