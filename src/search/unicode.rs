//! A character → what the tokenizer needs to know of it. The tables are those of `regex-syntax`, so that each property has
//! the name and the meaning that it has in JavaScript's regular expressions, where the other tokenizer takes them from.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, HirKind};

/// Part of a run: a letter, mark or number, or `_`.
pub const WORD: u8 = 1;
/// A mark: belongs to the character before.
pub const MARK: u8 = 2;
/// An upper-case letter.
pub const UPPER: u8 = 4;
/// A lower-case letter.
pub const LOWER: u8 = 8;
/// A number.
pub const NUMBER: u8 = 16;
/// Of a script that puts no blanks between words.
pub const DENSE: u8 = 32;
/// An emoji or another pictograph.
pub const PICTURE: u8 = 64;
/// Removed when text is folded.
pub const DROPPED: u8 = 128;

/// Each property, and the class of characters that have it.
const CLASSES: &[(u8, &str)] = &[
    (WORD, r"[\p{L}\p{M}\p{N}_]"),
    (MARK, r"\p{M}"),
    (UPPER, r"\p{Lu}"),
    (LOWER, r"\p{Ll}"),
    (NUMBER, r"\p{N}"),
    (
        DENSE,
        r"[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\x{30FC}]",
    ),
    (PICTURE, r"\p{Extended_Pictographic}"),
    // Accents and vowel signs that writers leave out; characters that are not seen: joiners, directions, variations.
    (
        DROPPED,
        r"[\x{300}-\x{36F}\x{591}-\x{5C7}\x{610}-\x{61A}\x{640}\x{64B}-\x{65F}\x{670}\x{6D6}-\x{6ED}\x{1AB0}-\x{1AFF}\x{1DC0}-\x{1DFF}\x{20D0}-\x{20FF}\x{FE20}-\x{FE2F}\x{AD}\x{180B}-\x{180F}\x{200C}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FE00}-\x{FE0F}\x{FEFF}\x{E0100}-\x{E01EF}]",
    ),
];

/// The properties of a character, as the bits above.
pub fn of(c: char) -> u8 {
    table().get(c as usize).copied().unwrap_or(0)
}

/// One byte for every character there may be.
fn table() -> &'static [u8] {
    static TABLE: OnceLock<Vec<u8>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; char::MAX as usize + 1];
        for (bit, class) in CLASSES {
            // The classes above are constants; a test looks into each.
            let Ok(parsed) = regex_syntax::parse(class) else { continue };
            let HirKind::Class(Class::Unicode(class)) = parsed.kind() else { continue };
            for range in class.ranges() {
                for one in &mut table[range.start() as usize..=range.end() as usize] {
                    *one |= bit;
                }
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_their_properties() {
        for (c, properties) in [
            ('a', WORD | LOWER),
            ('A', WORD | UPPER),
            ('7', WORD | NUMBER),
            ('_', WORD),
            ('-', 0),
            ('漢', WORD | DENSE),
            ('ー', WORD | DENSE),
            ('ก', WORD | DENSE),
            ('\u{E31}', WORD | MARK | DENSE),
            ('한', WORD),
            ('😀', PICTURE),
            ('\u{301}', WORD | MARK | DROPPED),
            ('\u{202E}', DROPPED),
            ('\u{10FFFF}', 0),
        ] {
            assert_eq!(of(c), properties, "{c:?}");
        }
        assert!(CLASSES.iter().all(|(bit, _)| table().iter().any(|one| one & bit != 0)));
    }
}
