//! What is watched, day by day: one measure of one slice. Nothing here knows the store, so that tests can make series.

/// What a day's number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Hits among `n`: their share is modelled on the logarithmic scale, their spread as of counts.
    Share,
    /// A mean (often of logarithms) over `n` things: its spread shrinks like 1/√n.
    Mean,
}

/// One local day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Day {
    /// How many things; 0 on days without any.
    pub n: f64,
    /// Hits, or the mean.
    pub x: f64,
}

/// Consecutive local days.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What `x` is.
    pub kind: Kind,
    /// Weekday of the first day, 0 (Monday) to 6.
    pub weekday: usize,
    /// Whether `x` is a mean of logarithms, or the logarithm of one.
    pub logs: bool,
    /// Whether steady growth or decline is usual: then only departures from it are changes.
    pub grows: bool,
    /// The days.
    pub days: Vec<Day>,
}

/// Fewest days with data that a change is looked for in: two of every weekday.
pub const FEWEST_DAYS: usize = 14;
/// From here on every weekday has an effect of its own; before, there are weekends and other days.
const WEEKDAYS_FROM: usize = 28;
/// Fewest hits of a share, and least mean n of a day of anything else.
const FEWEST_HITS: f64 = 10.0;
const LEAST_N: f64 = 4.0;

impl Series {
    /// Whether there is enough to look for changes in.
    pub fn enough(&self) -> bool {
        let with = self.days.iter().filter(|day| day.n > 0.0).count();
        let n: f64 = self.days.iter().map(|day| day.n).sum();
        let hits: f64 = self.days.iter().map(|day| day.x).sum();
        with >= FEWEST_DAYS
            && match self.kind {
                Kind::Share => hits >= FEWEST_HITS && n - hits >= FEWEST_HITS,
                Kind::Mean => n >= LEAST_N * with as f64,
            }
    }

    /// What the log of the level depends on besides changes: a constant, the days of the week, growth where it is usual.
    pub fn season(&self) -> Vec<Vec<f64>> {
        let all = 0..self.days.len();
        let weekday = |day: usize| (self.weekday + day) % 7;
        let mut columns = vec![vec![1.0; self.days.len()]];
        let flag = |yes: bool| f64::from(u8::from(yes));
        match self.days.iter().filter(|day| day.n > 0.0).count() {
            0..WEEKDAYS_FROM => columns.push(all.map(|day| flag(weekday(day) >= 5)).collect()),
            _ => columns.extend((1..7).map(|which| all.clone().map(|day| flag(weekday(day) == which)).collect())),
        }
        if self.grows {
            let middle = self.days.len() as f64 / 2.0;
            columns.push((0..self.days.len()).map(|day| (day as f64 - middle) / middle).collect());
        }
        columns
    }
}
