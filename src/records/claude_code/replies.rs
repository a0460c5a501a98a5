//! Lines of replies in, whole replies out, in the order they began: each is held back until no line can add to it any
//! more, or until too much is held.

use std::collections::{HashMap, HashSet, VecDeque};

use super::reply::Reply;
use crate::records::{Emit, Found};

/// Bytes of replies that are held back. A session is far smaller; a file of very many sessions may be larger, and then
/// a reply is told before the end of the file.
const HELD: usize = 32 << 20;

/// See the module.
#[derive(Default)]
pub struct Replies {
    held: HashMap<u128, Box<Reply>>,
    order: VecDeque<u128>,
    bytes: usize,
    told: HashSet<u128>,
}

impl Replies {
    /// Takes what one line says of a reply.
    pub fn take<'a>(&mut self, reply: Reply, emit: Emit<'_, 'a>) {
        let key = reply.key();
        if let Some(known) = self.held.get_mut(&key) {
            self.bytes -= known.size();
            let what = known.join(reply);
            self.bytes += known.size();
            emit(Ok(Found::Other(what)));
        } else if self.told.contains(&key) {
            emit(Ok(Found::Other("further lines of replies")));
        } else {
            self.bytes += reply.size();
            self.order.push_back(key);
            self.held.insert(key, Box::new(reply));
        }
        while self.bytes > HELD && self.order.len() > 1 {
            self.tell_oldest(emit);
        }
    }

    /// Tells what is left.
    pub fn finish(&mut self, emit: Emit<'_, 'static>) {
        while !self.order.is_empty() {
            self.tell_oldest(emit);
        }
    }

    fn tell_oldest(&mut self, emit: Emit<'_, '_>) {
        let Some(key) = self.order.pop_front() else { return };
        if let Some(reply) = self.held.remove(&key) {
            self.bytes -= reply.size();
            self.told.insert(key);
            reply.tell().into_iter().for_each(|call| emit(Ok(Found::Call(call))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Field, Value, json};

    #[test]
    fn what_is_held_is_bounded_and_nothing_is_told_twice() {
        let mut replies = Replies::default();
        let (mut calls, mut others) = (Vec::new(), 0);
        let mut take = |replies: &mut Replies, n: usize, text: &str| {
            let line = format!(
                r#"{{"sessionId":"s","message":{{"id":"msg_{n:022}","model":"claude-x","content":[{{"type":"text","text":"{text}"}}]}}}}"#
            );
            let row = json::parse_text(&line).unwrap();
            let reply = Reply::new(n as u64, &row, None).unwrap().unwrap();
            replies.take(reply, &mut |found| match found {
                Ok(Found::Call(call)) => calls.push(call.get(Field::Id).as_text().unwrap().to_owned()),
                Ok(Found::Other(_)) => others += 1,
                _ => panic!("{found:?}"),
            });
        };
        let long = "x".repeat(1 << 20);
        for n in 0..100 {
            take(&mut replies, n, &long);
            take(&mut replies, n, "more");
            assert!(replies.bytes <= HELD + (1 << 20) && replies.held.len() == replies.order.len());
        }
        // A line of a reply that is told already, and one of a reply that is not.
        take(&mut replies, 0, "late");
        take(&mut replies, 99, "late");
        assert!(calls.len() > 60, "{}", calls.len());
        assert_eq!(others, 102);
        let mut last = Value::Null;
        replies.finish(&mut |found| {
            if let Ok(Found::Call(mut call)) = found {
                calls.push(call.get(Field::Id).as_text().unwrap().to_owned());
                last = call.take(Field::Response);
            }
        });
        assert_eq!(calls, (0..100).map(|n| format!("msg_{n:022}")).collect::<Vec<_>>());
        assert_eq!((replies.bytes, last.as_text().map(|text| text.ends_with("x\nmore\nlate"))), (0, Some(true)));
    }
}
