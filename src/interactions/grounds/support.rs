//! A source and a response in, how far each sentence of the response is found in the source out.
//!
//! Only the words of the response are indexed, so that a long source costs one look-up for each of its words.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::words::{Numbered, Piece, Word, each, pair};

/// What was found.
pub struct Support {
    /// 0 to 1.
    pub groundedness: f64,
    /// Sentences that are hardly found, bytes.
    pub unsupported: Vec<Range<usize>>,
    /// Numbers and names that are not there.
    pub facts: i64,
}

/// Less than this share of a sentence found: it is unsupported.
const SUPPORTED: f64 = 0.5;
/// What the mean of the sentences counts; the rest is the least of them.
const MEAN: f64 = 0.7;
/// What is taken off for a number, a name, a denial that the source does not have.
const LOST: [f64; 3] = [0.2, 0.1, 0.05];
/// Words that deny.
const DENIALS: &[&str] = &[
    "not", "no", "never", "neither", "nor", "without", "none", "nothing", "cannot", "can't", "don't", "doesn't",
    "didn't", "isn't", "wasn't", "aren't", "weren't", "won't", "wouldn't", "hasn't", "haven't", "nicht", "kein",
    "keine", "nie", "niemals", "ohne", "nunca", "ningún", "sin", "pas", "jamais", "sans", "aucun", "لا", "لم", "لن",
    "ليس", "не", "нет", "没有", "不是",
];

/// A number that stands for a word of the response.
type Id = u32;

/// Words of the response and what was seen of them in the source.
#[derive(Default)]
struct Index {
    ids: Numbered,
    /// For each word the place in `places` of the last sentence of the source that has it, + 1, and how many have it.
    found: Vec<(u32, u32)>,
    /// Sentences of the source, each with the place of the one before it that has the same word, + 1.
    places: Vec<(u32, u32)>,
    pairs: Numbered,
    /// For each pair of neighbours in the response, whether they are neighbours in the source.
    near: Vec<bool>,
}

struct Sentence {
    span: Range<usize>,
    words: Vec<(Id, Word)>,
    denies: bool,
}

/// `None` where either has no word.
pub fn support(source: &str, response: &str) -> Option<Support> {
    let mut index = Index::default();
    let sentences = index.response(response);
    if sentences.is_empty() {
        return None;
    }
    let denying = index.source(source);
    if denying.is_empty() {
        return None;
    }
    let mut scores = vec![0.0; denying.len()];
    let (mut facts, mut sum, mut words, mut least) = (0, 0.0, 0, f64::INFINITY);
    let mut unsupported = Vec::new();
    for sentence in &sentences {
        let (share, lost) = index.share(sentence, &denying, &mut scores);
        facts += lost;
        if share < SUPPORTED {
            unsupported.push(sentence.span.clone());
        }
        sum += share * sentence.words.len() as f64;
        words += sentence.words.len();
        least = least.min(share);
    }
    let groundedness = MEAN * sum / words as f64 + (1.0 - MEAN) * least;
    Some(Support { groundedness, unsupported, facts })
}

/// Keys of [`DENIALS`], and a bit for the lowest twelve of each: nearly all words are told by these.
static DENYING: LazyLock<Denying> = LazyLock::new(|| {
    let (mut keys, mut bits) = (Vec::new(), [0; 64]);
    for word in DENIALS {
        each(word, |piece| {
            if let Piece::Word(word) = piece {
                keys.push(word.key);
                bits[word.key as usize >> 6 & 63] |= 1 << (word.key & 63);
            }
        });
    }
    (keys, bits)
});

type Denying = (Vec<u64>, [u64; 64]);

fn denies((keys, bits): &Denying, key: u64) -> bool {
    bits[key as usize >> 6 & 63] >> (key & 63) & 1 == 1 && keys.contains(&key)
}

impl Index {
    /// Reads the response: its sentences, each of its words with a number of its own, its pairs.
    fn response(&mut self, response: &str) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let (mut words, mut denying): (Vec<(Id, Word)>, bool) = (Vec::new(), false);
        let known = &*DENYING;
        each(response, |piece| match piece {
            Piece::Word(word) => {
                let id = self.ids.number(word.key);
                if id == self.found.len() {
                    self.found.push((0, 0));
                }
                if let Some((_, before)) = words.last()
                    && self.pairs.number(pair(before.key, word.key)) == self.near.len()
                {
                    self.near.push(false);
                }
                denying |= denies(known, word.key);
                words.push((id as Id, word));
            }
            Piece::End(end) => {
                if let Some((_, first)) = words.first() {
                    let span = first.start..first.start + response[first.start..end].trim_end().len();
                    let denies = std::mem::take(&mut denying);
                    sentences.push(Sentence { span, words: std::mem::take(&mut words), denies });
                }
            }
        });
        sentences
    }

    /// Reads the source: which of its sentences deny, one for each that has words.
    fn source(&mut self, source: &str) -> Vec<bool> {
        let (mut denying, mut before, mut any, mut denied) = (Vec::new(), None, false, false);
        let known = &*DENYING;
        self.places.reserve(128);
        each(source, |piece| match piece {
            Piece::Word(word) => {
                let here = denying.len() as u32;
                let id = self.ids.get(word.key);
                if let Some(id) = id {
                    let (last, sentences) = &mut self.found[id];
                    if last.checked_sub(1).is_none_or(|at| self.places[at as usize].0 != here) {
                        self.places.push((here, *last));
                        (*last, *sentences) = (self.places.len() as u32, *sentences + 1);
                    }
                    if let Some(number) = before.and_then(|before| self.pairs.get(pair(before, word.key))) {
                        self.near[number] = true;
                    }
                }
                denied |= denies(known, word.key);
                (before, any) = (id.map(|_| word.key), true);
            }
            Piece::End(_) => {
                if std::mem::take(&mut any) {
                    denying.push(std::mem::take(&mut denied));
                }
                before = None;
            }
        });
        denying
    }

    /// How much of a sentence is found, 0 to 1, and how many of its numbers and names are not.
    fn share(&self, sentence: &Sentence, denying: &[bool], scores: &mut [f64]) -> (f64, i64) {
        let words = &sentence.words;
        let there = |id: Id| self.found[id as usize].1 > 0;
        let known = words.iter().filter(|(id, _)| there(*id)).count() as f64 / words.len() as f64;
        let near = |two: &&[(Id, Word)]| {
            self.pairs.get(pair(two[0].1.key, two[1].1.key)).is_some_and(|number| self.near[number])
        };
        let pairs = words.windows(2).filter(near).count();
        let pairs = if words.len() > 1 { pairs as f64 / (words.len() - 1) as f64 } else { known };
        scores.fill(0.0);
        let mut all = 0.0;
        for (id, _) in words {
            let (mut last, sentences) = self.found[*id as usize];
            // Inverse frequency among the sentences of the source, as in information retrieval.
            let weight = ((scores.len() as f64 + 1.0) / (f64::from(sentences) + 0.5)).ln();
            all += weight;
            while let Some(at) = last.checked_sub(1) {
                let (sentence, before) = self.places[at as usize];
                scores[sentence as usize] += weight;
                last = before;
            }
        }
        let best = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let inside = if all > 0.0 { scores[best] / all } else { known };
        let lost = words.iter().enumerate().filter(|(_, (id, _))| !there(*id));
        let (numbers, names) = lost.fold((0, 0), |(numbers, names), (at, (_, word))| {
            (numbers + i32::from(word.number), names + i32::from(word.capital && at > 0))
        });
        let mut share = (2.0 * known + pairs + inside) / 4.0;
        share *= (1.0 - LOST[0]).powi(numbers.min(2)) * (1.0 - LOST[1]).powi(names.min(2));
        if inside > SUPPORTED && sentence.denies != denying[best] {
            share *= 1.0 - LOST[2];
        }
        (share, i64::from(numbers + names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(source: &str, response: &str) -> f64 {
        support(source, response).expect("both have words").groundedness
    }

    #[test]
    fn one_sentence_by_hand() {
        // Words: the, cat, sat, there; the, cat are found: 2/4. Pairs: the cat of 3. Best sentence: the first of two.
        // Weights: the (in both) ln(3/2.5), cat (in one) ln(3/1.5), sat and there (in none) ln(3/0.5).
        let weight = |n: f64| (3.0 / (n + 0.5)).ln();
        let inside = (weight(2.0) + weight(1.0)) / (weight(2.0) + weight(1.0) + 2.0 * weight(0.0));
        let expected = (2.0 * 0.5 + 1.0 / 3.0 + inside) / 4.0;
        assert!((share("The cat ran. The dog barked.", "the cat sat there") - expected).abs() < 1e-12);
    }

    #[test]
    fn numbers_names_and_denials_are_checked() {
        let source = "The Vienna office opened in 1994 with 12 people. It is open on Sundays.";
        let whole = share(source, "The Vienna office opened in 1994 with 12 people.");
        assert!((whole - 1.0).abs() < 1e-12);
        for changed in [
            "The Vienna office opened in 1995 with 12 people.",
            "The Berlin office opened in 1994 with 12 people.",
            "The Vienna office not opened in 1994 with 12 people.",
        ] {
            assert!(share(source, changed) < whole - 0.1, "{changed}");
        }
        assert_eq!(support(source, "The Berlin office opened in 1995.").map(|found| found.facts), Some(2));
        assert!(share(source, "It is open on Sundays.") > share(source, "It is not open on Sundays."));
    }

    #[test]
    fn scripts_without_blanks() {
        let source = "北京大学成立于1898年。校园里有一座湖。";
        assert!(share(source, "北京大学成立于1898年。") > 0.95);
        assert!(share(source, "上海的夏天非常炎热。") < 0.2);
        let found = support(source, "北京大学成立于1898年。上海的夏天非常炎热。").expect("both have words");
        assert_eq!(found.unsupported.len(), 1);
    }

    #[test]
    fn the_order_of_words_counts() {
        let source = "Anna paid Bert. Carl thanked Dora.";
        assert!(share(source, "Anna paid Bert.") > share(source, "Anna thanked Bert."));
    }
}
