//! The line that Claude Code writes when a request failed in, the kind of failure and its HTTP status out.

use crate::records::dig::{int, text};
use crate::records::{Value, json};

/// What older versions only say in words.
const SAID: &[(&str, &str)] =
    &[("limit reached", "rate_limit"), ("timed out", "timeout"), ("credit balance", "billing_error")];

/// The kind of failure, by the line's own word for it, else by the API's error that the text quotes, else by the text.
pub fn failure(row: &Value<'_>, said: &str) -> (String, Option<i64>) {
    let own = text(row, &["error"]).filter(|word| *word != "unknown");
    let quoted = said.find('{').and_then(|at| json::parse_text(&said[at..]));
    let quoted = quoted.as_ref().and_then(|body| text(body, &["error", "type"]));
    let in_words = || {
        let lower = said.to_lowercase();
        SAID.iter().find(|(words, _)| lower.contains(words)).map(|(_, kind)| *kind)
    };
    let kind = own.or(quoted).or_else(in_words).unwrap_or("api_error");
    let status = int(row, &["apiErrorStatus"]).or_else(|| {
        let code = said.split("API Error: ").nth(1)?.split(|c: char| !c.is_ascii_digit()).next()?;
        code.parse().ok().filter(|code| (400..600).contains(code))
    });
    (kind.to_owned(), status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_lines_say_it_and_older_ones_quote_it() {
        for (row, said, kind, status) in [
            (r#"{"error":"rate_limit","apiErrorStatus":429}"#, "You've hit your limit", "rate_limit", Some(429)),
            (
                "{}",
                r#"API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
                "overloaded_error",
                Some(529),
            ),
            (r#"{"error":"unknown"}"#, "API Error: Connection error.", "api_error", None),
            ("{}", "Claude AI usage limit reached|1750000000", "rate_limit", None),
            ("{}", "API Error (Request timed out.)", "timeout", None),
        ] {
            let row = json::parse_text(row).unwrap();
            assert_eq!(failure(&row, said), (kind.to_owned(), status), "{said}");
        }
    }
}
