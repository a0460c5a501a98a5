//! `-----BEGIN ` in a text → the private key (RFC 7468) that it begins, whether or not its end is there.

use std::ops::Range;

use super::bounds::run;

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let label_end = at.end + text[at.end..].find("-----").filter(|length| *length < 60)?;
    let label = &text[at.end..label_end];
    if !label.contains("PRIVATE KEY") {
        return None;
    }
    let closing = format!("-----END {label}-----");
    if let Some(found) = text[label_end..].find(&closing) {
        return Some(at.start..label_end + found + closing.len());
    }
    // Cut off: what can belong to it goes, escapes of line ends and the headers of old keys included.
    let body = |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=\\:,-".contains(&byte);
    Some(at.start..run(text.as_bytes(), label_end, 1 << 16, body))
}
