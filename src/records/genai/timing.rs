//! When a call started, ended and gave its first token, into a record.

use super::attributes::{number, parsed};
use super::events::Heard;
use super::{Slot, Span};
use crate::records::{Field, Record, Value, time};

/// Fills start, end and time to first token.
pub fn fill<'a>(span: &mut Span<'a>, heard: &mut Heard<'a>, record: &mut Record<'a>) {
    let first = first_token(span, heard);
    record.set(Field::TimeToFirstTokenMs, first.map_or(Value::Null, Value::Float));
    record.set(Field::Timestamp, std::mem::take(&mut span.start));
    record.set(Field::EndTimestamp, std::mem::take(&mut span.end));
}

/// Milliseconds: as told, or from the start to the event of the first token. Before the start there is none.
fn first_token(span: &mut Span<'_>, heard: &Heard<'_>) -> Option<f64> {
    let told = number(span.attributes.get(Slot::FirstTokenMs))
        .or_else(|| number(span.attributes.get(Slot::FirstTokenSeconds)).map(|seconds| seconds * 1e3));
    let since_start = |at: &Value<'_>| {
        let (start, at) = (time::micros(&span.start).ok()??, time::micros(at).ok()??);
        Some((at - start) as f64 / 1e3)
    };
    told.or_else(|| since_start(&parsed(span.attributes.get(Slot::FirstTokenAt).clone())))
        .or_else(|| since_start(&heard.first_token))
        .filter(|ms| *ms >= 0.0 && ms.is_finite())
}
