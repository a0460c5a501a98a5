//! What people said about an answer (feedback, hallucination) and how it is tagged, in any spelling in; −1…1, a yes or
//! no, and a JSON list out.

use super::scalar::{is_nothing, number, shown, text};
use crate::records::{Value, json};

const UP: [&str; 12] =
    ["up", "thumbs_up", "👍", "true", "positive", "like", "liked", "good", "helpful", "upvote", "yes", "great"];
const DOWN: [&str; 13] = [
    "down",
    "thumbs_down",
    "👎",
    "false",
    "negative",
    "dislike",
    "disliked",
    "bad",
    "unhelpful",
    "not_helpful",
    "downvote",
    "no",
    "poor",
];
const HALLUCINATED: [&str; 9] =
    ["yes", "true", "1", "hallucinated", "hallucination", "hallucinating", "unfaithful", "unsupported", "y"];
const SOUND: [&str; 13] = [
    "no",
    "false",
    "0",
    "not_hallucinated",
    "no_hallucination",
    "faithful",
    "supported",
    "grounded",
    "factual",
    "correct",
    "n",
    "clean",
    "non_hallucinated",
];

/// A feedback value: from −1 (bad) to 1 (good), and the user's words with it. Numbers reach us on that scale already
/// (the reader finds out a file's scale); "4/5" and "4 stars" say their own.
pub fn feedback(value: Value<'_>) -> Result<(Option<f64>, Option<String>), String> {
    match value {
        Value::Null => Ok((None, None)),
        Value::Bool(good) => Ok((Some(if good { 1.0 } else { -1.0 }), None)),
        Value::Map(mut entries) => {
            let mut take = |names: &[&str]| {
                let found = entries.iter_mut().find(|(key, value)| names.contains(&key.as_ref()) && !value.is_null());
                found.map(|(_, value)| std::mem::take(value)).unwrap_or_default()
            };
            let score = take(&["score", "value", "rating", "thumbs", "label", "type"]);
            let comment = text(take(&["comment", "text", "reason", "explanation"]));
            if matches!(score, Value::Map(_)) {
                return Err("the score is an object".to_owned());
            }
            Ok((feedback(score)?.0, comment))
        }
        Value::Text(text) => rated(&text).map(|rating| (rating, None)),
        other => scaled(number(&other)?).map(|rating| (rating, None)),
    }
}

fn rated(text: &str) -> Result<Option<f64>, String> {
    let said = text.trim();
    if is_nothing(said) {
        return Ok(None);
    }
    if let Ok(rating) = said.parse::<f64>() {
        return scaled(Some(rating));
    }
    let word = normal(said);
    if UP.contains(&word.as_str()) {
        return Ok(Some(1.0));
    }
    if DOWN.contains(&word.as_str()) {
        return Ok(Some(-1.0));
    }
    if word == "neutral" {
        return Ok(Some(0.0));
    }
    let stars = word.trim_end_matches("_stars").trim_end_matches("_star");
    let (rating, of) = if stars.len() < word.len() { (stars, "5") } else { said.split_once('/').unwrap_or_default() };
    match (rating.trim().parse::<f64>(), of.trim().parse::<f64>()) {
        // Ratings out of five and ten start at one.
        (Ok(rating), Ok(of)) if of > 1.0 && (0.0..=of).contains(&rating) => {
            Ok(Some(((rating - 1.0) / (of - 1.0) * 2.0 - 1.0).max(-1.0)))
        }
        _ => Err(format!("{:?} is not a rating we know", shown(text))),
    }
}

fn scaled(rating: Option<f64>) -> Result<Option<f64>, String> {
    match rating {
        Some(rating) if !(-1.0..=1.0).contains(&rating) => Err(format!(
            "{rating} is not on the scale −1…1 that the first rows show (a map can state the scale: unit = \"1..5\")"
        )),
        rating => Ok(rating),
    }
}

/// Whether the answer was labelled a hallucination. A score between 0 and 1 is no label and is refused.
pub fn hallucination(value: Value<'_>) -> Result<Option<bool>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(label) => Ok(Some(label)),
        Value::Int(0) => Ok(Some(false)),
        Value::Int(1) => Ok(Some(true)),
        Value::Float(0.0) => Ok(Some(false)),
        Value::Float(1.0) => Ok(Some(true)),
        Value::Text(text) => match normal(&text).as_str() {
            word if is_nothing(word) || ["unknown", "unsure", "unlabelled", "unlabeled"].contains(&word) => Ok(None),
            word if HALLUCINATED.contains(&word) || word == "1.0" => Ok(Some(true)),
            word if SOUND.contains(&word) || word == "0.0" => Ok(Some(false)),
            _ => Err(format!("{:?} is not a label we know", shown(&text))),
        },
        Value::Map(entries) => {
            let label = entries.into_iter().find(|(key, v)| {
                !matches!(v, Value::Map(_)) && ["label", "value", "hallucinated", "score"].contains(&key.as_ref())
            });
            label.map_or_else(|| Err("an object without a label".to_owned()), |(_, value)| hallucination(value))
        }
        other => Err(format!(
            "{} is not a label (a score needs a threshold: say in a map what stands for what)",
            shown(&json::to_text(&other))
        )),
    }
}

fn normal(text: &str) -> String {
    text.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Tags as a JSON list of texts: from a list, an object of names and values, JSON text, or text with commas.
pub fn tags(value: Value<'_>) -> Option<String> {
    let tags: Vec<String> = match value {
        Value::List(items) => items.into_iter().filter_map(text).collect(),
        Value::Map(entries) => entries
            .into_iter()
            .map(|(key, value)| text(value).map_or_else(|| key.to_string(), |v| format!("{key}:{v}")))
            .collect(),
        Value::Text(text) if text.starts_with('[') => match json::parse_text(&text) {
            Some(list @ Value::List(_)) => return tags(list),
            _ => split(&text),
        },
        Value::Text(text) => split(&text),
        other => text(other).into_iter().collect(),
    };
    let tags: Vec<Value<'_>> =
        tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()).map(|tag| Value::Text(tag.into())).collect();
    (!tags.is_empty()).then(|| json::to_text(&Value::List(tags)))
}

fn split(text: &str) -> Vec<String> {
    text.split([',', ';', '|']).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value<'_> {
        json::parse_text(text).expect(text)
    }

    #[test]
    fn feedback_spellings() {
        for (given, expected) in [
            ("null", None),
            ("\"\"", None),
            ("true", Some(1.0)),
            ("false", Some(-1.0)),
            ("1", Some(1.0)),
            ("-1", Some(-1.0)),
            ("0", Some(0.0)),
            ("0.25", Some(0.25)),
            ("\"👍\"", Some(1.0)),
            ("\"👎\"", Some(-1.0)),
            ("\"Thumbs Up\"", Some(1.0)),
            ("\"dislike\"", Some(-1.0)),
            ("\"-1\"", Some(-1.0)),
            ("\"0.5\"", Some(0.5)),
            ("\"5 stars\"", Some(1.0)),
            ("\"1 star\"", Some(-1.0)),
            ("\"4/5\"", Some(0.5)),
            ("\"3 / 5\"", Some(0.0)),
            ("\"neutral\"", Some(0.0)),
            ("{\"score\": -1}", Some(-1.0)),
            ("{\"comment\": \"x\"}", None),
        ] {
            assert_eq!(feedback(value(given)).map(|f| f.0), Ok(expected), "{given}");
        }
        assert_eq!(
            feedback(value("{\"rating\": \"up\", \"comment\": \"nice\"}")),
            Ok((Some(1.0), Some("nice".to_owned())))
        );
        for wrong in ["4", "-2", "\"meh\"", "\"7/5\"", "[1]", "{\"score\": {}}"] {
            assert!(feedback(value(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn hallucination_spellings() {
        for (given, expected) in [
            ("true", Some(true)),
            ("0", Some(false)),
            ("1.0", Some(true)),
            ("\"Yes\"", Some(true)),
            ("\"no\"", Some(false)),
            ("\"not hallucinated\"", Some(false)),
            ("\"N/A\"", None),
            ("null", None),
            ("{\"label\": \"faithful\"}", Some(false)),
            ("\"1\"", Some(true)),
        ] {
            assert_eq!(hallucination(value(given)), Ok(expected), "{given}");
        }
        for wrong in ["0.7", "2", "\"maybe a bit\"", "[]", "{}"] {
            assert!(hallucination(value(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn tag_shapes() {
        for (given, expected) in [
            ("[\"a\", 1, \"\"]", Some(r#"["a","1"]"#)),
            ("\"a, b;c\"", Some(r#"["a","b","c"]"#)),
            ("\"[\\\"x,y\\\"]\"", Some(r#"["x,y"]"#)),
            ("{\"team\": \"core\"}", Some(r#"["team:core"]"#)),
            ("[]", None),
            ("\" \"", None),
            ("null", None),
        ] {
            assert_eq!(tags(value(given)).as_deref(), expected, "{given}");
        }
    }
}
