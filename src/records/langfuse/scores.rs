//! A score, as exported, as the API gives it, or as it was sent, in; a remark on its call or its trace out.

use super::observation::id;
use super::row::{Row, text};
use super::usage::amount;
use crate::records::{Field, Found, Record, Value};

/// Longer labels are comments.
const LABEL: usize = 64;

/// Reads one. `trace` is the trace around it, for scores that do not name theirs.
pub fn score<'a>(line: u64, mut row: Row<'a>, trace: Option<&str>) -> Found<'a> {
    let mut record = Record::new(line);
    let trace = id(row.take("trace_id")).as_text().map(str::to_owned).or(trace.map(str::to_owned));
    let span = id(row.take("observation_id"));
    if trace.is_none() && span.is_null() {
        let session = !row.take("session_id").is_null();
        return Found::Other(if session { "scores of sessions" } else { "scores of dataset runs" });
    }
    if kind(&row) == "CORRECTION" {
        return Found::Other("corrections of answers");
    }
    record.set(Field::TraceId, trace.map_or(Value::Null, text));
    record.set(Field::SpanId, span);
    record.set(Field::Scores, Value::List(vec![judgement(&mut row)]));
    Found::Remark(record)
}

fn kind(row: &Row<'_>) -> String {
    row.word("data_type").to_ascii_uppercase()
}

/// The same judgement in the same words, wherever it is found, so that it counts once: a yes or no is 1 or 0, a category is
/// its word (the number that exports have beside it is a placeholder), and who sends none is the API.
fn judgement<'a>(row: &mut Row<'a>) -> Value<'a> {
    let kind = kind(row);
    let (value, said) = (row.take("value"), row.take_any(&["string_value", "long_string_value"]));
    let mut comment = row.take("comment");
    let mut entries = vec![("name".into(), row.take("name"))];
    let number = amount(&value).filter(|_| !matches!(kind.as_str(), "CATEGORICAL" | "TEXT"));
    match (number, if said.is_null() { value } else { said }) {
        (Some(number), _) => entries.push(("value".into(), Value::Float(number))),
        (None, Value::Bool(yes)) => entries.push(("value".into(), Value::Float(f64::from(u8::from(yes))))),
        (None, Value::Text(word)) if kind == "BOOLEAN" => {
            entries.push(("value".into(), Value::Float(f64::from(u8::from(word.eq_ignore_ascii_case("true"))))));
        }
        (None, Value::Text(word)) if kind == "TEXT" || word.chars().count() > LABEL => {
            if comment.is_null() {
                comment = Value::Text(word);
            }
        }
        (None, word) => entries.push(("label".into(), word)),
    }
    let source = row.take("source");
    entries.push(("source".into(), if source.is_null() { text("API") } else { source }));
    entries.push(("comment".into(), comment));
    entries.retain(|(_, value)| !value.is_null());
    Value::Map(entries)
}
