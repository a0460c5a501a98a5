//! A text in, what its form says about it out: question marks, numbers, code, formulas, length.

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u16);

/// Every sign, by the name that rules use.
const NAMES: &[(&str, u16)] = &[
    ("question", Signs::QUESTION),
    ("numbers", Signs::NUMBERS),
    ("code", Signs::CODE),
    ("formula", Signs::FORMULA),
    ("short", Signs::SHORT),
    ("long", Signs::LONG),
    ("asks", Signs::ASKS),
    ("figures", Signs::FIGURES),
    ("text", Signs::TEXT),
    ("choices", Signs::CHOICES),
    ("list", Signs::LIST),
    ("word", Signs::WORD),
    ("tiny", Signs::TINY),
];

/// Bytes that can be a sign, or its beginning.
const TELLING: [bool; 256] = {
    let (mut telling, bytes) = ([false; 256], b"0123456789{};_<>[]()`\\^=+*?,\n\xd8\xe3\xef");
    let mut nth = 0;
    while nth < bytes.len() {
        telling[bytes[nth] as usize] = true;
        nth += 1;
    }
    telling
};

impl Signs {
    /// There is a question mark.
    const QUESTION: u16 = 1;
    /// There are at least two numbers.
    const NUMBERS: u16 = 2;
    /// There is a fenced block, or symbols as dense as in program text.
    const CODE: u16 = 4;
    /// There is mathematical notation: LaTeX or operators between terms.
    const FORMULA: u16 = 8;
    /// Below 200 bytes.
    const SHORT: u16 = 16;
    /// Above 600 bytes.
    const LONG: u16 = 32;
    /// The text ends in a question mark.
    const ASKS: u16 = 64;
    /// There are at least five numbers.
    const FIGURES: u16 = 128;
    /// After a line break, a colon or an opening quote there are 80 bytes or more.
    const TEXT: u16 = 256;
    /// At least two lettered, numbered or dashed options.
    const CHOICES: u16 = 512;
    /// At least three items between commas, each of 30 bytes at most.
    const LIST: u16 = 1024;
    /// No blank in it, and 40 bytes at most.
    const WORD: u16 = 2048;
    /// Below 30 bytes.
    const TINY: u16 = 4096;

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
        let (mut numbers, mut symbols, mut visible, mut formulas, mut signs) = (0_u32, 0_u32, 1_u32, 0_u32, 0_u16);
        let (mut choices, mut items) = (0_u32, 0_u32);
        for window in windows {
            let bytes = window.as_bytes();
            // In a loop of its own, which the compiler makes a few instructions for many bytes.
            visible += bytes.iter().map(|byte| u32::from(matches!(byte, b'!'..=b'~' | 0xc0..))).sum::<u32>();
            let mut comma = usize::MAX;
            for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| TELLING[usize::from(**byte)]) {
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                match byte {
                    b'0'..=b'9' => {
                        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
                        numbers += u32::from(!before.is_ascii_alphanumeric() && before != b'.');
                    }
                    b'{' | b'}' | b';' | b'_' | b'<' | b'>' | b'[' | b']' => symbols += 1,
                    b'\n' => choices += u32::from(is_choice(&bytes[at + 1..])),
                    b')' if at > 1 && matches!(bytes[at - 1], b'a'..=b'e' | b'A'..=b'E') => {
                        choices += u32::from(matches!(bytes[at - 2], b' ' | b'('));
                    }
                    b',' | 0xe3 if byte == b',' || bytes[at..].starts_with("、".as_bytes()) => {
                        items += u32::from(comma != usize::MAX && at - comma <= 32);
                        comma = at;
                    }
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
        if !text.contains(char::is_alphanumeric) {
            signs &= !(Self::ASKS | Self::QUESTION);
        }
        for (holds, sign) in [
            (numbers >= 2, Self::NUMBERS),
            (numbers >= 5, Self::FIGURES),
            (has_text(windows.first().unwrap_or(&"")), Self::TEXT),
            (text.len() < 30, Self::TINY),
            (choices >= 2, Self::CHOICES),
            (items >= 2, Self::LIST),
            (text.len() <= 40 && !text.trim().contains(char::is_whitespace), Self::WORD),
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

/// Whether a line that begins so is an option: `A. `, `b) `, `- `, `2. `.
fn is_choice(line: &[u8]) -> bool {
    matches!(
        line,
        [b'-' | b'*', b' ', ..]
            | [b'(', b'a'..=b'e' | b'A'..=b'E' | b'1'..=b'5', b')', ..]
            | [b'a'..=b'e' | b'A'..=b'E' | b'1'..=b'5', b'.' | b')' | b':', b' ', ..]
    )
}

/// Whether the request is followed by something to work on.
fn has_text(window: &str) -> bool {
    let breaks = |c: char| matches!(c, '\n' | ':' | '：' | '"' | '“' | '«' | '「');
    window.find(breaks).is_some_and(|at| window[at..].trim().len() > 80)
}
