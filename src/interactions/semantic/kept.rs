//! Words in, their tokens out: cut once, then kept. Most words of a text are among the few thousand that every text has, and
//! cutting one costs as much as fifty look-ups.

use std::sync::{Mutex, PoisonError};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Parts, so that workers seldom wait for each other.
const PARTS: usize = 64;
/// Most words in a part: some 20 MB in all. The most frequent words come first.
const MOST: usize = 4096;
/// A longer word is not kept, bytes: it will hardly come again.
const LONGEST: usize = 32;

type Part = HashTable<(Box<str>, Box<[u32]>)>;

/// Words and their tokens.
pub struct Kept(Vec<Mutex<Part>>);

impl Default for Kept {
    fn default() -> Self {
        Self((0..PARTS).map(|_| Mutex::default()).collect())
    }
}

impl Kept {
    /// Calls `found` for each token of a word, in order; `cut` makes them where they are not known.
    pub fn tokens(&self, word: &str, cut: impl FnOnce() -> Vec<u32>, found: impl FnMut(u32)) {
        if word.len() > LONGEST {
            return cut().into_iter().for_each(found);
        }
        let hash = xxh3_64(word.as_bytes());
        let mut part = self.0[hash as usize % PARTS].lock().unwrap_or_else(PoisonError::into_inner);
        // The lowest bits chose the part, so the rest finds the place.
        let place = hash.rotate_right(6);
        if let Some((_, tokens)) = part.find(place, |(known, _)| **known == *word) {
            return tokens.iter().copied().for_each(found);
        }
        let tokens = cut();
        tokens.iter().copied().for_each(found);
        if part.len() < MOST {
            let hasher = |(known, _): &(Box<str>, Box<[u32]>)| xxh3_64(known.as_bytes()).rotate_right(6);
            part.insert_unique(place, (word.into(), tokens.into()), hasher);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_cut_once_and_found_again() {
        let (kept, mut cuts) = (Kept::default(), 0);
        let mut seen = Vec::new();
        for word in ["river", "boat", "river", "river"] {
            let cut = || {
                cuts += 1;
                word.bytes().map(u32::from).collect()
            };
            kept.tokens(word, cut, |token| seen.push(token));
        }
        let want: Vec<u32> = "riverboatriverriver".bytes().map(u32::from).collect();
        assert_eq!((cuts, seen), (2, want));
        let long = "a".repeat(LONGEST + 1);
        (0..2).for_each(|_| {
            kept.tokens(
                &long,
                || {
                    cuts += 1;
                    vec![1]
                },
                |_| (),
            )
        });
        assert_eq!(cuts, 4);
    }
}
