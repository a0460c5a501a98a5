//! Log records of one message each in; one remark for each call, with its whole conversation, out.
//!
//! Nothing says which record is a call's last, so a call's messages are kept until the file ends, or until so much is kept
//! that the oldest call must go. Exporters send the records of a call seconds apart at most.

use std::collections::{HashMap, VecDeque};

use crate::records::genai::events::{Heard, Meaning, meaning};
use crate::records::genai::messages;
use crate::records::{Emit, Field, Found, Record, Value, json, time};

/// Bytes of messages that are kept, about.
const MOST: usize = 32 << 20;

/// Trace and span.
pub type Call = (String, String);

/// One log record.
pub struct Message {
    /// Its event name.
    pub name: String,
    /// When it was written.
    pub time: Value<'static>,
    /// The message.
    pub body: Value<'static>,
}

/// See the module.
#[derive(Default)]
pub struct Pending {
    calls: HashMap<Call, (u64, Vec<Message>, usize)>,
    order: VecDeque<Call>,
    bytes: usize,
}

impl Pending {
    /// Keeps a message of `call`; gives the oldest calls out if that is too much.
    pub fn keep<'a>(&mut self, line: u64, call: Call, message: Message, emit: Emit<'_, 'a>) {
        let size = json::to_text(&message.body).len() + 256;
        self.bytes += size;
        if !self.calls.contains_key(&call) {
            self.order.push_back(call.clone());
        }
        let (_, messages, bytes) = self.calls.entry(call).or_insert((line, Vec::new(), 0));
        messages.push(message);
        *bytes += size;
        while self.bytes > MOST && self.give(emit) {}
    }

    /// Gives out everything that is left.
    pub fn give_all(&mut self, emit: Emit<'_, 'static>) {
        while self.give(emit) {}
    }

    /// Gives out the oldest call.
    fn give<'a>(&mut self, emit: Emit<'_, 'a>) -> bool {
        let Some(call) = self.order.pop_front() else { return false };
        if let Some((line, messages, bytes)) = self.calls.remove(&call) {
            self.bytes -= bytes;
            emit(Ok(Found::Remark(remark(line, call, messages))));
        }
        true
    }
}

fn remark(line: u64, (trace, span): Call, mut told: Vec<Message>) -> Record<'static> {
    told.sort_by_key(|message| time::micros(&message.time).ok().flatten());
    let mut heard = Heard::default();
    for Message { name, body, .. } in told {
        match meaning(&name) {
            Some(Meaning::Message(role)) => heard.asked.push(messages::of_event(role, body)),
            _ => heard.choice(body),
        }
    }
    let mut record = Record::new(line);
    record.set(Field::TraceId, Value::Text(trace.into()));
    record.set(Field::SpanId, Value::Text(span.into()));
    if !heard.asked.is_empty() {
        record.set(Field::Messages, Value::List(heard.asked));
    }
    record.set(Field::Response, heard.answered);
    record.set(Field::FinishReason, heard.finish);
    record
}
