//! Places in a text → the places of the same in what is published of it.

use super::mask::Mask;
use crate::config::Publish;

/// From the first character to before the last one.
pub type Place = (usize, usize);

impl Mask {
    /// Where stretches of a text are once it was redacted. One that begins or ends within what is removed takes the whole
    /// placeholder, so that no place tells how long a secret is. None of them where no text is published.
    pub fn moved(&self, text: &str, places: &[Place]) -> Vec<Place> {
        match self.level {
            Publish::Full => places.to_vec(),
            Publish::None => Vec::new(),
            Publish::Redacted => self.redacted_places(text, places),
        }
    }

    fn redacted_places(&self, text: &str, places: &[Place]) -> Vec<Place> {
        // Of each removed stretch: where it was, and where its placeholder is. In characters, as places are.
        let mut removed: Vec<(Place, Place)> = Vec::new();
        let (mut byte, mut before, mut after) = (0, 0, 0);
        for hit in self.redactor.hits(text) {
            let kept = text[byte..hit.range.start].chars().count();
            let value = &text[hit.range.clone()];
            let id = &self.redactor.names()[hit.kind].0;
            let long = self.redactor.key().placeholder(id, value).chars().count();
            let (from, to) = (before + kept, after + kept);
            let gone = value.chars().count();
            removed.push(((from, from + gone), (to, to + long)));
            (byte, before, after) = (hit.range.end, from + gone, to + long);
        }
        let place = |at: usize, end: bool| {
            let Some((was, is)) = removed[..removed.partition_point(|(was, _)| was.0 < at)].last() else { return at };
            match (at < was.1, end) {
                (true, false) => is.0,
                (true, true) => is.1,
                (false, _) => is.1 + at - was.1,
            }
        };
        places.iter().map(|(from, to)| (place(*from, false), place(*to, true))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::seal::Key;
    use super::*;
    use crate::config::Config;

    fn cut(text: &str, (from, to): Place) -> String {
        text.chars().skip(from).take(to - from).collect()
    }

    #[test]
    fn places_find_the_same_sentences_again() {
        let config = Config { publish_text: Publish::Redacted, ..Config::default() };
        let mask = Mask::new(&config, Key::from_phrase("a phrase for tests")).unwrap();
        let text = "Äpfel, ada@example.org. Schreibt bob@example.org. Nichts. Ruft +49 30 901820 an.";
        let sentences = ["Äpfel, ada@example.org.", "Schreibt bob@example.org.", "Nichts.", "Ruft +49 30 901820 an."];
        let start = |part: &str| text[..text.find(part).unwrap()].chars().count();
        let places: Vec<Place> =
            sentences.iter().map(|part| (start(part), start(part) + part.chars().count())).collect();
        let shown = mask.figure("response", text.to_owned()).unwrap();
        let found: Vec<String> = mask.moved(text, &places).iter().map(|place| cut(&shown, *place)).collect();
        for (sentence, found) in sentences.iter().zip(&found) {
            // Addresses and numbers here are neighbours of nothing else, so a sentence alone is masked alike.
            assert_eq!(*found, mask.figure("response", (*sentence).to_owned()).unwrap());
        }
        // Half of a secret is all of its placeholder.
        let half = start("example.org. Schreibt");
        let widened = cut(&shown, mask.moved(text, &[(half, half + 4)])[0]);
        assert!(widened.starts_with("[email:") && widened.ends_with(']'), "{widened}");
        let bare =
            Mask::new(&Config { publish_text: Publish::None, ..Config::default() }, Key::from_phrase("x")).unwrap();
        assert!(bare.moved(text, &places).is_empty());
    }
}
