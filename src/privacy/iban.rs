//! A run of digits after two letters → the IBAN that they begin.

use std::ops::Range;

use super::bounds::{begins, ends};

/// Length of each country's IBAN (SWIFT IBAN registry).
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BI", 27),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DJ", 27),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FK", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"LY", 25),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MN", 20),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NI", 28),
    (b"NL", 18),
    (b"NO", 15),
    (b"OM", 23),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"RU", 33),
    (b"SA", 24),
    (b"SC", 31),
    (b"SD", 18),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"SO", 23),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
    (b"VG", 24),
    (b"XK", 20),
];

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = at.start.checked_sub(2)?;
    let country = [bytes[start].to_ascii_uppercase(), bytes[start + 1].to_ascii_uppercase()];
    if at.len() < 2 || !country.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let before = start.checked_sub(1).map(|before| bytes[before]);
    let length = LENGTHS.iter().find(|(code, _)| **code == country)?.1;
    let hyphened = before == Some(b'-') && start > 1 && bytes[start - 2].is_ascii_digit();
    if hyphened || !begins(bytes, start) && before != Some(b'_') {
        return None;
    }
    let (mut number, mut end) = (Vec::with_capacity(length), start);
    // In groups of four, or in one piece; hexadecimal ids are grouped in other ways.
    let between = bytes.get(start + 4).copied().filter(|byte| b" -".contains(byte));
    while number.len() < length {
        let byte = *bytes.get(end)?;
        let gap = number.len() % 4 == 0 && !number.is_empty() && Some(bytes[end - 1]) != between;
        match between {
            Some(sign) if gap && byte == sign => {}
            Some(_) if gap => return None,
            _ if byte.is_ascii_alphanumeric() => number.push(byte.to_ascii_uppercase()),
            _ => return None,
        }
        end += 1;
    }
    let after = bytes.get(end).copied();
    let goes_on = after == Some(b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    (!goes_on && (ends(bytes, end) || after == Some(b'_')) && remainder(&number) == 1).then_some(start..end)
}

/// The number with its first four characters moved to the end and letters as 10 to 35, modulo 97 (ISO 13616-1).
fn remainder(number: &[u8]) -> u32 {
    number[4..].iter().chain(&number[..4]).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    })
}
