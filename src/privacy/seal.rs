//! A value and the key of the store → the short text that stands in its place, the same for the same value.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use crate::error::{Error, Result};

/// 32 letters and digits that are hard to mistake for each other.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters of a placeholder: 30 bits, so that among 1,000 values two share one in one build of 2,000.
const SHORT: usize = 6;
/// Letters of a sealed id, of which there may be millions: 60 bits.
const LONG: usize = 12;

/// What placeholders are made with. Phone numbers and ids are few enough to try them all, so that a hash without a secret
/// would hide nothing. SipHash-2-4 is a keyed function made for short inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key([u64; 2]);

impl Key {
    /// A new one, by chance.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)
            .map_err(|e| Error::new("the system gives no random numbers").because_of(e.to_string()))?;
        Ok(Self::of(u128::from_le_bytes(bytes)))
    }

    /// The one that follows from a phrase of the configuration.
    pub fn from_phrase(phrase: &str) -> Self {
        let half = |place| {
            let mut hasher = SipHasher24::new_with_keys(0x6c6c_6d6f_6273, place);
            hasher.write(phrase.as_bytes());
            hasher.finish()
        };
        Self([half(1), half(2)])
    }

    /// Reads what [`Key::written`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().filter(|_| text.len() == 32).map(Self::of)
    }

    /// 32 hexadecimal digits, for the store to keep.
    pub fn written(self) -> String {
        format!("{:016x}{:016x}", self.0[1], self.0[0])
    }

    fn of(number: u128) -> Self {
        Self([number as u64, (number >> 64) as u64])
    }

    /// `[email:k3f9a2]`
    pub fn placeholder(self, kind: &str, value: &str) -> String {
        format!("[{kind}:{}]", self.letters(kind, value, SHORT))
    }

    /// `[user:k3f9a2p7r4x8]`
    pub fn id(self, what: &str, value: &str) -> String {
        format!("[{what}:{}]", self.letters(what, value, LONG))
    }

    fn letters(self, kind: &str, value: &str, length: usize) -> String {
        let mut hash = self.number(kind, value);
        let mut letters = String::with_capacity(length);
        for _ in 0..length {
            letters.push(char::from(LETTERS[(hash % 32) as usize]));
            hash /= 32;
        }
        letters
    }

    /// The keyed hash of a value of a kind.
    pub fn number(self, kind: &str, value: &str) -> u64 {
        let mut hasher = SipHasher24::new_with_keys(self.0[0], self.0[1]);
        hasher.write(kind.as_bytes());
        hasher.write_u8(0);
        hasher.write(value.as_bytes());
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_and_makes_the_same_placeholder() {
        let key = Key::random().unwrap();
        assert_eq!(Key::read(&key.written()), Some(key));
        assert_eq!(
            key.placeholder("email", "a@b.cd"),
            Key::read(&key.written()).unwrap().placeholder("email", "a@b.cd")
        );
        assert_ne!(key.placeholder("email", "a@b.cd"), key.placeholder("email", "a@b.ce"));
        assert_ne!(Key::random().unwrap(), key);
        assert_eq!(Key::from_phrase("some phrase"), Key::from_phrase("some phrase"));
    }
}
