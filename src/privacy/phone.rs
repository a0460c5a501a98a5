//! A run of digits → the phone number that it begins.

use std::ops::Range;

use super::bounds::{begins, is_escape, is_word, number_ends, told};

/// Country codes (ITU-T E.164), by their length.
const ONE: &[u16] = &[1, 7];
const TWO: &[u16] = &[
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62,
    63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
];
/// First two digits of codes with three.
const THREE: &[u16] = &[21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87, 88, 96, 97, 99];

/// Words that say that a number is one to call.
const WORDS: &[&str] = &[
    "phone",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "cellphone",
    "call",
    "fax",
    "whatsapp",
    "sms",
    "text me",
    "dial",
    "ring",
    "telefon",
    "mobil",
    "handy",
    "rufnummer",
    "rufen",
    "téléphone",
    "portable",
    "appelez",
    "teléfono",
    "telefono",
    "móvil",
    "movil",
    "celular",
    "llamar",
    "telefone",
    "telemóvel",
    "cellulare",
    "telefoon",
    "mobiel",
    "numer",
    "contact number",
    "phone number",
    "hotline",
    "reach me at",
    "reach me on",
    "reached at",
];

/// How countries write numbers without their code, and whether a word must say so because other numbers look alike. `d` is
/// a digit, `n` 2 to 9, `z` 1 to 9, `m` 6 to 9, everything else itself.
const SHAPES: &[(&str, bool)] = &[
    ("(ndd) ndd-dddd", false),
    ("(ndd)ndd-dddd", false),
    ("(ndd) ndd dddd", false),
    ("ndd-ndd-dddd", false),
    ("1-ndd-ndd-dddd", false),
    ("1 (ndd) ndd-dddd", false),
    ("1 ndd-ndd-dddd", false),
    ("ndd.ndd.dddd", false),
    ("1.ndd.ndd.dddd", false),
    ("ndd ndd dddd", true),
    ("ndd ndd-dddd", false),
    ("(0d) dddd dddd", false),
    ("(0dd) dddd dddd", false),
    ("(0ddd) ddd dddd", false),
    ("(0dddd) dddddd", false),
    ("0d dddd dddd", false),
    ("0zd dddd dddd", false),
    ("0zdd ddd dddd", false),
    ("0zddd dddddd", false),
    ("0zddd ddd ddd", false),
    ("0zdd ddd ddd", false),
    ("0z dd dd dd dd", false),
    ("0z.dd.dd.dd.dd", false),
    ("0z-dd-dd-dd-dd", false),
    ("0zd/ddddddd", false),
    ("0zd/dddddddd", false),
    ("0zdd/ddddddd", false),
    ("0zdd/dddddddd", false),
    ("0zdd ddddddd", false),
    ("0zdd ddddddd", false),
    ("0zdd dddddddd", false),
    ("0zdd-ddddddd", false),
    ("0zdd-dddddddd", false),
    ("0zd-ddddddd", false),
    ("0zd-dddddddd", false),
    ("0zd dddddddd", false),
    ("0zd ddddddd", false),
    ("0z-dddddddd", false),
    ("0z dddddddd", false),
    ("0zd-dddd-dddd", false),
    ("0z-dddd-dddd", false),
    ("0z-ddd-dddd", false),
    ("0zd-ddd-dddd", false),
    ("(zd) 9dddd-dddd", false),
    ("(zd) dddd-dddd", false),
    ("zd 9dddd-dddd", false),
    ("mdddd ddddd", true),
    ("mdd ddd ddd", true),
    ("mdd dd dd dd", true),
    ("9dd ddd ddd", true),
];

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    // `(0` and `+` belong to the number.
    let start = match at.start.checked_sub(1).map(|before| bytes[before]) {
        Some(b'+') => return international(text, at.start - 1, at.start),
        Some(b'(') if at.start >= 2 && bytes[at.start - 2] == b'+' => {
            return international(text, at.start - 2, at.start);
        }
        Some(b'(') => at.start - 1,
        _ => at.start,
    };
    if !enough(bytes, at.start) || !begins(bytes, start) || joined(bytes, start) {
        return None;
    }
    if bytes[at.start..].starts_with(b"00") && at.len() > 3 && at.len() < 6 {
        return international(text, at.start, at.start + 2);
    }
    let shape = |(shape, needs_word): &(&str, bool)| {
        let end = fits(bytes, start, shape).or_else(|| fits(bytes, at.start, shape))?;
        let from = if bytes[start] == b'(' && shape.starts_with('(') { start } else { at.start };
        (number_ends(bytes, end) && (!needs_word || told(text, start, WORDS))).then_some(from..end)
    };
    SHAPES.iter().find_map(shape).or_else(|| after_a_word(text, start))
}

/// Whether there are seven digits from `at` on with nothing between them that stands in no number: most runs of digits are
/// done with here.
fn enough(text: &[u8], at: usize) -> bool {
    let part = |byte: &&u8| byte.is_ascii_digit() || b" -.()/".contains(byte);
    text[at..].iter().take(16).take_while(part).filter(|byte| byte.is_ascii_digit()).count() >= 7
}

/// Whether what stands before belongs to a longer number or name.
fn joined(text: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|place| text[place]);
    let name = |byte: u8| byte.is_ascii_alphanumeric();
    match before(1) {
        Some(b'.' | b'-' | b'/' | b',') if before(2).is_some_and(name) => !is_escape(text, at - 2),
        Some(b' ') => before(2).is_some_and(|byte| byte.is_ascii_digit()),
        Some(b'#' | b'$') => true,
        _ => false,
    }
}

fn fits(text: &[u8], start: usize, shape: &str) -> Option<usize> {
    let end = start + shape.len();
    let fits = text.get(start..end)?.iter().zip(shape.bytes()).all(|(byte, wanted)| match wanted {
        b'd' => byte.is_ascii_digit(),
        b'n' => (b'2'..=b'9').contains(byte),
        b'z' => (b'1'..=b'9').contains(byte),
        b'm' => (b'6'..=b'9').contains(byte),
        wanted => *byte == wanted,
    });
    (fits && text.get(end).is_none_or(|byte| !byte.is_ascii_digit())).then_some(end)
}

/// With a country's code from `digits` on: 8 to 15 digits in groups, or 10 to 15 in one.
fn international(text: &str, start: usize, digits: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if start > 0 && (is_word(bytes[start - 1]) && !is_escape(bytes, start - 1) || b".,".contains(&bytes[start - 1])) {
        return None;
    }
    let (end, number, groups) = number(bytes, digits)?;
    let (one, two) = (u16::from(*number.first()?), u16::from(number[0]) * 10 + u16::from(*number.get(1)?));
    let country = ONE.contains(&one) || TWO.contains(&two) || THREE.contains(&two);
    let least = if groups > 1 { 8 } else { 10 };
    (country && (least..=15).contains(&number.len()) && number_ends(bytes, end)).then_some(start..end)
}

/// Seven to fifteen digits directly after a word that says what they are.
fn after_a_word(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (end, number, _) = number(bytes, start)?;
    let enough = (7..=15).contains(&number.len()) && number_ends(bytes, end);
    (enough && told(&text[..start], start, WORDS) && near(text, start)).then_some(start..end)
}

/// Whether no other number stands between the word and this one.
fn near(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev().take(24);
    let gap = before.take_while(|byte| !byte.is_ascii_alphabetic()).filter(|byte| byte.is_ascii_digit()).count();
    gap == 0
}

/// Digits from `at` on with at most two separators between: where they end, what they are, in how many groups.
fn number(text: &[u8], at: usize) -> Option<(usize, Vec<u8>, usize)> {
    let (mut end, mut place, mut number, mut groups, mut gap) = (at, at, Vec::new(), 0, 1);
    while let Some(byte) = text.get(place) {
        match byte {
            b'0'..=b'9' => {
                groups += usize::from(gap > 0);
                gap = 0;
                number.push(byte - b'0');
                end = place + 1;
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' if gap < 2 => gap += 1,
            _ => break,
        }
        if number.len() > 15 {
            return None;
        }
        place += 1;
    }
    (!number.is_empty()).then_some((end, number, groups))
}
