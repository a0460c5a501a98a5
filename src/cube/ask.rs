//! A question: which groups, which measures, which filter. [`Cube::ask`](super::Cube::ask) answers it, and the browser has
//! a twin of that (`site/js/cube.js`), which must answer every question alike.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::Filter;
use super::measures::{Formula, Measure};
use crate::interactions::Cell;

/// What rows may be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dim {
    /// Steps of the question's grain, as text: `2026-08-01`.
    Time,
    /// Who served the call.
    Provider,
    /// The LLM model.
    Model,
    /// Kind of work.
    Category,
    /// Application.
    App,
    /// Production, staging, …
    Environment,
    /// Kind of failure; histograms do not know it.
    ErrorType,
    /// 1 (Monday) to 7; looks at hours that are kept as such only.
    Weekday,
    /// 0 to 23; looks at hours that are kept as such only.
    HourOfDay,
    /// Which of the question's histograms; then the value is a count.
    Histogram,
    /// Bin of a histogram; then the value is a count.
    Bin,
}

/// Width of a step on a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Grain {
    /// As `date_trunc` knows it.
    pub name: &'static str,
    /// How a step is written, for `strftime`.
    #[serde(skip)]
    pub time_format: &'static str,
}

/// Every grain; hours are only known of the last days (see [`Cube::hours_from`]).
pub const GRAINS: [Grain; 3] = [
    Grain { name: "hour", time_format: "%Y-%m-%d %H:%M" },
    Grain { name: "day", time_format: "%Y-%m-%d" },
    Grain { name: "month", time_format: "%Y-%m" },
];

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Groups; none is one group of everything, which is there even when it is empty.
    pub by: &'a [Dim],
    /// What to say of each group, in order. Ignored where bins are asked for.
    pub measures: &'a [&'static Measure],
    /// Histograms whose bins are counted, where `by` has [`Dim::Bin`].
    pub histograms: &'a [&'static str],
    /// Which interactions.
    pub filter: &'a Filter,
    /// Steps of [`Dim::Time`].
    pub grain: Grain,
}

/// A measure of one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Value {
    /// `None` where it rests on nothing.
    pub value: Option<f64>,
    /// How many things it rests on.
    pub n: u64,
    /// How many of them are hits, for a share.
    pub hits: u64,
}

/// A group with its measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// One cell for each [`Dim`]: text, whole number, or NULL for what the log does not give.
    pub key: Vec<Cell>,
    /// One for each measure.
    pub values: Vec<Value>,
    /// The last local day with data, `2026-08-01`; empty where bins are counted.
    pub last_day: String,
}

/// A local time as SQL.
pub(super) fn literal(time: NaiveDateTime) -> String {
    format!("TIMESTAMP '{}'", time.format("%Y-%m-%d %H:%M:%S"))
}

/// A measure of sums; a quantile rests on nothing here.
pub(super) fn evaluate(measure: &Measure, sum: impl Fn(&str) -> f64) -> Value {
    let n = sum(measure.n);
    let value = match measure.formula {
        Formula::Sum(column) => Some(sum(column)),
        Formula::Ratio(over, under, times) => {
            let under = sum(under);
            (under != 0.0).then(|| sum(over) / under * times)
        }
        Formula::Quantile(..) => None,
    };
    let hits = measure.hits().map_or(0, |column| sum(column).max(0.0) as u64);
    Value { value: value.filter(|_| n > 0.0), n: n.max(0.0) as u64, hits }
}
