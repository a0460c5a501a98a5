//! Measures, groups and a period → a [`Summary`]: what `llmobs summary` prints and `summary.json` holds. Every number is
//! the cube's, in the currency of the report, and every change is judged as headlines are.

mod csv;
mod json;
pub mod markdown;
mod table;

use crate::cube::{Ask, Cube, Dim, Filter, GRAINS, Group, MEASURES, Measure, Unit, Value};
use crate::error::{Error, Result};
use crate::figures::context::{Context, Period};
use crate::figures::drawn::Change;
use crate::figures::headline::change_of;
use crate::figures::rows::UNNAMED;
use crate::figures::stats;
use crate::interactions::Cell;
use crate::warehouse::text;

pub use csv::field;

/// What is told of every group where nobody asks for certain measures.
pub const SHOWN: &[&str] = &[
    "requests",
    "error_rate",
    "cost",
    "cost_per_request",
    "latency_p50",
    "latency_p95",
    "time_to_first_token_p50",
    "input_tokens",
    "output_tokens",
    "hallucination_rate",
    "positive_share",
];

/// A way to write a summary.
pub struct Form {
    /// What `--format` calls it.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Summary, &Context) -> Result<String>,
}

/// Every form.
pub const FORMS: &[Form] = &[
    Form { name: "table", write: table::write },
    Form { name: "json", write: json::write },
    Form { name: "csv", write: csv::write },
    Form { name: "markdown", write: markdown::write },
];

/// What is said, and about when.
pub struct Summary {
    /// The period.
    pub period: Period,
    /// What it is compared with.
    pub before: Option<Period>,
    /// Groupings, each with its rows.
    pub groupings: Vec<Grouping>,
}

/// Rows for one way to group.
pub struct Grouping {
    /// Groups; none is one row of everything.
    pub by: Vec<Dim>,
    /// What is told of each row.
    pub measures: Vec<&'static Measure>,
    /// Rows, the one with most requests first; in the order of time where time is the first key.
    pub rows: Vec<Line>,
}

/// One group.
pub struct Line {
    /// A name for each of `by`, `None` for what the log does not give.
    pub key: Vec<Option<String>>,
    /// One for each measure.
    pub told: Vec<Told>,
}

/// A measure of a group.
pub struct Told {
    /// Now; money in the currency of the report.
    pub now: Value,
    /// In the period before, where there is one.
    pub before: Option<Value>,
    /// What became of it.
    pub change: Option<Change>,
    /// 95 % Wilson interval of a share.
    pub interval: Option<(f64, f64)>,
}

/// The measures of these names.
///
/// # Errors
/// When there is no such measure.
pub fn measures(names: &[impl AsRef<str>]) -> Result<Vec<&'static Measure>> {
    let find = |name: &str| {
        Measure::named(name).ok_or_else(|| {
            let near = crate::config::nearest(name, MEASURES.iter().map(|measure| measure.id));
            let ids = || MEASURES.iter().map(|measure| measure.id).collect::<Vec<_>>().join(", ");
            Error::new(format!("there is no measure `{name}`"))
                .hint(near.map_or_else(|| format!("the measures are: {}", ids()), |id| format!("did you mean `{id}`?")))
        })
    };
    names.iter().map(|name| find(name.as_ref())).collect()
}

/// Asks the cube for one grouping.
pub fn grouping(
    cube: &Cube<'_>,
    context: &Context,
    by: &[Dim],
    measures: &[&'static Measure],
    periods: (&Period, Option<&Period>),
) -> Result<Grouping> {
    // Rows are sorted by their requests, told or not.
    let requests = Measure::named("requests").into_iter();
    let asked: Vec<&'static Measure> = measures.iter().copied().chain(requests).collect();
    let groups = |period: &Period| -> Result<Vec<Group>> {
        let filter = Filter { from: Some(period.from), to: Some(period.to), ..context.filter.clone() };
        cube.ask(&Ask { by, measures: &asked, histograms: &[], filter: &filter, grain: GRAINS[1] })
    };
    let mut now = groups(periods.0)?;
    let before = periods.1.map(groups).transpose()?;
    if by.first() != Some(&Dim::Time) {
        now.sort_by_key(|group| std::cmp::Reverse(group.values[measures.len()].n));
    }
    let rate = context.currency.as_ref().map_or(1.0, |currency| currency.rate);
    let line = |group: Group| {
        // Days of two periods are never the same.
        let comparable = !by.contains(&Dim::Time);
        let was = before.as_ref().filter(|_| comparable).map(|groups| groups.iter().find(|old| old.key == group.key));
        let told = |(at, measure): (usize, &&'static Measure)| {
            let money = |value: Value| match measure.unit {
                Unit::Usd => Value { value: value.value.map(|value| value * rate), ..value },
                _ => value,
            };
            let now = money(group.values[at]);
            let before = was.map(|old| money(old.map_or(Value::default(), |old| old.values[at])));
            let change = before.zip(periods.1).and_then(|(old, period)| change_of(measure, now, old, period, context));
            let share = measure.hits();
            Told { now, before, change, interval: share.and_then(|_| stats::wilson(now.hits, now.n)) }
        };
        let told = measures.iter().enumerate().map(told).collect();
        Line { key: group.key.into_iter().map(name).collect(), told }
    };
    Ok(Grouping { by: by.to_vec(), measures: measures.to_vec(), rows: now.into_iter().map(line).collect() })
}

/// The name in a key; numbers are weekdays and hours.
fn name(cell: Cell) -> Option<String> {
    match cell {
        Cell::Int(number) => Some(number.to_string()),
        other => text(other),
    }
}

/// What `summary.json` of a site holds: every measure of everything, and the usual ones by each dimension that figures
/// are grouped by, for the period of the headlines.
pub fn of_site(cube: &Cube<'_>, context: &Context) -> Result<Option<Summary>> {
    const BY: &[Dim] = &[Dim::Provider, Dim::Model, Dim::Category, Dim::App, Dim::Environment];
    let Some((period, before)) = &context.periods else { return Ok(None) };
    let periods = (period, before.as_ref());
    let all: Vec<&'static Measure> = MEASURES.iter().collect();
    let mut groupings = vec![grouping(cube, context, &[], &all, periods)?];
    for dim in BY {
        groupings.push(grouping(cube, context, &[*dim], &measures(SHOWN)?, periods)?);
    }
    Ok(Some(Summary { period: period.clone(), before: before.clone(), groupings }))
}

/// A summary as the JSON that `schemas/summary.schema.json` describes.
pub fn json(summary: &Summary, context: &Context) -> Result<String> {
    json::write(summary, context)
}

/// A key for people.
fn shown(key: &Option<String>) -> &str {
    key.as_deref().unwrap_or(UNNAMED)
}
