//! A span that is a call of a model in; its record out.

use super::attributes::parsed;
use super::events::Heard;
use super::{Attributes, Slot, Span, outcome, providers, rest, scores, texts, timing, usage};
use crate::records::{Field, Record, Value};

/// The record of a call. Trace and span together are its id, so that it is the same call in every export.
pub fn record<'a>(mut span: Span<'a>, operation: &'static str, mut heard: Heard<'a>) -> Record<'a> {
    let mut record = Record::new(span.line);
    if let (Some(trace), Some(id)) = (&span.trace, &span.id) {
        record.set(Field::Id, Value::Text(format!("{trace}:{id}").into()));
    }
    names(&mut span, &mut record);
    timing::fill(&mut span, &mut heard, &mut record);
    outcome::fill(&mut span, &mut heard, &mut record);
    record.set(Field::Operation, Value::Text(operation.into()));
    fill(&mut span, heard, &mut record);
    record
}

/// What is said about the call of a span in another place than that span: a remark.
pub fn remark<'a>(mut span: Span<'a>, mut heard: Heard<'a>) -> Record<'a> {
    let mut record = Record::new(span.line);
    names(&mut span, &mut record);
    timing::fill(&mut span, &mut heard, &mut record);
    outcome::fill(&mut span, &mut heard, &mut record);
    let operation = span.attributes.take(Slot::Operation);
    record.set(Field::Operation, operation);
    fill(&mut span, heard, &mut record);
    // The call has its own.
    record.set(Field::Metadata, Value::Null);
    record
}

fn names<'a>(span: &mut Span<'a>, record: &mut Record<'a>) {
    let text = |id: Option<String>| id.map_or(Value::Null, |id| Value::Text(id.into()));
    record.set(Field::TraceId, text(span.trace.take()));
    record.set(Field::SpanId, text(span.id.take()));
    record.set(Field::ParentId, text(span.parent.take()));
}

/// Fills what does not depend on where it is said.
fn fill<'a>(span: &mut Span<'a>, mut heard: Heard<'a>, record: &mut Record<'a>) {
    let attributes = &mut span.attributes;
    let provider = attributes.text(Slot::Provider).map(providers::normal);
    record.set(Field::Provider, provider.map_or(Value::Null, |provider| Value::Text(provider.into())));
    let (model, tier) = model(attributes);
    record.set(Field::Model, model);
    record.set(Field::ServiceTier, tier);
    usage::fill(attributes, record);
    texts::fill(attributes, &mut heard, record);
    let scores = scores::of(attributes, std::mem::take(&mut heard.scores));
    if !scores.is_empty() {
        record.set(Field::Scores, Value::List(scores));
    }
    whose(attributes, record);
    rest::fill(span, record);
}

/// The model that answered, else the one that was asked for; and how the call was served. Failed calls may name their
/// model among the parameters only.
fn model<'a>(attributes: &mut Attributes<'a>) -> (Value<'a>, Value<'a>) {
    let (answered, asked) = (attributes.take(Slot::Answered), attributes.take(Slot::Asked));
    let mut model = if answered.is_null() { asked } else { answered };
    let mut tier = attributes.take(Slot::ServiceTier);
    if model.is_null() || tier.is_null() {
        let mut parameters = parsed(attributes.get(Slot::Parameters).clone());
        let mut take = |name: &str| parameters.get_mut(name).map(std::mem::take).unwrap_or_default();
        if model.is_null() {
            model = take("model");
        }
        if tier.is_null() {
            tier = take("service_tier");
        }
    }
    (model, tier)
}

/// Fills who called, from where, and with which prompt template.
pub fn whose<'a>(attributes: &mut Attributes<'a>, record: &mut Record<'a>) {
    for (slot, field) in [
        (Slot::User, Field::UserId),
        (Slot::Session, Field::SessionId),
        (Slot::Environment, Field::Environment),
        (Slot::Tags, Field::Tags),
    ] {
        let said = attributes.take(slot);
        record.set(field, said);
    }
    // The SDKs' word for "nobody gave this service a name".
    let app = attributes.take(Slot::App);
    let unnamed = app.as_text().is_some_and(|app| app.starts_with("unknown_service"));
    record.set(Field::App, if unnamed { Value::Null } else { app });
    let short = |value: Value<'a>| match parsed(value) {
        Value::Text(text) => Some(text.into_owned()),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    };
    let (name, version) = (short(attributes.take(Slot::PromptName)), short(attributes.take(Slot::PromptVersion)));
    let prompt = match (name, version) {
        (Some(name), Some(version)) => Some(format!("{name}:{version}")),
        (name, version) => name.or(version),
    };
    record.set(Field::PromptVersion, prompt.map_or(Value::Null, |prompt| Value::Text(prompt.into())));
}
