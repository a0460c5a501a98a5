//! Text → the words that it is found by. The rule (version [`VERSION`]), of which `site/js/search/` has the twin; both read
//! `tests/search-vectors.json`:
//!
//! 1. Fold: NFKD, without the characters that [`unicode::DROPPED`] names, NFC. Case comes last, since capitals mark the
//!    parts of identifiers.
//! 2. A run is a longest stretch of letters, marks, numbers and `_`. A pictograph outside of runs is a token by itself.
//!    Everything else separates.
//! 3. Inside a run, stretches of scripts that put no blanks between words ([`unicode::DENSE`]) give every two neighbouring
//!    characters, and the last one alone. A character has its marks with it; a mark is of the stretch before it.
//! 4. The rest of a run is words: without `_` at their ends, lowered, whole; and if it is an identifier of several parts
//!    (`parse_json`, `parseJson`, `HTTPError`), also each part.
//! 5. A token has at most its first 40 characters.

use unicode_normalization::UnicodeNormalization;

use super::unicode::{self, DENSE, DROPPED, LOWER, MARK, NUMBER, PICTURE, UPPER, WORD};

/// Raised when the same text gives other tokens.
pub const VERSION: u32 = 1;
/// Characters of a token.
const LONGEST: usize = 40;

/// What is done with what is found.
pub trait Take {
    /// A token of the index.
    fn token(&mut self, token: &str);
    /// The next word of the text as phrases have it: a whole word, a character of a dense script, a pictograph.
    fn step(&mut self, _word: &str) {}
}

/// Finds tokens. Keeps its memory from text to text.
#[derive(Default)]
pub struct Tokenizer {
    folded: String,
    run: Vec<(char, u8)>,
    lowered: String,
}

/// Neither a letter, a digit, `_` nor the beginning of anything beyond ASCII.
const fn separates(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && byte != b'_' && byte < 0x80
}

const SEPARATES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = separates(byte as u8);
        byte += 1;
    }
    table
};

impl Tokenizer {
    /// Hands every token of `text` to `take`, in order.
    ///
    /// The text is cut at ASCII characters that separate, over which folding never reaches; only pieces that have
    /// something beyond ASCII are folded.
    pub fn read(&mut self, text: &str, take: &mut impl Take) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if SEPARATES[usize::from(bytes[at])] {
                at += 1;
                continue;
            }
            let (start, mut any) = (at, 0);
            while at < bytes.len() && !SEPARATES[usize::from(bytes[at])] {
                any |= bytes[at];
                at += 1;
            }
            if any < 0x80 { ascii_word(&bytes[start..at], take) } else { self.piece(&text[start..at], take) }
        }
    }

    /// Any text, by the rule alone.
    fn piece(&mut self, text: &str, take: &mut impl Take) {
        let mut folded = std::mem::take(&mut self.folded);
        fold(text, &mut folded);
        for c in folded.chars() {
            let properties = unicode::of(c);
            if properties & WORD != 0 {
                self.run.push((c, properties));
                continue;
            }
            self.end_run(take);
            if properties & PICTURE != 0 {
                let mut place = [0; 4];
                let picture = c.encode_utf8(&mut place);
                take.token(picture);
                take.step(picture);
            }
        }
        self.end_run(take);
        self.folded = folded;
    }

    fn end_run(&mut self, take: &mut impl Take) {
        let mut run = std::mem::take(&mut self.run);
        let mut start = 0;
        while start < run.len() {
            let dense = run[start].1 & DENSE != 0;
            let same = |(_, properties): &&(char, u8)| properties & MARK != 0 || (properties & DENSE != 0) == dense;
            let end = start + 1 + run[start + 1..].iter().take_while(same).count();
            if dense {
                self.pairs(&run[start..end], take)
            } else {
                self.word(&run[start..end], take)
            }
            start = end;
        }
        run.clear();
        self.run = run;
    }

    /// A stretch of a dense script.
    fn pairs(&mut self, stretch: &[(char, u8)], take: &mut impl Take) {
        let starts = |at: &usize| *at == 0 || stretch[*at].1 & MARK == 0;
        let mut rest = (0..stretch.len()).filter(starts).skip(1).chain([stretch.len()]);
        let (mut start, mut next) = (0, rest.next().unwrap_or(stretch.len()));
        let mut text = |from: usize, to: usize, whole: bool| {
            self.lowered.clear();
            self.lowered.extend(stretch[from..to].iter().map(|(c, _)| c));
            let text = shortened(&self.lowered);
            if whole { take.step(text) } else { take.token(text) }
        };
        for after in rest {
            text(start, next, true);
            text(start, after, false);
            (start, next) = (next, after);
        }
        text(start, next, true);
        text(start, next, false);
    }

    /// A stretch of any other script.
    fn word(&mut self, word: &[(char, u8)], take: &mut impl Take) {
        let Some(first) = word.iter().position(|(c, _)| *c != '_') else { return };
        let last = word.iter().rposition(|(c, _)| *c != '_').unwrap_or(first);
        let word = &word[first..=last];
        let whole = self.lower(word);
        take.token(whole);
        take.step(whole);
        let ends = |at: usize| {
            word[at].0 == '_'
                || word[at - 1].0 == '_'
                || parts(word[at - 1].1, word[at].1, word.get(at + 1).map_or(0, |after| after.1))
        };
        let mut start = 0;
        for at in (1..word.len()).filter(|at| ends(*at)) {
            self.part(&word[start..at], take);
            start = at;
        }
        if start > 0 {
            self.part(&word[start..], take);
        }
    }

    fn part(&mut self, part: &[(char, u8)], take: &mut impl Take) {
        if part.iter().any(|(c, _)| *c != '_') {
            take.token(self.lower(part));
        }
    }

    fn lower(&mut self, word: &[(char, u8)]) -> &str {
        self.lowered.clear();
        word.iter().for_each(|(c, _)| lower(*c, &mut self.lowered));
        shortened(&self.lowered)
    }
}

/// Whether a part of an identifier ends between two characters; `after` is the one behind them.
fn parts(before: u8, here: u8, after: u8) -> bool {
    here & UPPER != 0 && (before & (LOWER | NUMBER) != 0 || before & UPPER != 0 && after & LOWER != 0)
}

/// Step 1 of the rule.
pub fn fold(text: &str, folded: &mut String) {
    folded.clear();
    folded.extend(text.nfkd().filter(|c| unicode::of(*c) & DROPPED == 0).nfc());
}

/// Lower case, and one spelling for letters that have several.
fn lower(c: char, out: &mut String) {
    for c in c.to_lowercase() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            'ς' => out.push('σ'),
            other => out.push(other),
        }
    }
}

/// The first [`LONGEST`] characters.
fn shortened(token: &str) -> &str {
    if token.len() <= LONGEST {
        return token;
    }
    token.char_indices().nth(LONGEST).map_or(token, |(end, _)| &token[..end])
}

/// What [`Tokenizer::word`] does, for a piece that is one word of ASCII: nearly all of them.
fn ascii_word(piece: &[u8], take: &mut impl Take) {
    let Some(first) = piece.iter().position(|byte| *byte != b'_') else { return };
    let last = piece.iter().rposition(|byte| *byte != b'_').unwrap_or(first);
    let word = &piece[first..=last];
    emit(word, take, true);
    if !word[1..].iter().any(|byte| *byte == b'_' || byte.is_ascii_uppercase()) {
        return;
    }
    let class = |byte: u8| match byte {
        b'a'..=b'z' => LOWER,
        b'A'..=b'Z' => UPPER,
        b'0'..=b'9' => NUMBER,
        _ => 0,
    };
    let ends = |at: usize| {
        word[at] == b'_'
            || word[at - 1] == b'_'
            || parts(class(word[at - 1]), class(word[at]), word.get(at + 1).map_or(0, |after| class(*after)))
    };
    let mut start = 0;
    for at in (1..word.len()).filter(|at| ends(*at)) {
        part(&word[start..at], take);
        start = at;
    }
    if start > 0 {
        part(&word[start..], take);
    }
}

fn part(part: &[u8], take: &mut impl Take) {
    if part.iter().any(|byte| *byte != b'_') {
        emit(part, take, false);
    }
}

/// Lowers and hands on a word of ASCII.
fn emit(word: &[u8], take: &mut impl Take, whole: bool) {
    let mut place = [0; LONGEST];
    let length = word.len().min(LONGEST);
    for (to, from) in place.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    // ASCII is UTF-8.
    let token = std::str::from_utf8(&place[..length]).unwrap_or_default();
    take.token(token);
    if whole {
        take.step(token);
    }
}
