//! What changed. Twin of `site/js/changes.js`.

use super::context::{Context, Period};
use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, UNNAMED};
use super::{Figure, Rows, format};
use crate::cube::{Ask, Cube, Dim, GRAINS, Group, Measure};
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from two periods.
pub const FIGURE: Figure = Figure {
    id: "what_changed",
    page: "index",
    title: "What changed",
    question: "Which slices explain the change against the period before? Shares of one measure overlap: a model is also its provider's. Before and now of a rate are what the slice adds to the rate of all.",
    unit: "",
    n_of: "requests",
    missing: "There is no period before to compare with, or nothing changed enough to explain.",
    note: None,
    rows: Rows::Computed(rows),
    fields: &[
        column("measure", "Measure", Show::Text),
        column("slice", "Slice", Show::Text),
        column("before", "Before", Show::Text),
        column("now", "Now", Show::Text),
        column("share", "Share of the change", Show::Share),
        column("n", "n now", Show::Count),
    ],
    chart: None,
};

/// What a slice may be.
const SLICES: &[(Dim, &str)] = &[
    (Dim::Provider, "provider"),
    (Dim::Model, "model"),
    (Dim::Category, "category"),
    (Dim::App, "app"),
    (Dim::ErrorType, "error type"),
];

/// What is explained: a measure, whether it is a rate (then a slice's part is its hits over all n, so that the parts add
/// up to the change of the rate), and the least change of the whole, relative for sums, absolute for rates.
const EXPLAINED: &[(&str, bool, f64)] =
    &[("cost", false, 0.02), ("error_rate", true, 0.001), ("hallucination_rate", true, 0.002)];
/// Slices shown for a measure, and the least share that is worth a line.
const MOST: usize = 5;
const LEAST_SHARE: f64 = 0.15;
/// For percentiles, which have no parts: least n of a slice in both periods, and least change.
const LEAST_N: u64 = 100;
const LEAST_RATIO: f64 = 0.15;

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let Some((now, Some(before))) = &context.periods else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for (id, rate, least) in EXPLAINED {
        let Some(measure) = Measure::named(id) else { continue };
        out.extend(explain(cube, context, measure, *rate, *least, [before, now])?);
    }
    if let Some(latency) = Measure::named("latency_p95") {
        out.extend(slower(cube, context, latency, [before, now])?);
    }
    Ok(out)
}

/// Values of a slice before and now.
type Pair = (String, [Group; 2]);

fn pairs(
    cube: &Cube<'_>,
    context: &Context,
    dim: Dim,
    measure: &'static Measure,
    periods: [&Period; 2],
) -> Result<Vec<Pair>> {
    let ask = |period: &Period| {
        let filter = context.within(period);
        cube.ask(&Ask { by: &[dim], measures: &[measure], histograms: &[], filter: &filter, grain: GRAINS[1] })
    };
    let [mut old, new] = [ask(periods[0])?, ask(periods[1])?];
    let nothing = |key: &[Cell]| Group { key: key.to_vec(), values: vec![Default::default()], last_day: String::new() };
    let name =
        |group: &Group| if let Some(Cell::Text(name)) = group.key.first() { name.clone() } else { UNNAMED.into() };
    let mut out = Vec::new();
    for group in new {
        let at = old.iter().position(|other| other.key == group.key);
        let was = at.map_or_else(|| nothing(&group.key), |at| old.remove(at));
        out.push((name(&group), [was, group]));
    }
    out.extend(old.into_iter().map(|was| (name(&was), [was.clone(), nothing(&was.key)])));
    Ok(out)
}

/// The slices with the largest parts in the change of a measure that has parts.
fn explain(
    cube: &Cube<'_>,
    context: &Context,
    measure: &'static Measure,
    rate: bool,
    least: f64,
    periods: [&Period; 2],
) -> Result<Vec<Row>> {
    let mut found: Vec<(f64, Row)> = Vec::new();
    let money = context.currency.as_ref().map_or(1.0, |currency| currency.rate);
    for (dim, what) in SLICES {
        // Kinds of errors are no slice of what succeeded: their part is in errors only.
        if *dim == Dim::ErrorType && measure.id != "error_rate" {
            continue;
        }
        let slices = pairs(cube, context, *dim, measure, periods)?;
        // What is all of one kind explains everything, and nothing.
        if slices.len() < 2 {
            continue;
        }
        let amount =
            |group: &Group| if rate { group.values[0].hits as f64 } else { group.values[0].value.unwrap_or(0.0) };
        let n = [0, 1].map(|at| slices.iter().map(|(_, pair)| pair[at].values[0].n as f64).sum::<f64>());
        let part = |pair: &[Group; 2], at: usize| match rate {
            true if n[at] > 0.0 => amount(&pair[at]) / n[at],
            true => 0.0,
            false => amount(&pair[at]),
        };
        let whole = [0, 1].map(|at| slices.iter().map(|(_, pair)| part(pair, at)).sum::<f64>());
        let change = whole[1] - whole[0];
        let enough = if rate { change.abs() >= least } else { change.abs() >= least * whole[0].abs() };
        if !enough || change == 0.0 || n[0] == 0.0 {
            continue;
        }
        for (name, pair) in &slices {
            if *dim == Dim::ErrorType && name == UNNAMED {
                continue;
            }
            let share = (part(pair, 1) - part(pair, 0)) / change;
            let write = |at: usize| match rate {
                true => format::share(part(pair, at)),
                false => format::money_short(&context.symbol(), part(pair, at) * money),
            };
            let cells = vec![
                Cell::Text(format!("{} {}", measure.label, if change > 0.0 { "up" } else { "down" })),
                Cell::Text(format!("{what} {name}")),
                Cell::Text(write(0)),
                Cell::Text(write(1)),
                Cell::Float(share),
                Cell::Int(pair[1].values[0].n as i64),
            ];
            found.push((share, Row(cells)));
        }
    }
    found.retain(|(share, _)| *share >= LEAST_SHARE);
    found.sort_by(|a, b| weight(b.0).total_cmp(&weight(a.0)));
    Ok(found.into_iter().take(MOST).map(|(_, row)| row).collect())
}

/// What slices are sorted by: two that hold the same requests must not change places by the last digits of their sums.
fn weight(value: f64) -> f64 {
    (value * 1e9).round()
}

/// The slices whose percentile rose or fell most.
fn slower(cube: &Cube<'_>, context: &Context, measure: &'static Measure, periods: [&Period; 2]) -> Result<Vec<Row>> {
    let mut found: Vec<(f64, Row)> = Vec::new();
    for (dim, what) in SLICES.iter().filter(|(dim, _)| *dim != Dim::ErrorType) {
        let slices = pairs(cube, context, *dim, measure, periods)?;
        if slices.len() < 2 {
            continue;
        }
        for (name, [was, is]) in slices {
            let (old, new) = (was.values[0], is.values[0]);
            let Some(ratio) = new.value.zip(old.value).filter(|v| v.1 > 0.0).map(|(new, old)| new / old - 1.0) else {
                continue;
            };
            if old.n < LEAST_N || new.n < LEAST_N || ratio.abs() < LEAST_RATIO {
                continue;
            }
            let cells = vec![
                Cell::Text(format!("{} {}", measure.label, if ratio > 0.0 { "up" } else { "down" })),
                Cell::Text(format!("{what} {name}")),
                Cell::Text(format::milliseconds(old.value.unwrap_or(0.0))),
                Cell::Text(format::milliseconds(new.value.unwrap_or(0.0))),
                Cell::Null,
                Cell::Int(new.n as i64),
            ];
            found.push((ratio.abs() * (new.n as f64).sqrt(), Row(cells)));
        }
    }
    found.sort_by(|a, b| weight(b.0).total_cmp(&weight(a.0)));
    Ok(found.into_iter().take(3).map(|(_, row)| row).collect())
}
