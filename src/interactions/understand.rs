//! A record in, an [`Interaction`] out: typed, in fixed units, with its identity; or a reject that says which field is
//! wrong. Pure; it runs once for every row.

use super::basis::Counts;
use super::conversation::{asked, context, response};
use super::labels::{feedback, hallucination, tags};
use super::scalar::{count, lower, measure, shown, text, word, yes};
use super::scores;
use super::status::outcome;
use super::{Interaction, Micros, Remark, identity};
use crate::error::Reject;
use crate::records::{Field, Record, Value, json, time};

/// Understands one record of the source `source_id`.
pub fn understand(record: Record<'_>, source_id: i64) -> Result<Interaction, Reject> {
    let line = record.line;
    interaction(record, source_id).map_err(|reason| Reject { line, reason })
}

/// Understands what is said about a call that is told elsewhere.
pub fn understand_remark(mut record: Record<'_>, source_id: i64) -> Result<Remark, Reject> {
    let line = record.line;
    let said = id(record.take(Field::Id)).and_then(|call_id| {
        // A remark needs no time of its own; the call has one. Zero would be no time.
        record.set(Field::Timestamp, Value::Int(1_000_000_000));
        record.set(Field::EndTimestamp, Value::Null);
        Remark::new(call_id, interaction(record, source_id)?)
    });
    said.map_err(|reason| Reject { line, reason })
}

fn interaction(mut record: Record<'_>, source_id: i64) -> Result<Interaction, String> {
    let times = times(&record)?;
    let id = id(record.take(Field::Id))?;
    let outcome = outcome(record.take(Field::Status), record.take(Field::ErrorType), record.take(Field::HttpStatus))?;
    let asked = asked(record.take(Field::Prompt), record.take(Field::Messages));
    let (feedback, comment) = feedback(record.take(Field::Feedback)).map_err(|why| format!("feedback: {why}"))?;
    let tokens = |field: Field| count(record.get(field)).map_err(|why| format!("{}: {why}", field.name()));
    let mut counts = Counts {
        input: tokens(Field::InputTokens)?,
        output: tokens(Field::OutputTokens)?,
        cache_read: tokens(Field::CacheReadTokens)?,
        cache_creation: tokens(Field::CacheCreationTokens)?,
        reasoning: tokens(Field::ReasoningTokens)?,
        total: tokens(Field::TotalTokens)?,
    };
    let token_basis = counts.make_inclusive(record.get(Field::TokenBasis).as_text()).map(str::to_owned);
    let mut interaction = Interaction {
        id: String::new(),
        identity: 0,
        source_id,
        source_line: record.line as i64,
        timestamp: Micros(times.start),
        end_timestamp: times.end.map(Micros),
        latency_ms: times.latency_ms,
        time_to_first_token_ms: measure(record.get(Field::TimeToFirstTokenMs))
            .map_err(|why| format!("time_to_first_token_ms: {why}"))?,
        input_tokens: counts.input,
        output_tokens: counts.output,
        cache_read_tokens: counts.cache_read,
        cache_creation_tokens: counts.cache_creation,
        cache_creation_1h_tokens: tokens(Field::CacheCreation1hTokens)?,
        reasoning_tokens: counts.reasoning,
        token_basis,
        service_tier: lower(record.take(Field::ServiceTier)),
        cache_hit: yes(record.take(Field::CacheHit)).map_err(|why| format!("cache_hit: {why}"))?,
        logged_cost_usd: measure(record.get(Field::CostUsd)).map_err(|why| format!("cost_usd: {why}"))?,
        provider: lower(record.take(Field::Provider)),
        model: word(record.take(Field::Model)),
        operation: lower(record.take(Field::Operation)),
        status: outcome.status.to_owned(),
        finish_reason: word(record.take(Field::FinishReason)),
        error_type: outcome.error_type,
        http_status: outcome.http_status,
        prompt: asked.prompt,
        messages: asked.messages,
        response: response(record.take(Field::Response)),
        context: context(record.take(Field::Context)),
        user_id: word(record.take(Field::UserId)),
        session_id: word(record.take(Field::SessionId)),
        trace_id: word(record.take(Field::TraceId)),
        span_id: word(record.take(Field::SpanId)),
        parent_id: word(record.take(Field::ParentId)),
        environment: word(record.take(Field::Environment)),
        app: word(record.take(Field::App)),
        tags: tags(record.take(Field::Tags)),
        prompt_version: word(record.take(Field::PromptVersion)),
        logged_category: word(record.take(Field::Category)),
        feedback,
        feedback_comment: text(record.take(Field::FeedbackComment)).or(comment).filter(|comment| !comment.is_empty()),
        hallucination: hallucination(record.take(Field::Hallucination))
            .map_err(|why| format!("hallucination: {why}"))?,
        scores: scores::read(record.take(Field::Scores))
            .map(|scores| scores::write(&scores))
            .map_err(|why| format!("scores: {why}"))?,
        metadata: metadata(record.take(Field::Metadata)),
    };
    match id {
        Some(id) => (interaction.identity, interaction.id) = (identity::of_id(&id), id),
        None => {
            let identity;
            (identity, interaction) = identity::of_content(interaction)?;
            (interaction.identity, interaction.id) = (identity, format!("{identity:032x}"));
        }
    }
    Ok(interaction)
}

/// When a call started and ended.
struct Times {
    start: i64,
    end: Option<i64>,
    latency_ms: Option<f64>,
}

/// The longest latency that is believed, a hundred years: beyond it the end could not be computed.
const LONGEST_MS: f64 = 3.2e12;

/// Start, end and latency, each from the other two where it is missing. A row with only an end starts there.
fn times(record: &Record<'_>) -> Result<Times, String> {
    let instant = |field: Field| time::micros(record.get(field)).map_err(|why| format!("{}: {why}", field.name()));
    let (start, end) = (instant(Field::Timestamp)?, instant(Field::EndTimestamp)?);
    let latency_ms = measure(record.get(Field::LatencyMs)).map_err(|why| format!("latency_ms: {why}"))?;
    if let Some(long) = latency_ms.filter(|ms| *ms > LONGEST_MS) {
        return Err(format!("latency_ms: {long} is too long"));
    }
    let micros = latency_ms.map(|ms| (ms * 1e3).round() as i64);
    match (start, end) {
        (Some(start), Some(end)) if end < start => Err("end_timestamp: it is before the start".to_owned()),
        (Some(start), Some(end)) => {
            Ok(Times { start, end: Some(end), latency_ms: latency_ms.or(Some((end - start) as f64 / 1e3)) })
        }
        (Some(start), None) => Ok(Times { start, end: micros.map(|micros| start + micros), latency_ms }),
        (None, Some(end)) => Ok(Times { start: end - micros.unwrap_or(0), end: Some(end), latency_ms }),
        (None, None) => Err("timestamp: there is none".to_owned()),
    }
}

/// The given id as text. A number that a double cannot hold exactly is refused: its neighbours would count as the same.
fn id(value: Value<'_>) -> Result<Option<String>, String> {
    match value {
        Value::Float(id) if id.fract() != 0.0 || id.abs() >= 9_007_199_254_740_992.0 => {
            Err(format!("id: {id} is a number that cannot be told from its neighbours"))
        }
        Value::Float(id) => Ok(Some((id as i64).to_string())),
        Value::List(_) | Value::Map(_) | Value::Bool(_) => {
            Err(format!("id: {} is no id", shown(&json::to_text(&value))))
        }
        other => Ok(word(other)),
    }
}

/// Everything else, as JSON.
fn metadata(value: Value<'_>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Map(entries) if entries.is_empty() => None,
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) if json::parse_text(&text).is_some() => Some(text.into_owned()),
        other => Some(json::to_text(&other)),
    }
}
