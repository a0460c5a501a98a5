//! Daily sums of the cube → what changed, since when, by how much and for which slice; and the control charts behind it.
//!
//! [`findings`] is the way in, for figures and for verbs that check. What it does, in the order of the files:
//!
//! 1. `daily` reads one row of sums for every local day: of everything and of every provider, model, category and app.
//! 2. `watch` makes a series of a measure: a share, a mean, or the logarithm of one.
//! 3. `fit` expects a level of every day from its weekday and the changes so far; `spread` says how far days lie off it,
//!    which is more than chance; `scan` finds the likeliest further change and the chance of one as large in a series
//!    without; `search` repeats this, and tells a step from a drift.
//! 4. `mix` does the same for the mix of categories and models; `psi` says how far it has moved.
//! 5. `locate` puts together what is one change, and names the slice it belongs to; `level` says from what to what.
//!
//! **False alarms.** All series of a report share a chance of [`ALARMS`]: half of it goes to the series of everything, half to
//! those of slices, each in equal parts (weighted Bonferroni; Genovese, Roeder and Wasserman, Biometrika 2006). So of a
//! hundred reports about days on which nothing changes, at most one shows anything, if what days have besides their weekday
//! is independent of the day before. Where neighbouring days are alike, that is estimated and allowed for; with an
//! autocorrelation of 0.5 up to three times as many alarms were counted (`trials`, 400 series). There is no random number in it: the same store gives the
//! same findings.

pub mod chart;
pub mod daily;
pub mod fit;
pub mod level;
pub mod locate;
pub mod mix;
pub mod psi;
pub mod scan;
pub mod search;
pub mod series;
pub mod shape;
pub mod spread;
pub mod tails;
pub mod tell;
#[cfg(test)]
mod trials;
pub mod watch;

use chrono::NaiveDate;

use crate::cube::Better;
use crate::cube::Cube;
use crate::error::Result;
use crate::figures::drawn::Show;
use daily::Daily;
use level::Level;
use locate::Seen;
use search::Change;
use shape::Shape;
use watch::{WATCHED, Watch};

/// Chance that a report shows any change where there is none.
pub const ALARMS: f64 = 0.01;

/// How a change goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// At once, and it stays.
    Step,
    /// Grows from its first day until this one, then stays.
    Drift(NaiveDate),
    /// Until this day, then it is over.
    Spike(NaiveDate),
}

/// A change that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Id of what changed: that of a [`Watch`], or `category_mix`, `model_mix`.
    pub measure: &'static str,
    /// Its name on a page.
    pub label: &'static str,
    /// What it belongs to: `everything`, `model gpt-4.1`.
    pub slice: String,
    /// Other slices that show it.
    pub also: Vec<String>,
    /// First day, local.
    pub from: NaiveDate,
    /// Days on which it may have begun: likelihood at least 1/20 of the best.
    pub since: (NaiveDate, NaiveDate),
    /// How it goes on.
    pub course: Course,
    /// Level in the days before (28 at most).
    pub before: Level,
    /// Level of the days since (28 at most), or of a spike.
    pub after: Level,
    /// Bound on the chance that a report without changes shows one as large: [`ALARMS`] at most.
    pub chance: f64,
    /// How the levels are written.
    pub show: Show,
    /// What a rise means.
    pub better: Better,
}

/// All that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Changes, newest first.
    pub list: Vec<Finding>,
    /// Local days that were looked at.
    pub days: usize,
    /// Series that were looked at.
    pub series: usize,
}

/// Looks for changes in the last 180 days. Deterministic; milliseconds for each series of 90 days.
///
/// For `llmobs check`: a finding whose `from` or `since.1` lies within the days that are checked is new, and
/// [`Finding::worse`] says whether it is bad news.
///
/// # Errors
/// When the store cannot be asked.
pub fn findings(cube: &Cube<'_>) -> Result<Findings> {
    Ok(Daily::read(cube)?.map(|daily| in_daily(&daily)).unwrap_or_default())
}

/// The same for sums that were read before.
pub fn in_daily(daily: &Daily) -> Findings {
    let weekday = daily.weekday();
    let mut jobs = Vec::new();
    for watch in WATCHED {
        let all = daily.slices.iter().enumerate().map(|(slice, of)| (watch, slice, watch.series(&of.rows, weekday)));
        jobs.extend(all.filter(|(.., series)| series.enough()));
    }
    let mixes: Vec<_> = daily.mixes.iter().filter(|(_, counts)| mix::enough(counts)).collect();
    let is_whole = |slice: usize| daily.slices[slice].dim.is_empty();
    let whole =
        jobs.iter().filter(|job| is_whole(job.1)).count() + mixes.iter().filter(|(of, _)| of.1.is_none()).count();
    let series = jobs.len() + mixes.len();
    let share = |whole_one: bool| 2.0 * if whole_one { whole } else { series - whole } as f64;
    let mut list = Vec::new();
    for watch in WATCHED {
        let mut seen = Vec::new();
        let mut known: Vec<(usize, &series::Series, Vec<Change>)> = Vec::new();
        for (_, slice, of) in jobs.iter().filter(|job| job.0.id == watch.id) {
            let times = share(is_whole(*slice));
            let mut found = search::changes(of, ALARMS / times);
            found.iter_mut().for_each(|change| change.chance *= times);
            seen.extend(found.iter().map(|change| Seen { slice: *slice, change: *change }));
            known.push((*slice, of, found));
        }
        for event in locate::locate(daily, watch, seen) {
            let owner = event[0];
            let Some((_, of, changes)) = known.iter().find(|known| known.0 == owner.slice) else { continue };
            let at = changes.iter().position(|change| change.shape == owner.change.shape).unwrap_or(0);
            let Some(levels) = level::levels(watch, of, changes, at) else { continue };
            list.push(finding(daily, watch, &event, levels));
        }
    }
    for ((of, app), counts) in mixes {
        let times = share(app.is_none());
        for change in mix::changes(counts, weekday, ALARMS / times) {
            list.push(tell::mixed(daily, (*of, app.as_deref()), counts, &change, times));
        }
    }
    list.sort_by(|a, b| b.from.cmp(&a.from).then(a.chance.total_cmp(&b.chance)).then(a.slice.cmp(&b.slice)));
    Findings { list, days: daily.days, series }
}

fn finding(daily: &Daily, watch: &'static Watch, event: &[Seen], [before, after]: [Level; 2]) -> Finding {
    let Change { shape, since, chance, .. } = event[0].change;
    let mut also: Vec<String> = event[1..].iter().map(|seen| tell::slice(&daily.slices[seen.slice])).collect();
    also.sort();
    also.dedup();
    let last = |day: usize| daily.date(day.clamp(1, daily.days) - 1);
    Finding {
        measure: watch.id,
        label: watch.label,
        slice: tell::slice(&daily.slices[event[0].slice]),
        also,
        from: daily.date(shape.from()),
        since: (daily.date(since.0), daily.date(since.1)),
        course: match shape {
            Shape::Step { .. } => Course::Step,
            Shape::Drift { .. } => Course::Drift(last(shape.settled())),
            Shape::Spike { .. } => Course::Spike(last(shape.settled())),
        },
        before,
        after,
        chance,
        show: watch.show,
        better: watch.better,
    }
}

impl Finding {
    /// Whether it is bad news, good news (`false`), or neither.
    pub fn worse(&self) -> Option<bool> {
        let up = self.after.value > self.before.value;
        match self.better {
            Better::Lower => Some(up),
            Better::Higher => Some(!up),
            Better::Neither => None,
        }
    }
}
