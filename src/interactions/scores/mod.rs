//! An interaction's evaluations in; feedback and hallucination where the log itself gives none, out.

mod read;
pub mod rule;

pub use read::{Score, read, write};

use super::{Cell, Column, Enrichment, Interaction, Kind};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::records::Value;
use rule::{FeedbackRule, HallucinationRule};

const COLUMNS: &[Column] = &[
    Column {
        name: "feedback_from_scores",
        kind: Kind::Bool,
        doc: "Whether `feedback` is from a score; NULL when unknown.",
    },
    Column {
        name: "hallucination_from_scores",
        kind: Kind::Bool,
        doc: "Whether `hallucination` is from a score and its threshold, not a label; NULL when unknown.",
    },
];

/// Judges that are people, as tools name them.
const PEOPLE: [&str; 3] = ["human", "annotation", "user"];

/// The enrichment.
pub struct Scores {
    feedback: Vec<FeedbackRule>,
    hallucination: Vec<HallucinationRule>,
}

impl Scores {
    /// Ready to run with the rules of the configuration.
    pub fn make(config: &Config) -> Result<Box<dyn Enrichment>> {
        let rules =
            |name: &str, why: String| Error::new(format!("{name}: {why}")).hint("see llmobs.toml in the README");
        let feedback =
            config.feedback_scores.iter().map(|text| text.parse().map_err(|why| rules("feedback_scores", why)));
        let hallucination = config
            .hallucination_scores
            .iter()
            .map(|text| text.parse().map_err(|why| rules("hallucination_scores", why)));
        Ok(Box::new(Self {
            feedback: feedback.collect::<Result<_>>()?,
            hallucination: hallucination.collect::<Result<_>>()?,
        }))
    }
}

/// What the first rule says that has a say; people are heard before machines.
fn verdict<R, T>(rules: &[R], scores: &[Score], judge: impl Fn(&R, &Score) -> Option<T>) -> Option<T> {
    let human = |score: &Score| score.source.as_ref().is_some_and(|by| PEOPLE.contains(&by.to_lowercase().as_str()));
    let (people, machines): (Vec<&Score>, Vec<&Score>) = scores.iter().partition(|score| human(score));
    [people, machines]
        .iter()
        .find_map(|scores| rules.iter().find_map(|rule| scores.iter().find_map(|score| judge(rule, score))))
}

impl Enrichment for Scores {
    fn id(&self) -> &'static str {
        "scores"
    }

    fn about(&self) -> &'static str {
        "Feedback and hallucination from scores (evaluations), by the names and thresholds of the configuration, where the \
         log has no feedback or label of its own."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn filled(&self) -> &'static [(&'static str, &'static str)] {
        &[("feedback", "feedback_from_scores"), ("hallucination", "hallucination_from_scores")]
    }

    fn enrich(&self, call: &mut Interaction, out: &mut Vec<Cell>) {
        let scores =
            call.scores.as_deref().map_or_else(Vec::new, |text| read(Value::Text(text.into())).unwrap_or_default());
        let known = (call.feedback.is_some(), call.hallucination.is_some());
        if !scores.is_empty() {
            call.feedback = call.feedback.or_else(|| verdict(&self.feedback, &scores, FeedbackRule::judge));
            call.hallucination =
                call.hallucination.or_else(|| verdict(&self.hallucination, &scores, HallucinationRule::judge));
        }
        let flag = |there: bool, before: bool| if there { Cell::Bool(!before) } else { Cell::Null };
        out.push(flag(call.feedback.is_some(), known.0));
        out.push(flag(call.hallucination.is_some(), known.1));
    }
}
