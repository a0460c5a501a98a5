//! What drift is looked for in: measures, declared by the columns of a day that they follow from.

use super::daily::{Column, Row};
use super::series::{Day, Kind, Series};
use crate::cube::Better;
use crate::figures::drawn::Show;

/// How a day's number follows from its columns.
#[derive(Clone, Copy, Debug)]
pub enum Take {
    /// Hits over n.
    Share(Column, Column),
    /// Sum over n.
    Mean(Column, Column),
    /// The same of logarithms: the level is a geometric mean.
    LogMean(Column, Column),
    /// Logarithm of sum over n.
    LogRatio(Column, Column),
    /// Logarithm of a sum, weighted by n; whole days only, and growth is usual.
    LogSum(Column, Column),
}

/// A watched measure.
#[derive(Debug)]
pub struct Watch {
    /// Id, that of the measure where it is one.
    pub id: &'static str,
    /// Name on a page.
    pub label: &'static str,
    /// What is counted.
    pub take: Take,
    /// What a rise means.
    pub better: Better,
    /// How its level is written.
    pub show: Show,
}

const fn watch(id: &'static str, label: &'static str, take: Take, better: Better, show: Show) -> Watch {
    Watch { id, label, take, better, show }
}

use Better::{Lower, Neither};
use Take::{LogMean, LogRatio, LogSum, Mean, Share};

/// Every watched measure. Category and model mix are watched too, by [`super::mix`].
#[rustfmt::skip] // a table
pub const WATCHED: &[Watch] = &[
    watch("error_rate", "Error rate", Share(Column::Errors, Column::Requests), Lower, Show::Share),
    watch("hallucination_rate", "Hallucination rate", Share(Column::Hallucinated, Column::Labelled), Lower, Show::Share),
    watch("negative_share", "Negative feedback", Share(Column::Negative, Column::Rated), Lower, Show::Share),
    watch("typical_latency", "Typical latency", LogMean(Column::LogLatency, Column::Timed), Lower, Show::Milliseconds),
    watch("cost", "Cost a day", LogSum(Column::Cost, Column::Priced), Lower, Show::Usd),
    watch("cost_per_request", "Cost per request", LogRatio(Column::Cost, Column::Priced), Lower, Show::Usd),
    watch("complexity", "Complexity", Mean(Column::Complexity, Column::WithComplexity), Neither, Show::Number),
];

impl Watch {
    /// The measure of that id.
    pub fn named(id: &str) -> Option<&'static Watch> {
        WATCHED.iter().find(|watch| watch.id == id)
    }

    /// The series of consecutive days, the first of which is this weekday (0 is Monday).
    pub fn series(&self, rows: &[Row], weekday: usize) -> Series {
        let kind = if matches!(self.take, Share(..)) { Kind::Share } else { Kind::Mean };
        let last = rows.len().saturating_sub(1);
        let day = |(at, row): (usize, &Row)| {
            let of = |sum: Column, n: Column| (row.get(sum), row.get(n));
            let none = Day::default();
            match self.take {
                Share(hits, n) => Day { n: row.get(n), x: row.get(hits) },
                Mean(sum, n) | LogMean(sum, n) => match of(sum, n) {
                    (sum, n) if n > 0.0 => Day { n, x: sum / n },
                    _ => none,
                },
                LogRatio(sum, n) => match of(sum, n) {
                    (sum, n) if n > 0.0 && sum > 0.0 => Day { n, x: (sum / n).ln() },
                    _ => none,
                },
                // The first and the last day of a log may be cut.
                LogSum(sum, n) => match of(sum, n) {
                    (sum, n) if n > 0.0 && sum > 0.0 && at > 0 && at < last => Day { n, x: sum.ln() },
                    _ => none,
                },
            }
        };
        let days = rows.iter().enumerate().map(day).collect();
        let logs = matches!(self.take, LogMean(..) | LogRatio(..) | LogSum(..));
        Series { kind, weekday, logs, grows: matches!(self.take, LogSum(..)), days }
    }

    /// The level that a number of the series stands for.
    pub fn level(&self, x: f64) -> f64 {
        if matches!(self.take, Share(..) | Mean(..)) { x } else { x.exp() }
    }
}
