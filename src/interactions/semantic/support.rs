//! A source and a response in, how near the sentences of the response are to those of the source by meaning, out.

use super::super::words::{Piece, each};
use super::Model;

/// Mean over the sentences of the response of the highest cosine with a sentence of the source, or with two neighbours
/// together; `None` where either has no sentence that the model knows.
pub fn support(model: &Model, source: &str, response: &str) -> Option<f64> {
    let (there, said) = (vectors(model, source), vectors(model, response));
    if there.is_empty() || said.is_empty() {
        return None;
    }
    let best = |one: &Vec<f32>| there.iter().map(|other| dot(one, other)).fold(f32::NEG_INFINITY, f32::max);
    let sum: f64 = said.iter().map(|one| f64::from(best(one))).sum();
    Some((sum / said.len() as f64).clamp(-1.0, 1.0))
}

fn vectors(model: &Model, text: &str) -> Vec<Vec<f32>> {
    sentences(text).into_iter().filter_map(|sentence| model.embed(sentence)).collect()
}

/// Sentences that have a word, each from its first word on.
fn sentences(text: &str) -> Vec<&str> {
    let (mut out, mut start) = (Vec::new(), None);
    each(text, |piece| match piece {
        Piece::Word(word) => start = start.or(Some(word.start)),
        Piece::End(end) => out.extend(start.take().map(|start| text[start..end].trim_end())),
    });
    out
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
        assert_eq!(sentences("  “The river. ” Long!\n\n- Is it? 3.5 km"), ["The river.", "Long!", "Is it?", "3.5 km"]);
        assert_eq!(sentences("上海很热。 北京也是。"), ["上海很热。", "北京也是。"]);
        assert_eq!(sentences(" … \n"), [""; 0]);
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
