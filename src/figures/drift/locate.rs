//! The same change seen in several slices → the slice it belongs to: the smallest one without which the rest has not changed.

use super::daily::Column;
use super::daily::{Daily, Row, Slice};
use super::fit::fit;
use super::search::Change;
use super::series::Series;
use super::shape::Shape;
use super::spread::spread;
use super::watch::Watch;

/// A slice (its place in [`Daily::slices`]) with one of its changes.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Place of the slice.
    pub slice: usize,
    /// Its change.
    pub change: Change,
}

/// Beginnings of one change in two slices may be so many days apart.
const APART: usize = 3;
/// Of the evidence for a change of everything, so much may be left without the slice that explains it, and so much more than
/// without another one; and so much is nothing: the χ² quantile of 95 %.
const LEFT: f64 = 0.2;
const MORE: f64 = 0.1;
const NOTHING: f64 = 3.84;

/// Puts changes of one measure that belong together into one, with the slice it belongs to first.
pub fn locate(daily: &Daily, watch: &Watch, mut seen: Vec<Seen>) -> Vec<Vec<Seen>> {
    // The surest leads: what is one with it is judged by it.
    seen.sort_by(|a, b| a.change.chance.total_cmp(&b.change.chance).then(a.slice.cmp(&b.slice)));
    let mut out = Vec::new();
    while !seen.is_empty() {
        let lead = seen[0].change;
        let (mut event, mut rest): (Vec<Seen>, Vec<Seen>) =
            seen.into_iter().partition(|other| same(&lead, &other.change));
        let root = root(daily, watch, &event);
        event.swap(0, root);
        let dim = daily.slices[event[0].slice].dim;
        // Two slices of one dimension have no request in common, so that neither explains the other.
        if !dim.is_empty() {
            let owner = event[0];
            let own = |other: &Seen| other.slice != owner.slice && daily.slices[other.slice].dim == dim;
            rest.extend(event.iter().copied().filter(own));
            event.retain(|other| !own(other));
        }
        // The lead itself may be one of those: then it leads again.
        rest.sort_by(|a, b| a.change.chance.total_cmp(&b.change.chance).then(a.slice.cmp(&b.slice)));
        out.push(event);
        seen = rest;
    }
    out
}

/// Whether two changes may be one: same direction, and beginnings that may be the same.
fn same(a: &Change, b: &Change) -> bool {
    let spike = |change: &Change| matches!(change.shape, Shape::Spike { .. });
    let near = a.shape.from().abs_diff(b.shape.from()) <= APART;
    let overlap = a.since.0 <= b.since.1 + 1 && b.since.0 <= a.since.1 + 1;
    (a.effect > 0.0) == (b.effect > 0.0) && (near || (overlap && !spike(a) && !spike(b)))
}

/// The place in `event` of the slice that the change belongs to.
fn root(daily: &Daily, watch: &Watch, event: &[Seen]) -> usize {
    let lead = event[0].change;
    let whole = watch.series(daily.whole(), daily.weekday());
    let all = evidence(&whole, lead.shape);
    // What does not show in everything is explained by nothing: the surest has it.
    if all <= NOTHING {
        return 0;
    }
    let size = |slice: &Slice| slice.rows.iter().map(|row| row.get(Column::Requests)).sum::<f64>();
    // Of each slice: the evidence that is left without it, and its size.
    let without = |place: usize| {
        let slice = &daily.slices[event[place].slice];
        let rows: Vec<Row> = daily.whole().iter().zip(&slice.rows).map(|(all, part)| all.less(part)).collect();
        (place, evidence(&watch.series(&rows, daily.weekday()), lead.shape), size(slice))
    };
    let parts = (0..event.len()).filter(|place| !daily.slices[event[*place].slice].dim.is_empty());
    let parts: Vec<(usize, f64, f64)> = parts.map(without).collect();
    // The smallest of those that leave little, and hardly more than the one that leaves least.
    let least = parts.iter().map(|part| part.1).fold(f64::INFINITY, f64::min);
    let most = NOTHING.max(LEFT * all).min(least + NOTHING.max(MORE * all));
    let smallest = parts.iter().filter(|part| part.1 <= most).min_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
    let everything = event.iter().position(|seen| daily.slices[seen.slice].dim.is_empty());
    smallest.map(|part| part.0).or(everything).unwrap_or(0)
}

/// Evidence for a change of that shape: twice the log-likelihood that it adds, over the scatter.
fn evidence(series: &Series, shape: Shape) -> f64 {
    if !series.enough() {
        return 0.0;
    }
    let (without, with) = (fit(series, &[]), fit(series, &[shape]));
    let scale = spread(series, &with, &[]).factor.max(1e-300);
    (without.deviance(series) - with.deviance(series)) / scale
}
