//! Whether a call failed, and how, into a record.

use super::events::Heard;
use super::{Slot, Span};
use crate::records::{Field, Record, Value};

/// Fills status, kind of error and HTTP status. An exception that was recorded and handled is no failure.
pub fn fill<'a>(span: &mut Span<'a>, heard: &mut Heard<'a>, record: &mut Record<'a>) {
    let level = span.attributes.text(Slot::Level).is_some_and(|level| level.eq_ignore_ascii_case("error"));
    let kind = span.attributes.take(Slot::ErrorType);
    let failed = span.failed || level || !kind.is_null();
    let mut http = span.attributes.take(Slot::HttpStatus);
    if failed {
        let said = span.attributes.text(Slot::LevelMessage).unwrap_or(&span.message);
        if http.is_null() {
            http = http_status(said).map_or(Value::Null, Value::Int);
        }
        let exception = std::mem::take(&mut heard.exception);
        record.set(Field::ErrorType, if kind.is_null() { exception } else { kind });
    }
    record.set(Field::HttpStatus, http);
    record.set(Field::Status, Value::Text(if failed { "error" } else { "success" }.into()));
}

/// The status in the message that the OpenAI and Anthropic libraries give ("Error code: 429 - …").
fn http_status(message: &str) -> Option<i64> {
    let (_, after) = message.split_once("Error code: ")?;
    let status: i64 = after.get(..3)?.parse().ok()?;
    (400..600).contains(&status).then_some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_in_messages() {
        for (message, status) in [
            ("Error code: 429 - Rate limit reached", Some(429)),
            ("RateLimitError: Error code: 429 - {'error': …}", Some(429)),
            ("Error code: 1", None),
            ("Error code: 200 - odd", None),
            ("Error code: é29", None),
            ("Request timed out.", None),
        ] {
            assert_eq!(http_status(message), status, "{message}");
        }
    }
}
