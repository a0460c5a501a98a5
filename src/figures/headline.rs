//! A measure over the current period → a headline with its n, interval, trend and change against the period before.

use chrono::{Days, NaiveDate};

use super::context::Context;
use super::drawn::{Change, Headline, Verdict};
use super::rows::Row;
use super::{format, stats};
use crate::cube::histogram::Histogram;
use crate::cube::{Better, Formula, Measure, Unit};
use crate::error::Result;
use crate::warehouse::Store;

/// Change of a percentile that may be the bins' doing: twice their error.
const PERCENTILE_NOISE: f64 = 0.05;
/// Change of a sum or a mean that is not worth a colour.
const SMALL: f64 = 0.01;

/// A measure over one period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Value {
    value: Option<f64>,
    n: u64,
    hits: u64,
}

impl Value {
    fn times(self, rate: f64) -> Self {
        Self { value: self.value.map(|value| value * rate), ..self }
    }
}

/// The headline of `measure` for the last `compare_days` days of the data.
pub fn headline(store: &Store, context: &Context, measure: &'static Measure, missing: &str) -> Result<Headline> {
    let Some((first, last)) = context.days else { return Ok(empty(measure, missing)) };
    let length = Days::new(context.compare_days.max(1).into());
    let start = last - length + Days::new(1);
    let rate = context.currency.as_ref().filter(|_| measure.unit == Unit::Usd).map_or(1.0, |currency| currency.rate);
    let over = |from, to| over(store, measure, from, to).map(|found| found.times(rate));
    let now = over(start, last)?;
    let before = over(start - length, start - Days::new(1))?;
    let change = (first < start).then(|| change(measure, now, before, context)).flatten();
    let interval = if measure.unit == Unit::Share { stats::wilson(now.hits, now.n) } else { None };
    Ok(Headline {
        id: measure.id,
        label: measure.label,
        value: now.value.map_or(format::UNKNOWN.into(), |v| write(measure.unit, v, context)),
        n: now.n,
        n_of: measure.n_of,
        interval: interval.map(span),
        change,
        trend: trend(store, measure, start.max(first), last)?,
        about: measure.about,
        empty: now.value.is_none().then(|| missing.to_string()),
    })
}

/// `97.0–97.6 %`; `over 99.9 %` where the upper end is everything.
fn span((low, high): (f64, f64)) -> String {
    match (low, high) {
        (low, high) if high >= 0.9999 => format!("over {}", format::share(low)),
        (low, high) if low <= 0.0001 => format!("below {}", format::share(high)),
        (low, high) => format!("{}–{}", format::share(low).trim_end_matches(" %"), format::share(high)),
    }
}

fn empty(measure: &'static Measure, missing: &str) -> Headline {
    Headline {
        id: measure.id,
        label: measure.label,
        value: format::UNKNOWN.into(),
        n: 0,
        n_of: measure.n_of,
        interval: None,
        change: None,
        trend: Vec::new(),
        about: measure.about,
        empty: Some(missing.to_string()),
    }
}

/// The measure's value from `from` to `to`, both included.
fn over(store: &Store, measure: &Measure, from: NaiveDate, to: NaiveDate) -> Result<Value> {
    let end = to + Days::new(1);
    let within = |column: &str| format!("{column} >= TIMESTAMP '{from}' AND {column} < TIMESTAMP '{end}'");
    if let Formula::Quantile(histogram, q) = measure.formula {
        let bins = store.query(&format!(
            "SELECT bin, sum(n)::BIGINT FROM cube_histograms WHERE measure = '{histogram}' AND {} GROUP BY ALL",
            within("day")
        ))?;
        let bins: Vec<(i64, u64)> = bins.into_iter().map(Row).map(|r| (r.int(0), r.count(1))).collect();
        let n = bins.iter().map(|b| b.1).sum();
        return Ok(Value { value: Histogram::named(histogram).and_then(|h| h.quantile(&bins, q)), n, hits: 0 });
    }
    let hits = if let Formula::Ratio(over, _, _) = measure.formula { over } else { measure.n };
    let rows = store.query(&format!(
        "SELECT {}, {}, coalesce(sum({hits}), 0)::BIGINT FROM cube_hours WHERE {}",
        measure.sql().unwrap_or_default(),
        measure.n_sql(),
        within("hour")
    ))?;
    Ok(rows.into_iter().map(Row).next().map_or(Value::default(), |r| Value {
        value: r.number(0),
        n: r.count(1),
        hits: r.count(2),
    }))
}

/// One value per day, `None` on days without.
fn trend(store: &Store, measure: &Measure, from: NaiveDate, to: NaiveDate) -> Result<Vec<Option<f64>>> {
    let days = (to - from).num_days().clamp(0, 400) as usize + 1;
    let mut values = vec![None; days];
    let end = to + Days::new(1);
    let place = |column: &str| format!("datediff('day', TIMESTAMP '{from}', {column})");
    if let Formula::Quantile(histogram, q) = measure.formula {
        let rows = store.query(&format!(
            "SELECT {} AS at, bin, sum(n)::BIGINT FROM cube_histograms
             WHERE measure = '{histogram}' AND day >= TIMESTAMP '{from}' AND day < TIMESTAMP '{end}' GROUP BY ALL ORDER BY 1, 2",
            place("day")
        ))?;
        let rows: Vec<Row> = rows.into_iter().map(Row).collect();
        for day in rows.chunk_by(|a, b| a.int(0) == b.int(0)) {
            let bins: Vec<(i64, u64)> = day.iter().map(|r| (r.int(1), r.count(2))).collect();
            values[(day[0].int(0) as usize).min(days - 1)] =
                Histogram::named(histogram).and_then(|h| h.quantile(&bins, q));
        }
    } else {
        let sql = measure.sql().unwrap_or_default();
        let rows = store.query(&format!(
            "SELECT {} AS at, {sql} FROM cube_hours WHERE hour >= TIMESTAMP '{from}' AND hour < TIMESTAMP '{end}' GROUP BY 1",
            place("hour")
        ))?;
        for row in rows.into_iter().map(Row) {
            values[(row.int(0) as usize).min(days - 1)] = row.number(1);
        }
    }
    Ok(values)
}

fn change(measure: &Measure, now: Value, before: Value, context: &Context) -> Option<Change> {
    let days = context.compare_days;
    let (new, old) = (now.value?, before.value?);
    let against = format!(
        "{} in the {days} days before (n = {})",
        write(measure.unit, old, context),
        format::count(before.n as f64)
    );
    let (text, real) = if measure.unit == Unit::Share {
        let points = (new - old) * 100.0;
        (signed(points, " pp"), stats::shares_differ(now.hits, now.n, before.hits, before.n))
    } else if old == 0.0 {
        return None;
    } else {
        let ratio = new / old - 1.0;
        let noise = if matches!(measure.formula, Formula::Quantile(..)) { PERCENTILE_NOISE } else { SMALL };
        (signed(ratio * 100.0, " %"), ratio.abs() > noise)
    };
    let verdict = match (measure.better, new > old) {
        _ if !real => Verdict::Neutral,
        (Better::Neither, _) => Verdict::Neutral,
        (Better::Higher, true) | (Better::Lower, false) => Verdict::Good,
        _ => Verdict::Bad,
    };
    Some(Change { text, against, verdict })
}

/// `+12.3 %`, `−0.4 pp`, `no change`.
fn signed(value: f64, unit: &str) -> String {
    let text = format!("{:.1}", value.abs());
    match (text.as_str(), value < 0.0) {
        ("0.0", _) => "no change".into(),
        (_, true) => format!("−{text}{unit}"),
        (_, false) => format!("+{text}{unit}"),
    }
}

fn write(unit: Unit, value: f64, context: &Context) -> String {
    match unit {
        Unit::Count => format::count_short(value),
        Unit::Usd => format::money_short(&context.symbol(), value),
        Unit::Milliseconds => format::milliseconds(value),
        Unit::Share => format::share(value),
        Unit::Number => format::number(value),
    }
}
