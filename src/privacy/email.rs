//! An `@` in a text → the e-mail address around it.

use std::ops::Range;

use super::bounds::is_escape;

/// Ends of file names that follow an `@` in programs: `icon@2x.png`, `chunk@main.js`.
const FILES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "scss", "js", "mjs", "ts", "tsx", "jsx", "json", "html", "yml",
    "yaml", "toml", "xml", "class", "java", "py", "rb", "go", "rs", "cpp", "txt", "md", "lock", "tgz", "zip", "whl",
    "jar", "service",
];

/// Users of machines, who are nobody.
const NOBODY: &[&str] = &["git", "hg", "svn"];

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let local = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || b"._%+-'".contains(&byte);
    let mut start = at.start - bytes[..at.start].iter().rev().take(64).take_while(|byte| local(**byte)).count();
    // The letter of an escape is no part of the name.
    if start < at.start && is_escape(bytes, start) {
        start += 1;
    }
    while start < at.start && (!text.is_char_boundary(start) || b".%-'".contains(&bytes[start])) {
        start += 1;
    }
    let name = &text[start..at.start];
    if name.is_empty() || name.ends_with('.') || NOBODY.contains(&name) {
        return None;
    }
    let end = domain(text, at.end)?;
    Some(start..end)
}

/// Where the domain that starts at `from` ends: labels and dots, the last label of letters only.
fn domain(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80;
    let (mut end, mut at) = (None, from);
    loop {
        let stop = super::bounds::run(bytes, at, 64, label);
        if stop == at {
            break;
        }
        let part = &bytes[at..stop];
        let top = part.len() >= 2 && part.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
        let punycode = part.starts_with(b"xn--");
        let follows = bytes.get(stop).is_none_or(|byte| *byte != b'_');
        if at > from && (top || punycode) && follows {
            end = Some((at, stop));
        }
        at = stop + 1;
        if bytes.get(stop) != Some(&b'.') {
            break;
        }
    }
    let (top, stop) = end?;
    let ending = text.get(top..stop)?.trim_end_matches('-').to_ascii_lowercase();
    // A sentence may go on without a blank after its dot, so the last label that could be one counts.
    (!FILES.contains(&ending.as_str())).then_some(stop)
}
