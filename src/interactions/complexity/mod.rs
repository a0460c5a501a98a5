//! A prompt in; how demanding it is, 0 to 100, and the parts that this was reckoned from, out.

mod constraints;
mod scan;

use constraints::CONSTRAINTS;
use scan::Scan;

use super::cues::Cues;
use super::text::{MOST_BYTES, head};
use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

/// What each part may add to the 100. They say what we believe makes a prompt demanding, and are not fitted to anything.
const WEIGHTS: [f64; 7] = [25.0, 15.0, 15.0, 20.0, 5.0, 10.0, 10.0];

const fn part(name: &'static str, doc: &'static str) -> Column {
    Column { name, kind: Kind::Float, doc }
}

const COLUMNS: &[Column] = &[
    part(
        "complexity",
        "How demanding the prompt is, 0 to 100: the weighted sum of the `complexity_*` parts. Of the first \
         16 KB; NULL without a prompt.",
    ),
    part(
        "complexity_length",
        "Part, 0 to 1, weight 25: ln(1 + words) / ln(1001). Two Chinese or Japanese characters, or five \
         Thai ones, count as a word.",
    ),
    part(
        "complexity_vocabulary",
        "Part, 0 to 1, weight 15: different words / √words / 12 (Guiraud's index). Chinese and Japanese \
         characters count as words.",
    ),
    part(
        "complexity_sentences",
        "Part, 0 to 1, weight 15: mean of words per sentence / 40 and reading grade / 18; without a grade, \
         the first alone.",
    ),
    part(
        "complexity_constraints",
        "Part, 0 to 1, weight 20: ln(1 + n) / ln(13) of the n words that bind the answer (must, only, at \
         most, in JSON, …).",
    ),
    part("complexity_questions", "Part, 0 to 1, weight 5: ln(1 + n) / ln(6) of the n questions."),
    part(
        "complexity_code",
        "Part, 0 to 1, weight 10: symbols of code, markup and formulas, as a share of all characters / \
         0.08; at least 0.5 with a fenced block.",
    ),
    part("complexity_numbers", "Part, 0 to 1, weight 10: ln(1 + n) / ln(21) of the n numbers."),
    part(
        "reading_grade",
        "US school grade by the Automated Readability Index (Senter and Smith 1967), 0 to 30; NULL where \
         most of the text is in a script without spaces, for which there is no such formula.",
    ),
];

/// The enrichment.
pub struct Complexity {
    constraints: Cues,
}

impl Complexity {
    /// Ready to run.
    pub fn make(_config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self { constraints: Cues::new(CONSTRAINTS.iter().copied())? }))
    }

    fn parts(&self, prompt: &str) -> ([f64; 7], Option<f64>) {
        let text = head(prompt, MOST_BYTES);
        let scan = Scan::of(text);
        let mut bounds = 0_u32;
        self.constraints.each(text, |_, _| bounds += 1);
        let words = words(&scan);
        let tokens = f64::from(scan.words + scan.ideographs + scan.unspaced);
        let pace = if scan.sentences == 0 { 0.0 } else { words / f64::from(scan.sentences) };
        let grade = grade(&scan);
        let symbols = f64::from(scan.symbols) / f64::from(scan.visible.max(1)) / 0.08;
        let parts = [
            logarithmic(words, 1_000.0),
            if tokens == 0.0 { 0.0 } else { f64::from(scan.distinct) / tokens.sqrt() / 12.0 },
            grade.map_or(pace / 40.0, |grade| ((pace / 40.0).min(1.0) + (grade / 18.0).min(1.0)) / 2.0),
            logarithmic(f64::from(bounds), 12.0),
            logarithmic(f64::from(scan.questions), 5.0),
            if scan.fenced { symbols.max(0.5) } else { symbols },
            logarithmic(f64::from(scan.numbers), 20.0),
        ];
        (parts.map(|part| round(part.clamp(0.0, 1.0), 100.0)), grade.map(|grade| round(grade, 10.0)))
    }
}

/// Words, those of scripts without spaces by their usual length.
fn words(scan: &Scan) -> f64 {
    f64::from(scan.words) + f64::from(scan.ideographs) / 2.0 + f64::from(scan.unspaced) / 5.0
}

/// Automated Readability Index: 4.71 · letters per word + 0.5 · words per sentence − 21.43.
/// Senter and Smith, AMRL-TR-66-220, Wright-Patterson Air Force Base 1967.
fn grade(scan: &Scan) -> Option<f64> {
    if scan.words == 0 || scan.ideographs + scan.unspaced > scan.letters {
        return None;
    }
    let (words, sentences) = (f64::from(scan.words), f64::from(scan.sentences.max(1)));
    Some((4.71 * f64::from(scan.letters) / words + 0.5 * words / sentences - 21.43).clamp(0.0, 30.0))
}

/// 0 at 0, 1 at `full`, logarithmic between: the tenth of a kind adds less than the first.
fn logarithmic(n: f64, full: f64) -> f64 {
    n.ln_1p() / full.ln_1p()
}

/// Parts are stored rounded, and the score is reckoned from what is stored, so that SQL gives the same sum.
fn round(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

impl Enrichment for Complexity {
    fn id(&self) -> &'static str {
        "complexity"
    }

    fn about(&self) -> &'static str {
        "How demanding a prompt is, 0 to 100, from counted parts that are stored beside it."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        let Some(prompt) = call.prompt.as_deref() else {
            out.extend(COLUMNS.iter().map(|_| Cell::Null));
            return;
        };
        let (parts, grade) = self.parts(prompt);
        let score: f64 = parts.iter().zip(WEIGHTS).map(|(part, weight)| part * weight).sum();
        out.push(Cell::Float(round(score, 100.0)));
        out.extend(parts.map(Cell::Float));
        out.push(grade.map_or(Cell::Null, Cell::Float));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(prompt: &str) -> ([f64; 7], Option<f64>) {
        Complexity { constraints: Cues::new(CONSTRAINTS.iter().copied()).expect("the list is fine") }.parts(prompt)
    }

    #[test]
    fn the_grade_is_the_published_formula() {
        // 6 words, 24 letters, 2 sentences: 4.71 × 4 + 0.5 × 3 − 21.43 is below 0; the second is 14.05 by hand.
        assert_eq!(parts("Cats sleep here. Dogs bark loud.").1, Some(0.0));
        let long = parts("International organizations frequently investigate.").1;
        // 4 words, 47 letters, 1 sentence: 4.71 × 11.75 + 2 − 21.43 = 35.9125, cut to 30.
        assert_eq!(long, Some(30.0));
        // 5 words, 29 letters: 27.318 + 2.5 − 21.43 = 8.388.
        assert_eq!(parts("Please describe several new birds").1, Some(8.4));
        assert_eq!(parts("请解释量子力学的基本原理，不超过100字。").1, None);
    }

    #[test]
    fn each_part_answers_to_its_own_cause() {
        let base = parts("Describe a forest in autumn").0;
        let with = |prompt: &str| parts(prompt).0;
        assert!(with("Describe a forest in autumn and the many animals that live there")[0] > base[0]);
        assert!(with("a a a a a a a a")[1] < with("a b c d e f g h")[1]);
        assert_eq!(base[3], 0.0);
        assert_eq!(with("Describe a forest; you must use exactly ten words")[3], round(logarithmic(3.0, 12.0), 100.0));
        assert_eq!(with("只能用中文，必须简短")[3], round(logarithmic(2.0, 12.0), 100.0));
        assert_eq!(with("Why? How?")[4], round(logarithmic(2.0, 5.0), 100.0));
        assert!(with("```\nx\n```")[5] >= 0.5 && base[5] == 0.0);
        assert_eq!(with("Add 3, 4 and 1,000.5")[6], round(logarithmic(3.0, 20.0), 100.0));
    }

    #[test]
    fn weights_make_a_hundred_and_bounds_hold() {
        assert_eq!(WEIGHTS.iter().sum::<f64>(), 100.0);
        assert_eq!(COLUMNS.len(), WEIGHTS.len() + 2);
        let hostile = format!("{}?! 12 {{}} must only ", "字 word ".repeat(10_000));
        for text in ["", " ", "?", "👍", "\u{0}", "```", hostile.as_str()] {
            let (parts, _) = parts(text);
            assert!(parts.iter().all(|part| (0.0..=1.0).contains(part)), "{parts:?}");
        }
    }
}
