//! Judgements of people and judges in the shapes that tracers give them in; the items of [`Field::Scores`] out.
//!
//! [`Field::Scores`]: crate::records::Field::Scores

use super::attributes::Attribute;
use super::{Attributes, Slot};
use crate::records::Value;

/// What the span's attributes say, and what was `heard` in its events.
pub fn of<'a>(attributes: &mut Attributes<'a>, heard: Vec<Value<'a>>) -> Vec<Value<'a>> {
    let mut scores = annotations(attributes.take_whole(Slot::Annotations));
    scores.extend(evaluation(attributes));
    scores.extend(heard);
    scores
}

/// OpenInference's list of `{"annotation": {"name", "score", "label", "explanation", "annotator_kind"}}`.
pub fn annotations(list: Value<'_>) -> Vec<Value<'_>> {
    match list {
        Value::List(items) => items.into_iter().filter_map(annotation).collect(),
        _ => Vec::new(),
    }
}

/// One of them, if it has a name and says something.
fn annotation(mut item: Value<'_>) -> Option<Value<'_>> {
    let wrapped = ["annotation", "evaluation"].into_iter().find(|name| item.get(name).is_some());
    if let Some(inner) = wrapped.and_then(|name| item.get_mut(name)).map(std::mem::take) {
        item = inner;
    }
    let has = |name: &str| item.get(name).is_some_and(|value| !value.is_null());
    (has("name") && ["score", "label", "explanation"].into_iter().any(has)).then_some(item)
}

/// The attributes `gen_ai.evaluation.*` of a span, an event or a log record.
pub fn evaluation<'a>(attributes: &mut Attributes<'a>) -> Option<Value<'a>> {
    let name = attributes.take(Slot::EvaluationName);
    let entries: Vec<Attribute<'a>> = [
        ("name", name),
        ("value", attributes.take(Slot::EvaluationScore)),
        ("label", attributes.take(Slot::EvaluationLabel)),
        ("comment", attributes.take(Slot::EvaluationWhy)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_null())
    .map(|(key, value)| (key.into(), value))
    .collect();
    (entries.len() > 1 && entries[0].0 == "name").then_some(Value::Map(entries))
}
