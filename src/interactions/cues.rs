//! A list of words and phrases in, every place a text has them as whole words out: one pass, whatever the list's length.

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

use crate::error::{OrFail, Result};

/// Words and phrases to look for, without regard to case.
///
/// A phrase counts only as whole words; one that ends in `*` may go on inside the word (`summari*`). In scripts that
/// are written without spaces there are no word ends, and a phrase counts wherever it stands.
pub struct Cues {
    automaton: DFA,
    start: StateID,
    /// For each pattern of the automaton: the caller's number of the cue, and whether the word may go on.
    cues: Vec<(usize, bool)>,
}

impl Cues {
    /// Makes the search ready. Matches are reported with a cue's place in `cues`.
    pub fn new<'a>(cues: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for (number, cue) in cues.into_iter().enumerate() {
            let (text, open) = cue.strip_suffix('*').map_or((cue, false), |stem| (stem, true));
            // The automaton folds ASCII only; of other letters it is the first that changes at the start of a sentence.
            let mut spellings = vec![text.to_owned()];
            if let Some(first) = text.chars().next().filter(|first| !first.is_ascii()) {
                spellings.push(first.to_uppercase().chain(text.chars().skip(1)).collect());
                spellings.dedup();
            }
            owners.extend(spellings.iter().map(|_| (number, open)));
            patterns.append(&mut spellings);
        }
        let doing = || "cannot prepare the word lists".to_owned();
        let automaton = DFA::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .or_fail(doing)?;
        let start = automaton.start_state(Anchored::No).or_fail(doing)?;
        Ok(Self { automaton, start, cues: owners })
    }

    /// Calls `found` with the number and the first byte of every cue in the text, in the order they end.
    ///
    /// The automaton is walked by hand: the library's own iterator over overlapping matches took twice as long.
    pub fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut state = self.start;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            state = self.automaton.next_state(Anchored::No, state, byte);
            if self.automaton.is_match(state) {
                for nth in 0..self.automaton.match_len(state) {
                    let pattern = self.automaton.match_pattern(state, nth);
                    let (number, open) = self.cues[pattern.as_usize()];
                    let start = at + 1 - self.automaton.pattern_len(pattern);
                    if edge(text, start) && (open || edge(text, at + 1)) {
                        found(number, start);
                    }
                }
            }
        }
    }
}

/// Whether a word may end between the bytes before `at` and the bytes after it.
fn edge(text: &str, at: usize) -> bool {
    let (bytes, ascii_word) = (text.as_bytes(), |byte: u8| byte.is_ascii_alphanumeric());
    let (Some(&before), Some(&after)) = (at.checked_sub(1).and_then(|n| bytes.get(n)), bytes.get(at)) else {
        return true;
    };
    if before < 128 && after < 128 {
        return !(ascii_word(before) && ascii_word(after));
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !unspaced(c));
    !(text.is_char_boundary(at) && word(text[..at].chars().next_back()) && word(text[at..].chars().next()))
}

/// Whether a character belongs to a script that is written without spaces between words: Chinese, Japanese, Thai, Lao,
/// Khmer, Burmese.
pub fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cues: &[&str], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        Cues::new(cues.iter().copied()).expect("the cues are fine").each(text, |cue, at| all.push((cue, at)));
        all
    }

    #[test]
    fn cues_are_whole_words_unless_open() {
        let cues = ["only", "summari*", "at most"];
        assert_eq!(
            found(&cues, "Only at most; SUMMARISE lonely commonly onlyx resummarise"),
            [(0, 0), (2, 5), (1, 14)]
        );
    }

    #[test]
    fn scripts_without_spaces_need_no_word_ends() {
        assert_eq!(found(&["总结", "必须"], "请总结一下，你必须"), [(0, 3), (1, 21)]);
    }

    #[test]
    fn other_alphabets_have_word_ends_and_capitals() {
        assert_eq!(found(&["über", "élan"], "Über über überall Élan é"), [(0, 0), (0, 6), (1, 21)]);
    }
}
