//! A place in a text → what stands around it: where a word or number begins, ends, and which words come before.

use std::ops::Range;

/// Whether the byte is part of a word or number.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Whether a letter at `at` belongs to an escape (`\n`) of a JSON or program text rather than to a word.
pub fn is_escape(text: &[u8], at: usize) -> bool {
    let slashes = text[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
    slashes % 2 == 1 && matches!(text.get(at), Some(b'n' | b't' | b'r' | b'b' | b'f'))
}

/// Whether a word may begin at `at`: nothing before it, or nothing that belongs to it.
pub fn begins(text: &[u8], at: usize) -> bool {
    match at.checked_sub(1).map(|before| text[before]) {
        None => true,
        Some(byte) => !is_word(byte) || is_escape(text, at - 1),
    }
}

/// Whether a word may end before `at`.
pub fn ends(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| !is_word(*byte))
}

/// Whether a number may begin at `at`: it is no part of a longer one (`1.234`, `12-345`), of a word or of a UUID.
pub fn number_begins(text: &[u8], at: usize) -> bool {
    let joins = |byte: u8| matches!(byte, b'.' | b',' | b'-' | b'/' | b'+');
    if !begins(text, at) {
        return false;
    }
    match at.checked_sub(1).map(|before| text[before]) {
        Some(b'#' | b'&') => false,
        Some(byte) if joins(byte) => at < 2 || !text[at - 2].is_ascii_alphanumeric() || is_escape(text, at - 2),
        _ => true,
    }
}

/// Whether a number may end before `at`.
pub fn number_ends(text: &[u8], at: usize) -> bool {
    let joins = |byte: u8| matches!(byte, b'.' | b',' | b'-' | b'/' | b':');
    match text.get(at) {
        None => true,
        Some(byte) if is_word(*byte) || *byte == b'%' => false,
        Some(byte) if joins(*byte) => text.get(at + 1).is_none_or(|next| !next.is_ascii_digit()),
        Some(_) => true,
    }
}

/// How many bytes before a number may hold the word that says what it is.
const REACH: usize = 40;

/// Whether one of `words` (lower case) stands shortly before `at`, as a word of its own.
pub fn told(text: &str, at: usize, words: &[&str]) -> bool {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..at].to_lowercase();
    words.iter().any(|word| {
        before.match_indices(word).any(|(place, _)| {
            let bytes = before.as_bytes();
            let alone = |byte: u8| !byte.is_ascii_alphanumeric() && byte < 0x80;
            (place == 0 || alone(bytes[place - 1]) || is_escape(bytes, place - 1))
                && bytes.get(place + word.len()).is_none_or(|byte| alone(*byte) || byte.is_ascii_digit())
        })
    })
}

/// The digits of a range, as numbers.
pub fn digits(text: &[u8], range: Range<usize>) -> Vec<u8> {
    text[range].iter().filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0').collect()
}

/// The end of the bytes from `at` on that `is` admits, at most `most` of them.
pub fn run(text: &[u8], at: usize, most: usize, is: impl Fn(u8) -> bool) -> usize {
    at + text[at..].iter().take(most).take_while(|byte| is(**byte)).count()
}
