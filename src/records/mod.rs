//! Source file → [`Record`]. Finds out what a file is, splits it into rows, and maps each row's fields to ours;
//! it does not judge what the values mean (that is `interactions`).

mod api_pairs;
mod batch_api;
pub mod bodies;
mod bytes;
mod chunk;
mod claude_code;
mod codex;
mod decode;
mod dig;
mod feed;
pub mod field;
pub mod fingerprint;
mod genai;
mod head;
mod helicone;
pub mod input;
pub mod json;
mod langfuse;
mod litellm;
mod llm_cli;
pub mod map;
mod otlp;
mod phoenix;
mod portkey;
pub mod registry;
pub mod sample;
pub mod source;
pub mod split;
pub mod time;
pub mod trial;
pub mod value;

pub use chunk::{Chunk, End, OpenTable, ReadOptions, Tail};
pub use decode::Decoder;
pub use feed::Feed;
pub use field::Field;
pub use fingerprint::{Fingerprint, Position, Resume};
pub use input::{Input, Origin, PACKED, discover};
pub use registry::Registry;
pub use sample::Sample;
pub use source::Source;
pub use trial::Trial;
pub use value::Value;

use crate::error::{Reject, Result};

/// Something a log may be written in. Most are field maps (`data/maps`); one that needs logic is a file here and a line
/// in [`FORMATS`].
pub trait Format: Send + Sync {
    /// File name, and the word for it on the command line and in the store.
    fn id(&self) -> &str;
    /// For people: "Azure LLM inference trace 2023 (CSV)".
    fn title(&self) -> &str;
    /// Where the format is described.
    fn doc(&self) -> &str;
    /// For the README, in a few sentences: which files these are, what they do not say, and what is done about traps.
    fn about(&self) -> &str;
    /// How well the first rows fit, 0 for not at all. A format that names keys of its own returns 100 or more; the
    /// native one, which takes what it understands, stays below.
    fn fits(&self, sample: &Sample) -> u32;
    /// Makes ready to read the file that the sample is from.
    fn reading(&self, sample: &Sample) -> Result<Reading>;
    /// Where each field is looked for, best first; empty where it takes more than a table to say.
    fn table(&self) -> Vec<Feed> {
        Vec::new()
    }
    /// Which places of the sampled rows feed which fields; empty where it takes more than a table to say.
    fn feeds(&self, _sample: &Sample) -> Vec<Feed> {
        Vec::new()
    }
    /// Why a sample that fits does so, for a person.
    fn why(&self, _sample: &Sample) -> String {
        "its rows have keys of this format's own".to_owned()
    }
    /// Whether a file that has grown must be read from its start, because early rows say what later ones mean. What is
    /// read then takes the place of what the file gave before.
    fn reads_anew(&self) -> bool {
        false
    }
}

/// A format made ready for one file.
pub struct Reading {
    /// What turns rows into records.
    pub rows: Box<dyn Rows>,
    /// What was found out rather than given (units, scales, unused keys), each a sentence for a person.
    pub inferences: Vec<String>,
}

/// Turns rows into records. A row may give one record, several or none.
pub trait Rows: Send + Sync {
    /// Reads one row.
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>);
    /// Whether rows must be read in order, by one thread at a time, because one row changes what another means.
    /// State then lives behind a `Mutex` in the implementation.
    fn in_order(&self) -> bool {
        false
    }
    /// Called once after the last row: what was held back.
    fn finish(&self, _emit: Emit<'_, 'static>) {}
    /// What can only be told once every row was read, each a sentence for a person.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What a row holds. A row may hold several of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<'a> {
    /// One call of an LLM.
    Call(Record<'a>),
    /// Something said about a call that is told elsewhere: its texts, its scores, who asked. Its id, its span, or its
    /// trace alone (then every call of the trace is meant) say which; the fields it has go where the call has none.
    Remark(Record<'a>),
    /// Neither, such as the span of a tool; the words are what such rows are called, in the plural ("tool spans").
    Other(&'static str),
}

/// Takes what is found in rows.
pub type Emit<'e, 'a> = &'e mut dyn FnMut(Result<Found<'a>, Reject>);

/// Makes a format.
pub type MakeFormat = fn() -> Box<dyn Format>;

/// Formats that need logic. The maps in `data/maps` come on top of these (see [`Registry::new`]).
pub const FORMATS: &[MakeFormat] = &[
    || Box::new(api_pairs::Pairs),
    || Box::new(batch_api::Batches),
    || Box::new(claude_code::ClaudeCode),
    || Box::new(codex::Codex),
    || Box::new(helicone::Helicone),
    || Box::new(langfuse::Langfuse),
    || Box::new(litellm::Payload),
    || Box::new(litellm::Spend),
    || Box::new(llm_cli::LlmCli),
    otlp::otlp,
    phoenix::phoenix,
    portkey::Portkey::make,
];

/// A row as read: canonical fields, in canonical units (durations in ms), values still as the log wrote them.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'a> {
    /// 1-based line of the source where the row starts.
    pub line: u64,
    values: Vec<Value<'a>>,
}

impl<'a> Record<'a> {
    /// An empty record for a row that starts at `line`.
    pub fn new(line: u64) -> Self {
        Self { line, values: vec![Value::Null; Field::COUNT] }
    }

    /// The value of a field; [`Value::Null`] when the log has none.
    pub fn get(&self, field: Field) -> &Value<'a> {
        &self.values[field as usize]
    }

    /// Takes a field's value out.
    pub fn take(&mut self, field: Field) -> Value<'a> {
        std::mem::take(&mut self.values[field as usize])
    }

    /// Sets a field.
    pub fn set(&mut self, field: Field, value: Value<'a>) {
        self.values[field as usize] = value;
    }
}
