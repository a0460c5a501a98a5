//! Trace and span ids as exporters write them in; lower-case hexadecimal out, so that a span is the same wherever it
//! is found.

use crate::records::Value;

/// Bytes of a trace's id.
pub const TRACE: usize = 16;
/// Bytes of a span's id.
pub const SPAN: usize = 8;

/// An id of `bytes` bytes. Hexadecimal in any case, after `0x` or not; base64 where it is the length of that (protobuf's
/// own way to write JSON); anything else as it is. Empty ids and zeros are none.
pub fn hex(value: &Value<'_>, bytes: usize) -> Option<String> {
    let text = value.as_text()?.trim();
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let id = if digits.len() == 2 * bytes && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        digits.to_ascii_lowercase()
    } else {
        base64(text)
            .filter(|raw| raw.len() == bytes)
            .map_or_else(|| text.to_owned(), |raw| raw.iter().map(|byte| format!("{byte:02x}")).collect())
    };
    (!id.bytes().all(|b| b == b'0')).then_some(id)
}

/// Decodes base64 of either alphabet; padding may be missing.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut kept) = (0_u32, 0);
    for symbol in text.trim_end_matches('=').bytes() {
        let six = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'a'..=b'z' => symbol - b'a' + 26,
            b'0'..=b'9' => symbol - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0xFFFF;
        kept += 6;
        if kept >= 8 {
            kept -= 8;
            bytes.push((bits >> kept) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_one() {
        for (written, bytes, id) in [
            ("5b8efff798038103d269b633813fc60c", TRACE, Some("5b8efff798038103d269b633813fc60c")),
            ("5B8EFFF798038103D269B633813FC60C", TRACE, Some("5b8efff798038103d269b633813fc60c")),
            ("0x5b8efff798038103d269b633813fc60c", TRACE, Some("5b8efff798038103d269b633813fc60c")),
            ("W47/95gDgQPSabYzgT/GDA==", TRACE, Some("5b8efff798038103d269b633813fc60c")),
            ("7uGbfv9+T5Q=", SPAN, Some("eee19b7eff7e4f94")),
            ("7uGbfv9-T5Q", SPAN, Some("eee19b7eff7e4f94")),
            ("EEE19B7EFF7E4F94", SPAN, Some("eee19b7eff7e4f94")),
            ("0000000000000000", SPAN, None),
            ("AAAAAAAAAAA=", SPAN, None),
            ("", SPAN, None),
            ("run-7", SPAN, Some("run-7")),
        ] {
            assert_eq!(hex(&Value::Text(written.into()), bytes).as_deref(), id, "{written}");
        }
        assert_eq!(hex(&Value::Int(7), SPAN), None);
    }
}
