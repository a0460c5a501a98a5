//! What a row says about success (status word, HTTP status, error) in; success or error, and the kind of error, out.
//!
//! Any sign of failure makes it an error, also beside a "success": a retried or half-handled failure is not a good
//! call. A status word that we do not know is refused rather than guessed; a map's `values` can say what it means.

use super::scalar::{count, is_nothing, shown, word};
use crate::records::Value;

/// How a call ended.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// `success` or `error`.
    pub status: &'static str,
    /// What kind of error, where the row says it or the HTTP status does.
    pub error_type: Option<String>,
    /// The HTTP status.
    pub http_status: Option<i64>,
}

const GOOD: [&str; 18] = [
    "success",
    "ok",
    "succeeded",
    "successful",
    "completed",
    "complete",
    "done",
    "true",
    "finished",
    "stop",
    "pass",
    "passed",
    "status_code_ok",
    "end_turn",
    "yes",
    "unset",
    "status_code_unset",
    "length",
];
const BAD: [&str; 24] = [
    "error",
    "failed",
    "failure",
    "fail",
    "timeout",
    "timed_out",
    "false",
    "exception",
    "errored",
    "cancelled",
    "canceled",
    "rejected",
    "rate_limited",
    "rate_limit",
    "incomplete",
    "aborted",
    "expired",
    "status_code_error",
    "no",
    "refused",
    "throttled",
    "unavailable",
    "server_error",
    "content_filter_error",
];

/// Reads the three values together.
pub fn outcome<'a>(mut status: Value<'a>, error: Value<'a>, mut http: Value<'a>) -> Result<Outcome, String> {
    // A "status code" that is a word (OK, ERROR) is a status.
    if matches!(&http, Value::Text(text) if !is_nothing(text.trim()) && text.trim().parse::<f64>().is_err())
        && status.is_null()
    {
        status = std::mem::take(&mut http);
    }
    let mut http_status = count(&http).map_err(|why| format!("http_status: {why}"))?;
    let said = match &status {
        Value::Null => None,
        Value::Bool(good) => Some(*good),
        Value::Text(text) if is_nothing(text.trim()) => None,
        Value::Int(code @ 100..=599) => {
            http_status = http_status.or(Some(*code));
            Some(*code < 400)
        }
        Value::Int(1) => Some(true),
        Value::Text(text) => match spelled(text) {
            Ok(good) => Some(good),
            Err(code) => {
                let code = code.ok_or_else(|| format!("status: {:?} is not a word we know", shown(text)))?;
                http_status = http_status.or(Some(code));
                Some(code < 400)
            }
        },
        other => return Err(format!("status: {} is not a word we know", shown(&crate::records::json::to_text(other)))),
    };
    let flagged = matches!(error, Value::Bool(true));
    let error_type = kind(error);
    let refused = http_status.is_some_and(|code| code >= 400);
    let failed = said == Some(false) || flagged || error_type.is_some() || refused;
    let by_code = http_status.filter(|_| failed).and_then(by_http).map(str::to_owned);
    let by_word =
        || status.as_text().map(normal).filter(|w| ["timeout", "rate_limit", "cancelled"].contains(&w.as_str()));
    Ok(Outcome {
        status: if failed { "error" } else { "success" },
        error_type: error_type.or(by_code).or_else(|| by_word().filter(|_| failed)),
        http_status,
    })
}

/// Whether a word is good; else the HTTP code it spells, if it does.
fn spelled(text: &str) -> Result<bool, Option<i64>> {
    // Nearly every row of nearly every log.
    if text == "success" {
        return Ok(true);
    }
    let word = normal(text);
    if GOOD.contains(&word.as_str()) || word == "1" {
        Ok(true)
    } else if BAD.contains(&word.as_str()) {
        Ok(false)
    } else {
        let code = word.split('_').next().and_then(|code| code.parse().ok());
        Err(code.filter(|code| (100..600).contains(code)))
    }
}

fn normal(text: &str) -> String {
    let word = text.trim().to_lowercase().replace([' ', '-'], "_");
    match word.as_str() {
        "timed_out" => "timeout".to_owned(),
        "rate_limited" | "throttled" => "rate_limit".to_owned(),
        "canceled" => "cancelled".to_owned(),
        _ => word,
    }
}

/// The kind of error a row names; `None` for the many ways to say that there was none.
fn kind(error: Value<'_>) -> Option<String> {
    match error {
        Value::Bool(_) => None,
        Value::Int(0) | Value::Int(200) => None,
        Value::List(items) if items.is_empty() => None,
        Value::Map(mut entries) => {
            for name in ["type", "code", "name", "class", "status", "message"] {
                if let Some((_, value)) = entries.iter_mut().find(|(key, value)| key == name && !value.is_null()) {
                    return kind(std::mem::take(value));
                }
            }
            (!entries.is_empty()).then(|| "error".to_owned())
        }
        other => word(other).filter(|w| {
            !is_nothing(w) && !["false", "ok", "success", "no_error", "0"].contains(&w.to_lowercase().as_str())
        }),
    }
}

/// The kind of error that an HTTP status stands for.
fn by_http(code: i64) -> Option<&'static str> {
    Some(match code {
        401 | 403 => "authentication",
        404 => "not_found",
        408 | 504 => "timeout",
        429 => "rate_limit",
        400..=499 => "invalid_request",
        500..=599 => "server_error",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::json;

    fn read(status: &str, error: &str, http: &str) -> Result<(&'static str, Option<String>, Option<i64>), String> {
        let value = |text: &str| json::parse_text(text).unwrap().into_owned();
        outcome(value(status), value(error), value(http)).map(|o| (o.status, o.error_type, o.http_status))
    }

    #[test]
    fn table() {
        for (status, error, http, expected, kind, code) in [
            ("null", "null", "null", "success", None, None),
            ("\"success\"", "null", "200", "success", None, Some(200)),
            ("\" OK \"", "\"\"", "null", "success", None, None),
            ("true", "false", "null", "success", None, None),
            ("false", "null", "null", "error", None, None),
            ("200", "null", "null", "success", None, Some(200)),
            ("\"429\"", "null", "null", "error", Some("rate_limit"), Some(429)),
            ("\"404 Not Found\"", "null", "null", "error", Some("not_found"), Some(404)),
            ("\"Timed Out\"", "null", "null", "error", Some("timeout"), None),
            ("null", "\"RateLimitError\"", "null", "error", Some("RateLimitError"), None),
            ("null", "{\"type\": \"overloaded\", \"message\": \"x\"}", "529", "error", Some("overloaded"), Some(529)),
            ("null", "true", "null", "error", None, None),
            ("null", "\"none\"", "null", "success", None, None),
            ("null", "null", "\"503\"", "error", Some("server_error"), Some(503)),
            ("null", "null", "\"ERROR\"", "error", None, None),
            ("\"success\"", "null", "500", "error", Some("server_error"), Some(500)),
            ("1", "0", "null", "success", None, None),
        ] {
            let expected = (expected, kind.map(str::to_owned), code);
            assert_eq!(read(status, error, http), Ok(expected), "{status} {error} {http}");
        }
        assert_eq!(read("\"ACTIVE\"", "null", "null").unwrap_err(), "status: \"ACTIVE\" is not a word we know");
        assert!(read("7", "null", "null").is_err() && read("null", "null", "-1").is_err());
    }
}
