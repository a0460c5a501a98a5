//! A text in, what its form says about it out: question marks, numbers, code, formulas, length.

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u8);

/// Every sign, by the name that rules use.
const NAMES: &[(&str, u8)] = &[
    ("question", Signs::QUESTION),
    ("numbers", Signs::NUMBERS),
    ("code", Signs::CODE),
    ("formula", Signs::FORMULA),
    ("short", Signs::SHORT),
    ("long", Signs::LONG),
    ("asks", Signs::ASKS),
];

/// Bytes that can be a sign, or its beginning.
const TELLING: [bool; 256] = {
    let (mut telling, bytes) = ([false; 256], b"0123456789{};_<>[](`\\^=+*?\xd8\xef");
    let mut nth = 0;
    while nth < bytes.len() {
        telling[bytes[nth] as usize] = true;
        nth += 1;
    }
    telling
};

impl Signs {
    /// There is a question mark.
    const QUESTION: u8 = 1;
    /// There are at least two numbers.
    const NUMBERS: u8 = 2;
    /// There is a fenced block, or symbols as dense as in program text.
    const CODE: u8 = 4;
    /// There is mathematical notation: LaTeX or operators between terms.
    const FORMULA: u8 = 8;
    /// Below 200 bytes.
    const SHORT: u8 = 16;
    /// Above 600 bytes.
    const LONG: u8 = 32;
    /// The text ends in a question mark.
    const ASKS: u8 = 64;

    /// The signs of those names; `None` when one is unknown.
    pub fn named(names: &[String]) -> Option<Self> {
        names.iter().try_fold(Self(0), |Self(all), name| {
            NAMES.iter().find(|(known, _)| known == name).map(|(_, sign)| Self(all | sign))
        })
    }

    /// Whether all of `wanted` are here.
    pub fn have(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// The signs of a text, of which only `windows` are read.
    pub fn of(text: &str, windows: &[&str]) -> Self {
        let (mut numbers, mut symbols, mut visible, mut formulas, mut signs) = (0_u32, 0_u32, 1_u32, 0_u32, 0_u8);
        for window in windows {
            let bytes = window.as_bytes();
            // In a loop of its own, which the compiler makes a few instructions for many bytes.
            visible += bytes.iter().map(|byte| u32::from(matches!(byte, b'!'..=b'~' | 0xc0..))).sum::<u32>();
            for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| TELLING[usize::from(**byte)]) {
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                match byte {
                    b'0'..=b'9' => {
                        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
                        numbers += u32::from(!before.is_ascii_alphanumeric() && before != b'.');
                    }
                    b'{' | b'}' | b';' | b'_' | b'<' | b'>' | b'[' | b']' => symbols += 1,
                    b'(' if next == b')' => symbols += 2,
                    b'`' if bytes[at..].starts_with(b"```") => signs |= Self::CODE,
                    b'\\' => formulas += u32::from(next.is_ascii_alphabetic()),
                    b'^' => formulas += 1,
                    b'=' | b'+' | b'*' => formulas += u32::from(matches!(next, b' ' | b'0'..=b'9')),
                    b'?' => signs |= Self::QUESTION,
                    0xd8 if next == 0x9f => signs |= Self::QUESTION,
                    0xef if bytes[at..].starts_with("？".as_bytes()) => signs |= Self::QUESTION,
                    _ => {}
                }
            }
        }
        if text
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”'))
            .ends_with(['?', '？', '؟'])
        {
            signs |= Self::ASKS;
        }
        for (holds, sign) in [
            (numbers >= 2, Self::NUMBERS),
            (symbols >= 6 && symbols * 25 > visible, Self::CODE),
            (formulas >= 2, Self::FORMULA),
            (text.len() < 200, Self::SHORT),
            (text.len() > 600, Self::LONG),
        ] {
            signs |= if holds { sign } else { 0 };
        }
        Self(signs)
    }
}
