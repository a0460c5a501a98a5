//! A source and a response in, how near the sentences and the words of the response are to those of the source by meaning, out.

use super::super::words::{Numbered, Piece, each};
use super::Model;

/// What was found.
#[derive(Clone, Copy, Debug)]
pub struct Near {
    /// Mean over the sentences of the response of the highest cosine with one of the source, −1 to 1.
    pub support: f64,
    /// Mean over the words of the response, the rarer in the source the heavier: 1 for one that is there, else the highest
    /// cosine with a word that is. 0 to 1.
    pub coverage: f64,
}

/// Most different words of a source that words of the response are compared with: of a long one, the first.
const MOST_THERE: usize = 2048;
/// Most different words of a response that are looked for by meaning; any further one counts as not near.
const MOST_MISSING: usize = 256;

/// `None` where either has no sentence that the model knows.
pub fn near(model: &Model, source: &str, response: &str) -> Option<Near> {
    let (source, response) = (Read::of(source), Read::of(response));
    let (there, said) = (source.vectors(model), response.vectors(model));
    if there.is_empty() || said.is_empty() {
        return None;
    }
    let sum: f64 = said.iter().map(|one| f64::from(best(one, &there))).sum();
    let support = (sum / said.len() as f64).clamp(-1.0, 1.0);
    Some(Near { support, coverage: coverage(model, &source, &response) })
}

/// A text, read.
struct Read<'t> {
    sentences: Vec<&'t str>,
    /// Each word's key, itself, and the number of its sentence.
    words: Vec<(u64, &'t str, usize)>,
}

impl<'t> Read<'t> {
    fn of(text: &'t str) -> Self {
        let (mut sentences, mut words): (Vec<&str>, Vec<(u64, usize, usize)>) = (Vec::new(), Vec::new());
        let mut start = None;
        each(text, |piece| match piece {
            Piece::Word(word) => {
                start = start.or(Some(word.start));
                words.push((word.key, word.start, sentences.len()));
            }
            // A sentence without a word is none; one with begins at its first word.
            Piece::End(end) => sentences.extend(start.take().map(|start| text[start..end].trim_end())),
        });
        let ends = words.iter().skip(1).map(|word| word.1).chain([text.len()]).collect::<Vec<_>>();
        let whole = |(&(key, start, sentence), end): (&(u64, usize, usize), usize)| {
            let word = &text[start..end];
            let length = word.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(word.len());
            (key, &word[..length], sentence)
        };
        let words = words.iter().zip(ends).map(whole).collect();
        Self { sentences, words }
    }

    fn vectors(&self, model: &Model) -> Vec<Vec<f32>> {
        self.sentences.iter().filter_map(|sentence| model.embed(sentence)).collect()
    }
}

fn coverage(model: &Model, source: &Read<'_>, response: &Read<'_>) -> f64 {
    // Different words of the source, each with the number of sentences that have it and the last one of these.
    let (mut ids, mut there): (Numbered, Vec<(&str, u32, usize)>) = (Numbered::default(), Vec::new());
    for &(key, word, sentence) in &source.words {
        let id = ids.number(key);
        if id == there.len() {
            there.push((word, 1, sentence));
        } else if there[id].2 != sentence {
            there[id] = (there[id].0, there[id].1 + 1, sentence);
        }
    }
    let mut vectors = None;
    let (mut missing, mut found): (Numbered, Vec<f64>) = (Numbered::default(), Vec::new());
    let (mut sum, mut all) = (0.0, 0.0);
    for &(key, word, _) in &response.words {
        let (sentences, near) = match ids.get(key) {
            Some(id) => (there[id].1, 1.0),
            None => {
                let id = missing.number(key);
                if id == found.len() {
                    let vectors = vectors.get_or_insert_with(|| {
                        there.iter().take(MOST_THERE).filter_map(|word| model.embed(word.0)).collect::<Vec<_>>()
                    });
                    let near = model.embed(word).filter(|_| id < MOST_MISSING).map_or(0.0, |one| best(&one, vectors));
                    found.push(f64::from(near.clamp(0.0, 1.0)));
                }
                (0, found[id])
            }
        };
        // Inverse frequency among the sentences of the source, as for groundedness.
        let weight = ((source.sentences.len() as f64 + 1.0) / (f64::from(sentences) + 0.5)).ln();
        sum += weight * near;
        all += weight;
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

/// The highest cosine with one of many.
fn best(one: &[f32], others: &[Vec<f32>]) -> f32 {
    others.iter().map(|other| dot(one, other)).fold(-1.0, f32::max)
}

/// The cosine of two vectors of length 1.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums side by side, which the compiler turns into one instruction; one sum would have to be added in order.
    let (mut sums, (left, right)) = ([0.0_f32; 8], (a.as_chunks::<8>(), b.as_chunks::<8>()));
    for (x, y) in left.0.iter().zip(right.0) {
        (0..8).for_each(|at| sums[at] += x[at] * y[at]);
    }
    let rest: f32 = left.1.iter().zip(right.1).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_with_their_first_word() {
        let sentences = |text| Read::of(text).sentences;
        assert_eq!(sentences("  “The river. ” Long!\n\n- Is it? 3.5 km"), ["The river.", "Long!", "Is it?", "3.5 km"]);
        assert_eq!(sentences("上海很热。 北京也是。"), ["上海很热。", "北京也是。"]);
        assert!(sentences(" … \n").is_empty());
    }

    #[test]
    fn words_are_whole_and_know_their_sentence() {
        let text = Read::of("(Isn't) it? Zürich, 3.5");
        let words: Vec<(&str, usize)> = text.words.iter().map(|word| (word.1, word.2)).collect();
        assert_eq!(words, [("Isn't", 0), ("it", 0), ("Zürich", 1), ("3", 1)]);
    }

    #[test]
    fn the_product_of_any_length() {
        for length in [0, 1, 7, 8, 9, 16, 19] {
            let a: Vec<f32> = (0..length).map(|at| at as f32 - 3.0).collect();
            let b: Vec<f32> = (0..length).map(|at| 2.0 - at as f32).collect();
            let want: i32 = (0..length).map(|at| (at - 3) * (2 - at)).sum();
            assert_eq!(dot(&a, &b), want as f32);
        }
    }
}
