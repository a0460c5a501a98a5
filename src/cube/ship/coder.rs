//! Bits with what is known of them → text, and back: an adaptive binary range coder whose digits are letters.
//!
//! Every bit is coded under a *context*, which learns how often its bits are set; a bit that was to be expected costs next to
//! nothing. The range is a 30-bit number that is moved by 6 bits at a time, so a digit is one of 64 letters: the text
//! needs no base64 around it, gzip brings it back to 6 bits a letter, and all numbers are small integers to a browser.
//! What codes and what reads is one and the same function over [`Coder`]; `site/js/coder.js` is the twin of the reader.

/// The digits, by value.
pub const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const TOP: u32 = 1 << 30;
const LOW: u32 = 1 << 24;
/// A context that has seen this many bits forgets the oldest.
const MEMORY: u8 = 250;

/// Codes bits, or reads them: then what is passed in is ignored, and what was coded comes back.
pub trait Coder {
    /// Makes room for so many contexts; the first of them.
    fn contexts(&mut self, count: usize) -> usize;
    /// A bit under a context.
    fn bit(&mut self, context: usize, bit: bool) -> bool;
    /// A bit of which nothing is known.
    fn half(&mut self, bit: bool) -> bool;
}

/// What the contexts have learned: how likely a set bit is (of 32,768), and from how many.
#[derive(Default)]
struct Learned {
    set: Vec<u16>,
    seen: Vec<u8>,
}

impl Learned {
    fn grow(&mut self, count: usize) -> usize {
        let first = self.set.len();
        self.set.resize(first + count, 1 << 14);
        self.seen.resize(first + count, 0);
        first
    }

    /// Where the range is cut: the lower part means "set".
    fn cut(&self, context: usize, range: u32) -> u32 {
        (range >> 14) * u32::from(self.set[context] >> 1).clamp(1, (1 << 14) - 1)
    }

    fn learn(&mut self, context: usize, bit: bool) {
        let (set, seen) = (&mut self.set[context], &mut self.seen[context]);
        let rate = 65_536 * 2 / (2 * i32::from(*seen) + 3);
        let aim = if bit { 32_767 } else { 0 };
        let now = i32::from(*set);
        *set = (now + (((aim - now) * rate) >> 16)) as u16;
        *seen = (*seen + 1).min(MEMORY);
    }
}

/// Writes.
pub struct Encoder {
    learned: Learned,
    low: u32,
    range: u32,
    /// The last digit that a carry may still change, and how many highest ones follow it.
    held: Option<u8>,
    waiting: usize,
    out: Vec<u8>,
}

impl Default for Encoder {
    fn default() -> Self {
        Self { learned: Learned::default(), low: 0, range: TOP - 1, held: None, waiting: 0, out: Vec::new() }
    }
}

impl Encoder {
    /// The text.
    pub fn finish(mut self) -> String {
        for _ in 0..5 {
            self.shift();
        }
        self.settle(0);
        String::from_utf8_lossy(&self.out).into_owned()
    }

    fn settle(&mut self, carry: u8) {
        if let Some(held) = self.held {
            self.out.push(LETTERS[usize::from(held + carry)]);
        }
        let fill = LETTERS[usize::from((63 + carry) & 63)];
        self.out.extend(std::iter::repeat_n(fill, self.waiting));
        self.waiting = 0;
    }

    fn shift(&mut self) {
        let digit = ((self.low >> 24) & 63) as u8;
        if self.low >= TOP || digit != 63 {
            self.settle((self.low >> 30) as u8);
            self.held = Some(digit);
        } else {
            self.waiting += 1;
        }
        self.low = (self.low & (LOW - 1)) << 6;
    }

    fn widen(&mut self) {
        while self.range < LOW {
            self.shift();
            self.range <<= 6;
        }
    }
}

impl Coder for Encoder {
    fn contexts(&mut self, count: usize) -> usize {
        self.learned.grow(count)
    }

    fn bit(&mut self, context: usize, bit: bool) -> bool {
        let cut = self.learned.cut(context, self.range);
        if bit {
            self.range = cut;
        } else {
            self.low += cut;
            self.range -= cut;
        }
        self.learned.learn(context, bit);
        self.widen();
        bit
    }

    fn half(&mut self, bit: bool) -> bool {
        self.range >>= 1;
        if bit {
            self.low += self.range;
        }
        self.widen();
        bit
    }
}

/// Reads.
#[cfg(test)]
pub struct Decoder<'t> {
    learned: Learned,
    code: u32,
    range: u32,
    text: std::slice::Iter<'t, u8>,
}

#[cfg(test)]
impl<'t> Decoder<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut new = Self { learned: Learned::default(), code: 0, range: TOP - 1, text: text.as_bytes().iter() };
        for _ in 0..5 {
            new.code = new.code << 6 | new.digit();
        }
        new
    }

    fn digit(&mut self) -> u32 {
        let letter = self.text.next().copied();
        letter.and_then(|letter| LETTERS.iter().position(|l| *l == letter)).unwrap_or(0) as u32
    }

    fn widen(&mut self) {
        while self.range < LOW {
            self.code = self.code << 6 | self.digit();
            self.range <<= 6;
        }
    }
}

#[cfg(test)]
impl Coder for Decoder<'_> {
    fn contexts(&mut self, count: usize) -> usize {
        self.learned.grow(count)
    }

    fn bit(&mut self, context: usize, _: bool) -> bool {
        let cut = self.learned.cut(context, self.range);
        let bit = self.code < cut;
        if bit {
            self.range = cut;
        } else {
            self.code -= cut;
            self.range -= cut;
        }
        self.learned.learn(context, bit);
        self.widen();
        bit
    }

    fn half(&mut self, _: bool) -> bool {
        self.range >>= 1;
        let bit = self.code >= self.range;
        if bit {
            self.code -= self.range;
        }
        self.widen();
        bit
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_come_back_as_they_went(bits in prop::collection::vec((0usize..5, any::<bool>()), 0..3000)) {
            let mut encoder = Encoder::default();
            encoder.contexts(4);
            for (context, bit) in &bits {
                if *context < 4 { encoder.bit(*context, *bit) } else { encoder.half(*bit) };
            }
            let text = encoder.finish();
            let mut decoder = Decoder::new(&text);
            decoder.contexts(4);
            for (context, bit) in &bits {
                let read = if *context < 4 { decoder.bit(*context, false) } else { decoder.half(false) };
                prop_assert_eq!(read, *bit);
            }
        }
    }

    #[test]
    fn what_was_to_be_expected_costs_next_to_nothing() {
        let mut encoder = Encoder::default();
        encoder.contexts(1);
        (0..100_000).for_each(|i| {
            encoder.bit(0, i % 10_000 == 0);
        });
        assert!(encoder.finish().len() < 60);
    }
}
