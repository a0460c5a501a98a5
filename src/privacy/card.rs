//! A run of digits → the card number that starts there.

use std::ops::Range;

use super::bounds::{digits, ends, is_word, run};
use super::checks::luhn;

/// Issuers: first digits (from, to, compared by as many digits as they have) and lengths. Sources: ISO/IEC 7812 and the
/// issuers' published ranges. Visa's 13 and 19 digits are left out, since they are rare and look like barcodes.
const ISSUERS: &[(u64, u64, &[usize])] = &[
    (4, 4, &[16]),
    (51, 55, &[16]),
    (2221, 2720, &[16]),
    (34, 34, &[15]),
    (37, 37, &[15]),
    (6011, 6011, &[16]),
    (644, 649, &[16]),
    (65, 65, &[16]),
    (300, 305, &[14]),
    (36, 36, &[14]),
    (38, 39, &[14]),
    (3528, 3589, &[16]),
    (62, 62, &[16, 17, 18, 19]),
    (5018, 5018, &[16]),
    (5020, 5020, &[16]),
    (5038, 5038, &[16]),
    (6304, 6304, &[16]),
    (6759, 6763, &[16]),
];

/// How digits are grouped on cards.
const GROUPS: &[&[usize]] = &[&[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 4, 3], &[6, 13]];

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = at.start.checked_sub(1).map(|before| bytes[before]);
    let inside = match before {
        Some(b'_' | b'-') => at.start >= 2 && bytes[at.start - 2].is_ascii_digit(),
        // A decimal, or the end of a longer number.
        Some(b'.' | b',') => at.start >= 2 && bytes[at.start - 2].is_ascii_digit(),
        Some(byte) => is_word(byte) && !super::bounds::is_escape(bytes, at.start - 1),
        None => false,
    };
    if inside {
        return None;
    }
    let end = match at.len() {
        14..=19 => at.end,
        4 | 6 => GROUPS.iter().find_map(|groups| grouped(bytes, at.clone(), groups))?,
        _ => return None,
    };
    let after = bytes.get(end).copied();
    let goes_on =
        after.is_some_and(|byte| b".,-".contains(&byte)) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    let number = digits(bytes, at.start..end);
    (!goes_on && (ends(bytes, end) || after == Some(b'_')) && issued(&number) && luhn(&number)).then_some(at.start..end)
}

/// Where groups of these lengths end, with the same blank or hyphen between all of them.
fn grouped(text: &[u8], first: Range<usize>, groups: &[usize]) -> Option<usize> {
    let between = *text.get(first.end).filter(|byte| b" -.".contains(byte))?;
    let mut at = first.start;
    for (nth, length) in groups.iter().enumerate() {
        if nth > 0 {
            at = (text.get(at) == Some(&between)).then_some(at + 1)?;
        }
        let stop = run(text, at, length + 1, |byte| byte.is_ascii_digit());
        at = (stop - at == *length).then_some(stop)?;
    }
    Some(at)
}

fn issued(number: &[u8]) -> bool {
    let begins = |digits: usize| number[..digits].iter().fold(0, |sum, digit| sum * 10 + u64::from(*digit));
    ISSUERS.iter().any(|(from, to, lengths)| {
        let first = begins(from.to_string().len());
        lengths.contains(&number.len()) && (*from..=*to).contains(&first)
    })
}
