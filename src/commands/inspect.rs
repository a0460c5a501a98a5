//! `llmobs inspect`: logs in, what `ingest` would make of them out: the format and why, what feeds which column, what is
//! missing, what would be rejected. Touches no store.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::Context;
use super::sheet::sheet;
use crate::cli::Inspect;
use crate::error::{Error, Result};
use crate::interactions::{BASE_COLUMNS, Cell, Column, Enrichments, Look, Remark};
use crate::records::split::Container;
use crate::records::{Feed, Input, Position, ReadOptions, Registry, Sample, Source, discover};

/// Bytes read at a time: rows are looked at in whole chunks.
const CHUNK: usize = 64 << 10;

/// Columns that a report wants, and what it is like without them.
const WANTED: [(&str, &str); 9] = [
    ("model", "nothing is told by model, and no cost can be computed"),
    ("provider", "nothing is told by provider"),
    ("input_tokens", "estimated from the prompt where there is one"),
    ("output_tokens", "estimated from the response where there is one"),
    ("logged_cost_usd", "computed from tokens and the price table"),
    ("latency_ms", "no figures of latency"),
    ("prompt", "no categories and no complexity"),
    ("response", "the answers cannot be looked at"),
    ("user_id", "users cannot be told apart"),
];

/// Columns that are ours and tell nothing about the log.
const OWN: [&str; 3] = ["identity", "source_id", "source_line"];

/// What is told about one input; also what `--json` prints.
#[derive(Serialize)]
pub struct Report {
    pub path: String,
    pub format: String,
    pub title: String,
    pub why: String,
    pub also_fits: Vec<String>,
    pub container: &'static str,
    pub compression: Option<&'static str>,
    pub found: u64,
    pub whole: bool,
    pub broken: Option<String>,
    pub calls: u64,
    pub remarks: u64,
    pub passed_over: BTreeMap<&'static str, u64>,
    pub rejected: u64,
    pub reasons: Vec<Reason>,
    pub hopeless: bool,
    pub feeds: Vec<Fed>,
    pub columns: Vec<Filled>,
    pub missing: Vec<Missing>,
    pub notes: Vec<String>,
    pub first_calls: Vec<serde_json::Map<String, Value>>,
    pub first_remarks: Vec<serde_json::Map<String, Value>>,
}

/// A rejected row.
#[derive(Serialize)]
pub struct Reason {
    pub line: u64,
    pub reason: String,
}

/// A place of the rows that feeds a field.
#[derive(Serialize)]
pub struct Fed {
    pub field: &'static str,
    pub from: String,
    pub unit: Option<String>,
    pub rows: u64,
}

/// A column and the share of the calls that have it.
#[derive(Serialize)]
pub struct Filled {
    pub column: &'static str,
    pub calls: u64,
    pub share: f64,
}

/// A column that no call has, and what that means.
#[derive(Serialize)]
pub struct Missing {
    pub column: &'static str,
    pub means: &'static str,
}

/// What we add to a call that is worth showing; the parts it is made of are not.
const ADDED: [&str; 6] =
    ["complexity", "category", "computed_cost_usd", "price_entry", "cost_source", "unpriced_reason"];

/// Looks at the inputs.
pub fn run(context: &Context<'_>, args: &Inspect) -> Result<()> {
    let registry = super::registry(context)?;
    let enrichments = Enrichments::new(&context.config)?;
    let options = ReadOptions { chunk_bytes: CHUNK, ..super::reading(args.logs.format.clone()) };
    let inputs = discover(&args.logs.inputs)?;
    let (mut reports, mut failed) = (Vec::new(), 0);
    for input in &inputs {
        match inspect(input, &registry, &enrichments, &options, args.rows) {
            Ok(report) => {
                if !args.json {
                    context.console.data(sheet(&report))?;
                }
                reports.push(report);
            }
            Err(error) if inputs.len() == 1 => return Err(error),
            // `ingest` would stop here; who looks wants to see the others as well.
            Err(error) => {
                context.console.error(&error);
                failed += 1;
            }
        }
    }
    if args.json {
        context.console.json(&reports)?;
    }
    if failed > 0 {
        return Err(Error::new(format!("{failed} of {} inputs cannot be read", inputs.len()))
            .hint("the reasons are above; `ingest` stops at the first of them"));
    }
    Ok(())
}

fn inspect(
    input: &Input,
    registry: &Registry,
    enrichments: &Enrichments,
    options: &ReadOptions,
    most: u64,
) -> Result<Report> {
    let (mut source, sample) = Source::sampled(input, Position::START, registry, options)?;
    let look = Look::at(&mut source, enrichments, most);
    let format = registry.get(source.format())?;
    let fitting = registry.fitting(&sample);
    let others = fitting.iter().filter(|(_, other)| other.id() != format.id());
    let fits = fitting.iter().any(|(_, other)| other.id() == format.id());
    let why = match (&options.format, fits) {
        (Some(_), false) => "--format says so; its rows do not look like it".to_owned(),
        (Some(_), true) => format!("--format says so; {}", format.why(&sample)),
        (None, _) => format.why(&sample),
    };
    let columns = enrichments.all_columns();
    let has = |column: &str| BASE_COLUMNS.iter().zip(&look.filled).any(|(known, n)| known.name == column && *n > 0);
    let missing = WANTED.iter().filter(|(column, _)| look.calls > 0 && !has(column));
    Ok(Report {
        path: input.name.clone(),
        format: format.id().to_owned(),
        title: format.title().to_owned(),
        why,
        also_fits: others.map(|(_, other)| other.id().to_owned()).collect(),
        container: container(&source, &sample),
        compression: source.packing(),
        found: look.found(),
        whole: look.whole,
        broken: look.broken.as_ref().map(|error| error.message.clone()),
        calls: look.calls,
        remarks: look.remarks,
        passed_over: look.others.clone(),
        rejected: look.rejected,
        reasons: look.first_rejects.iter().map(|r| Reason { line: r.line, reason: r.reason.clone() }).collect(),
        hopeless: look.rejected >= crate::records::trial::ROWS as u64 && look.rejected == look.found(),
        feeds: format.feeds(&sample).into_iter().map(fed).collect(),
        columns: filled(&look),
        missing: missing.map(|&(column, means)| Missing { column, means }).collect(),
        notes: source.inferences().to_vec(),
        first_calls: look.first_calls.iter().map(|cells| shown(&columns, cells)).collect(),
        first_remarks: look.first_remarks.iter().map(remark).collect(),
    })
}

fn container(source: &Source, sample: &Sample) -> &'static str {
    match source.container() {
        _ if source.is_table() => "Parquet",
        Container::Lines => "JSON lines",
        Container::Values if sample.rows.is_empty() => "JSON",
        Container::Values => "JSON, an array or one object after the other",
        Container::Csv { delimiter: b'\t' } => "TSV",
        Container::Csv { delimiter: b';' } => "CSV with semicolons",
        Container::Csv { delimiter: b'|' } => "CSV with bars",
        Container::Csv { .. } => "CSV",
    }
}

fn fed(feed: Feed) -> Fed {
    Fed { field: feed.field.name(), from: feed.from, unit: feed.unit, rows: feed.rows }
}

fn filled(look: &Look) -> Vec<Filled> {
    let filled = BASE_COLUMNS.iter().zip(&look.filled);
    filled
        .filter(|(column, calls)| **calls > 0 && !OWN.contains(&column.name))
        .map(|(column, calls)| Filled { column: column.name, calls: *calls, share: *calls as f64 / look.calls as f64 })
        .collect()
}

/// The cells that hold something, by the names of their columns.
fn shown(columns: &[Column], cells: &[Cell]) -> serde_json::Map<String, Value> {
    let base = BASE_COLUMNS.iter().filter(|column| !OWN.contains(&column.name)).map(|column| column.name);
    let worth: Vec<&str> = base.chain(ADDED).collect();
    let cells = columns.iter().zip(cells).filter(|(column, _)| worth.contains(&column.name));
    cells.filter_map(|(column, cell)| Some((column.name.to_owned(), value(cell)?))).collect()
}

/// Which call a remark means, and what it adds.
fn remark(remark: &Remark) -> serde_json::Map<String, Value> {
    let meant = [("id", &remark.call_id), ("trace_id", &remark.trace_id), ("span_id", &remark.span_id)];
    let meant = meant.into_iter().filter_map(|(name, id)| Some((name.to_owned(), Value::from(id.as_deref()?))));
    let adds: serde_json::Map<String, Value> = serde_json::from_str(&remark.adds).unwrap_or_default();
    meant.chain(adds).collect()
}

fn value(cell: &Cell) -> Option<Value> {
    Some(match cell {
        Cell::Null => return None,
        Cell::Bool(b) => Value::from(*b),
        Cell::Int(i) => Value::from(*i),
        Cell::Float(f) => Value::from(*f),
        Cell::Word(word) => Value::from(*word),
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Time(micros) => Value::from(chrono::DateTime::from_timestamp_micros(*micros)?.to_rfc3339()),
        Cell::Hash(hash) => Value::from(format!("{hash:032x}")),
    })
}
