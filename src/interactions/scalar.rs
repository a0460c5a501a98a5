//! One value of a record in; one text, word, count or measure out, or what is wrong with it.

use crate::records::{Value, json};

/// What a number column may hold instead of nothing (CSV exports of data frames).
const NOTHING: [&str; 9] = ["", "nan", "null", "none", "na", "n/a", "nil", "undefined", "-"];

/// Whether a text stands for "not logged".
pub fn is_nothing(text: &str) -> bool {
    text.len() <= 9 && NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// Text as it is, never cut; what is not text becomes its JSON.
pub fn text(value: Value<'_>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Text(text) => Some(text.into_owned()),
        other => Some(json::to_text(&other)),
    }
}

/// A short text without blanks around it; `None` when nothing is left.
pub fn word(value: Value<'_>) -> Option<String> {
    let text = text(value)?;
    let trimmed = text.trim();
    if trimmed.is_empty() {
        None
    } else if trimmed.len() == text.len() {
        Some(text)
    } else {
        Some(trimmed.to_owned())
    }
}

/// [`word`] in lower case, for words that are compared.
pub fn lower(value: Value<'_>) -> Option<String> {
    word(value).map(|word| {
        if word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()) { word } else { word.to_lowercase() }
    })
}

/// Yes or no, in the words of logs.
pub fn yes(value: Value<'_>) -> Result<Option<bool>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(yes) => Ok(Some(yes)),
        Value::Int(0) => Ok(Some(false)),
        Value::Int(1) => Ok(Some(true)),
        Value::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
            word if is_nothing(word) => Ok(None),
            "true" | "yes" | "1" | "hit" => Ok(Some(true)),
            "false" | "no" | "0" | "miss" => Ok(Some(false)),
            word => Err(format!("{:?} is neither yes nor no", shown(word))),
        },
        other => Err(format!("{} is neither yes nor no", shown(&json::to_text(&other)))),
    }
}

/// A count: whole and not negative. `12.0` counts as 12; `1,234` is refused, since it is 1.234 elsewhere.
pub fn count(value: &Value<'_>) -> Result<Option<i64>, String> {
    match value {
        Value::Int(count) if *count >= 0 => Ok(Some(*count)),
        Value::Text(text) if text.trim().bytes().all(|b| b.is_ascii_digit()) && !text.trim().is_empty() => {
            text.trim().parse().map(Some).map_err(|_| format!("{} is too large", text.trim()))
        }
        other => match number(other)? {
            None => Ok(None),
            Some(number) if number < 0.0 => Err(format!("{number} is negative")),
            Some(number) if number.fract() != 0.0 => Err(format!("{number} is not a whole number")),
            // Above 2^53 a double is not exact.
            Some(number) if number > 9_007_199_254_740_992.0 => Err(format!("{number} is too large")),
            Some(number) => Ok(Some(number as i64)),
        },
    }
}

/// A measure: finite and not negative.
pub fn measure(value: &Value<'_>) -> Result<Option<f64>, String> {
    match number(value)? {
        Some(number) if number < 0.0 => Err(format!("{number} is negative")),
        // A negative zero is a zero.
        number => Ok(number.map(f64::abs)),
    }
}

/// A finite number, or text that spells one.
pub fn number(value: &Value<'_>) -> Result<Option<f64>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Int(number) => Ok(Some(*number as f64)),
        Value::Float(number) if number.is_finite() => Ok(Some(*number)),
        Value::Text(text) => match text.trim() {
            text if is_nothing(text) => Ok(None),
            text => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ => Err(format!("{:?} is not a number", shown(text))),
            },
        },
        other => Err(format!("{} is not a number", shown(&json::to_text(other)))),
    }
}

/// Enough of a text to recognise it in a message.
pub fn shown(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &'static str) -> Value<'static> {
        Value::Text(text.into())
    }

    #[test]
    fn counts() {
        for (value, expected) in [
            (Value::Int(0), Some(0)),
            (said(" 42 "), Some(42)),
            (said("12.0"), Some(12)),
            (Value::Float(3.0), Some(3)),
            (said("NaN"), None),
            (said(""), None),
            (Value::Null, None),
        ] {
            assert_eq!(count(&value), Ok(expected), "{value:?}");
        }
        for wrong in [
            Value::Int(-1),
            said("1,234"),
            said("12.5"),
            said("99999999999999999999"),
            Value::Float(1e300),
            Value::Bool(true),
            said("-0.5"),
        ] {
            assert!(count(&wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn measures_and_words() {
        assert_eq!(measure(&said("12.5")), Ok(Some(12.5)));
        assert_eq!(measure(&said("1e3")), Ok(Some(1000.0)));
        assert!(measure(&Value::Int(-5)).unwrap_err().contains("negative"));
        assert!(measure(&Value::Float(f64::INFINITY)).is_err());
        assert_eq!(lower(said(" OpenAI ")).as_deref(), Some("openai"));
        assert_eq!(word(said("  ")), None);
        assert_eq!(text(said("  ")).as_deref(), Some("  "));
        assert_eq!(word(Value::Int(7)).as_deref(), Some("7"));
    }
}
