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
