//! A list of words and phrases in, every place a text has them as whole words out: one pass, whatever the list's length.

use std::array;
use std::ops::Range;

use super::text::{CLASSES, Class, Wide, is_mark, wide};
use crate::error::{Error, Result};

/// Words and phrases to look for, without regard to case.
///
/// A phrase counts only as whole words; one that ends in `*` may go on inside the word (`summari*`). In scripts that
/// are written without spaces there are no word ends, and a phrase counts wherever it stands.
///
/// A cue can only stand where a word begins, so each word's first four letters are looked up and nothing else. Where
/// words begin is written down first, without a branch: how long words are is what a processor cannot foresee.
pub struct Cues {
    /// One bit for each hash of first letters that some entry has: most words of a text end here.
    known: Box<[u64; HASHES / 64]>,
    /// Entries, by the upper bits of the hash of their first letters.
    groups: Vec<Range<u16>>,
    entries: Vec<Entry>,
    /// For each byte, whether a cue can begin with it: 0, never; 1, where a word begins; 2, wherever it stands.
    opens: [u8; 256],
}

/// Bytes of a text whose places are written down at a time.
const BLOCK: usize = u8::MAX as usize;

/// Different hashes. One bit each is 8 KiB, which stay in the fastest cache.
const HASHES: usize = 65_536;

/// Hashes that share a group of entries.
const GROUPED: usize = 16;

struct Entry {
    /// In lower case as far as ASCII goes.
    text: Box<[u8]>,
    /// The first eight bytes of the text, and which bits of them there are: what is compared first.
    start: (u64, u64),
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
                let start = (word(&text, 0), u64::MAX >> (64 - 8 * text.len().min(8)));
                keyed.push((hash(&text, 0), Entry { text, start, closed, number: number as u32 }));
            }
        }
        keyed.sort_by_key(|(hash, _)| *hash);
        keyed.dedup_by(|(_, a), (_, b)| a.number == b.number && a.text == b.text);
        let mut known = Box::new([0; HASHES / 64]);
        keyed.iter().for_each(|(hash, _)| known[hash / 64] |= 1 << (hash % 64));
        let mut groups = vec![0..0; HASHES / GROUPED];
        let mut at = 0;
        for group in keyed.chunk_by(|(a, _), (b, _)| a / GROUPED == b / GROUPED) {
            groups[group[0].0 / GROUPED] = at..at + group.len() as u16;
            at += group.len() as u16;
        }
        let mut opens = FOLDED.map(|folded| u8::from(folded != 0));
        for (_, entry) in &keyed {
            let open = &mut opens[usize::from(entry.text[0])];
            *open = if *open == 1 { 1 } else { 2 };
        }
        Ok(Self { known, groups, entries: keyed.into_iter().map(|(_, entry)| entry).collect(), opens })
    }

    /// Calls `found` with the number and the first byte of every cue in the text, by where they begin.
    pub fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let (mut places, mut inside) = ([0; BLOCK + 1], 0);
        for start in (0..bytes.len()).step_by(BLOCK) {
            let count = self.look(bytes, start, &mut inside, &mut places);
            for &at in &places[..count] {
                self.probe(bytes, start + usize::from(at), &mut found);
            }
        }
    }

    /// Fills in the places in one block where a cue may begin, and how many they are.
    #[inline(never)]
    fn look(&self, bytes: &[u8], start: usize, inside: &mut u8, places: &mut [u8; BLOCK + 1]) -> usize {
        let (mut count, mut kept) = (0_u8, 0_u8);
        for (at, &byte) in bytes[start..].iter().take(BLOCK).enumerate() {
            let open = self.opens[usize::from(byte)];
            places[usize::from(count)] = at as u8;
            count += u8::from(open > *inside);
            *inside = u8::from(open == 1);
        }
        for nth in 0..count {
            let at = places[usize::from(nth)];
            let hash = hash(bytes, start + usize::from(at));
            places[usize::from(kept)] = at;
            kept += u8::from(self.known[hash / 64] >> (hash % 64) & 1 == 1);
        }
        usize::from(kept)
    }

    fn probe(&self, bytes: &[u8], at: usize, found: &mut impl FnMut(usize, usize)) {
        let word = word(bytes, at);
        let group = &self.groups[hash(bytes, at) / GROUPED];
        for entry in &self.entries[usize::from(group.start)..usize::from(group.end)] {
            let (start, mask) = entry.start;
            if word & mask != start {
                continue;
            }
            let end = at + entry.text.len();
            if bytes.get(at..end).is_some_and(|text| text.eq_ignore_ascii_case(&entry.text))
                && begins(bytes, at)
                && !(entry.closed && end < bytes.len() && kind(bytes, end).1 == Kind::Word)
            {
                found(entry.number as usize, at);
            }
        }
    }
}

/// Whether a cue can begin with the character at `at`.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rposition(|&byte| CLASSES[usize::from(byte)] != Class::Inside);
    match kind(bytes, at).1 {
        Kind::Word => before.is_none_or(|before| kind(bytes, before).1 != Kind::Word),
        Kind::Unspaced => true,
        Kind::Other => bytes[at].is_ascii(),
    }
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

/// The bytes from `at`, and 0 for those after the end.
#[inline]
fn take<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let rest = &bytes[at..];
    rest.first_chunk().copied().unwrap_or_else(|| array::from_fn(|nth| rest.get(nth).copied().unwrap_or(0)))
}

/// Eight bytes in lower case, the first one lowest.
fn word(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(take(bytes, at).map(|byte: u8| byte.to_ascii_lowercase()))
}

/// Below [`HASHES`], from what a text is looked up by: up to four ASCII letters and digits in lower case, or the first
/// byte.
#[inline]
fn hash(bytes: &[u8], at: usize) -> usize {
    let letters = u32::from_le_bytes(take(bytes, at).map(|byte: u8| FOLDED[usize::from(byte)]));
    // The highest bit of the first byte that is 0 and no letter; those after it do not count.
    let gap = letters.wrapping_sub(0x0101_0101) & !letters & 0x8080_8080;
    let key = letters & ((gap & gap.wrapping_neg()) >> 7).wrapping_sub(1);
    let key = if key == 0 { u32::from(bytes[at]) } else { key };
    (key.wrapping_mul(0x9e37_79b1) >> 16) as usize
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

    #[test]
    fn blocks_have_no_seams() {
        for before in BLOCK - 8..BLOCK + 8 {
            let text = |letter: &str| format!("{}only é", letter.repeat(before));
            assert_eq!(found(&["only", "é"], &text(" ")), [(0, before), (1, before + 5)]);
            assert_eq!(found(&["only", "é"], &text("x")), [(1, before + 5)]);
        }
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
