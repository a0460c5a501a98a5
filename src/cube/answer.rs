//! A question → groups of numbers, from the rollups in memory.

use std::collections::BTreeMap;

use super::ask::evaluate;
use super::axis::Axis;
use super::held::add;
use super::histogram::Histogram;
use super::{Ask, Cube, Dim, Formula, Group, HISTOGRAMS, Value};
use crate::error::{Error, Result};
use crate::interactions::Cell;

/// No group.
const NONE: u32 = u32::MAX;

/// Which group each cell and error type belongs to.
struct Groups {
    slots: Axis,
    slices: Axis,
    errors: Axis,
    /// The group of each combination of keys of the three.
    places: Vec<u32>,
    /// Its combination, for each group.
    found: Vec<usize>,
}

impl Groups {
    fn new(slots: Axis, slices: Axis, errors: Axis) -> Self {
        let places = vec![NONE; slots.keys.len() * slices.keys.len() * errors.keys.len()];
        Self { slots, slices, errors, places, found: Vec::new() }
    }

    /// The group of a slot, a slice and an error type; `None` where the filter leaves it out.
    fn of(&mut self, slot: usize, slice: usize, error: usize) -> Option<u32> {
        let (slot, slice, error) = (self.slots.of[slot]?, self.slices.of[slice]?, self.errors.of[error]?);
        let at = (slot * self.slices.keys.len() + slice) * self.errors.keys.len() + error;
        if self.places[at] == NONE {
            self.places[at] = self.found.len() as u32;
            self.found.push(at);
        }
        Some(self.places[at])
    }

    /// What a group is called on each axis.
    fn keys(&self, group: usize) -> [&[i64]; 3] {
        let at = self.found[group];
        let (slices, errors) = (self.slices.keys.len().max(1), self.errors.keys.len().max(1));
        [self.slots.key(at / errors / slices), self.slices.key(at / errors % slices), self.errors.key(at % errors)]
    }
}

impl Cube<'_> {
    /// Answers a question; groups come in the order of their keys, NULL first.
    ///
    /// # Errors
    /// When it asks for a sum that the store does not keep.
    pub fn ask(&self, ask: &Ask<'_>) -> Result<Vec<Group>> {
        let mut groups = Groups::new(Axis::slots(self, ask), Axis::slices(self, ask), Axis::errors(self, ask));
        if ask.by.contains(&Dim::Bin) {
            return Ok(self.count_bins(ask, &mut groups));
        }
        let held = &self.held;
        let mut rows = Vec::with_capacity(held.rows.len());
        for (row, (cell, error)) in held.rows.iter().enumerate() {
            let (slot, slice) = held.cells[*cell as usize];
            rows.extend(groups.of(slot, slice, *error as usize).map(|group| (row as u32, group)));
        }
        if ask.by.is_empty() && groups.found.is_empty() {
            groups.found.push(0);
        }
        let sums = self.sums(ask, &rows, groups.found.len())?;
        let mut last = vec![None; groups.found.len()];
        for (row, group) in &rows {
            last[*group as usize] = last[*group as usize].max(Some(held.cells[held.rows[*row as usize].0 as usize].0));
        }
        let mut quantiles = self.quantiles(ask, &mut groups);
        let answer = (0..last.len()).map(|group| {
            let sum = |id: &str| sums.get(id).map_or(0.0, |sums: &Vec<f64>| sums[group]);
            let value = |(place, measure)| quantiles.remove(&(place, group)).unwrap_or(evaluate(measure, sum));
            let values = ask.measures.iter().copied().enumerate().map(value).collect();
            let last_day = last[group].map(|slot| Axis::day(held.slots[slot])).unwrap_or_default();
            (self.ranks(ask, groups.keys(group)), Group { key: Vec::new(), values, last_day })
        });
        Ok(self.sorted(ask, answer.collect()))
    }

    /// The columns that the measures need, summed by group.
    fn sums(&self, ask: &Ask<'_>, rows: &[(u32, u32)], groups: usize) -> Result<BTreeMap<&'static str, Vec<f64>>> {
        let mut sums = BTreeMap::new();
        for id in ask.measures.iter().flat_map(|measure| measure.columns()) {
            if sums.contains_key(id) {
                continue;
            }
            let column = self.held.column(id).ok_or_else(|| Error::new(format!("the rollups have no column {id}")))?;
            let mut exact = vec![0; groups];
            add(&column.values, rows, &mut exact);
            sums.insert(id, exact.into_iter().map(|sum| column.float(sum)).collect());
        }
        Ok(sums)
    }

    /// Quantiles, by place of the measure and group. None where the question groups by what histograms do not know.
    fn quantiles(&self, ask: &Ask<'_>, groups: &mut Groups) -> BTreeMap<(usize, usize), Value> {
        let mut out = BTreeMap::new();
        let asked = |histogram: &Histogram| ask.measures.iter().any(|m| m.histogram() == Some(histogram.id));
        if ask.by.contains(&Dim::ErrorType) || !HISTOGRAMS.iter().any(asked) {
            return out;
        }
        let cells = self.cells(groups);
        for (histogram, bins) in HISTOGRAMS.iter().zip(&self.held.bins).filter(|(histogram, _)| asked(histogram)) {
            let sums = bins.sums(&cells, groups.found.len());
            for group in 0..groups.found.len() {
                let counts: Vec<(i64, u64)> = bins.told(&sums, group).collect();
                let n = counts.iter().map(|(_, n)| n).sum();
                for (place, measure) in ask.measures.iter().enumerate().filter(|_| n > 0) {
                    if let Formula::Quantile(id, q) = measure.formula
                        && id == histogram.id
                    {
                        out.insert((place, group), Value { value: histogram.quantile(&counts, q), n, hits: 0 });
                    }
                }
            }
        }
        out
    }

    fn count_bins(&self, ask: &Ask<'_>, groups: &mut Groups) -> Vec<Group> {
        let cells = self.cells(groups);
        let mut counts: BTreeMap<Vec<i64>, u64> = BTreeMap::new();
        for (nth, (histogram, bins)) in HISTOGRAMS.iter().zip(&self.held.bins).enumerate() {
            if !ask.histograms.contains(&histogram.id) {
                continue;
            }
            let sums = bins.sums(&cells, groups.found.len());
            for group in 0..groups.found.len() {
                let mut ranks = self.ranks(ask, groups.keys(group));
                for (bin, n) in bins.told(&sums, group) {
                    for (rank, dim) in ranks.iter_mut().zip(ask.by) {
                        match dim {
                            Dim::Histogram => *rank = nth as i64,
                            Dim::Bin => *rank = bin,
                            _ => {}
                        }
                    }
                    *counts.entry(ranks.clone()).or_default() += n;
                }
            }
        }
        let value = |n| Value { value: Some(n as f64), n, hits: 0 };
        let group = |(ranks, n)| (ranks, Group { key: Vec::new(), values: vec![value(n)], last_day: String::new() });
        self.sorted(ask, counts.into_iter().map(group).collect())
    }

    /// Cells with their groups, whatever the error types.
    fn cells(&self, groups: &mut Groups) -> Vec<(u32, u32)> {
        let cells = self.held.cells.iter().enumerate();
        cells.filter_map(|(cell, (slot, slice))| Some((cell as u32, groups.of(*slot, *slice, 0)?))).collect()
    }

    /// The place of a group's keys among those of each dimension, in the order of the question. Bins and histograms have
    /// none yet.
    fn ranks(&self, ask: &Ask<'_>, keys: [&[i64]; 3]) -> Vec<i64> {
        let mut next = keys.map(|keys| keys.iter().copied());
        ask.by.iter().map(|dim| Axis::of_dim(*dim).and_then(|axis| next[axis].next()).unwrap_or_default()).collect()
    }

    /// Groups in the order of their keys, which are filled in.
    fn sorted(&self, ask: &Ask<'_>, mut groups: Vec<(Vec<i64>, Group)>) -> Vec<Group> {
        // Histograms are known by their place, but come in the order of their names.
        let text = |dim: &Dim, rank: i64| if *dim == Dim::Histogram { HISTOGRAMS[rank as usize].id } else { "" };
        let order = |ranks: &[i64]| -> Vec<(&'static str, i64)> {
            ask.by.iter().zip(ranks).map(|(dim, rank)| (text(dim, *rank), *rank)).collect()
        };
        groups.sort_by_cached_key(|(ranks, _)| order(ranks));
        let cell = |(dim, rank): (&Dim, &i64)| -> Cell { Axis::told(self, *dim, ask.grain, *rank) };
        let fill =
            |(ranks, group): (Vec<i64>, Group)| Group { key: ask.by.iter().zip(&ranks).map(cell).collect(), ..group };
        groups.into_iter().map(fill).collect()
    }
}
