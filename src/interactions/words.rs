//! A text in, its words out, as hashed stems: what signals compare texts by, in any script and without a list of words.
//!
//! A word is known by its first six letters in lower case, which serves as a stemmer in many languages (McNamee and
//! Mayfield 2004 found prefixes of five or so nearly as good as stemmers). Where a script has no blanks, each pair of
//! neighbouring characters is a word.

use super::text::{CLASSES, Class, Wide, wide};

/// Letters of a word that count.
const STEM: usize = 6;

/// One word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Hash of its stem; of a number, of all of it.
    pub key: u64,
    /// First byte.
    pub start: usize,
    /// Whether it begins with a digit.
    pub number: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it is spelled with three letters at most.
    pub short: bool,
}

/// What a text is read as.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// A word.
    Word(Word),
    /// A sentence ends before this byte.
    End(usize),
}

/// Keys in the order in which they came, each with a number: which are hashes already.
#[derive(Default)]
pub struct Numbered {
    keys: Vec<u64>,
    /// Numbers + 1, by the lowest bits of the keys; 0 where none is. At least half of them are 0.
    slots: Vec<u32>,
}

impl Numbered {
    /// The number of a key, new if need be.
    pub fn number(&mut self, key: u64) -> usize {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots[slot] == 0 {
            self.keys.push(key);
            self.slots[slot] = self.keys.len() as u32;
        }
        self.slots[slot] as usize - 1
    }

    /// The number of a key that is there.
    pub fn get(&self, key: u64) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        (self.slots[self.slot(key)] as usize).checked_sub(1)
    }

    /// The slot that has the key, or the empty one where it belongs.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot] != 0 && self.keys[self.slots[slot] as usize - 1] != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(512)];
        for at in 0..self.keys.len() {
            let slot = self.slot(self.keys[at]);
            self.slots[slot] = at as u32 + 1;
        }
    }
}

/// The key of two neighbours.
pub fn pair(first: u64, second: u64) -> u64 {
    done(mix(mix(BASIS, first), second))
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads a hash over all bits, so that its lowest can be used.
fn done(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The key of a stem of ASCII letters in lower case, the first one lowest.
fn packed(letters: u64) -> u64 {
    done(mix(BASIS, letters))
}

/// The key of a stem, from its characters: as [`packed`] says where all are ASCII.
fn stemmed(stem: &[char]) -> u64 {
    if stem.iter().all(char::is_ascii) {
        packed(stem.iter().rev().fold(0, |letters, &c| letters << 8 | c as u64))
    } else {
        done(stem.iter().fold(BASIS, |hash, &c| mix(hash, c as u64)))
    }
}

/// The key of a word that is written without capitals.
#[cfg(test)]
pub fn key(word: &str) -> u64 {
    stemmed(&word.chars().take(STEM).collect::<Vec<_>>())
}

/// Calls `found` for every word and every end of a sentence, in order.
pub fn each(text: &str, mut found: impl FnMut(Piece)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match CLASSES[usize::from(bytes[at])] {
            Class::Space if bytes[at] == b' ' => at += 1,
            Class::Digit => at = number(bytes, at, &mut found),
            Class::Letter => at = plain(text, at, &mut found),
            Class::Two if is_letter(text, at) => at = spelled(text, at, &mut found),
            Class::Three => match wide(bytes[at], bytes[at + 1]) {
                Wide::Ideograph | Wide::Kana | Wide::Unspaced => at = unspaced(text, at, &mut found),
                Wide::Hangul | Wide::Letter if is_letter(text, at) => at = spelled(text, at, &mut found),
                // Signs of Indic scripts without their letter, the replacement character, private use.
                Wide::Hangul | Wide::Letter => at += 3,
                Wide::Mark => {
                    at += 3;
                    if matches!(&bytes[at - 3..at], b"\xe3\x80\x82" | b"\xef\xbc\x81" | b"\xef\xbc\x9f") {
                        found(Piece::End(at));
                    }
                }
            },
            class => {
                let stop = matches!(bytes[at], b'.' | b'!' | b'?')
                    && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
                    || bytes[at] == b'\n'
                    || bytes[at..].starts_with("؟".as_bytes());
                at += match class {
                    Class::Two => 2,
                    Class::Four => 4,
                    _ => 1,
                };
                if stop {
                    found(Piece::End(at));
                }
            }
        }
    }
    found(Piece::End(bytes.len()));
}

fn is_letter(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// Digits, with points and commas between them.
fn number(bytes: &[u8], start: usize, found: &mut impl FnMut(Piece)) -> usize {
    let (mut at, mut hash) = (start, BASIS);
    while let Some(&byte) = bytes.get(at) {
        let joins = matches!(byte, b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        // 1,000 and 1000 are the same; 1.5 and 15 are not.
        if byte != b',' {
            hash = mix(hash, u64::from(byte));
        }
        at += 1;
    }
    found(Piece::Word(Word { key: done(hash), start, number: true, capital: false, short: false }));
    at
}

/// How many of eight bytes, from the lowest on, are ASCII letters or digits before the first that is not.
fn plain_bytes(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let low = bytes & !HIGH;
    let small = low | (0x20 * EACH);
    // The highest bit of each byte: whether the rest of it is `from` at least. No sum carries into the next byte.
    let least = |value: u64, from: u8| value + u64::from(0x80 - from) * EACH;
    let letter = least(small, b'a') & !least(small, b'z' + 1);
    let digit = least(low, b'0') & !least(low, b'9' + 1);
    ((!(letter | digit) | bytes) & HIGH).trailing_zeros() as usize / 8
}

/// A word of ASCII letters and digits, as most are; any other is [`spelled`].
fn plain(text: &str, start: usize, found: &mut impl FnMut(Piece)) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    // Eight bytes at a time: a loop over bytes would be guessed wrong at the end of nearly every word.
    while let Some(chunk) = bytes[end..].first_chunk::<8>() {
        let length = plain_bytes(u64::from_le_bytes(*chunk));
        end += length;
        if length < 8 {
            break;
        }
    }
    while let Some(&byte) = bytes.get(end)
        && byte.is_ascii_alphanumeric()
    {
        end += 1;
    }
    if bytes.get(end).is_some_and(|&byte| byte == b'\'' || !byte.is_ascii()) {
        return spelled(text, start, found);
    }
    let length = (end - start).min(STEM);
    let letters = match bytes[start..].first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk) & (u64::MAX >> (64 - 8 * length)),
        None => bytes[start..start + length].iter().rev().fold(0, |letters, &byte| letters << 8 | u64::from(byte)),
    };
    // Sets the bit that makes letters small; digits have it already.
    let small = letters | (0x2020_2020_2020_2020 & (u64::MAX >> (64 - 8 * length)));
    let capital = bytes[start].is_ascii_uppercase();
    found(Piece::Word(Word { key: packed(small), start, number: false, capital, short: end - start <= 3 }));
    end
}

/// A word of any letters, with apostrophes inside.
fn spelled(text: &str, start: usize, found: &mut impl FnMut(Piece)) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut letters, mut capital, mut stem) = (start, 0, false, ['\0'; STEM]);
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        let (c, length) = match class {
            Class::Letter | Class::Digit => {
                capital |= at == start && byte.is_ascii_uppercase();
                (char::from(byte.to_ascii_lowercase()), 1)
            }
            Class::Two | Class::Three => {
                let Some(c) = text[at..].chars().next() else { break };
                let spaced = class == Class::Two || matches!(wide(byte, bytes[at + 1]), Wide::Hangul | Wide::Letter);
                if c == '’' && letters > 0 && bytes.get(at + 3).is_some_and(u8::is_ascii_alphabetic) {
                    ('\'', 3)
                } else if spaced && (c.is_alphanumeric() || is_sign(c)) {
                    capital |= at == start && c.is_uppercase();
                    (c.to_lowercase().next().unwrap_or(c), c.len_utf8())
                } else {
                    break;
                }
            }
            Class::Mark if byte == b'\'' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => ('\'', 1),
            _ => break,
        };
        if letters < STEM {
            stem[letters] = c;
        }
        letters += 1;
        at += length;
    }
    let key = stemmed(&stem[..letters.min(STEM)]);
    found(Piece::Word(Word { key, start, number: false, capital, short: letters <= 3 }));
    at
}

/// Vowel signs and the like, which are no letters and yet inside a word: of Arabic, Hebrew and the scripts of India.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}')
}

/// A run of characters of a script without blanks: every pair of neighbours, or the only character.
fn unspaced(text: &str, start: usize, found: &mut impl FnMut(Piece)) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut before) = (start, None);
    while let Some(&byte) = bytes.get(at)
        && CLASSES[usize::from(byte)] == Class::Three
        && matches!(wide(byte, bytes[at + 1]), Wide::Ideograph | Wide::Kana | Wide::Unspaced)
    {
        let c = u64::from(byte) << 16 | u64::from(bytes[at + 1]) << 8 | u64::from(bytes[at + 2]);
        if let Some(before) = before {
            let key = done(mix(mix(BASIS, before), c));
            found(Piece::Word(Word { key, start: at - 3, number: false, capital: false, short: false }));
        }
        before = Some(c);
        at += 3;
    }
    if at == start + 3 {
        let key = done(mix(BASIS, before.unwrap_or_default()));
        found(Piece::Word(Word { key, start, number: false, capital: false, short: false }));
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<u64>, Vec<usize>) {
        let (mut keys, mut ends) = (Vec::new(), Vec::new());
        each(text, |piece| match piece {
            Piece::Word(word) => keys.push(word.key),
            Piece::End(at) => ends.push(at),
        });
        (keys, ends)
    }

    fn keys(text: &str) -> Vec<u64> {
        read(text).0
    }

    #[test]
    fn words_are_known_by_their_first_letters() {
        assert_eq!(keys("Walking, walkings WALKIN"), [key("walkin"); 3]);
        assert_eq!(keys("Ärzte don't O’Neill"), [key("ärzte"), key("don't"), key("o'neil")]);
        assert_eq!(keys("Привет мир كتاب"), [key("привет"), key("мир"), key("كتاب")]);
        assert_ne!(keys("cat"), keys("car"));
        // The letters after the stem make no difference, whichever way the word was read.
        assert_eq!(keys("Communiqué communique"), [key("commun"); 2]);
        assert_eq!(keys("a A1 zZ"), [key("a"), key("a1"), key("zz")]);
    }

    #[test]
    fn eight_bytes_are_read_as_one_by_one() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"aZ09zA5m";
                bytes[place] = byte;
                let expected = if byte.is_ascii_alphanumeric() { 8 } else { place };
                assert_eq!(plain_bytes(u64::from_le_bytes(bytes)), expected, "{byte:#x} at {place}");
            }
        }
        assert_eq!(plain_bytes(u64::from_le_bytes(*b"ab cd ef")), 2);
    }

    #[test]
    fn numbers_count_whole() {
        assert_eq!(keys("1,000.50 1000.50"), [keys("1000.50")[0]; 2]);
        assert_ne!(keys("1.5"), keys("15"));
        assert_ne!(keys("12345678"), keys("12345679"));
        assert_eq!(keys("in 1984.").len(), 2);
    }

    #[test]
    fn scripts_without_blanks_give_pairs() {
        assert_eq!(keys("北京大学").len(), 3);
        assert_eq!(keys("北京大学")[0], keys("北京")[0]);
        assert_eq!(keys("我 是").len(), 2);
        assert_eq!(keys("GPT很好").len(), 2);
    }

    #[test]
    fn numbers_of_keys_stay() {
        let mut numbered = Numbered::default();
        assert_eq!(numbered.get(7), None);
        // Keys that share their lowest bits, and more of them than the first slots hold.
        let keys: Vec<u64> = (0..2_000).map(|n| (n << 9) | (n % 3)).collect();
        let first: Vec<usize> = keys.iter().map(|&key| numbered.number(key)).collect();
        assert_eq!(first, (0..2_000).collect::<Vec<_>>());
        assert!(keys.iter().enumerate().all(|(at, &key)| numbered.get(key) == Some(at) && numbered.number(key) == at));
        assert_eq!(numbered.get(1 << 60), None);
    }

    #[test]
    fn every_character_is_passed_over() {
        // Each character of the basic plane alone, and after a letter: the end is always reached, once.
        for c in '\0'..='\u{1ffff}' {
            for text in [c.to_string(), format!("a{c}"), format!("{c}{c}1")] {
                assert_eq!(read(&text).1.last(), Some(&text.len()), "{c:?}");
            }
        }
    }

    #[test]
    fn sentences_end_at_stops_and_lines() {
        assert_eq!(read("One. Two 2.5 x!\nThree").1, [4, 15, 16, 21]);
        assert_eq!(read("一。二？").1, [6, 12, 12]);
        assert_eq!(read("").1, [0]);
    }
}
