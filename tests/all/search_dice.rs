//! Chance → queries of every operator, made of what the corpus holds and of what it does not.

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::search_corpus::{sentences, values};
use crate::search_vectors::found;

/// Draws queries.
pub struct Dice(ChaCha8Rng);

/// Kinds of terms; every one is drawn as often.
const KINDS: &[fn(&mut Dice) -> String] = &[
    Dice::word,
    Dice::word,
    Dice::word,
    Dice::identifier,
    Dice::prefix,
    Dice::prefix,
    Dice::phrase,
    Dice::phrase,
    Dice::name,
    Dice::name,
    Dice::key,
    Dice::number,
    Dice::number,
    Dice::date,
];

impl Dice {
    /// The same seed gives the same queries.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list.choose(&mut self.0).unwrap().clone()
    }

    /// A query, its order, and whether its last word is perhaps unfinished.
    pub fn query(&mut self) -> (String, &'static str, bool) {
        let count = self.pick(&[0, 1, 1, 1, 2, 2, 2, 3, 4]);
        let mut terms: Vec<String> = Vec::new();
        let order = self.pick(&["newest", "newest", "relevance", "slowest", "dearest", "longest"]);
        for _ in 0..count {
            let make = self.pick(KINDS);
            let term = make(self);
            // What a phrase adds to a rank is not laid down.
            if order == "relevance" && term.starts_with('"') || terms.contains(&term) {
                continue;
            }
            let sign = if self.0.random_bool(0.2) { "-" } else { "" };
            terms.push(format!("{sign}{term}"));
        }
        let mut typing = self.0.random_bool(0.25);
        if typing {
            let word = self.stem();
            typing = !word.is_empty();
            terms.extend(Some(word).filter(|word| !word.is_empty()));
        }
        (terms.join(self.pick(&[" ", "  "])), order, typing)
    }

    fn sentence_words(&mut self) -> Vec<&'static str> {
        let long: Vec<&'static str> =
            sentences().iter().copied().filter(|sentence| sentence.split_whitespace().count() > 0).collect();
        let plain = |c: char| c == '"' || c == ':' || c == '*';
        let sentence = self.pick(&long);
        sentence.split(|c: char| c.is_whitespace() || plain(c)).filter(|word| !found(word).words.is_empty()).collect()
    }

    /// A word as somebody would type it; of dense scripts a few characters.
    fn word(&mut self) -> String {
        let words = self.sentence_words();
        if words.is_empty() || self.0.random_bool(0.05) {
            return self.pick(&["zebra", "字", "ヌ", "…", "9999"]).to_owned();
        }
        let word = self.pick(&words).trim_start_matches('-').to_owned();
        let chars: Vec<char> = word.chars().collect();
        let ideographs =
            chars.iter().filter(|c| (0x0E00..0x0E7F).contains(&(**c as u32)) || **c as u32 >= 0x3040).count();
        if ideographs > 3 && chars.len() > 3 {
            let start = self.0.random_range(0..chars.len() - 2);
            return chars[start..start + self.pick(&[1, 2, 3])].iter().collect();
        }
        let word = if self.0.random_bool(0.2) { word.to_uppercase() } else { word };
        if word.is_empty() { "order".to_owned() } else { word }
    }

    fn identifier(&mut self) -> String {
        self.pick(&[
            "json",
            "parse",
            "parse_json",
            "parseJson",
            "HTTPError",
            "error",
            "http",
            "user_id",
            "fetchUserData",
            "data",
            "total",
        ])
        .to_owned()
    }

    /// The beginning of a word of letters.
    fn stem(&mut self) -> String {
        let stems = [
            "re", "ref", "refu", "order", "orde", "t", "th", "par", "rücke", "RÜCK", "ver", "верн", "استر", "환불",
            "é", "json", "4", "zz",
        ];
        self.pick(&stems).to_owned()
    }

    fn prefix(&mut self) -> String {
        format!("{}*", self.stem())
    }

    fn phrase(&mut self) -> String {
        let sentence = self.pick(sentences());
        let words: Vec<&str> = sentence.split_whitespace().filter(|word| !word.contains(['"', '\\'])).collect();
        if words.is_empty() {
            return "\"refund the order\"".to_owned();
        }
        let length = self.0.random_range(1..=words.len().min(4));
        let start = self.0.random_range(0..=words.len() - length);
        let mut words = words[start..start + length].to_vec();
        if self.0.random_bool(0.2) {
            words.reverse();
        }
        let phrase = words.join(self.pick(&[" ", ", "]));
        if found(&phrase).words.is_empty() { "\"the the\"".to_owned() } else { format!("\"{phrase}\"") }
    }

    fn name(&mut self) -> String {
        let field = self.pick(&[
            "model",
            "provider",
            "category",
            "app",
            "env",
            "environment",
            "status",
            "error",
            "hallucinated",
            "feedback",
            "Model",
        ]);
        self.is(field)
    }

    fn key(&mut self) -> String {
        let field = self.pick(&["user", "session", "trace", "tag", "id"]);
        self.is(field)
    }

    fn is(&mut self, field: &str) -> String {
        let mut value = self.pick(&values(&field.to_lowercase()));
        let cut = field != "id" && self.0.random_bool(0.2);
        if cut {
            let most = value.chars().count();
            value = value.chars().take(self.0.random_range(1..=most)).collect();
        }
        let plain = !value.contains([' ', '"']) && self.0.random_bool(0.7);
        let value = if plain { value } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) };
        format!("{field}:{value}{}", if cut { "*" } else { "" })
    }

    fn number(&mut self) -> String {
        let (field, numbers): (_, &[&str]) = self.pick(&[
            ("cost", &["0", "0.01", "0.0125", "0.04", "1"][..]),
            ("latency", &["0", "800ms", "1.5", "2s", "5.9s"][..]),
            ("tokens", &["0", "100", "1k", "1.5k", "2048"][..]),
            ("complexity", &["0", "10", "20.5", "40"][..]),
            ("similarity", &["0.2", "0.9"][..]),
        ]);
        if self.0.random_bool(0.3) {
            let mut ends = [self.0.random_range(0..numbers.len()), self.0.random_range(0..numbers.len())];
            ends.sort_unstable();
            return format!("{field}:{}..{}", numbers[ends[0]], numbers[ends[1]]);
        }
        let sign = self.pick(&[">", ">=", "<", "<=", "=", ""]);
        format!("{field}:{sign}{}", self.pick(numbers))
    }

    fn date(&mut self) -> String {
        let days = ["2026-10-19", "2026-10-22", "2026-10-25", "2026-10-26", "2026-10-27", "2026-11-30"];
        if self.0.random_bool(0.4) {
            let (first, last) = (self.0.random_range(0..days.len()), self.0.random_range(0..days.len()));
            return format!("date:{}..{}", days[first.min(last)], days[first.max(last)]);
        }
        format!("date:{}{}", self.pick(&["", ">", ">=", "<", "<="]), self.pick(&days))
    }
}
