//! How a figure is declared: which columns its table has, where their values come from, and how it is drawn. All of it is
//! data, because two evaluate it: `evaluate` and `charts` here, their twins in `site/js` under the reader's filters.

use serde::Serialize;

use super::context::Context;
use super::drawn::Show;
use super::rows::Row;
use crate::cube::{Cube, Dim};
use crate::error::Result;

/// A column of a figure's table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Field {
    /// Name in JSON and CSV; what figures call the column by.
    pub name: &'static str,
    /// Heading.
    pub label: &'static str,
    /// How it is written.
    pub show: Show,
    /// Where its values come from.
    pub from: From,
}

/// Where the values of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// What rows are grouped by; what the log does not give gets a name.
    Key(Dim),
    /// The same, without what the log does not give.
    Named(Dim),
    /// A measure.
    Value(&'static str),
    /// What a measure rests on.
    N(&'static str),
    /// Lower end of the 95 % Wilson interval of a share.
    Low(&'static str),
    /// Upper end.
    High(&'static str),
    /// A measure's part of its sum over all rows of the table.
    Share(&'static str),
    /// A count's part of all with the same first column.
    ShareWithin,
    /// Lower edge of the row's bin. A table with edges has a row for each bin.
    EdgeLow,
    /// Upper edge.
    EdgeHigh,
    /// The last day with data.
    LastDay,
    /// Filled by the figure's `make`.
    Made,
    /// A column of the figure's own SQL.
    Column,
    /// The same, of which the beginning is shown. It is cut here and not by SQL: of half a secret nobody knows that it is one.
    Beginning,
}

const fn field(name: &'static str, label: &'static str, show: Show, from: From) -> Field {
    Field { name, label, show, from }
}

/// Groups by `dim`.
pub const fn by(dim: Dim) -> Field {
    let (name, label, show) = known(dim);
    field(name, label, show, From::Key(dim))
}

/// Groups by `dim`, without what the log does not give.
pub const fn named(dim: Dim) -> Field {
    let (name, label, show) = known(dim);
    field(name, label, show, From::Named(dim))
}

const fn known(dim: Dim) -> (&'static str, &'static str, Show) {
    match dim {
        Dim::Time => ("time", "Time", Show::Time),
        Dim::Provider => ("provider", "Provider", Show::Text),
        Dim::Model => ("model", "Model", Show::Text),
        Dim::Category => ("category", "Category", Show::Text),
        Dim::App => ("app", "Application", Show::Text),
        Dim::Environment => ("environment", "Environment", Show::Text),
        Dim::ErrorType => ("error_type", "Kind of error", Show::Text),
        Dim::Weekday => ("weekday", "Weekday (1 = Monday)", Show::Count),
        Dim::HourOfDay => ("hour", "Hour", Show::Count),
        Dim::Histogram => ("series", "Series", Show::Text),
        Dim::Bin => ("bin", "Bin", Show::Count),
    }
}

/// A measure under `name`.
pub const fn of(measure: &'static str, name: &'static str, label: &'static str, show: Show) -> Field {
    field(name, label, show, From::Value(measure))
}

/// What a measure rests on: the figure's n.
pub const fn n(measure: &'static str) -> Field {
    field("n", "n", Show::Count, From::N(measure))
}

/// What a measure rests on, under another name.
pub const fn resting(measure: &'static str, name: &'static str, label: &'static str) -> Field {
    field(name, label, Show::Count, From::N(measure))
}

/// Lower end of a share's interval.
pub const fn low(measure: &'static str) -> Field {
    field("low", "95 % from", Show::Share, From::Low(measure))
}

/// Upper end of a share's interval.
pub const fn high(measure: &'static str) -> Field {
    field("high", "95 % to", Show::Share, From::High(measure))
}

/// A measure's part of the whole.
pub const fn share(measure: &'static str) -> Field {
    field("share", "Share", Show::Share, From::Share(measure))
}

/// A count's part of all with the same first column.
pub const fn share_within() -> Field {
    field("share", "Share", Show::Share, From::ShareWithin)
}

/// Lower edge of the row's bin.
pub const fn edge_low(name: &'static str, label: &'static str, show: Show) -> Field {
    field(name, label, show, From::EdgeLow)
}

/// Upper edge of the row's bin.
pub const fn edge_high(name: &'static str, label: &'static str, show: Show) -> Field {
    field(name, label, show, From::EdgeHigh)
}

/// Groups by `dim` under another name.
pub const fn by_as(dim: Dim, name: &'static str, label: &'static str, show: Show) -> Field {
    field(name, label, show, From::Key(dim))
}

/// The last day with data.
pub const fn last_day() -> Field {
    field("last_day", "Last seen", Show::Time, From::LastDay)
}

/// Filled by `make`.
pub const fn made(name: &'static str, label: &'static str, show: Show) -> Field {
    field(name, label, show, From::Made)
}

/// A column of the figure's own SQL.
pub const fn column(name: &'static str, label: &'static str, show: Show) -> Field {
    field(name, label, show, From::Column)
}

/// A column of the figure's own SQL, of which the beginning is shown.
pub const fn beginning(name: &'static str, label: &'static str) -> Field {
    field(name, label, Show::Text, From::Beginning)
}

/// Where the rows come from.
pub enum Rows {
    /// The cube is asked: such a figure follows the reader's filters.
    Cube(Asked),
    /// SQL over the store gives exactly the table; such a figure cannot follow, and says so.
    Sql(&'static str),
    /// Several questions make the table. It follows by a twin in the browser, `llmobs.computed` by the figure's id.
    Computed(fn(&Cube<'_>, &Context) -> Result<Vec<Row>>),
    /// The same, where the site is built only: such a figure cannot follow, and says so.
    Built(fn(&Cube<'_>, &Context) -> Result<Vec<Row>>),
}

/// How the cube is asked, beyond what the columns say.
#[derive(Clone, Copy, Serialize)]
pub struct Asked {
    /// Which groups make a row.
    pub keep: Keep,
    /// Histograms whose bins are rows.
    pub histograms: &'static [&'static str],
    /// Measures that only `make` needs: their values stand behind the columns of the rows that it is given.
    pub inputs: &'static [&'static str],
    /// Columns to sort by, first things first; ties go by the keys.
    pub order: &'static [Order],
    /// Most rows.
    pub limit: Option<usize>,
    /// Fills the columns that are [`From::Made`], and may add or drop rows. Its twin has the figure's id in `site/js/derive.js`.
    #[serde(skip)]
    pub make: Option<fn(Vec<Row>) -> Vec<Row>>,
}

impl Asked {
    /// Every group, in the order of its keys.
    pub const ALL: Self = Self { keep: Keep::All, histograms: &[], inputs: &[], order: &[], limit: None, make: None };
    /// Every group, largest n first.
    pub const LARGEST: Self = Self { order: &[Order::Down("n")], ..Self::ALL };

    /// Groups for which that measure rests on something.
    pub const fn with(measure: &'static str) -> Self {
        Self { keep: Keep::N(measure), ..Self::ALL }
    }
}

/// Which groups make a row.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// All.
    All,
    /// Those for which the measure rests on something.
    N(&'static str),
    /// Those for which it is above zero.
    Value(&'static str),
    /// Those for which it rests on at least so many things.
    AtLeast(&'static str, u64),
}

/// A column to sort by; what is unknown comes last.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Least first.
    Up(&'static str),
    /// Most first.
    Down(&'static str),
}
