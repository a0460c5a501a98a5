//! Evaluations in the shapes that tools give them, in; a list of [`Score`]s, and their one JSON form, out.

use crate::interactions::scalar::{number, text, word};
use crate::records::{Value, json};

/// One evaluation of one interaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// What was judged: `faithfulness`, `user-feedback`, …
    pub name: String,
    /// The judgement as a number.
    pub value: Option<f64>,
    /// The judgement as a word.
    pub label: Option<String>,
    /// Who judged: `human`, `llm`, `code`, `api`, …
    pub source: Option<String>,
    /// Why.
    pub comment: Option<String>,
}

/// Reads scores: a list of objects, one object, an object of names and values, or JSON text of any of these.
pub fn read(value: Value<'_>) -> Result<Vec<Score>, String> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::List(items) => items.into_iter().map(score).collect(),
        Value::Map(entries) if entries.iter().any(|(key, _)| key == "name") => Ok(vec![score(Value::Map(entries))?]),
        Value::Map(entries) => entries
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| judged(name.into_owned(), value))
            .collect(),
        Value::Text(text) if text.trim().is_empty() => Ok(Vec::new()),
        Value::Text(text) => match json::parse_text(&text) {
            Some(parsed @ (Value::List(_) | Value::Map(_))) => read(parsed.into_owned()),
            _ => Err("it is neither a list nor an object".to_owned()),
        },
        _ => Err("it is neither a list nor an object".to_owned()),
    }
}

fn score(item: Value<'_>) -> Result<Score, String> {
    let name = item.get("name").cloned().and_then(word).ok_or("a score has no name")?;
    judged(name, item)
}

/// A value under a name: a number, a word, yes or no, or an object with more about it.
fn judged(name: String, value: Value<'_>) -> Result<Score, String> {
    let mut score = Score { name, ..Score::default() };
    let judgement = match value {
        Value::Map(mut entries) => {
            let mut take = |names: &[&str]| {
                let place = names
                    .iter()
                    .find_map(|name| entries.iter().position(|(key, value)| key == name && !value.is_null()));
                place.map(|place| std::mem::take(&mut entries[place].1)).unwrap_or_default()
            };
            let value = take(&["value", "score"]);
            score.label = word(take(&["label", "string_value", "stringValue"]));
            score.source = word(take(&["source", "annotator_kind"]));
            score.comment = text(take(&["comment", "explanation", "reason"])).filter(|text| !text.is_empty());
            value
        }
        plain => plain,
    };
    match judgement {
        Value::Bool(yes) => score.value = Some(f64::from(u8::from(yes))),
        Value::Text(said) => match number(&Value::Text(said.clone())) {
            Ok(value) => score.value = value,
            Err(_) => score.label = score.label.or_else(|| word(Value::Text(said))),
        },
        other => score.value = number(&other).map_err(|why| format!("{}: {why}", score.name))?,
    }
    Ok(score)
}

/// The stored form: a JSON list of objects; `None` for no scores.
pub fn write(scores: &[Score]) -> Option<String> {
    let word = |text: &Option<String>| text.clone().map_or(Value::Null, |text| Value::Text(text.into()));
    let object = |score: &Score| {
        let entries = [
            ("name", Value::Text(score.name.clone().into())),
            ("value", score.value.map_or(Value::Null, Value::Float)),
            ("label", word(&score.label)),
            ("source", word(&score.source)),
            ("comment", word(&score.comment)),
        ];
        Value::Map(entries.into_iter().filter(|(_, v)| !v.is_null()).map(|(key, v)| (key.into(), v)).collect())
    };
    (!scores.is_empty()).then(|| json::to_text(&Value::List(scores.iter().map(object).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> String {
        match read(Value::Text(text.to_owned().into())) {
            Ok(scores) => write(&scores).unwrap_or_default(),
            Err(why) => why,
        }
    }

    #[test]
    fn every_shape_becomes_one() {
        for (given, kept) in [
            (
                r#"[{"name":"faithfulness","value":0.25,"source":"EVAL"}]"#,
                r#"[{"name":"faithfulness","value":0.25,"source":"EVAL"}]"#,
            ),
            (r#"{"name":"a","score":"1","explanation":"x"}"#, r#"[{"name":"a","value":1.0,"comment":"x"}]"#),
            (
                r#"{"correct":true,"tone":"polite","gone":null}"#,
                r#"[{"name":"correct","value":1.0},{"name":"tone","label":"polite"}]"#,
            ),
            (
                r#"{"a":{"score":null,"label":"hallucinated","annotator_kind":"LLM"}}"#,
                r#"[{"name":"a","label":"hallucinated","source":"LLM"}]"#,
            ),
            ("[]", ""),
            (r#"[{"value":1}]"#, "a score has no name"),
            ("7", "it is neither a list nor an object"),
        ] {
            assert_eq!(read_text(given), kept, "{given}");
            if kept.starts_with('[') {
                assert_eq!(read_text(kept), kept, "the stored form reads back");
            }
        }
    }
}
