//! A text in, plain counts of what it is made of out: what several enrichments need of it.

/// At most this many bytes of a text are looked at, so that one huge prompt cannot hold up the rest. Counts of a longer
/// text are scaled up where that makes sense; the user is told in each column's meaning.
pub const MOST_BYTES: usize = 16 * 1024;

/// The first `most` bytes of a text, cut between characters.
pub fn head(text: &str, most: usize) -> &str {
    let whole = |&end: &usize| text.is_char_boundary(end);
    &text[..(0..=most.min(text.len())).rev().find(whole).unwrap_or(0)]
}

/// The last `most` bytes of a text, cut between characters.
pub fn tail(text: &str, most: usize) -> &str {
    let whole = |&start: &usize| text.is_char_boundary(start);
    &text[(text.len().saturating_sub(most)..=text.len()).find(whole).unwrap_or(text.len())..]
}

/// Lower snake case: `Question Answering` and `question-answering` are `question_answering`.
pub fn snake(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.trim().chars().flat_map(char::to_lowercase) {
        let c = if c.is_alphanumeric() { c } else { '_' };
        if c != '_' || !out.is_empty() && !out.ends_with('_') {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

/// What a byte says about the character it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// ASCII letter.
    Letter,
    /// ASCII digit.
    Digit,
    /// ASCII space or control character.
    Space,
    /// Any other ASCII character.
    Mark,
    /// First byte of a character of two bytes: Latin with accents, Greek, Cyrillic, Hebrew, Arabic, …
    Two,
    /// First byte of a character of three bytes: Indic scripts, Thai, CJK, Hangul, …
    Three,
    /// First byte of a character of four bytes: emoji and rare scripts.
    Four,
    /// Inside a character.
    Inside,
}

/// The class of every byte.
pub const CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0..=b' ' | 0x7f => Class::Space,
            0x80..=0xbf => Class::Inside,
            0xc0..=0xdf => Class::Two,
            0xe0..=0xef => Class::Three,
            0xf0..=0xff => Class::Four,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

/// The script of a character of three bytes, as far as counting needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// A Chinese character, also in Japanese.
    Ideograph,
    /// Hiragana or katakana.
    Kana,
    /// A Korean syllable.
    Hangul,
    /// A letter of a South-East Asian script written without spaces.
    Unspaced,
    /// A letter of another script.
    Letter,
    /// Punctuation or a symbol.
    Mark,
}

/// The script of a character of three bytes, from its first two.
pub fn wide(first: u8, second: u8) -> Wide {
    match (first, second) {
        (0xe2, _) | (0xe3, 0x80) | (0xef, 0xb8..) => Wide::Mark,
        (0xe3, 0x81..=0x83) => Wide::Kana,
        (0xe3, 0x90..) | (0xe4..=0xe9, _) | (0xef, 0xa4..=0xab) => Wide::Ideograph,
        (0xea, 0xb0..) | (0xeb..=0xed, _) => Wide::Hangul,
        (0xe0, 0xb8..=0xbb) | (0xe1, 0x80..=0x82 | 0x9e..=0x9f) => Wide::Unspaced,
        _ => Wide::Letter,
    }
}

/// Characters of two bytes that are no letters: Latin-1 signs, and the Arabic comma, semicolon and question mark.
pub fn is_mark(first: u8, second: u8) -> bool {
    first == 0xc2 || (first == 0xd8 && matches!(second, 0x8c | 0x9b | 0x9f))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_between_characters() {
        assert_eq!((head("añb", 2), tail("añb", 2), head("ab", 9), tail("ab", 9)), ("a", "b", "ab", "ab"));
    }

    #[test]
    fn scripts_are_told_by_two_bytes() {
        for (text, expected) in [
            ("中", Wide::Ideograph),
            ("㐀", Wide::Ideograph),
            ("の", Wide::Kana),
            ("ン", Wide::Kana),
            ("한", Wide::Hangul),
            ("ไ", Wide::Unspaced),
            ("ខ", Wide::Unspaced),
            ("क", Wide::Letter),
            ("。", Wide::Mark),
            ("？", Wide::Mark),
            ("—", Wide::Mark),
        ] {
            assert_eq!(wide(text.as_bytes()[0], text.as_bytes()[1]), expected, "{text}");
        }
    }
}
