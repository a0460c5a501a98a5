//! `://` or the name of a scheme of authorization → the credentials that follow.

use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::bounds::run;

/// Parameters of URLs that let somebody in.
const PARAMETERS: &[&str] = &[
    "access_token",
    "accesstoken",
    "api_key",
    "api-key",
    "apikey",
    "auth",
    "auth_token",
    "client_secret",
    "code",
    "id_token",
    "key",
    "pass",
    "password",
    "passwd",
    "private_token",
    "pwd",
    "refresh_token",
    "secret",
    "sig",
    "signature",
    "token",
    "x-amz-credential",
    "x-amz-security-token",
    "x-amz-signature",
    "x-goog-signature",
];
/// What stands for a name or a password in examples.
const EXAMPLES: &[&str] = &["user", "username", "pass", "password", "passwd", "pwd", "login", "name"];
/// Parameters shorter than this are no secrets: `key=name`, `code=404`.
const LEAST: usize = 12;

/// The credentials before the host, and every parameter that holds some.
pub fn in_url(text: &str, at: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let in_url = |byte: u8| !byte.is_ascii_whitespace() && !b"\"'<>`\\{}|^".contains(&byte);
    let end = run(bytes, at.end, 4096, in_url);
    let mut found = Vec::new();
    let authority = run(bytes, at.end, end - at.end, |byte| !b"/?#".contains(&byte));
    if let Some(host) = bytes[at.end..authority].iter().rposition(|byte| *byte == b'@').map(|place| at.end + place)
        && let Some((user, password)) = text[at.end..host].split_once(':')
    {
        let example = |word: &str| word.starts_with(['$', '%', '*', 'x', '[']) || EXAMPLES.contains(&word);
        let stands_for_one = password.is_empty() || password.starts_with(['$', '*', '[']);
        if !(stands_for_one || example(user) && example(password)) {
            found.push(at.end..host);
        }
    }
    parameters(text, authority..end, &mut found);
    found
}

fn parameters(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = range.start;
    while let Some(start) =
        bytes[at..range.end].iter().position(|byte| b"?&#;".contains(byte)).map(|place| at + place + 1)
    {
        at = start;
        let stop = run(bytes, start, range.end - start, |byte| !b"&#;".contains(&byte));
        let Some((name, value)) = text[start..stop].split_once('=') else { continue };
        let has = |is: fn(&u8) -> bool| value.as_bytes().iter().any(is);
        let mixed = has(u8::is_ascii_digit) || has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
        let secret = value.len() >= LEAST && mixed && !value.starts_with('[');
        if secret && PARAMETERS.contains(&name.to_ascii_lowercase().as_str()) {
            found.push(start + name.len() + 1..stop);
        }
    }
}

/// What follows `Bearer ` or `Basic `.
pub fn in_header(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    let mut end = run(bytes, at.end, 1 << 16, token);
    // The dot of a sentence is no part of it.
    while end > at.end && bytes[end - 1] == b'.' {
        end -= 1;
    }
    let value = &text[at.end..end];
    let found = if text[at.clone()].eq_ignore_ascii_case("bearer ") {
        value.len() >= 20 && value.bytes().any(|byte| byte.is_ascii_digit())
    } else {
        let plain = STANDARD.decode(value).ok().and_then(|plain| String::from_utf8(plain).ok());
        plain.is_some_and(|plain| plain.contains(':') && !plain.contains(char::is_control))
    };
    found.then_some(at.end..end)
}
