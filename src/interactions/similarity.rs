//! A prompt and a response in, how alike their words are out. It tells whether an answer is off the topic, and nothing
//! about whether it is true.

use super::text::head;
use super::words::{Keyed, Piece, each};
use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

const COLUMNS: &[Column] = &[Column {
    name: "similarity",
    kind: Kind::Float,
    doc: "Cosine of the words of prompt and response, 0 to 1: each word weighs 1 + ln(how often it is there), a quarter of \
          that if it has up to three letters; words count by their first six letters, in scripts without blanks by pairs \
          of characters. First 8 KB of each. Low: off the topic. It says nothing about hallucination. NULL without either.",
}];

/// What is read of each text, bytes.
const MOST: usize = 8 * 1024;

/// What a word of few letters counts: articles and prepositions are in every text.
const SHORT: f64 = 0.25;

/// The enrichment.
pub struct Similarity;

impl Similarity {
    /// Ready to run.
    pub fn make(_config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self))
    }
}

/// Words of a text: how often each is there, and whether it is short.
fn counts(text: &str) -> Keyed<(u32, bool)> {
    let mut counts: Keyed<(u32, bool)> = Keyed::default();
    each(head(text, MOST), |piece| {
        if let Piece::Word(word) = piece {
            counts.entry(word.key).or_insert((0, word.short)).0 += 1;
        }
    });
    counts
}

/// See the column. `None` where either text has no word.
pub fn cosine(prompt: &str, response: &str) -> Option<f64> {
    let (prompt, response) = (counts(prompt), counts(response));
    let weight = |(n, short): (u32, bool)| (1.0 + f64::from(n).ln()) * if short { SHORT } else { 1.0 };
    // The order of a map is no order: sums are made over sorted terms, so that they are the same every time.
    let sum = |mut terms: Vec<f64>| {
        terms.sort_unstable_by(f64::total_cmp);
        terms.iter().sum::<f64>()
    };
    let length = |words: &Keyed<(u32, bool)>| sum(words.values().map(|&word| weight(word).powi(2)).collect()).sqrt();
    let (few, many) = if prompt.len() < response.len() { (&prompt, &response) } else { (&response, &prompt) };
    let both = few.iter().filter_map(|(key, &word)| Some(weight(word) * weight(*many.get(key)?)));
    let lengths = length(&prompt) * length(&response);
    (lengths > 0.0).then(|| (sum(both.collect()) / lengths).min(1.0))
}

impl Enrichment for Similarity {
    fn id(&self) -> &'static str {
        "similarity"
    }

    fn about(&self) -> &'static str {
        "How alike the words of prompt and response are: whether an answer keeps to the topic."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        let texts = call.prompt.as_deref().zip(call.response.as_deref());
        let similarity = texts.and_then(|(prompt, response)| cosine(prompt, response));
        out.push(similarity.map_or(Cell::Null, |value| Cell::Float((value * 1000.0).round() / 1000.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_by_hand() {
        // Prompt: river twice, bank once. Response: river once, boat once.
        let river = 1.0 + 2.0_f64.ln();
        let expected = river / ((river * river + 1.0).sqrt() * 2.0_f64.sqrt());
        assert!((cosine("River bank, river", "river boat").expect("both have words") - expected).abs() < 1e-12);
        // A short word in both: a quarter squared over lengths √(1/16 + 1) each.
        let expected = 0.0625 / 1.0625;
        assert!((cosine("the river", "the boats").expect("both have words") - expected).abs() < 1e-12);
    }

    #[test]
    fn the_ends_of_the_scale() {
        assert_eq!(cosine("水牛在河里", "水牛在河里").map(|value| (value * 1e9).round()), Some(1e9));
        assert_eq!(cosine("river", "boat"), Some(0.0));
        assert_eq!((cosine("", "boat"), cosine("?", "!")), (None, None));
    }
}
