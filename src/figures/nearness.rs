//! A store → how alike responses are to their own prompts, counted: by local day, and of all of it.

use chrono::{DateTime, NaiveDate};

use crate::cube::Cube;
use crate::error::Result;

/// The column has three decimals, so a store of any size holds a thousand values.
const STEPS: f64 = 1000.0;

/// Similarities, ascending, with how often each occurs.
#[derive(Clone, Debug, Default)]
pub struct Spread(Vec<(i64, u64)>);

impl Spread {
    /// Interactions.
    pub fn n(&self) -> u64 {
        self.0.iter().map(|(_, n)| n).sum()
    }

    /// The `q` quantile, nearest rank; `None` of none.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let rank = ((q * self.n() as f64).ceil() as u64).max(1);
        let mut below = 0;
        let at = self.0.iter().find(|(_, n)| {
            below += n;
            below >= rank
        });
        at.map(|(value, _)| *value as f64 / STEPS)
    }

    /// How many are at most `threshold`.
    pub fn at_most(&self, threshold: f64) -> u64 {
        self.0.iter().filter(|(value, _)| *value as f64 / STEPS <= threshold).map(|(_, n)| n).sum()
    }
}

/// Similarities by day. Counting them in one pass takes a quarter of the time that quantiles of the engine take.
#[derive(Clone, Debug, Default)]
pub struct Nearness {
    /// Local days with any, ascending.
    pub days: Vec<(NaiveDate, Spread)>,
    /// All of them.
    pub all: Spread,
}

impl Nearness {
    /// Counts what the store holds.
    pub fn read(cube: &Cube<'_>) -> Result<Self> {
        let [days, values, counts] = cube.store().whole_columns_of(&format!(
            "SELECT epoch_us(date_trunc('day', {})), round(similarity * {STEPS})::BIGINT, count(*) \
             FROM interactions WHERE similarity IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
            cube.local("timestamp")?
        ))?;
        let mut out = Self::default();
        for ((day, value), n) in days.iter().zip(values).zip(counts) {
            let day = DateTime::from_timestamp_micros(*day).unwrap_or_default().date_naive();
            if out.days.last().is_none_or(|(last, _)| *last != day) {
                out.days.push((day, Spread::default()));
            }
            if let Some((_, spread)) = out.days.last_mut() {
                spread.0.push((value, n as u64));
            }
            out.all.0.push((value, n as u64));
        }
        out.all.0.sort_unstable();
        out.all.0.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        Ok(out)
    }
}
