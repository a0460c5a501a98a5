//! The signals that can be measured: each names the column it is and the label it claims to tell.

use crate::interactions::{Column, Interaction};

/// What a signal claims to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The kind of work, as one of several words.
    Category,
    /// Whether people found the response hallucinated.
    Hallucinated,
}

/// Where its value comes from.
#[derive(Clone, Copy)]
pub enum Of {
    /// A column that an enrichment fills.
    Column(&'static str),
    /// The texts themselves.
    Texts(fn(&Interaction) -> Option<f64>),
}

/// A signal.
pub struct Signal {
    /// Its word on the command line.
    pub id: &'static str,
    /// What it is.
    pub about: &'static str,
    /// What it claims to tell.
    pub label: Label,
    /// Where its value comes from.
    pub of: Of,
    /// 1 where a higher value is more suspicious, −1 where a lower one is.
    pub sign: f64,
    /// Whether the value is a probability, so that it can be calibrated.
    pub probability: bool,
}

impl Signal {
    /// Whether it is a column that none of these is: nothing fills it in this run.
    pub fn unfilled(&self, columns: &[Column]) -> bool {
        matches!(self.of, Of::Column(name) if columns.iter().all(|column| column.name != name))
    }
}

const fn against(id: &'static str, about: &'static str, of: Of, sign: f64) -> Signal {
    Signal { id, about, label: Label::Hallucinated, of, sign, probability: false }
}

/// Every signal; those that need an embedding model are measured where one is in force. The first that tells anything of a label gives the report's own figure for it.
pub const SIGNALS: &[Signal] = &[
    Signal {
        id: "category",
        about: "kind of work, by our rules",
        label: Label::Category,
        of: Of::Column("category"),
        sign: 1.0,
        probability: false,
    },
    against(
        "semantic_groundedness",
        "share of the response found in its context by words and by meaning; lower is more suspicious",
        Of::Column("semantic_groundedness"),
        -1.0,
    ),
    against(
        "groundedness",
        "share of the response found in its context; lower is more suspicious",
        Of::Column("groundedness"),
        -1.0,
    ),
    Signal {
        id: "suspicion",
        about: "calibrated probability that people would call the response hallucinated",
        label: Label::Hallucinated,
        of: Of::Column("suspicion"),
        sign: 1.0,
        probability: true,
    },
    against("unsupported_facts", "numbers and names that are not in the context", Of::Column("unsupported_facts"), 1.0),
    against(
        "similarity",
        "words that prompt and response share; lower is more suspicious",
        Of::Column("similarity"),
        -1.0,
    ),
    against(
        "semantic_support",
        "nearness of the response's sentences to those of its context, by meaning; lower is more suspicious",
        Of::Column("semantic_support"),
        -1.0,
    ),
    against(
        "semantic_coverage",
        "words of the response that are in its context by form or meaning; lower is more suspicious",
        Of::Column("semantic_coverage"),
        -1.0,
    ),
    against(
        "semantic_similarity",
        "nearness of prompt and response by meaning; lower is more suspicious",
        Of::Column("semantic_similarity"),
        -1.0,
    ),
    against("complexity", "complexity of the prompt; higher is more suspicious", Of::Column("complexity"), 1.0),
    against("length", "bytes of the response; longer is more suspicious", Of::Texts(length), 1.0),
];

fn length(call: &Interaction) -> Option<f64> {
    call.response.as_ref().map(|response| response.len() as f64)
}
