//! A span as any tracer tells it, and what is found in it.

use std::borrow::Cow;

use super::attributes::{Attribute, Attributes};
use super::events::{self, Heard};
use super::kind::{self, Kind};
use super::{Slot, call, scores};
use crate::records::{Emit, Field, Found, Record, Value};

/// One span.
#[derive(Debug, Default)]
pub struct Span<'a> {
    /// 1-based line of the source.
    pub line: u64,
    /// The trace, in hexadecimal.
    pub trace: Option<String>,
    /// The span.
    pub id: Option<String>,
    /// The span that it is part of.
    pub parent: Option<String>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What instrumented it.
    pub scope: Cow<'a, str>,
    /// When it started.
    pub start: Value<'a>,
    /// When it ended.
    pub end: Value<'a>,
    /// Whether its status says that it failed.
    pub failed: bool,
    /// What the status says then.
    pub message: Cow<'a, str>,
    /// Its attributes.
    pub attributes: Attributes<'a>,
    /// What happened meanwhile.
    pub events: Vec<Event<'a>>,
}

/// Something that happened during a span.
#[derive(Debug, Default)]
pub struct Event<'a> {
    /// What.
    pub name: Cow<'a, str>,
    /// When.
    pub time: Value<'a>,
    /// Its attributes.
    pub attributes: Vec<Attribute<'a>>,
}

/// Attributes of the process that hold for each of its spans.
const OF_PROCESS: [Slot; 4] = [Slot::App, Slot::Environment, Slot::User, Slot::Session];

impl<'a> Span<'a> {
    /// Finds what the span says; `process` are the attributes of its resource.
    pub fn read(mut self, process: &Attributes<'a>, emit: Emit<'_, 'a>) {
        let heard = events::hear(&mut self);
        for slot in OF_PROCESS {
            if self.attributes.get(slot).is_null() && !process.get(slot).is_null() {
                self.attributes.put(slot, process.get(slot).clone());
            }
        }
        let of_trace = scores::annotations(self.attributes.take_whole(Slot::TraceAnnotations));
        let trace = self.trace.clone();
        let line = self.line;
        match kind::of(&self) {
            Kind::Call(operation) => emit(Ok(Found::Call(call::record(self, operation, heard)))),
            Kind::Other(what) => self.step(what, heard, emit),
        }
        if let Some(trace) = trace.filter(|_| !of_trace.is_empty()) {
            let mut record = Record::new(line);
            record.set(Field::TraceId, Value::Text(trace.into()));
            record.set(Field::Scores, Value::List(of_trace));
            emit(Ok(Found::Remark(record)));
        }
    }

    /// What a span that is no call says: about its trace, who asked and in which conversation; of itself, how it was
    /// judged. The AI SDK's outer spans say what their calls say, too, and a server's HTTP spans may have nothing to do
    /// with a model.
    fn step(mut self, what: &'static str, heard: Heard<'a>, emit: Emit<'_, 'a>) {
        let scores = scores::of(&mut self.attributes, heard.scores);
        let has = |slots: &[Slot]| slots.iter().any(|slot| self.attributes.has(*slot));
        let is_personal =
            has(&[Slot::User, Slot::Session, Slot::Tags]) && !has(&[Slot::AiOperation, Slot::Http, Slot::Transport]);
        let Some(trace) = self.trace.take().filter(|_| is_personal || !scores.is_empty()) else {
            return emit(Ok(Found::Other(what)));
        };
        if is_personal {
            let mut record = Record::new(self.line);
            record.set(Field::TraceId, Value::Text(trace.clone().into()));
            call::whose(&mut self.attributes, &mut record);
            // A trace goes through several applications.
            record.set(Field::App, Value::Null);
            emit(Ok(Found::Remark(record)));
        }
        if !scores.is_empty() {
            let mut record = Record::new(self.line);
            record.set(Field::TraceId, Value::Text(trace.into()));
            record.set(Field::SpanId, self.id.take().map_or(Value::Null, |id| Value::Text(id.into())));
            record.set(Field::Scores, Value::List(scores));
            emit(Ok(Found::Remark(record)));
        }
    }
}
