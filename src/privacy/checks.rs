//! The characters of a number → whether its checksum and its parts are right. Each function names where its rule is from;
//! all are given digits and capitals without what stands between.

/// Luhn's checksum over digits (ISO/IEC 7812-1, annex B).
pub fn luhn(number: &[u8]) -> bool {
    let doubled = |digit: u8| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let weighed = number.iter().rev().enumerate().map(|(at, d)| u32::from(if at % 2 == 1 { doubled(*d) } else { *d }));
    weighed.sum::<u32>().is_multiple_of(10) && number.iter().any(|digit| *digit != 0)
}

/// The digits of an ASCII text, as numbers.
pub fn values(id: &[u8]) -> Vec<u8> {
    id.iter().map(|byte| byte.wrapping_sub(b'0')).collect()
}

/// A stretch of digits as a number.
pub fn number(id: &[u8]) -> u64 {
    id.iter().fold(0, |sum, byte| sum * 10 + u64::from(byte.wrapping_sub(b'0')))
}

/// Digits times weights, added up.
pub fn weighed(id: &[u8], weights: &[u32]) -> u32 {
    id.iter().zip(weights).map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight).sum()
}

/// Whether a month and a day of two digits each can be.
pub fn date(month: &[u8], day: &[u8]) -> bool {
    let (month, day) = (number(month), number(day));
    let last = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// The rest by 11 as a check digit, where 10 has none.
pub fn eleven(sum: u32) -> u32 {
    match 11 - sum % 11 {
        11 => 0,
        rest => rest,
    }
}

/// Verhoeff's checksum: permutation and product in the dihedral group D5 (J. Verhoeff, 1969), computed from its rule
/// instead of a table: rotations are 0 to 4, reflections 5 to 9.
pub fn verhoeff(id: &[u8]) -> bool {
    const TURN: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let product = |a: usize, b: usize| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b) % 5 + 5,
        (false, true) => (a + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b % 5) % 5,
    };
    let turned = |digit: usize, times: usize| (0..times % 8).fold(digit, |digit, _| TURN[digit]);
    let digits = values(id);
    digits.iter().rev().enumerate().fold(0, |sum, (at, digit)| product(sum, turned(usize::from(*digit) % 10, at))) == 0
}

/// Modulus 11,10 (ISO 7064) over digits.
pub fn eleven_ten(id: &[u8]) -> bool {
    let Some((check, rest)) = id.split_last() else { return false };
    let product = rest.iter().fold(10, |product, byte| {
        let sum = (u32::from(byte - b'0') + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == u32::from(check - b'0')
}
