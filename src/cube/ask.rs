//! A question (which groups, which measures, which filter) → rows of numbers, by SQL over the rollups. The browser has a
//! twin of this (`site/js/cube.js`), which must answer every question alike.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::histogram::Histogram;
use super::measures::{Formula, Measure};
use super::{Cube, Filter};
use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::text;

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

type Bins = Vec<(i64, u64)>;

impl Cube<'_> {
    /// Answers a question; groups come in the order of their keys, NULL first.
    pub fn ask(&self, ask: &Ask<'_>) -> Result<Vec<Group>> {
        if ask.by.contains(&Dim::Bin) {
            return self.count_bins(ask);
        }
        let mut groups = self.sums(ask)?;
        let at: HashMap<String, usize> = groups.iter().enumerate().map(|(i, g)| (name(&g.key), i)).collect();
        let mut histograms: Vec<&str> = ask.measures.iter().filter_map(|m| m.histogram()).collect();
        histograms.sort_unstable();
        histograms.dedup();
        // The bins are by far the larger table: they are read once for all quantiles of a histogram.
        for histogram in histograms.into_iter().filter_map(Histogram::named) {
            for (key, bins) in self.bins(ask, histogram.id)? {
                let Some(group) = at.get(&name(&key)) else { continue };
                let n = bins.iter().map(|(_, n)| n).sum();
                for (place, measure) in ask.measures.iter().enumerate() {
                    if let Formula::Quantile(id, q) = measure.formula
                        && id == histogram.id
                    {
                        groups[*group].values[place] = Value { value: histogram.quantile(&bins, q), n, hits: 0 };
                    }
                }
            }
        }
        Ok(groups)
    }

    /// Groups with everything that is not a quantile.
    fn sums(&self, ask: &Ask<'_>) -> Result<Vec<Group>> {
        let mut columns: Vec<&str> = ask.measures.iter().flat_map(|m| m.columns()).collect();
        columns.sort_unstable();
        columns.dedup();
        let sums: String = columns.iter().map(|c| format!(", coalesce(sum({c}), 0)::DOUBLE")).collect();
        let rows = self.store.query(&format!(
            "SELECT {}, strftime(max(hour), '%Y-%m-%d'){sums} FROM cube_hours WHERE {} {}",
            self.keys(ask),
            self.condition(ask),
            grouped(ask)
        ))?;
        let mut groups = Vec::with_capacity(rows.len());
        for mut row in rows {
            let mut found = row.split_off(ask.by.len().max(1)).into_iter();
            let last_day = found.next().and_then(text).unwrap_or_default();
            let sums: Vec<Cell> = found.collect();
            let sum = |column: &str| match columns.binary_search(&column).ok().and_then(|at| sums.get(at)) {
                Some(Cell::Float(v)) => *v,
                _ => 0.0,
            };
            let values = ask.measures.iter().map(|m| evaluate(m, sum)).collect();
            row.truncate(ask.by.len());
            groups.push(Group { key: row, values, last_day });
        }
        Ok(groups)
    }

    /// The bins of a histogram, by group. None where the question groups by what histograms do not know.
    fn bins(&self, ask: &Ask<'_>, histogram: &str) -> Result<Vec<(Vec<Cell>, Bins)>> {
        if ask.by.contains(&Dim::ErrorType) {
            return Ok(Vec::new());
        }
        let rows = self.store.query(&format!(
            "SELECT {}, bin, sum(n)::BIGINT FROM bins WHERE measure = '{histogram}' AND {} GROUP BY ALL ORDER BY ALL",
            self.keys(ask),
            self.condition(ask)
        ))?;
        let mut out: Vec<(Vec<Cell>, Bins)> = Vec::new();
        for mut row in rows {
            let bin = counted(&row.split_off(row.len() - 2));
            row.truncate(ask.by.len());
            match out.last_mut() {
                Some((key, bins)) if *key == row => bins.push(bin),
                _ => out.push((row, vec![bin])),
            }
        }
        Ok(out)
    }

    fn count_bins(&self, ask: &Ask<'_>) -> Result<Vec<Group>> {
        let of = ask.histograms.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", ");
        let rows = self.store.query(&format!(
            "SELECT {}, sum(n)::BIGINT FROM bins WHERE measure IN ({of}) AND {} GROUP BY ALL ORDER BY ALL NULLS FIRST",
            self.keys(ask),
            self.condition(ask)
        ))?;
        Ok(rows
            .into_iter()
            .map(|mut row| {
                let n = counted(&[Cell::Null, row.pop().unwrap_or(Cell::Null)]).1;
                Group { key: row, values: vec![Value { value: Some(n as f64), n, hits: 0 }], last_day: String::new() }
            })
            .collect())
    }

    /// SQL for the keys; a constant where there are none, so that there is always a first column.
    fn keys(&self, ask: &Ask<'_>) -> String {
        if ask.by.is_empty() {
            return "0".into();
        }
        ask.by.iter().map(|dim| dim.sql(ask.grain)).collect::<Vec<_>>().join(", ")
    }

    fn condition(&self, ask: &Ask<'_>) -> String {
        let hourly = ask.by.contains(&Dim::Weekday) || ask.by.contains(&Dim::HourOfDay);
        let by_hour = ask.by.contains(&Dim::Time) && ask.grain == GRAINS[0];
        let recent =
            if hourly || by_hour { format!("hour >= {} AND ", literal(self.hours_from)) } else { String::new() };
        format!("{recent}{}", ask.filter.sql())
    }
}

impl Dim {
    fn sql(self, grain: Grain) -> String {
        match self {
            Dim::Time => format!("strftime(date_trunc('{}', hour), '{}')", grain.name, grain.time_format),
            Dim::Provider => "provider".into(),
            Dim::Model => "model".into(),
            Dim::Category => "category".into(),
            Dim::App => "app".into(),
            Dim::Environment => "environment".into(),
            Dim::ErrorType => "error_type".into(),
            Dim::Weekday => "isodow(hour)::BIGINT".into(),
            Dim::HourOfDay => "hour(hour)::BIGINT".into(),
            Dim::Histogram => "measure".into(),
            Dim::Bin => "bin".into(),
        }
    }
}

/// A local time as SQL.
pub(super) fn literal(time: NaiveDateTime) -> String {
    format!("TIMESTAMP '{}'", time.format("%Y-%m-%d %H:%M:%S"))
}

fn grouped(ask: &Ask<'_>) -> String {
    // Groups are made by number: a key may have the name of a column.
    let keys: Vec<String> = (1..=ask.by.len()).map(|at| at.to_string()).collect();
    match keys.is_empty() {
        true => String::new(),
        // The engine would put NULL last for every key but the one that says otherwise.
        false => format!("GROUP BY {} ORDER BY {} NULLS FIRST", keys.join(", "), keys.join(" NULLS FIRST, ")),
    }
}

fn evaluate(measure: &Measure, sum: impl Fn(&str) -> f64) -> Value {
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

/// The last two cells of a row: a bin and its count.
fn counted(cells: &[Cell]) -> (i64, u64) {
    let int = |cell: Option<&Cell>| if let Some(Cell::Int(v)) = cell { *v } else { 0 };
    (int(cells.first()), int(cells.get(1)).max(0) as u64)
}

/// A key as text, to find its group by: cells hold floating-point numbers and have no hash.
fn name(key: &[Cell]) -> String {
    format!("{key:?}")
}
