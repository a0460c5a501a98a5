//! Terms in order → postings files: a few thousand terms each, and what each is found in.

use super::bits::{Bits, best_rice, varint};
use super::terms::{front, unsorting};

/// The payload of a file, and its first term.
pub struct Block {
    /// As the root names it.
    pub first: String,
    /// See the module.
    pub payload: Vec<u8>,
}

/// Fills files.
pub struct Blocks {
    target: usize,
    first: Vec<u8>,
    before: Vec<u8>,
    count: u32,
    terms: Vec<u8>,
    postings: Vec<u8>,
}

impl Blocks {
    /// For a segment of so many documents. Files grow with the fourth root: 80 KB for 100,000 documents, 146 KB for a
    /// million, so that neither a search nor the number of files gets out of hand.
    pub fn new(documents: usize) -> Self {
        Self {
            target: (4700 * documents.isqrt().isqrt()).max(8192),
            first: Vec::new(),
            before: Vec::new(),
            count: 0,
            terms: Vec::new(),
            postings: Vec::new(),
        }
    }

    /// Adds a term (its sorting bytes) with the steps between its documents less one, and how often each has it; a file
    /// if one is full. Terms deflate to about half, postings do not.
    pub fn add(&mut self, term: &[u8], gaps: &[u32], times: &[u32]) -> Option<Block> {
        let postings = encode(gaps, times);
        // Terms that are no words are looked up one at a time.
        let target = if term.starts_with(&[1]) { 3 * self.target } else { self.target };
        let full = self.terms.len() / 2 + self.postings.len() + postings.len() > target;
        let done = if full { self.take() } else { None };
        let term: Vec<u8> = term.iter().map(|byte| unsorting(*byte)).collect();
        if self.count == 0 {
            self.first.clone_from(&term);
            self.before.clear();
        }
        front(&self.before, &term, &mut self.terms);
        varint(gaps.len() as u64, &mut self.terms);
        varint(postings.len() as u64, &mut self.terms);
        self.postings.extend(postings);
        self.before = term;
        self.count += 1;
        done
    }

    /// What there is so far, as a file.
    pub fn take(&mut self) -> Option<Block> {
        if self.count == 0 {
            return None;
        }
        let mut payload = Vec::with_capacity(8 + self.terms.len() + self.postings.len());
        payload.extend(self.count.to_le_bytes());
        payload.extend((self.terms.len() as u32).to_le_bytes());
        payload.append(&mut self.terms);
        payload.append(&mut self.postings);
        self.count = 0;
        Some(Block { first: String::from_utf8_lossy(&self.first).into_owned(), payload })
    }
}

fn encode(gaps: &[u32], times: &[u32]) -> Vec<u8> {
    let k = best_rice(gaps);
    let mut bits = Bits::default();
    gaps.iter().for_each(|gap| bits.rice(*gap, k));
    bits.pad();
    times.iter().for_each(|times| bits.gamma(*times));
    bits.pad();
    let mut bytes = vec![k as u8];
    bytes.append(&mut bits.take());
    bytes
}
