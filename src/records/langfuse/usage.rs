//! Usage and cost details in, token fields and a cost out.
//!
//! Langfuse keeps an open object of counts. Where it made them itself (from OpenAI's, OpenTelemetry's or LangChain's) they
//! are disjoint: `input` leaves out what is under `input_…`, `output` what is under `output_…`, and `total` is the sum of
//! all. What an SDK sent in other words is kept as it was, often inclusive. The total tells which; the spelling where not.

use super::row::Row;
use crate::records::bodies::opened;
use crate::records::{Field, Record, Value};

const INPUT: &[&str] = &["input", "input_tokens", "prompt_tokens", "promptTokens", "inputTokens"];
const OUTPUT: &[&str] = &["output", "output_tokens", "completion_tokens", "completionTokens", "outputTokens"];
const TOTAL: &[&str] = &["total", "total_tokens", "totalTokens"];
/// What only counts of an SDK are called. There, as with OpenAI, parts are inside their whole.
const INCLUSIVE: &[&str] = &["prompt_tokens", "promptTokens", "completion_tokens", "completionTokens"];

/// Counts of one call, as far as they are there.
#[derive(Default)]
struct Usage {
    input: Option<i64>,
    output: Option<i64>,
    total: Option<i64>,
    cache_read: Option<i64>,
    cache_creation: Option<i64>,
    cache_creation_1h: Option<i64>,
    reasoning: Option<i64>,
    /// Audio, images and what else has a count of its own, in and out.
    other: [i64; 2],
    inclusive: bool,
}

/// Moves the counts and the cost of a row to its record. An embedding has no output, so that its total is its input.
pub fn usage<'a>(row: &mut Row<'a>, record: &mut Record<'a>, embedding: bool) {
    // `usage` is what older APIs have.
    let details = ["usage_details", "provided_usage_details", "usage"].iter().map(|name| row.open(name));
    let details = details.filter(|details| matches!(details, Value::Map(_))).collect::<Vec<_>>().into_iter().next();
    let mut usage = details.as_ref().map(read).unwrap_or_default();
    // Sums of everything in and everything out, as the columns beside the object give them.
    let mut column = |names: &[&str]| whole(&row.take_any(names));
    let sums = [
        column(&["input_usage", "prompt_tokens"]),
        column(&["output_usage", "completion_tokens"]),
        column(&["total_usage", "total_tokens"]),
    ];
    if usage.input.is_none() && usage.output.is_none() {
        usage.total = usage.total.or(sums[2]);
        // Older exports write zeros where nothing was counted.
        if sums[..2].iter().flatten().any(|sum| *sum > 0) {
            (usage.input, usage.output, usage.inclusive) = (sums[0], sums[1], true);
        } else if embedding {
            usage.input = usage.total;
        }
    }
    usage.fill(record);
    record.set(Field::CostUsd, cost(row));
}

fn read(details: &Value<'_>) -> Usage {
    let Value::Map(entries) = details else { return Usage::default() };
    let mut usage = Usage::default();
    for (key, value) in entries {
        let Some(count) = whole(value) else { continue };
        let name = key.as_ref();
        usage.inclusive |= INCLUSIVE.contains(&name) || name.contains("_details.");
        let place = if TOTAL.contains(&name) {
            &mut usage.total
        } else if INPUT.contains(&name) {
            &mut usage.input
        } else if OUTPUT.contains(&name) {
            &mut usage.output
        } else if name.contains("1h") && name.contains("cache") {
            usage.cache_creation = Some(usage.cache_creation.unwrap_or(0) + count);
            &mut usage.cache_creation_1h
        } else if name.contains("cache") && (name.contains("creat") || name.contains("write")) {
            &mut usage.cache_creation
        } else if name.contains("cache") {
            &mut usage.cache_read
        } else if ["reason", "think", "thought"].iter().any(|word| name.contains(word)) {
            &mut usage.reasoning
        } else {
            match ["input_", "output_"].iter().position(|side| name.starts_with(side)) {
                Some(side) => usage.other[side] += count,
                // Characters, seconds, searches: no tokens.
                None => continue,
            }
            continue;
        };
        *place = Some(place.unwrap_or(0) + count);
    }
    usage
}

impl Usage {
    fn fill(mut self, record: &mut Record<'_>) {
        // Audio and images have no field of their own; beside their whole, they are added to it.
        let sum = self.input.unwrap_or(0) + self.output.unwrap_or(0);
        let beside = !self.inclusive && self.total.is_none_or(|total| total != sum);
        if beside && self.other != [0, 0] {
            self.input = self.input.or(Some(0)).map(|input| input + self.other[0]);
            self.output = self.output.or(Some(0)).map(|output| output + self.other[1]);
        }
        for (field, count) in [
            (Field::InputTokens, self.input),
            (Field::OutputTokens, self.output),
            (Field::TotalTokens, self.total),
            (Field::CacheReadTokens, self.cache_read),
            (Field::CacheCreationTokens, self.cache_creation),
            (Field::CacheCreation1hTokens, self.cache_creation_1h),
            (Field::ReasoningTokens, self.reasoning),
        ] {
            record.set(field, count.map_or(Value::Null, Value::Int));
        }
        if self.input.or(self.output).is_none() {
            return;
        }
        let basis = if self.inclusive { "inclusive" } else { "disjoint" };
        record.set(Field::TokenBasis, super::row::text(basis));
    }
}

/// The cost. A zero without details only says that Langfuse knew no price.
fn cost<'a>(row: &mut Row<'a>) -> Value<'a> {
    let details = row.open("cost_details");
    let total = row.take_any(&["total_cost", "calculated_total_cost"]);
    let Value::Map(entries) = details else { return if amount(&total) == Some(0.0) { Value::Null } else { total } };
    if amount(&total).is_some() {
        return total;
    }
    match entries.iter().find(|(key, _)| key == "total") {
        Some((_, total)) => total.clone(),
        None => {
            let sum = entries.iter().filter_map(|(_, part)| amount(part)).sum::<f64>();
            Value::Float(sum)
        }
    }
}

/// A number, or text that spells one.
pub fn amount(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
    .filter(|number: &f64| number.is_finite())
}

fn whole(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Int(count) => Some(*count),
        Value::Map(_) | Value::List(_) => None,
        other => amount(&opened(other.clone())).filter(|n| n.fract() == 0.0 && n.abs() < 9e15).map(|n| n as i64),
    }
    .filter(|count| *count >= 0)
}
