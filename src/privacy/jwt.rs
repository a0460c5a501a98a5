//! `eyJ` in a text → the JSON web token (RFC 7519, 7516) that it begins.

use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::bounds::{begins, run};

pub fn find(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = at.start.checked_sub(1).map(|before| bytes[before]);
    if !begins(bytes, at.start) && before != Some(b'_') {
        return None;
    }
    let part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let first = run(bytes, at.start, 8192, part);
    let (mut end, mut parts) = (first, 1);
    while parts < 5 && bytes.get(end) == Some(&b'.') {
        let stop = run(bytes, end + 1, 1 << 20, part);
        // The payload is never empty; other parts may be.
        if stop == end + 1 && parts == 1 {
            break;
        }
        (end, parts) = (stop, parts + 1);
    }
    let header = URL_SAFE_NO_PAD.decode(&text[at.start..first]).ok()?;
    let header: serde_json::Value = serde_json::from_slice(&header).ok()?;
    (parts >= 2 && header.get("alg").is_some()).then_some(at.start..end)
}
