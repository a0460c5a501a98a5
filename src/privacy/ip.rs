//! A run of digits → the IP address that it begins or belongs to.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::bounds::{is_word, run, told};

/// Words after which four numbers with dots are a version or a place in a document.
const VERSIONS: &[&str] = &[
    "version",
    "versions",
    "ver",
    "v",
    "release",
    "released",
    "build",
    "revision",
    "rev",
    "firmware",
    "driver",
    "update",
    "upgrade",
    "patch",
    "section",
    "chapter",
    "clause",
    "paragraph",
    "article",
    "figure",
    "table",
    "appendix",
    "step",
    "chrome",
    "safari",
    "edg",
    "firefox",
    "opera",
    "applewebkit",
    "oid",
    "sdk",
    "runtime",
    "assemblyversion",
];

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    v6(text, at.clone()).or_else(|| v4(text, at))
}

fn v4(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if at.len() > 3 || bytes.get(at.end) != Some(&b'.') {
        return None;
    }
    let before = at.start.checked_sub(1).map(|before| bytes[before]);
    if before.is_some_and(|byte| is_word(byte) && byte != b'_' || b".,".contains(&byte))
        && !super::bounds::is_escape(bytes, at.start - 1)
    {
        return None;
    }
    let mut end = at.end;
    for _ in 0..3 {
        let from = (bytes.get(end) == Some(&b'.')).then_some(end + 1)?;
        end = run(bytes, from, 4, |byte| byte.is_ascii_digit());
        if !(1..=3).contains(&(end - from)) {
            return None;
        }
    }
    let next = |offset: usize| bytes.get(end + offset).copied();
    let goes_on = match next(0) {
        Some(b'.' | b'-' | b',') => next(1).is_some_and(|byte| byte.is_ascii_alphanumeric()) && next(0) != Some(b','),
        Some(byte) => is_word(byte) && byte != b'_',
        None => false,
    };
    let address: Ipv4Addr = text[at.start..end].parse().ok()?;
    let small = address.octets().iter().all(|octet| *octet < 10);
    let nobody = address.is_loopback() || address.is_broadcast() || address.octets()[0] == 0 || is_netmask(address);
    (!goes_on && !small && !nobody && !is_version(text, at.start)).then_some(at.start..end)
}

fn is_netmask(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    bits.leading_ones() >= 8 && bits.leading_ones() + bits.trailing_zeros() == 32
}

/// Whether what stands directly before is how versions are asked for or named: `>= 10.0.19041.1`, `Chrome/120.0.1.2`.
fn is_version(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let mut from = at.saturating_sub(16);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..at].trim_end_matches(['"', '\'', ' ', '(']);
    let operator = ["==", ">=", "<=", "~=", "~>", "^", "!="].iter().any(|operator| before.ends_with(operator));
    // A name with a slash or an `@` before it is a product or a package, unless it is a scheme's `//`.
    let product = match bytes.get(at.wrapping_sub(1)) {
        Some(b'/') => at >= 2 && bytes[at - 2].is_ascii_alphabetic(),
        Some(b'@') => at >= 2 && bytes[at - 2].is_ascii_alphanumeric() && !before.contains(':'),
        _ => false,
    };
    let near = &text[if at >= from { from } else { at }..at];
    let named = before.to_ascii_lowercase().trim_end_matches(['=', ':']).ends_with("version");
    operator || product || named || told(near, near.len(), VERSIONS)
}

fn v6(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let hex = |byte: u8| byte.is_ascii_hexdigit();
    // The group around the digits, then everything that could be an address.
    let group = at.start - bytes[..at.start].iter().rev().take(5).take_while(|byte| hex(**byte)).count();
    let stop = run(bytes, at.start, 5, hex);
    if bytes.get(stop) != Some(&b':') && (group == 0 || bytes[group - 1] != b':') {
        return None;
    }
    let part = |byte: u8| hex(byte) || byte == b':';
    let start = at.start - bytes[..at.start].iter().rev().take(40).take_while(|byte| part(**byte)).count();
    let mut end = run(bytes, at.start, 41, part);
    // The colon of a sentence is no part of it.
    while end > start && bytes[end - 1] == b':' && !text[start..end].ends_with("::") {
        end -= 1;
    }
    // An IPv4 address may be its end.
    let dotted = run(bytes, end, 12, |byte| byte.is_ascii_digit() || byte == b'.');
    let end = if dotted > end && text[start..dotted].parse::<Ipv6Addr>().is_ok() { dotted } else { end };
    let whole = &text[start..end];
    let alone = (start == 0 || !is_word(bytes[start - 1])) && bytes.get(end).is_none_or(|byte| !is_word(*byte));
    let groups = whole.split(':').filter(|group| !group.is_empty()).count();
    let address: Ipv6Addr = whole.parse().ok()?;
    // `a1::b2` is a path in several languages.
    let known = matches!(address.segments()[0], 0x2000..=0x3fff | 0xfc00..=0xfdff | 0xfe80..=0xfebf);
    (alone
        && !address.is_loopback()
        && !address.is_unspecified()
        && (groups > 3 || known && groups > 1 || address.to_ipv4_mapped().is_some()))
    .then_some(start..end)
}
