//! Requests by kind (category, model) and day → since when the mix is another one, and which kind moved most.
//!
//! Every day may begin another mix. A table of two rows (before, from that day on) by kinds is compared with what the mix of
//! the whole stretch and the usual mix of each weekday expect, by the likelihood ratio G (Sokal and Rohlf, Biometry, 1981),
//! divided by the overdispersion of days or weeks, whichever is larger (Rao and Scott, Annals of Statistics 1987). Its chance
//! is that of F, times the days that were tried (Bonferroni). What is found cuts the stretch in two, and both are searched.

use super::daily::Counts;
use super::tails;

/// A change of a mix.
#[derive(Clone, Debug, PartialEq)]
pub struct MixChange {
    /// First day of the new mix.
    pub from: usize,
    /// Days on which it may have begun.
    pub since: (usize, usize),
    /// Bound on the chance of finding anything as large in this mix, were there nothing.
    pub chance: f64,
    /// The stretch before and the one after: first day, and the day after the last.
    pub stretches: [(usize, usize); 2],
    /// The kind that moved most.
    pub kind: String,
    /// Overdispersion.
    pub spread: f64,
}

/// Days that a mix must have been known for before it can change, and those after.
const BEFORE: usize = 7;
const AFTER: usize = 3;
/// Kinds with fewer requests a day than this are put together.
const LEAST_A_DAY: f64 = 1.0;
/// Requests that the usual mix weighs as beside those of a weekday.
const PRIOR: f64 = 100.0;
/// Most changes of a mix.
const MOST: usize = 4;
const PLAUSIBLE: f64 = 5.99;

/// Kinds that are looked at: names, and requests by kind and day.
struct Kinds {
    names: Vec<String>,
    counts: Vec<Vec<f64>>,
    /// What a weekday's part of a kind is times that of all days.
    season: Vec<[f64; 7]>,
    weekday: usize,
}

/// The changes whose chance is at most `level`, in order of time. `weekday` is that of the first day, 0 is Monday.
pub fn changes(counts: &Counts, weekday: usize, level: f64) -> Vec<MixChange> {
    let Some(kinds) = Kinds::of(counts, weekday) else { return Vec::new() };
    let days = kinds.counts[0].len();
    let (mut open, mut found) = (vec![(0, days)], Vec::new());
    while let Some((first, end)) = open.pop() {
        if found.len() == MOST {
            break;
        }
        if let Some(change) = kinds.likeliest(first, end).filter(|change| change.chance <= level) {
            open.extend([(first, change.from), (change.from, end)]);
            found.push(change);
        }
    }
    found.sort_by_key(|change: &MixChange| change.from);
    found
}

/// Whether there are kinds, days and requests enough to look for changes.
pub fn enough(counts: &Counts) -> bool {
    Kinds::of(counts, 0).is_some()
}

impl Kinds {
    fn of(counts: &Counts, weekday: usize) -> Option<Self> {
        let days = counts.values().next()?.len();
        let total = |counts: &Vec<f64>| counts.iter().sum::<f64>();
        let (mut names, mut kept, mut rest) = (Vec::new(), Vec::new(), vec![0.0; days]);
        for (name, counts) in counts {
            if total(counts) >= LEAST_A_DAY * days as f64 {
                names.push(name.clone());
                kept.push(counts.clone());
            } else {
                rest.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
            }
        }
        if total(&rest) >= LEAST_A_DAY * days as f64 {
            names.push("all others".into());
            kept.push(rest);
        }
        if kept.len() < 2 || days < super::series::FEWEST_DAYS {
            return None;
        }
        let all: f64 = kept.iter().map(total).sum();
        let on = |counts: &Vec<f64>, which: usize| -> f64 {
            counts.iter().enumerate().filter(|(day, _)| (weekday + day) % 7 == which).map(|(_, n)| n).sum()
        };
        let of_day: Vec<f64> = (0..7).map(|which| kept.iter().map(|counts| on(counts, which)).sum()).collect();
        let season = kept.iter().map(|counts| {
            let usual = total(counts) / all;
            std::array::from_fn(|which| (on(counts, which) + PRIOR * usual) / (of_day[which] + PRIOR) / usual)
        });
        let season = season.collect();
        Some(Self { names, counts: kept, season, weekday })
    }

    fn n(&self, day: usize) -> f64 {
        self.counts.iter().map(|counts| counts[day]).sum()
    }

    /// Expected requests by kind and day (from `first`), of one mix from `first` to `end`.
    fn expected(&self, first: usize, end: usize) -> Vec<Vec<f64>> {
        let kinds = self.counts.len();
        let seen: Vec<f64> = self.counts.iter().map(|counts| counts[first..end].iter().sum()).collect();
        let mut mix: Vec<f64> = seen.iter().map(|seen| seen.max(0.01)).collect();
        let mut out = vec![vec![0.0; end - first]; kinds];
        // The mix without seasons, such that what is expected of each kind is what there was.
        for _ in 0..4 {
            for day in first..end {
                let part = |kind: usize| mix[kind] * self.season[kind][(self.weekday + day) % 7];
                let (whole, n) = ((0..kinds).map(part).sum::<f64>(), self.n(day));
                (0..kinds).for_each(|kind| out[kind][day - first] = n * part(kind) / whole);
            }
            for kind in 0..kinds {
                let expected: f64 = out[kind].iter().sum();
                mix[kind] *= if expected > 0.0 { seen[kind].max(0.01) / expected } else { 1.0 };
            }
        }
        out
    }

    fn likeliest(&self, first: usize, end: usize) -> Option<MixChange> {
        if end < first + BEFORE + AFTER {
            return None;
        }
        let expected = self.expected(first, end);
        let tried: Vec<(usize, f64)> =
            (first + BEFORE..=end - AFTER).map(|from| (from, self.g(&expected, first, from, end))).collect();
        let (from, g) = *tried.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let (spread, df) = self.spread(first, from, end);
        let free = self.counts.len() as f64 - 1.0;
        let chance = tails::fisher(g / spread / free, free, df) * tried.len() as f64;
        let plausible = tried.iter().filter(|(_, other)| (g - other) / spread <= PLAUSIBLE).map(|(day, _)| *day);
        let since = plausible.fold((from, from), |(low, high), day| (low.min(day), high.max(day)));
        let moved = |kind: usize| {
            let share = |from: usize, end: usize| {
                let n: f64 = (from..end).map(|day| self.n(day)).sum();
                self.counts[kind][from..end].iter().sum::<f64>() / n.max(1.0)
            };
            (share(from, end) - share(first, from)).abs()
        };
        let most = (0..self.counts.len()).max_by(|a, b| moved(*a).total_cmp(&moved(*b)))?;
        let stretches = [(first, from), (from, end)];
        Some(MixChange { from, since, chance, stretches, kind: self.names[most].clone(), spread })
    }

    /// G of the table of two stretches by kinds.
    fn g(&self, expected: &[Vec<f64>], first: usize, from: usize, end: usize) -> f64 {
        let part = |seen: f64, expected: f64| {
            if seen > 0.0 { seen * (seen / expected).ln() - (seen - expected) } else { expected }
        };
        let of = |(counts, expected): (&Vec<f64>, &Vec<f64>)| {
            let [before, after] = [(first, from), (from, end)]
                .map(|(a, b)| (counts[a..b].iter().sum::<f64>(), expected[a - first..b - first].iter().sum::<f64>()));
            2.0 * (part(before.0, before.1) + part(after.0, after.1))
        };
        self.counts.iter().zip(expected).map(of).sum()
    }

    /// How much more days, or weeks, differ from their stretch's mix than chance would have it, and its degrees of freedom.
    fn spread(&self, first: usize, from: usize, end: usize) -> (f64, f64) {
        let free = self.counts.len() as f64 - 1.0;
        let mut blocks: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for (a, b) in [(first, from), (from, end)] {
            let expected = self.expected(a, b);
            for (at, long) in [1, 7].into_iter().enumerate() {
                for start in (a..b).step_by(long).filter(|start| start + long <= b) {
                    let range = start..start + long;
                    let square = |(counts, expected): (&Vec<f64>, &Vec<f64>)| {
                        let seen: f64 = counts[range.clone()].iter().sum();
                        let expected: f64 = expected[range.start - a..range.end - a].iter().sum();
                        (seen - expected).powi(2) / expected.max(0.05)
                    };
                    blocks[at].push(self.counts.iter().zip(&expected).map(square).sum::<f64>() / free);
                }
            }
        }
        let [days, weeks] = blocks;
        let df = weeks.len().max(3) as f64 * free;
        let mean = |mut squares: Vec<f64>| {
            squares.sort_by(f64::total_cmp);
            // An odd day is no sign of usual scatter.
            let kept = &squares[..squares.len() - squares.len() / 20];
            if kept.is_empty() { 1.0 } else { kept.iter().sum::<f64>() / kept.len() as f64 }
        };
        // Two mixes were fitted to the weeks.
        let fitted = weeks.len() as f64 / (weeks.len() as f64 - 2.0).max(1.0);
        (mean(days).max(mean(weeks) * fitted).max(1.0), df)
    }
}
