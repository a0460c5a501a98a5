//! Histograms → bits. The total of a cell is known; going through its bins, each count is expected to be the share of
//! what is left that the bin had in this slice so far. So neither bins nor an order of things is ever written.

use super::coder::Coder;
use super::number::Near;
use super::table::{Bins, Table};

/// Weight of a bin that was never met, of what is counted in it, and of what is counted beside it.
const FAINT: f64 = 1.0;
const HIT: f64 = 32.0;
const BESIDE: f64 = 8.0;
/// A slice that has seen this much weight forgets half of it.
const MOST: f64 = 65_536.0;
/// Counts up to this are told one by one.
const STEPS: usize = 12;
/// Expectations from here on are coded by the distance from them.
const MANY: f64 = 8.0;
const CLASSES: usize = 4 * 40;
/// So many bins of which little is expected are told to be empty at once.
const BLOCK: usize = 8;
const FEW: f64 = 0.7;

/// Codes the histogram at `place`, which may follow from those before it.
pub fn histogram<C: Coder>(coder: &mut C, table: &mut Table, place: usize) {
    let (known, rest) = table.bins.split_at_mut(place);
    let Some(bins) = rest.first_mut() else { return };
    let totals = &table.columns[bins.total].values;
    let edges = edges(coder, bins, totals, &table.cells, table.groups.len());
    let width = bins.bins.len();
    let counter = Counter::new(coder);
    let mut weights: Vec<Vec<f64>> = vec![Vec::new(); table.groups.len()];
    let (mut counts, mut guess) = (vec![0.0; width], vec![0.0; width]);
    let mut out = Vec::new();
    let mut starts = vec![0];
    for (cell, (_, slice)) in table.cells.iter().enumerate() {
        let total = totals[cell];
        let same = bins.like.filter(|like| totals[cell] == table.columns[known[*like].total].values[cell]);
        if let Some(like) = same {
            out.extend_from_slice(known[like].of(cell));
        } else if total > 0.0 {
            bins.of(cell).iter().for_each(|(bin, n)| counts[usize::from(*bin)] = *n);
            let (low, high) = edges[*slice];
            let own = &mut weights[*slice];
            own.resize(width, FAINT);
            if bins.within.is_empty() {
                counter.code(coder, &own[low..=high], total, &mut counts[low..=high]);
                learn(own, &counts, low, high);
            } else {
                guess.fill(FAINT);
                for (of, sign) in &bins.within {
                    known[*of].of(cell).iter().for_each(|(bin, n)| guess[usize::from(*bin)] += sign * n * 4096.0);
                }
                guess.iter_mut().for_each(|w| *w = w.max(FAINT));
                counter.code(coder, &guess[low..=high], total, &mut counts[low..=high]);
            }
            for (bin, n) in counts.iter_mut().enumerate().take(high + 1).skip(low).filter(|(_, n)| **n > 0.0) {
                out.push((bin as u16, *n));
                *n = 0.0;
            }
        }
        starts.push(out.len());
    }
    bins.counts = out;
    bins.starts = starts;
}

/// The first and last bin of each slice that has any.
fn edges<C: Coder>(
    coder: &mut C,
    bins: &Bins,
    totals: &[f64],
    cells: &[(usize, usize)],
    slices: usize,
) -> Vec<(usize, usize)> {
    let mut any = vec![false; slices];
    let mut found = vec![(usize::MAX, 0); slices];
    for (cell, (_, slice)) in cells.iter().enumerate() {
        any[*slice] |= totals[cell] > 0.0;
        if let [first, .., last] | [first @ last] = bins.of(cell) {
            let (low, high) = found[*slice];
            found[*slice] = (low.min(first.0.into()), high.max(last.0.into()));
        }
    }
    let near = Near::new(coder);
    let (mut low, mut high) = (0.0, 0.0);
    for slice in (0..slices).filter(|slice| any[*slice]) {
        low = near.code(coder, low, 10.0, false, found[slice].0 as f64);
        high = near.code(coder, high, 10.0, false, found[slice].1 as f64);
        found[slice] = (low as usize, high as usize);
    }
    found
}

fn learn(weights: &mut [f64], counts: &[f64], low: usize, high: usize) {
    let mut all = 0.0;
    for bin in low..=high {
        let n = counts[bin];
        if n > 0.0 {
            weights[bin] += HIT * n;
            if bin > low {
                weights[bin - 1] += BESIDE * n;
            }
            if bin < high {
                weights[bin + 1] += BESIDE * n;
            }
        }
    }
    weights[low..=high].iter().for_each(|w| all += w);
    if all > MOST {
        weights[low..=high].iter_mut().for_each(|w| *w = *w * 0.5 + FAINT * 0.5);
    }
}

/// Contexts of counts.
struct Counter {
    near: Near,
    steps: usize,
    more: usize,
    any: usize,
    which: usize,
}

impl Counter {
    fn new<C: Coder>(coder: &mut C) -> Self {
        Self {
            near: Near::new(coder),
            steps: coder.contexts(CLASSES * STEPS),
            more: coder.contexts(CLASSES * STEPS),
            any: coder.contexts(CLASSES),
            which: coder.contexts(33),
        }
    }

    /// The counts of one cell, which come to `total`.
    fn code<C: Coder>(&self, coder: &mut C, weights: &[f64], total: f64, counts: &mut [f64]) {
        let mut tail = 0.0;
        weights.iter().for_each(|w| tail += w);
        let mut left = total;
        let mut from = 0;
        while left > 0.0 {
            let to = (from + BLOCK).min(weights.len());
            let mut block = 0.0;
            weights[from..to].iter().for_each(|w| block += w);
            let expected = left * block / tail;
            let few = to < weights.len() && expected < FEW;
            if few && !coder.bit(self.any + class(left, expected), counts[from..to].iter().any(|x| *x > 0.0)) {
                tail -= block;
                from = to;
                continue;
            }
            let mut searched = few;
            for bin in from..to {
                if left <= 0.0 {
                    break;
                }
                let weight = weights[bin];
                let x = if searched {
                    let here =
                        bin + 1 == to || coder.bit(self.which + (weight / block * 32.0) as usize, counts[bin] > 0.0);
                    block -= weight;
                    searched = !here;
                    if here {
                        1.0 + self.one(coder, self.more, left - 1.0, weight / tail, counts[bin] - 1.0)
                    } else {
                        0.0
                    }
                } else if bin + 1 == weights.len() {
                    left
                } else {
                    self.one(coder, self.steps, left, weight / tail, counts[bin])
                };
                counts[bin] = x;
                left -= x;
                tail -= weight;
            }
            from = to;
        }
    }

    fn one<C: Coder>(&self, coder: &mut C, steps: usize, left: f64, share: f64, x: f64) -> f64 {
        let expected = left * share;
        if expected >= MANY {
            return self.near.code(coder, expected, (expected * (1.0 - share)).sqrt(), false, x);
        }
        let steps = steps + class(left, expected) * STEPS;
        let mut n = 0;
        while n < STEPS {
            if n as f64 == left || !coder.bit(steps + n, x > n as f64) {
                return n as f64;
            }
            n += 1;
        }
        STEPS as f64 + self.near.code(coder, 0.0, 4.0, false, x - STEPS as f64)
    }
}

/// What counts have in common that are expected alike: a quarter of an octave, and whether much is left.
fn class(left: f64, expected: f64) -> usize {
    let whole = (expected * 256.0) as u32;
    let octave = 31 - (whole | 1).leading_zeros() as usize;
    let size = if whole < 4 { whole as usize } else { 4 * (octave - 1) + (whole as usize >> (octave - 2) & 3) };
    let much = usize::from(left >= 2.0) + usize::from(left >= 3.0) + usize::from(left >= 6.0);
    much * 40 + size
}

impl Bins {
    /// The entries of a cell.
    pub fn of(&self, cell: usize) -> &[(u16, f64)] {
        match self.starts.get(cell..=cell + 1) {
            Some([start, end]) => &self.counts[*start..*end],
            _ => &[],
        }
    }
}
