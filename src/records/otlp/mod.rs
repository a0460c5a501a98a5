//! OpenTelemetry's own JSON: export requests with spans, log records or metric points in; calls and remarks out.
//!
//! Spans are independent of each other and decoded in parallel. Only the older kind of log, one record for each message,
//! must be put together again (see [`pending`]), and is read in order.

mod data;
mod logs;
mod pending;
mod spans;

use std::sync::{Mutex, PoisonError};

use super::{Emit, Format, Found, Reading, Rows, Sample, Value};
use crate::error::{Reject, Result};
use pending::Pending;

/// See the module.
pub struct Otlp;

/// Makes the format.
pub fn otlp() -> Box<dyn Format> {
    Box::new(Otlp)
}

/// Keys of an export request, as OpenTelemetry and as protobuf's other mapping and Phoenix spell them.
const SPANS: [&str; 2] = ["resourceSpans", "resource_spans"];
const LOGS: [&str; 2] = ["resourceLogs", "resource_logs"];
const METRICS: [&str; 2] = ["resourceMetrics", "resource_metrics"];

impl Format for Otlp {
    fn id(&self) -> &str {
        "otlp"
    }

    fn title(&self) -> &str {
        "OpenTelemetry traces and logs (OTLP/JSON)"
    }

    fn doc(&self) -> &str {
        "https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/"
    }

    fn about(&self) -> &str {
        "Files of the collector's or an SDK's file exporter, or request bodies of OTLP/HTTP: one export request a line, in \
         one object or in an array; also protobuf's own mapping (base64 ids, names for numbers) and Phoenix' spelling. \
         Attributes are understood as OpenTelemetry (current and deprecated), OpenInference, OpenLLMetry, OpenLIT, the \
         Vercel AI SDK and Langfuse write them. Only spans of model calls count; of the spans around them (agents, \
         chains, the AI SDK's outer spans, which repeat the usage of their calls) user, session, tags and judgements go to \
         the calls of the trace. Retries inside a client have no spans of their own. Log records carry prompts and answers \
         of calls whose spans are in another file: load both, in any order. Metric points are passed over, since they are \
         sums over calls."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let known = [SPANS, LOGS, METRICS].concat();
        if sample.keys.iter().any(|key| known.contains(&key.as_str())) { 200 } else { 0 }
    }

    fn reading(&self, sample: &Sample) -> Result<Reading> {
        let has = |keys: [&str; 2]| sample.keys.iter().any(|key| keys.contains(&key.as_str()));
        let mut inferences = Vec::new();
        if has(LOGS) && !has(SPANS) {
            inferences.push("log records only: they complete calls whose spans are in another file".to_owned());
        } else if has(METRICS) && !has(SPANS) {
            inferences.push("metric points only: they are sums over calls; load the spans".to_owned());
        }
        let one_by_one = sample.rows.iter().any(logs::one_by_one);
        Ok(Reading { rows: Box::new(Requests { one_by_one, pending: Mutex::default() }), inferences })
    }
}

/// Reads export requests.
struct Requests {
    one_by_one: bool,
    /// Messages of calls that are told record by record. Locked for these records only.
    pending: Mutex<Pending>,
}

impl Rows for Requests {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        let Value::Map(entries) = row else {
            return emit(Err(Reject { line, reason: "an export request is an object".to_owned() }));
        };
        let mut known = entries.is_empty();
        for (key, value) in entries {
            let resources = data::items(value);
            if SPANS.contains(&key.as_ref()) {
                resources.for_each(|resource| spans::read(line, resource, emit));
            } else if LOGS.contains(&key.as_ref()) {
                resources.for_each(|resource| logs::read(line, resource, &self.pending, emit));
            } else if METRICS.contains(&key.as_ref()) {
                resources.for_each(|resource| points(&resource, emit));
            } else {
                continue;
            }
            known = true;
        }
        if !known {
            emit(Err(Reject { line, reason: "there are neither spans nor log records nor metrics".to_owned() }));
        }
    }

    fn in_order(&self) -> bool {
        self.one_by_one
    }

    fn finish(&self, emit: Emit<'_, 'static>) {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).give_all(emit);
    }
}

/// Counts the points of metrics.
fn points<'a>(value: &Value<'_>, emit: Emit<'_, 'a>) {
    match value {
        Value::List(items) => items.iter().for_each(|item| points(item, emit)),
        Value::Map(entries) => {
            for (key, value) in entries {
                match (key.as_ref(), value) {
                    ("dataPoints" | "data_points", Value::List(items)) => {
                        items.iter().for_each(|_| emit(Ok(Found::Other("metric points"))));
                    }
                    ("resource" | "scope", _) => {}
                    (_, below) => points(below, emit),
                }
            }
        }
        _ => {}
    }
}
