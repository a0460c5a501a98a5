//! What a field map says: which files it fits, and where each field is.

use std::collections::BTreeMap;

use regex::Regex;

use super::only::Only;
use super::path::Step;
use super::unit::Unit;
use crate::records::{Field, Value};

/// A field map as written: which files it fits, and where each field is.
#[derive(Clone, Debug)]
pub struct Map {
    /// File name without `.toml`; `--format` and the store use it.
    pub id: String,
    /// For people.
    pub title: String,
    /// For the README.
    pub about: String,
    /// Where the format is described.
    pub doc: String,
    /// Said of every file that is read with it.
    pub notices: Vec<String>,
    /// Which files it is for.
    pub fits: Fits,
    /// What its rows are.
    pub kind: Kind,
    /// Which rows it is for.
    pub only: Only,
    /// What the other rows are called, in the plural.
    pub others: &'static str,
    /// Why such files are not read at all; empty for those that are.
    pub refuse: String,
    /// Whether keys that no field uses are kept in `metadata`.
    pub rest: bool,
    /// The alternatives of each field, best first.
    pub fields: BTreeMap<Field, Vec<Rule>>,
    /// Whether a user brought it; such maps win over ours.
    pub users: bool,
}

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Calls of an LLM.
    #[default]
    Call,
    /// Remarks about calls that are told elsewhere; they name them by id, span or trace.
    Remark,
}

/// Which files a map is for.
#[derive(Clone, Debug, Default)]
pub struct Fits {
    /// `json`, `csv`; empty for both.
    pub container: Vec<String>,
    /// Keys that the rows have, all of them.
    pub keys: Vec<String>,
    /// Groups of fields; of each at least one is found.
    pub fields: Vec<Vec<Field>>,
    /// Pattern of the file's name.
    pub file: Option<glob::Pattern>,
}

/// One way to fill a field.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it is.
    pub from: From,
    /// What its numbers are in.
    pub unit: Unit,
    /// What a text (or a number, written as text) stands for.
    pub values: Vec<(String, Value<'static>)>,
    /// Values that mean "nothing was logged".
    pub absent: Vec<String>,
    /// Whether values that `values` does not list mean nothing, too.
    pub listed: bool,
    /// Whether a fraction is rounded to a whole number.
    pub round: bool,
    /// Text to make of the value, which stands in it as `$1`.
    pub give: Option<String>,
}

/// Where a field's value is.
#[derive(Clone, Debug)]
pub enum From {
    /// In the row.
    Path(Vec<Step>),
    /// The same in all rows.
    Const(Value<'static>),
    /// In the file's name: what the pattern finds, put together as the template says.
    File(Regex, String),
    /// Text with `${file}` (the file's name without its ending) and `${line}` in it.
    Template(String),
}
