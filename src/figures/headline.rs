//! Measures over the current period → headlines with its n, interval, trend and change against the period before. Twin of
//! `site/js/headlines.js`.

use chrono::{Days, NaiveTime, TimeDelta};

use super::context::{Context, Period};
use super::drawn::{Change, Headline, Verdict};
use super::{format, stats};
use crate::cube::histogram::{Histogram, Scale};
use crate::cube::{Ask, Better, Cube, Dim, GRAINS, Measure, Unit, Value};
use crate::error::Result;
use crate::interactions::Cell;

/// Change of a sum or a mean that is not worth a colour.
const SMALL: f64 = 0.01;

/// Steps of a trend at most.
const STEPS: usize = 400;
/// One bin further is a change of exactly the noise, whatever the last places of the number say.
const SLACK: f64 = 1e-9;

/// The headlines of `measures` for the current period, each with what to say where there is none. All are asked at once:
/// one by one, they took a fifth of the time that a site takes.
pub fn headlines(cube: &Cube<'_>, context: &Context, given: &[(&'static Measure, &str)]) -> Result<Vec<Headline>> {
    let Some((now, before)) = &context.periods else {
        return Ok(given.iter().map(|(measure, missing)| empty(measure, missing)).collect());
    };
    let measures: Vec<&'static Measure> = given.iter().map(|(measure, _)| *measure).collect();
    let found = over(cube, context, &measures, now)?;
    let earlier = before.as_ref().map(|before| over(cube, context, &measures, before)).transpose()?;
    let (steps, trends) = trends(cube, context, &measures, now)?;
    let headline = |(at, trend): (usize, _)| {
        let ((measure, missing), found) = (given[at], found[at]);
        let change = before.as_ref().zip(earlier.as_ref());
        let change = change.and_then(|(period, earlier)| change_of(measure, found, earlier[at], period, context));
        let interval = measure.hits();
        Headline {
            id: measure.id,
            label: measure.label,
            value: found.value.map_or(format::UNKNOWN.into(), |v| format::unit(measure.unit, v, &context.symbol())),
            n: found.n,
            n_of: measure.n_of,
            interval: interval.and_then(|_| stats::wilson(found.hits, found.n)).map(span),
            change,
            trend,
            steps,
            about: measure.about,
            empty: found.value.is_none().then(|| missing.to_string()),
            missing: missing.to_string(),
        }
    };
    Ok(trends.into_iter().enumerate().map(headline).collect())
}

/// `97.0–97.6 %`; `over 99.9 %` where the upper end is everything.
fn span((low, high): (f64, f64)) -> String {
    match (low, high) {
        (low, high) if high >= 0.9999 => format!("over {}", format::share(low).trim_start_matches('>')),
        (low, high) if low <= 0.0001 => format!("below {}", format::share(high).trim_start_matches('<')),
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
        steps: "days",
        about: measure.about,
        empty: Some(missing.to_string()),
        missing: missing.to_string(),
    }
}

/// The measures' values in a period, in the currency of the report.
fn over(cube: &Cube<'_>, context: &Context, measures: &[&'static Measure], period: &Period) -> Result<Vec<Value>> {
    let filter = context.within(period);
    let ask = Ask { by: &[], measures, histograms: &[], filter: &filter, grain: GRAINS[1] };
    let found = cube.ask(&ask)?.into_iter().next().map_or(vec![Value::default(); measures.len()], |group| group.values);
    let rate = context.currency.as_ref().map_or(1.0, |currency| currency.rate);
    let told = |(found, measure): (Value, &&Measure)| match measure.unit {
        Unit::Usd => Value { value: found.value.map(|value| value * rate), ..found },
        _ => found,
    };
    Ok(found.into_iter().zip(measures).map(told).collect())
}

/// What the steps are, and for each measure one value per day of the data in the period, `None` on days without; per hour
/// where that is at most two days.
fn trends(
    cube: &Cube<'_>,
    context: &Context,
    measures: &[&'static Measure],
    period: &Period,
) -> Result<(&'static str, Vec<Vec<Option<f64>>>)> {
    let mut trends = vec![Vec::new(); measures.len()];
    let Some((first, last)) = context.days else { return Ok(("days", trends)) };
    let by_hour = period.to - period.from <= TimeDelta::days(2) && period.from >= context.hours_from;
    let (grain, step) = if by_hour { (GRAINS[0], TimeDelta::hours(1)) } else { (GRAINS[1], TimeDelta::days(1)) };
    let filter = context.within(period);
    let ask = Ask { by: &[Dim::Time], measures, histograms: &[], filter: &filter, grain };
    let groups = cube.ask(&ask)?;
    let end = (last + Days::new(1)).and_time(NaiveTime::MIN).min(period.to);
    let mut at = first.and_time(NaiveTime::MIN).max(period.from);
    let mut steps = 0;
    while at < end && steps < STEPS {
        let time = Cell::Text(at.format(grain.time_format).to_string());
        let group = groups.iter().find(|group| group.key.first() == Some(&time));
        for (nth, trend) in trends.iter_mut().enumerate() {
            trend.push(group.and_then(|group| group.values[nth].value));
        }
        at += step;
        steps += 1;
    }
    Ok((if by_hour { "hours" } else { "days" }, trends))
}

/// Change that is not worth a colour; for a percentile, one that may be the bins' doing: a step from one to the next.
fn noise(measure: &Measure) -> f64 {
    match measure.histogram().and_then(Histogram::named).map(|histogram| histogram.scale) {
        Some(Scale::Log(ratio)) => ratio - 1.0,
        _ => SMALL,
    }
}

/// What became of a value of the period before; both are in the currency of the report.
pub fn change_of(measure: &Measure, now: Value, before: Value, period: &Period, context: &Context) -> Option<Change> {
    let (new, old) = (now.value?, before.value?);
    let against = format!(
        "{} {} (n = {})",
        format::unit(measure.unit, old, &context.symbol()),
        period.label,
        format::count(before.n as f64)
    );
    let (text, real) = if measure.unit == Unit::Share {
        let points = (new - old) * 100.0;
        let real = match measure.hits() {
            Some(_) => stats::shares_differ(now.hits, now.n, before.hits, before.n),
            // A share of tokens or money: its n are requests, and no test fits.
            None => points.abs() > SMALL * 100.0,
        };
        (signed(points, " pp"), real)
    } else if old == 0.0 {
        return None;
    } else {
        let ratio = new / old - 1.0;
        (signed(ratio * 100.0, " %"), ratio.abs() > noise(measure) + SLACK)
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
    // Bins widen by a constant factor, so that changes of percentiles often lie halfway between two texts, where the last
    // places of the number must not decide.
    let text = format::fixed((value.abs() * 1e6).round() / 1e6, 1);
    match (text.as_str(), value < 0.0) {
        ("0.0", _) => "no change".into(),
        (_, true) => format!("−{text}{unit}"),
        (_, false) => format!("+{text}{unit}"),
    }
}
