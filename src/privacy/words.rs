//! The words that secrets begin with → where they stand in a text, about as fast as it can be read.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind, packed};
use memchr::memmem::Finder;

use crate::error::{OrFail, Result};

/// Most words that a packed searcher takes well.
const MOST: usize = 48;

/// Searches for a fixed list of words.
pub struct Words {
    groups: Vec<Group>,
    /// Words that have no letters (`@`, `://`): each has a search of its own, or the others would stop everywhere.
    signs: Vec<(usize, Finder<'static>)>,
}

/// Words that are looked for together, of which the longest counts; and their places in the list.
struct Group {
    places: Vec<usize>,
    search: Search,
}

enum Search {
    /// SIMD (Teddy), where the machine has it.
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
}

impl Words {
    /// Prepares the search.
    ///
    /// # Errors
    /// When the words are too many for an automaton, which no list of this kind is.
    pub fn new(words: &[&'static str]) -> Result<Self> {
        let sign = |at: &usize| words[*at].bytes().all(|byte| !byte.is_ascii_alphabetic());
        let (signs, mut long): (Vec<usize>, Vec<usize>) = (0..words.len()).partition(sign);
        // What begins alike stays together, so that the longest is found.
        long.sort_by_key(|at| words[*at]);
        let groups = long.chunks(MOST).map(|places| group(words, places)).collect::<Result<_>>()?;
        let signs = signs.into_iter().map(|at| (at, Finder::new(words[at]))).collect();
        Ok(Self { groups, signs })
    }

    /// Tells the place in the list and in the text of every word.
    pub fn each(&self, text: &str, found: &mut dyn FnMut(usize, Range<usize>)) {
        for (place, finder) in &self.signs {
            let length = finder.needle().len();
            finder.find_iter(text.as_bytes()).for_each(|at| found(*place, at..at + length));
        }
        for Group { places, search } in &self.groups {
            let mut tell = |at: aho_corasick::Match| found(places[at.pattern().as_usize()], at.range());
            match search {
                Search::Packed(packed) => packed.find_iter(text).for_each(&mut tell),
                Search::Automaton(automaton) => automaton.find_iter(text).for_each(&mut tell),
            }
        }
    }
}

fn group(words: &[&'static str], places: &[usize]) -> Result<Group> {
    let of = || places.iter().map(|at| words[*at]);
    let search =
        match packed::Config::new().match_kind(packed::MatchKind::LeftmostLongest).builder().extend(of()).build() {
            Some(packed) => Search::Packed(packed),
            None => Search::Automaton(
                AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(of())
                    .or_fail(|| "cannot prepare the search for secrets".into())?,
            ),
        };
    Ok(Group { places: places.to_vec(), search })
}
