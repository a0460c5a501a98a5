//! The documents of one task → a run: their terms, sorted, each with its postings.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::bits::varint;
use super::tokens::Take;

/// A term in a document.
#[derive(Clone, Copy, Default)]
struct Posting {
    term: u32,
    document: u32,
    times: u32,
}

/// Collects terms document by document.
#[derive(Default)]
pub struct Terms {
    numbers: HashTable<u32>,
    /// All terms one after the other, in [`sorting`] bytes.
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// Where the last posting of each term is.
    last: Vec<u32>,
    postings: Vec<Posting>,
    document: u32,
    words: u64,
    spelled: Vec<u8>,
}

/// UTF-8 whose bytes sort as JavaScript compares texts, by UTF-16 code units: what is beyond U+FFFF goes before U+E000.
/// Of the bytes that begin characters only those of U+E000–U+FFFF are moved, behind all others.
pub fn sorting(byte: u8) -> u8 {
    if matches!(byte, 0xEE | 0xEF) { byte + 0x10 } else { byte }
}

/// The byte behind a [`sorting`] byte.
pub fn unsorting(byte: u8) -> u8 {
    if matches!(byte, 0xFE | 0xFF) { byte - 0x10 } else { byte }
}

impl Take for Terms {
    fn token(&mut self, token: &str) {
        self.words += 1;
        self.add(token);
    }
}

impl Terms {
    /// What comes now is of this document of the segment; documents ascend.
    pub fn begin(&mut self, document: u32) {
        self.document = document;
        self.words = 0;
    }

    /// Words of the current document so far.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// A term of the current document that is no word.
    pub fn add(&mut self, term: &str) {
        let number = self.number(term.as_bytes());
        let last = &mut self.last[number as usize];
        match self.postings.get_mut(*last as usize) {
            Some(posting) if posting.document == self.document && posting.term == number => posting.times += 1,
            _ => {
                *last = self.postings.len() as u32;
                self.postings.push(Posting { term: number, document: self.document, times: 1 });
            }
        }
    }

    fn number(&mut self, term: &[u8]) -> u32 {
        let mut spelled = std::mem::take(&mut self.spelled);
        let moved = term.iter().any(|byte| sorting(*byte) != *byte);
        if moved {
            spelled.clear();
            spelled.extend(term.iter().map(|byte| sorting(*byte)));
        }
        let key = if moved { &spelled[..] } else { term };
        let hash = xxh3_64(key);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let number = match self.numbers.find(hash, |number| slice(bytes, ends, *number) == key) {
            Some(number) => *number,
            None => {
                let number = self.ends.len() as u32;
                self.bytes.extend_from_slice(key);
                self.ends.push(self.bytes.len() as u32);
                self.last.push(u32::MAX);
                let (bytes, ends) = (&self.bytes, &self.ends);
                self.numbers.insert_unique(hash, number, |number| xxh3_64(slice(bytes, ends, *number)));
                number
            }
        };
        self.spelled = spelled;
        number
    }

    /// The run. Per term: bytes shared with the one before, bytes that follow, these; documents; bytes of the postings;
    /// these: per document twice the step from the one before (from the start of the segment for the first), and one
    /// more if it has the term several times, followed by how often. All numbers are varints.
    pub fn run(self) -> Vec<u8> {
        let order = self.order();
        let mut rank = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, number)| rank[*number as usize] = place as u32);
        // Sorted by counting: the postings of each term one after the other, documents still ascending.
        let mut starts = vec![0; order.len() + 1];
        self.postings.iter().for_each(|posting| starts[rank[posting.term as usize] as usize + 1] += 1);
        (0..order.len()).for_each(|place| starts[place + 1] += starts[place]);
        let mut sorted = vec![Posting::default(); self.postings.len()];
        let mut next = starts.clone();
        for posting in &self.postings {
            let place = &mut next[rank[posting.term as usize] as usize];
            sorted[*place as usize] = *posting;
            *place += 1;
        }
        let mut run = Vec::with_capacity(self.postings.len() * 3);
        let (mut before, mut told): (&[u8], _) = (&[], Vec::new());
        for (place, number) in order.iter().enumerate() {
            let term = slice(&self.bytes, &self.ends, *number);
            let postings = &sorted[starts[place] as usize..starts[place + 1] as usize];
            told.clear();
            let mut last = 0;
            for posting in postings {
                let step = u64::from(posting.document - last);
                varint(step * 2 + u64::from(posting.times > 1), &mut told);
                if posting.times > 1 {
                    varint(posting.times.into(), &mut told);
                }
                last = posting.document;
            }
            front(before, term, &mut run);
            varint(postings.len() as u64, &mut run);
            varint(told.len() as u64, &mut run);
            run.extend_from_slice(&told);
            before = term;
        }
        run
    }

    /// The numbers of the terms, by term. The first eight bytes decide nearly always.
    fn order(&self) -> Vec<u32> {
        let head = |number: u32| {
            let (term, mut head) = (slice(&self.bytes, &self.ends, number), [0; 8]);
            let length = term.len().min(8);
            head[..length].copy_from_slice(&term[..length]);
            u64::from_be_bytes(head)
        };
        let mut order: Vec<(u64, u32)> = (0..self.ends.len() as u32).map(|number| (head(number), number)).collect();
        order.sort_unstable_by(|a, b| {
            let term = |one: &(u64, u32)| slice(&self.bytes, &self.ends, one.1);
            a.0.cmp(&b.0).then_with(|| term(a).cmp(term(b)))
        });
        order.into_iter().map(|(_, number)| number).collect()
    }
}

fn slice<'b>(bytes: &'b [u8], ends: &[u32], number: u32) -> &'b [u8] {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &bytes[start as usize..ends[number] as usize]
}

/// A term behind another one: bytes shared, bytes that follow, these.
pub fn front(before: &[u8], term: &[u8], out: &mut Vec<u8>) {
    let shared = before.iter().zip(term).take_while(|(a, b)| a == b).count();
    varint(shared as u64, out);
    varint((term.len() - shared) as u64, out);
    out.extend_from_slice(&term[shared..]);
}
