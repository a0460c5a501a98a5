//! What a figure is once it is drawn: a Plotly chart and, always, the table of exactly the data behind it.

use serde::Serialize;

/// How a column of a table is written for people; the CSV keeps the raw value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// As it is.
    Text,
    /// A day or an hour, already text.
    Time,
    /// A count: `1,234`.
    Count,
    /// US dollars: `$0.0031`, `$1,234.50`.
    Usd,
    /// Milliseconds: `840 ms`, `1.24 s`.
    Milliseconds,
    /// A share between 0 and 1: `97.3 %`.
    Share,
    /// Any other number, up to three significant decimals.
    Number,
}

impl Show {
    /// The word for it on an axis and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Show::Text => "text",
            Show::Time => "time",
            Show::Count => "count",
            Show::Usd => "usd",
            Show::Milliseconds => "milliseconds",
            Show::Share => "share",
            Show::Number => "number",
        }
    }
}

/// A column of the table behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct TableColumn {
    /// Name in the CSV: `p95_latency_ms`.
    pub name: String,
    /// Heading on the page: `p95 latency`.
    pub label: String,
    /// How to write it.
    pub show: Show,
}

/// The data behind a figure: what the chart shows, the accessible table, and the CSV download.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// Columns in order.
    pub columns: Vec<TableColumn>,
    /// Rows; `null` is unknown (shown as `–`, empty in the CSV), never 0.
    pub rows: Vec<Vec<serde_json::Value>>,
}

/// A figure, drawn.
#[derive(Clone, Debug, Serialize)]
pub struct Drawn {
    /// The one id: file name, SQL file, HTML anchor, snapshot, CSV name.
    pub id: &'static str,
    /// Plain-language title.
    pub title: &'static str,
    /// The question it answers, one sentence.
    pub question: &'static str,
    /// Unit of the value axis: "US dollars per day".
    pub unit: String,
    /// How many things it rests on.
    pub n: u64,
    /// What those things are: "requests with a latency".
    pub n_of: &'static str,
    /// How it was made and what to beware of.
    pub note: Option<String>,
    /// When there is nothing to draw: what is missing and how to log it. Then `plot` is `null`.
    pub empty: Option<String>,
    /// Plotly's `{data, layout}`; colours are palette *names* resolved in the browser (see `palette`).
    pub plot: serde_json::Value,
    /// The data.
    pub table: Table,
    /// How the browser makes it again under a filter; `None` when it cannot follow.
    pub declaration: Option<serde_json::Value>,
}

/// A headline number on top of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Headline {
    /// Id of the measure.
    pub id: &'static str,
    /// `Success rate`
    pub label: &'static str,
    /// `97.3 %`, or `–` when unknown.
    pub value: String,
    /// How many things it rests on.
    pub n: u64,
    /// What those things are.
    pub n_of: &'static str,
    /// 95 % interval, for rates: `97.0–97.6 %`.
    pub interval: Option<String>,
    /// Change against the previous period.
    pub change: Option<Change>,
    /// One value per step of the period, `None` where unknown: drawn as a small inline SVG line.
    pub trend: Vec<Option<f64>>,
    /// What its steps are: `days` or `hours`.
    pub steps: &'static str,
    /// How it is made; shown on demand.
    pub about: &'static str,
    /// Instead of a value: what is missing and how to log it.
    pub empty: Option<String>,
    /// What that would be, were there nothing: a reader's filter may leave nothing.
    pub missing: String,
}

/// Change of a headline against the previous period.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// `+12.3 %`, `−1.2 pp`.
    pub text: String,
    /// The value it is compared with, written out: `$12.40 in the 30 days before`.
    pub against: String,
    /// Good news, bad news, or neither (traffic).
    pub verdict: Verdict,
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Better.
    Good,
    /// Worse.
    Bad,
    /// Neither, or too small to tell from noise.
    Neutral,
}

/// A table that stands on a page by itself (a ledger, a ranking).
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    /// HTML anchor and CSV name.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// One sentence below it.
    pub lead: String,
    /// The data.
    pub table: Table,
    /// What to say when there are no rows.
    pub empty: String,
    /// How the browser makes it again under a filter; `None` when it cannot follow.
    pub declaration: Option<serde_json::Value>,
}

impl Panel {
    /// Whether filters may find rows where there are none without: what compares periods depends on which.
    pub fn may_fill(&self) -> bool {
        self.declaration.as_ref().is_some_and(|declaration| declaration.get("computed").is_some())
    }
}

/// Everything one page holds, ready for a template.
#[derive(Clone, Debug, Serialize)]
pub struct PageContent {
    /// File name without `.html`; `index` for the overview.
    pub id: &'static str,
    /// `Latency`
    pub title: &'static str,
    /// One sentence: the question the page answers.
    pub lead: &'static str,
    /// Headline numbers, first view.
    pub headlines: Vec<Headline>,
    /// Tables, first view.
    pub panels: Vec<Panel>,
    /// Charts.
    pub figures: Vec<Drawn>,
}

/// What every page's frame says.
#[derive(Clone, Debug, Serialize)]
pub struct SiteContent {
    /// Title of the report, from the configuration.
    pub title: String,
    /// First and last local day of the data: `2026-08-01`.
    pub first_day: Option<String>,
    /// Last local day.
    pub last_day: Option<String>,
    /// Days of the headlines before anybody filters, and what they are compared with, where they are not all days.
    pub stretch: Option<String>,
    /// Why the explorer has nothing to show although there are interactions: a sentence with settings between backticks.
    pub unsearched: Option<String>,
    /// Interactions in the store.
    pub interactions: u64,
    /// IANA name: `Europe/Berlin`.
    pub time_zone: String,
    /// When the site was built, local time with offset.
    pub built_at: String,
    /// Version of llmobs.
    pub version: &'static str,
    /// Name, version and date of the price tables.
    pub price_table: String,
    /// What stands before an amount of money: `$`.
    pub symbol: String,
    /// Most series of a chart with one for each name.
    pub most_series: usize,
    /// What the pages' amounts are times those of the cube, which are in US dollars.
    pub rate: f64,
    /// How much of the log's text is shown, for people.
    pub texts: &'static str,
    /// The currency with its rate and the day of that, when it is not the US dollar.
    pub currency: Option<String>,
}
