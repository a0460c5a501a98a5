//! A family and the cube → its series: at each step of time, or now.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::{Export, Family, Kind, Point, Series, label};
use crate::cube::histogram::{Histogram, Scale};
use crate::cube::{Ask, Cube, Dim, Filter, GRAINS, Measure};
use crate::error::Result;
use crate::figures::span::Span;
use crate::interactions::Cell;
use crate::warehouse::text;

/// Bins of the histograms in milliseconds: a bound every 14 of them, about twice the one before, from 10 ms to 5 minutes.
const FIRST_BIN: i64 = 48;
const BINS: i64 = 14;
const BUCKETS: i64 = 16;
/// The ratio of two edges; both histograms in seconds have it.
const RATIO: f64 = 1.05;

/// Upper bounds of the buckets, in seconds: edges of bins.
pub static BOUNDS: LazyLock<Vec<f64>> =
    LazyLock::new(|| (0..BUCKETS).map(|nth| RATIO.powf((FIRST_BIN + nth * BINS) as f64) / 1e3).collect());

/// A step: which slice, when it ended, and what it adds.
type Steps<T> = BTreeMap<Vec<String>, BTreeMap<NaiveDateTime, T>>;

/// Every series of a family; none where nothing was logged.
pub fn series(cube: &Cube<'_>, export: &Export<'_>, family: &Family) -> Result<Vec<Series>> {
    let Some((_, last)) = cube.hours else { return Ok(Vec::new()) };
    let end = last + TimeDelta::hours(1);
    let one = |value: f64, labels: Vec<(&'static str, String)>| {
        let at = export.history.then(|| seconds(export.zone, end));
        vec![Series { labels, points: vec![(at, Point::Number(value))] }]
    };
    match family.kind {
        Kind::Counter(part) | Kind::Sum(part) => sums(cube, export, family, part),
        Kind::Histogram(id) => histogram(cube, export, family, id),
        Kind::Gauge(measure, times) => gauge(cube, export, measure, times),
        Kind::Last => Ok(one(seconds(export.zone, end) as f64, Vec::new())),
        Kind::Info => {
            let facts =
                [("version", env!("CARGO_PKG_VERSION").to_string()), ("time_zone", export.zone.name().to_string())];
            Ok(one(1.0, facts.to_vec()))
        }
    }
}

/// The instant of a local time; of two, the later one, so that the hour before it is complete.
fn seconds(zone: Tz, at: NaiveDateTime) -> i64 {
    let mut at = at;
    loop {
        if let Some(instant) = zone.from_local_datetime(&at).latest() {
            return instant.timestamp();
        }
        // Clocks were put forward over it.
        at += TimeDelta::minutes(15);
    }
}

/// The stretches that are asked with their grain: days, then the hours of the last days. A snapshot needs the days only.
fn stretches(cube: &Cube<'_>, export: &Export<'_>) -> Vec<(Filter, usize)> {
    let until = |to| Filter { to, ..Filter::default() };
    if !export.history {
        return vec![(Filter::default(), 1)];
    }
    vec![(until(Some(cube.hours_from)), 1), (Filter { from: Some(cube.hours_from), ..Filter::default() }, 0)]
}

/// When a step of the cube's axis ends.
fn ended(step: &str) -> Option<NaiveDateTime> {
    match step.len() {
        10 => Some(step.parse::<chrono::NaiveDate>().ok()?.and_time(NaiveTime::MIN) + Days::new(1)),
        _ => Some(NaiveDateTime::parse_from_str(step, "%Y-%m-%d %H:%M").ok()? + TimeDelta::hours(1)),
    }
}

/// Splits the key of a group: its slice and the end of its step.
fn slice(mut key: Vec<Cell>) -> Option<(Vec<String>, NaiveDateTime)> {
    let at = key.pop().and_then(text).and_then(|step| ended(&step))?;
    Some((key.into_iter().map(|cell| text(cell).unwrap_or_default()).collect(), at))
}

fn sums(cube: &Cube<'_>, export: &Export<'_>, family: &Family, part: &'static Measure) -> Result<Vec<Series>> {
    let mut steps: Steps<f64> = Steps::new();
    let by = [export.by, &[Dim::Time]].concat();
    for (filter, grain) in stretches(cube, export) {
        for group in
            cube.ask(&Ask { by: &by, measures: &[part], histograms: &[], filter: &filter, grain: GRAINS[grain] })?
        {
            let value = group.values[0].value.unwrap_or(0.0);
            if let Some((key, at)) = slice(group.key) {
                steps.entry(key).or_default().insert(at, value);
            }
        }
    }
    // What was never logged is no series of zeros.
    steps.retain(|_, steps| steps.values().any(|value| *value != 0.0));
    Ok(summed(export, family, steps, 0.0, |sum, value| sum + value, |sum| Point::Number(*sum)))
}

fn histogram(cube: &Cube<'_>, export: &Export<'_>, family: &Family, id: &'static str) -> Result<Vec<Series>> {
    let Some(histogram) = Histogram::named(id).filter(|histogram| histogram.scale == Scale::Log(RATIO)) else {
        return Ok(Vec::new());
    };
    type State = (Vec<u64>, u64, f64);
    let mut steps: Steps<State> = Steps::new();
    let by = [export.by, &[Dim::Time, Dim::Bin]].concat();
    for (filter, grain) in stretches(cube, export) {
        for mut group in
            cube.ask(&Ask { by: &by, measures: &[], histograms: &[id], filter: &filter, grain: GRAINS[grain] })?
        {
            let Some(Cell::Int(bin)) = group.key.pop() else { continue };
            let Some((key, at)) = slice(group.key) else { continue };
            let (n, bounds) = (group.values[0].n, BOUNDS.len());
            let state = steps.entry(key).or_default().entry(at).or_insert_with(|| (vec![0; bounds], 0, 0.0));
            for (nth, count) in (0..).zip(&mut state.0) {
                *count += if bin < FIRST_BIN + nth * BINS { n } else { 0 };
            }
            state.1 += n;
            state.2 += histogram.middle(bin) / 1e3 * n as f64;
        }
    }
    let add = |sum: &State, more: &State| {
        (sum.0.iter().zip(&more.0).map(|(a, b)| a + b).collect(), sum.1 + more.1, sum.2 + more.2)
    };
    let nothing: State = (vec![0; BOUNDS.len()], 0, 0.0);
    let point = |state: &State| Point::Buckets(state.0.clone(), state.1, state.2);
    Ok(summed(export, family, steps, nothing, add, point))
}

/// Adds the steps of every slice up: at each step of any slice from its own first on, or at the end only.
fn summed<T: Clone>(
    export: &Export<'_>,
    family: &Family,
    steps: Steps<T>,
    nothing: T,
    add: impl Fn(&T, &T) -> T,
    point: impl Fn(&T) -> Point,
) -> Vec<Series> {
    let mut times: Vec<NaiveDateTime> = steps.values().flat_map(|steps| steps.keys().copied()).collect();
    times.sort_unstable();
    times.dedup();
    let labels = |key: Vec<String>| export.by.iter().map(|dim| label(*dim, family.genai())).zip(key).collect();
    let series = |(key, steps): (Vec<String>, BTreeMap<NaiveDateTime, T>)| {
        let mut sum = nothing.clone();
        let mut points = Vec::new();
        let first = steps.keys().next().copied();
        for at in times.iter().filter(|at| Some(**at) >= first) {
            if let Some(more) = steps.get(at) {
                sum = add(&sum, more);
            }
            if export.history {
                points.push((Some(seconds(export.zone, *at)), point(&sum)));
            }
        }
        if !export.history {
            points.push((None, point(&sum)));
        }
        // Two local hours may be the same instant where clocks are put forward.
        points.dedup_by(|later, earlier| {
            later.0 == earlier.0 && later.0.is_some() && {
                earlier.1 = later.1.clone();
                true
            }
        });
        Series { labels: labels(key), points }
    };
    steps.into_iter().map(series).collect()
}

fn gauge(cube: &Cube<'_>, export: &Export<'_>, measure: &'static Measure, times: f64) -> Result<Vec<Series>> {
    let Some(hours) = cube.hours else { return Ok(Vec::new()) };
    let (by, filter) = match export.history {
        true => (&[Dim::Time][..], Filter::default()),
        false => {
            let (period, _) = Span::Hours(24).resolve(hours);
            (&[][..], Filter::within(period.from, period.to))
        }
    };
    let end = hours.1 + TimeDelta::hours(1);
    let mut points = Vec::new();
    for group in cube.ask(&Ask { by, measures: &[measure], histograms: &[], filter: &filter, grain: GRAINS[1] })? {
        let Some(value) = group.values[0].value else { continue };
        // The last day is told when its data end.
        let at = group.key.into_iter().next().and_then(text).and_then(|step| ended(&step)).map(|at| at.min(end));
        points.push((at.map(|at| seconds(export.zone, at)), Point::Number(value * times)));
    }
    Ok(if points.is_empty() { Vec::new() } else { vec![Series { labels: Vec::new(), points }] })
}
