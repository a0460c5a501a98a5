//! Langfuse's files (observations, traces and scores, as exported, as the API gives them, or as they were sent) in; calls,
//! and what is said about them, out. Each row is told by its keys, so that one format reads all of them.

mod clock;
mod columns;
mod kind;
mod observation;
mod row;
mod scores;
mod texts;
mod told;
mod trace;
mod usage;

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Emit, Format, Found, Reading, Rows, Sample, Value};
use crate::error::{Reject, Result};
use clock::Clock;
use columns::Columns;
use kind::{Kind, kind};
use row::{Entries, Row, objects};

/// Where Langfuse stops an export that is made in its user interface, unless it is set up otherwise.
const ROW_LIMIT: u64 = 1_500_000;

/// The format.
pub struct Langfuse;

impl Format for Langfuse {
    fn id(&self) -> &str {
        "langfuse"
    }

    fn title(&self) -> &str {
        "Langfuse observations, traces and scores (JSON, JSON lines, CSV)"
    }

    fn doc(&self) -> &str {
        "https://langfuse.com/docs/api-and-data-platform/features/export-from-ui"
    }

    fn about(&self) -> &str {
        "Observations, traces and scores of Langfuse: blob storage exports (`observations_v2/`, `scores/`, and the older \
         `observations/` and `traces/`), exports from its user interface, answers of its API, and score requests that were \
         sent to it. Generations and embeddings are calls; other observations are counted and passed over. Where a generation \
         has a generation inside, the inner one counts. Traces and scores are brought to their calls, in whichever order the \
         files come; a score of a step that is no call goes to the last call under it, or else of its trace. In an export \
         from the user interface every score is a column: columns that are not Langfuse's own and hold numbers or short \
         words are taken for scores, and named when the file is read. Reading such an export and the scores themselves \
         gives these scores twice. There is no provider unless an instrumentation left it in the metadata. The latency is \
         end minus start, since the unit of `latency` depends on the age of the export. Tokens of Langfuse leave out cached \
         and reasoning ones, those that an SDK sent may not: the total of a row tells. A cost of 0 without details is an \
         unknown price."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let ours = |row: &Value<'_>| matches!(row, Value::Map(entries) if kind(entries, true).is_some());
        if sample.rows.iter().any(ours) { 150 } else { 0 }
    }

    fn reading(&self, sample: &Sample) -> Result<Reading> {
        let (clock, said_of_time) = Clock::new(sample.rows.iter().flat_map(observations));
        let (columns, said_of_columns) = Columns::new(&sample.keys, &sample.rows);
        let inferences = said_of_time.into_iter().chain(said_of_columns).collect();
        Ok(Reading { rows: Box::new(Reader { clock, columns, read: AtomicU64::new(0) }), inferences })
    }
}

/// The observations of a sampled row: itself, or those it holds.
fn observations<'r>(row: &'r Value<'static>) -> Vec<&'r Entries<'static>> {
    let Value::Map(entries) = row else { return Vec::new() };
    match kind(entries, false) {
        Some(Kind::Observation) => vec![entries],
        Some(Kind::Whole) => objects(entries, "observations").collect(),
        Some(Kind::Page) => objects(entries, "data").collect(),
        _ => Vec::new(),
    }
}

/// Ready for one file.
struct Reader {
    clock: Clock,
    columns: Columns,
    read: AtomicU64,
}

impl Rows for Reader {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        self.read.fetch_add(1, Ordering::Relaxed);
        match row {
            Value::Map(entries) => self.object(line, Row(entries), emit),
            // A line of score requests is a list.
            Value::List(items) => items.into_iter().for_each(|item| match item {
                Value::Map(entries) => self.object(line, Row(entries), emit),
                _ => emit(Err(Reject { line, reason: "an item of the list is no object".to_owned() })),
            }),
            _ => emit(Err(Reject { line, reason: "the row is not an object".to_owned() })),
        }
    }

    fn notes(&self) -> Vec<String> {
        let cut = format!("it has exactly {ROW_LIMIT} rows, where Langfuse stops: the export may be cut");
        (self.read.load(Ordering::Relaxed) == ROW_LIMIT).then_some(cut).into_iter().collect()
    }
}

impl Reader {
    fn object<'a>(&self, line: u64, mut row: Row<'a>, emit: Emit<'_, 'a>) {
        match kind(&row.0, false) {
            Some(Kind::Observation) => {
                emit(Ok(observation::observation(line, row, &self.clock, &self.columns)));
            }
            Some(Kind::Trace) => emit(Ok(trace::remark(line, row))),
            Some(Kind::Whole) => trace::nested(line, row, &self.clock, emit),
            Some(Kind::Score) => emit(Ok(scores::score(line, row, None))),
            Some(Kind::Page) => self.each(line, row.take("data"), emit),
            Some(Kind::Batch) => self.each(line, row.take("batch"), emit),
            Some(Kind::Event) => match (row.word("type").to_owned().as_str(), row.take("body")) {
                ("score-create", Value::Map(body)) => emit(Ok(scores::score(line, Row(body), None))),
                ("trace-create", Value::Map(body)) => emit(Ok(trace::remark(line, Row(body)))),
                // Only together they tell of a call; Langfuse's exports have it whole.
                _ => emit(Ok(Found::Other("ingestion events of observations"))),
            },
            None => {
                let reason = "it is no observation, trace or score of Langfuse".to_owned();
                emit(Err(Reject { line, reason }));
            }
        }
    }

    fn each<'a>(&self, line: u64, items: Value<'a>, emit: Emit<'_, 'a>) {
        if let Value::List(items) = items {
            for item in items {
                match item {
                    Value::Map(entries) => self.object(line, Row(entries), emit),
                    _ => emit(Err(Reject { line, reason: "an item of the list is no object".to_owned() })),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_that_ends_at_the_limit_may_be_cut() {
        let said = |rows: u64| {
            let reader =
                Reader { clock: Clock::default(), columns: Columns::default(), read: AtomicU64::new(rows - 1) };
            reader.read(1, Value::Int(1), &mut |_| {});
            reader.notes().len()
        };
        assert_eq!([ROW_LIMIT - 1, ROW_LIMIT, ROW_LIMIT + 1].map(said), [0, 1, 0]);
    }
}
