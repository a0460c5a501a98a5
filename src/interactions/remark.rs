//! Something said elsewhere about a call in; what it adds to that call out: its fields go where the call has none.

use xxhash_rust::xxh3::xxh3_128;

use super::scores;
use super::{BASE_COLUMNS, Cell, Interaction, Kind};
use crate::records::{Value, json};

/// Columns that a remark does not add: they say which call is meant, or what every call has.
const OWN: [&str; 10] = [
    "id",
    "identity",
    "source_id",
    "source_line",
    "timestamp",
    "end_timestamp",
    "status",
    "trace_id",
    "span_id",
    "parent_id",
];

/// Columns that hold for every call of a trace, and not only for the one that is meant.
const SHARED: [&str; 6] = ["user_id", "session_id", "environment", "app", "tags", "prompt_version"];

/// Texts, scores or attributes of a call that is told elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The same remark counts once.
    pub identity: u128,
    /// The call's id, or NULL.
    pub call_id: Option<String>,
    /// The trace of the call, or of all calls that are meant.
    pub trace_id: Option<String>,
    /// The span that the call is.
    pub span_id: Option<String>,
    /// What it adds: a JSON object of column names and values.
    pub adds: String,
    /// 1-based line of the source.
    pub line: i64,
}

impl Remark {
    /// What `said`, an interaction as far as a remark tells one, adds to the call it names.
    pub fn new(call_id: Option<String>, said: Interaction) -> Result<Self, String> {
        let (trace_id, span_id, line) = (said.trace_id.clone(), said.span_id.clone(), said.source_line);
        if call_id.is_none() && trace_id.is_none() && span_id.is_none() {
            return Err("it says something about a call, but not which".to_owned());
        }
        let adds = adds(said, true);
        let whole = json::to_text(&Value::List(
            [&call_id, &trace_id, &span_id, &Some(adds.clone())]
                .map(|text| text.clone().map_or(Value::Null, |text| Value::Text(text.into())))
                .into(),
        ));
        let identity = xxh3_128(format!("remark\0{whole}").as_bytes());
        Ok(Self { identity, call_id, trace_id, span_id, adds, line })
    }
}

/// What an interaction says about itself that may be added to another one, or, if not to one `alone`, to several.
pub fn adds(said: Interaction, alone: bool) -> String {
    let mut cells = Vec::with_capacity(BASE_COLUMNS.len());
    said.into_cells(&mut cells);
    let entries = BASE_COLUMNS
        .iter()
        .zip(cells)
        .filter(|(column, _)| !OWN.contains(&column.name) && (alone || SHARED.contains(&column.name)));
    let entries = entries.filter_map(|(column, cell)| Some((column.name.into(), value(cell)?)));
    json::to_text(&Value::Map(entries.collect()))
}

fn value(cell: Cell) -> Option<Value<'static>> {
    match cell {
        Cell::Bool(b) => Some(Value::Bool(b)),
        Cell::Int(i) => Some(Value::Int(i)),
        Cell::Float(f) => Some(Value::Float(f)),
        Cell::Word(word) => Some(Value::Text(word.into())),
        Cell::Text(text) => Some(Value::Text(text.into())),
        Cell::Null | Cell::Time(_) | Cell::Hash(_) => None,
    }
}

/// Adds to a call what a remark says: scores come on top, anything else only where the call has nothing. Of a remark that
/// does not mean this call `alone`, only what holds for its whole trace.
pub fn add(call: Interaction, adds: &str, alone: bool) -> Result<Interaction, &'static str> {
    let Some(Value::Map(mut entries)) = json::parse_text(adds).map(Value::into_owned) else { return Ok(call) };
    entries.retain(|(name, _)| alone || SHARED.contains(&name.as_ref()));
    let mut cells = Vec::with_capacity(BASE_COLUMNS.len());
    call.into_cells(&mut cells);
    for (cell, column) in cells.iter_mut().zip(BASE_COLUMNS) {
        let Some((_, said)) = entries.iter().find(|(name, _)| name == column.name) else { continue };
        match (&*cell, column.name) {
            (Cell::Text(known), "scores") => *cell = Cell::Text(both(known, said)),
            (Cell::Null, _) => *cell = typed(column.kind, said),
            _ => {}
        }
    }
    Interaction::from_cells(cells)
}

/// The scores of two lists, each once.
fn both(known: &str, said: &Value<'_>) -> String {
    let read = |value: Value<'_>| scores::read(value).unwrap_or_default();
    let mut all = read(Value::Text(known.into()));
    for score in read(said.clone()) {
        if !all.contains(&score) {
            all.push(score);
        }
    }
    scores::write(&all).unwrap_or_default()
}

fn typed(kind: Kind, value: &Value<'_>) -> Cell {
    match (kind, value) {
        (Kind::Bool, Value::Bool(b)) => Cell::Bool(*b),
        (Kind::Int, Value::Int(i)) => Cell::Int(*i),
        (Kind::Float, Value::Float(f)) => Cell::Float(*f),
        (Kind::Float, Value::Int(i)) => Cell::Float(*i as f64),
        (Kind::Word | Kind::Text | Kind::LongText, Value::Text(text)) => Cell::Text(text.to_string()),
        _ => Cell::Null,
    }
}
