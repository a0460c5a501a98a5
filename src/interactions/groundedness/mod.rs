//! A response and the text it should rest on in; how far each sentence is found there, and which are not, out.

mod suspicion;

use suspicion::Suspicion;

use super::grounds::{self, Support};
use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::Result;

const COLUMNS: &[Column] = &[
    Column {
        name: "groundedness",
        kind: Kind::Float,
        doc: "How far the response is found in its context (`grounded_in`), 0 to 1: 0.7 × the mean of its sentences (by words) + 0.3 × the \
              least. A sentence has (2 × share of its words that are there + share of its neighbouring pairs that are \
              neighbours there + the share, weighted by how rare they are there, of its words that are in the one best \
              sentence there) / 4; less 20 % for each number that is not there and 10 % for each name (two of each at \
              most), and 5 % where it denies what the best sentence does not, or the other way round. Words count by \
              their first six letters; in scripts without blanks, pairs of characters. First 64 KB of the context and \
              8 KB of the response. NULL without either.",
    },
    Column {
        name: "grounded_in",
        kind: Kind::Word,
        doc: "What `groundedness` was looked for in: context, as logged; without one tools, which is what tools gave back in \
              the conversation that was sent (the latest 64 KB, texts and JSON, but no failures), where the response is \
              more than further calls of tools; without any prompt, where a text of 600 bytes or more follows the first \
              line of the prompt. NULL where it is NULL.",
    },
    Column {
        name: "unsupported",
        kind: Kind::Text,
        doc: "Sentences of the response of which less than half is found, as a JSON list of [start, end) in characters \
              of the response as it was logged; \
              NULL where there is none.",
    },
    Column {
        name: "unsupported_facts",
        kind: Kind::Int,
        doc: "Numbers and names of the response that are not in the context; NULL where `groundedness` is.",
    },
    Column {
        name: "suspicion",
        kind: Kind::Float,
        doc: "Ours, neither a label nor a score: the probability that people would call the response hallucinated, 0 to 1, by \
              a logistic curve over `groundedness` that was fitted to labels (data/suspicion.toml). NULL without a logged \
              context, and where the curve says 0.35 to 0.65: a coin toss is not told.",
    },
];

/// The enrichment.
pub struct Groundedness {
    curve: &'static Suspicion,
}

impl Groundedness {
    /// Ready to run.
    pub fn make(_config: &Config) -> Result<Box<dyn Enrichment>> {
        Ok(Box::new(Self { curve: Suspicion::shipped()? }))
    }
}

/// Byte places as places of characters.
fn spans(support: &Support, response: &str) -> Option<String> {
    let count = |range: &std::ops::Range<usize>| {
        let start = response[..range.start].chars().count();
        format!("[{start},{}]", start + response[range.clone()].chars().count())
    };
    let spans: Vec<String> = support.unsupported.iter().map(count).collect();
    (!spans.is_empty()).then(|| format!("[{}]", spans.join(",")))
}

impl Enrichment for Groundedness {
    fn id(&self) -> &'static str {
        "groundedness"
    }

    fn about(&self) -> &'static str {
        "How far a response is found in its context, sentence by sentence, with the sentences that are not."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        let found = grounds::read(call).and_then(|grounds| Some((grounds.support()?, grounds)));
        let Some((support, grounds)) = found else {
            out.extend([const { Cell::Null }; 5]);
            return;
        };
        // The curve was fitted to contexts; of texts in prompts and of what tools gave back nothing was measured.
        let suspicion = if grounds.place == "context" { self.curve.of(support.groundedness) } else { None };
        out.extend([
            Cell::Float((support.groundedness * 1000.0).round() / 1000.0),
            Cell::Word(grounds.place),
            spans(&support, grounds.response).map_or(Cell::Null, Cell::Text),
            Cell::Int(support.facts),
            suspicion.map_or(Cell::Null, |p| Cell::Float((p * 1000.0).round() / 1000.0)),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(context: Option<&str>, prompt: &str, response: Option<&str>) -> Vec<Cell> {
        let mut call =
            Interaction::of_texts(Some(prompt.to_owned()), context.map(str::to_owned), response.map(str::to_owned));
        let mut out = Vec::new();
        Groundedness { curve: Suspicion::shipped().expect("it reads") }.enrich(&mut call, &mut out);
        out
    }

    #[test]
    fn what_is_not_there_is_marked_in_characters() {
        let said = cells(Some("Der Fluß ist lang."), "?", Some("Der Fluß ist lang. Züge fahren täglich nach Köln."));
        assert_eq!(said[1], Cell::Word("context"));
        assert_eq!(said[2], Cell::Text("[[19,49]]".to_owned()));
        assert_eq!(
            cells(Some("The river is long."), "?", Some("The river is long."))[..3],
            [Cell::Float(1.0), Cell::Word("context"), Cell::Null]
        );
    }

    #[test]
    fn a_long_text_in_the_prompt_is_a_source() {
        let text = "The harbour authority met on Tuesday and spoke of the eastern basin. ".repeat(10);
        let said = cells(None, &format!("Summarize this.\n\n{text}"), Some("The harbour authority met on Tuesday."));
        assert_eq!(said[1], Cell::Word("prompt"));
        assert!(matches!(said[0], Cell::Float(share) if share > 0.8), "{said:?}");
        assert_eq!(said[4], Cell::Null, "nothing was measured for texts in prompts");
    }

    #[test]
    fn what_tools_gave_back_stands_for_a_context() {
        let talk = r#"[{"role":"user","content":"Open?"},{"role":"tool","content":"{\"museum\":\"open\",\"hours\":\"9 to 17\"}"}]"#;
        let said = |context: Option<&str>, response: &str, finish: Option<&str>| {
            let mut call = Interaction::of_texts(None, context.map(str::to_owned), Some(response.to_owned()));
            (call.messages, call.finish_reason) = (Some(talk.to_owned()), finish.map(str::to_owned));
            let mut out = Vec::new();
            Groundedness { curve: Suspicion::shipped().expect("it reads") }.enrich(&mut call, &mut out);
            (call.context, out)
        };
        let (context, told) = said(None, "Museum open, hours 9 to 17.", Some("stop"));
        assert!(context.is_none() && matches!(told[0], Cell::Float(share) if share > 0.8), "{told:?}");
        assert_eq!((&told[1], &told[2], &told[4]), (&Cell::Word("tools"), &Cell::Null, &Cell::Null));
        assert_eq!(said(None, "Elephants sleep standing.", None).1[2], Cell::Text("[[0,25]]".to_owned()));
        assert_eq!(said(Some("Elephants sleep."), "Elephants sleep.", None).1[1], Cell::Word("context"));
        let nothing = [const { Cell::Null }; 5];
        assert_eq!(said(None, "I look further.", Some("tool_calls")).1, nothing);
        assert_eq!(said(None, r#"[{"name":"f","arguments":"{}"}]"#, None).1, nothing);
    }

    #[test]
    fn nothing_without_a_source_or_a_response() {
        let nothing = [const { Cell::Null }; 5];
        assert_eq!(cells(None, "Why?", Some("So.")), nothing);
        assert_eq!(cells(Some("text"), "Why?", None), nothing);
        assert_eq!(cells(Some("text"), "Why?", Some("…")), nothing);
        assert_eq!(cells(Some("  "), "Why?", Some("So.")), nothing);
    }
}
