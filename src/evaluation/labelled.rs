//! A file of labelled rows in, rows with a prompt, a context, a response and people's labels out.

use std::path::Path;

use crate::error::{Error, OrFail, Result};
use crate::interactions::{Interaction, label_of, snake, text_of_context};
use crate::records::{Value, json};

/// One labelled row.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Its id, or its place: `file:line`.
    pub id: String,
    /// The set it comes from; the file's name where the row does not say.
    pub source: String,
    /// Language as the row says: `en`, `zh`; empty where it does not.
    pub lang: String,
    /// Kind of work, lower snake case; `None` where nobody said.
    pub category: Option<String>,
    /// Whether people found the response hallucinated; `None` where nobody said.
    pub hallucinated: Option<bool>,
    /// Prompt, context and response, and nothing else.
    pub call: Interaction,
}

/// Names under which sets give the same thing; the first that a row has counts.
const PROMPT: &[&str] = &["prompt", "question", "user_query", "query", "instruction", "input"];
const CONTEXT: &[&str] =
    &["context", "contexts", "documents", "document", "knowledge", "article", "passage", "source_text"];
const RESPONSE: &[&str] = &["response", "answer", "chatgpt_response", "output", "summary", "completion"];
const HALLUCINATED: &[&str] = &["hallucinated", "hallucination", "is_hallucination", "hallucination_label"];
const ID: &[&str] = &["id", "ID", "question_id"];

/// Reads JSON lines, or a JSON list, of labelled rows. An empty context is none. A row without any label is an error:
/// it would silently make the sample another one.
pub fn read(path: &Path) -> Result<Vec<Labelled>> {
    let doing = || format!("cannot read the labelled rows of {}", path.display());
    let text = std::fs::read_to_string(path).or_fail(doing)?;
    let text = text.trim_start_matches('\u{feff}');
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let wrong = |line: usize, why: &str| Error::new(format!("{}:{line}: {why}", path.display()));
    let mut rows = Vec::new();
    if text.trim_start().starts_with('[') {
        let Some(Value::List(items)) = json::parse_text(text) else {
            return Err(wrong(1, "this is no list of JSON objects"));
        };
        for (at, item) in items.into_iter().enumerate() {
            rows.push(row(item, &stem, at + 1).map_err(|why| wrong(at + 1, &why))?);
        }
        return Ok(rows);
    }
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value = json::parse_text(line).ok_or_else(|| wrong(at + 1, "this is not JSON"))?;
        rows.push(row(value, &stem, at + 1).map_err(|why| wrong(at + 1, &why))?);
    }
    Ok(rows)
}

fn row(value: Value<'_>, stem: &str, line: usize) -> std::result::Result<Labelled, String> {
    let Value::Map(mut entries) = value else { return Err("this is no JSON object".to_owned()) };
    let mut take = |names: &[&str]| {
        let found = names.iter().find_map(|name| {
            entries
                .iter_mut()
                .find(|(key, value)| key == name && !value.is_null())
                .map(|(_, value)| std::mem::take(value))
        });
        found.unwrap_or(Value::Null)
    };
    let id = plain(take(ID)).unwrap_or_else(|| format!("{stem}:{line}"));
    let hallucinated = label_of(take(HALLUCINATED)).map_err(|why| format!("hallucinated: {why}"))?;
    let category = plain(take(&["category"])).map(|word| snake(&word)).filter(|word| !word.is_empty());
    if hallucinated.is_none() && category.is_none() {
        return Err("it has neither `hallucinated` nor `category`".to_owned());
    }
    let context = text_of_context(take(CONTEXT)).filter(|text| !text.trim().is_empty());
    let (prompt, response) = (plain(take(PROMPT)), plain(take(RESPONSE)));
    Ok(Labelled {
        id,
        source: plain(take(&["source"])).unwrap_or_else(|| stem.to_owned()),
        lang: plain(take(&["lang", "language"])).unwrap_or_default(),
        category,
        hallucinated,
        call: Interaction::of_texts(prompt, context, response),
    })
}

fn plain(value: Value<'_>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Text(text) => Some(text.into_owned()),
        other => Some(json::to_text(&other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(name: &str, text: &str) -> Result<Vec<Labelled>> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it is written");
        read(&path)
    }

    #[test]
    fn shapes_that_sets_come_in() {
        let rows = read_text(
            "set.jsonl",
            "{\"prompt\":\"p\",\"response\":\"r\",\"hallucinated\":\"Yes\",\"source\":\"s\"}\n\n\
             {\"user_query\":\"q\",\"chatgpt_response\":\"r\",\"hallucination\":0,\"context\":\"\"}\n\
             {\"id\":7,\"prompt\":\"p\",\"category\":\"Question Answering\",\"lang\":\"zh\",\"context\":[\"a\",\"b\"]}\n",
        )
        .expect("they read");
        assert_eq!((rows[0].hallucinated, rows[1].hallucinated, rows[2].hallucinated), (Some(true), Some(false), None));
        assert_eq!((rows[0].source.as_str(), rows[1].source.as_str()), ("s", "set"));
        assert_eq!(rows[1].call.prompt.as_deref(), Some("q"));
        assert_eq!((rows[1].call.context.as_deref(), rows[2].call.context.as_deref()), (None, Some("a\n\nb")));
        assert_eq!((rows[2].category.as_deref(), rows[2].lang.as_str()), (Some("question_answering"), "zh"));
        assert_eq!((rows[1].id.as_str(), rows[2].id.as_str()), ("set:3", "7"));
        let list = read_text("list.json", "[{\"question\":\"q\",\"response\":\"r\",\"is_hallucination\":true}]")
            .expect("it reads");
        assert_eq!(list[0].hallucinated, Some(true));
    }

    #[test]
    fn a_row_that_cannot_count_is_named() {
        for (text, why) in [
            ("{}", "neither"),
            ("3", "no JSON object"),
            ("{", "not JSON"),
            ("{\"hallucinated\":0.7}", "hallucinated: "),
        ] {
            let error = read_text("set.jsonl", text).expect_err("it is wrong");
            assert!(error.message.contains(":1: ") && error.message.contains(why), "{error:?}");
        }
    }
}
