//! Page content → what the templates say: numbers as text, words for what colours mean.

use serde::Serialize;

use super::shell::{Shell, shells};
use super::spark::{Spark, spark};
use crate::figures::drawn::{Change, Headline, PageContent, Panel, Show, SiteContent, Verdict};
use crate::figures::format;

/// A standing table longer than this is folded (by the style sheet, where scripts run) to its first 15 rows.
const FOLD_ABOVE: usize = 20;
/// A list of what is on the page helps from this many entries on.
const CONTENTS_FROM: usize = 4;

/// The frame of every page.
#[derive(Serialize)]
pub(super) struct Site<'a> {
    title: &'a str,
    range: String,
    stretch: Option<&'a str>,
    unsearched: Option<&'a str>,
    interactions: String,
    time_zone: &'a str,
    built_at: &'a str,
    version: &'a str,
    price_table: &'a str,
    pub(super) symbol: &'a str,
    texts: &'a str,
    most_series: usize,
    currency: Option<&'a str>,
}

/// An entry of the navigation, or of a page's list of contents.
#[derive(Serialize)]
pub(super) struct Link<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
}

/// One page.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    pub(super) id: &'a str,
    title: &'a str,
    lead: &'a str,
    contents: Vec<Link<'a>>,
    headlines: Vec<HeadlineView<'a>>,
    columns: usize,
    figures: Vec<Shell<'a>>,
    panels: Vec<PanelView<'a>>,
}

#[derive(Serialize)]
struct HeadlineView<'a> {
    id: &'a str,
    label: &'a str,
    value: &'a str,
    n: String,
    n_of: &'a str,
    interval: Option<&'a str>,
    change: Option<ChangeView<'a>>,
    spark: Option<Spark>,
    steps: &'static str,
    about: &'a str,
    empty: Option<&'a str>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    arrow: &'static str,
    text: &'a str,
    against: &'a str,
    verdict: Verdict,
    word: &'static str,
}

#[derive(Serialize)]
struct PanelView<'a> {
    id: &'a str,
    title: &'a str,
    lead: &'a str,
    empty: &'a str,
    columns: Vec<ColumnView<'a>>,
    rows: Vec<Vec<String>>,
    count: String,
    folded: bool,
    /// Filters may fill it, though it is empty now.
    follows: bool,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    label: &'a str,
    /// Class of its cells.
    kind: &'static str,
}

pub(super) fn site(site: &SiteContent) -> Site<'_> {
    let range = match (&site.first_day, &site.last_day) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no data yet".into(),
    };
    Site {
        title: &site.title,
        range,
        stretch: site.stretch.as_deref(),
        unsearched: site.unsearched.as_deref(),
        interactions: format::count(site.interactions as f64),
        time_zone: &site.time_zone,
        built_at: &site.built_at,
        version: site.version,
        price_table: &site.price_table,
        symbol: &site.symbol,
        texts: site.texts,
        most_series: site.most_series,
        currency: site.currency.as_deref(),
    }
}

pub(super) fn nav(pages: &[PageContent]) -> Vec<Link<'_>> {
    pages.iter().map(|page| Link { id: page.id, title: page.title, href: format!("{}.html", page.id) }).collect()
}

pub(super) fn page<'a>(page: &'a PageContent, symbol: &str) -> Page<'a> {
    let entries = page.figures.iter().map(|f| (f.id, f.title)).chain(page.panels.iter().map(|p| (p.id, p.title)));
    let mut contents: Vec<_> = entries.map(|(id, title)| Link { id, title, href: format!("#{id}") }).collect();
    if contents.len() < CONTENTS_FROM {
        contents.clear();
    }
    Page {
        id: page.id,
        title: page.title,
        lead: page.lead,
        contents,
        headlines: page.headlines.iter().map(headline).collect(),
        columns: columns(page.headlines.len()),
        figures: shells(&page.figures),
        panels: page.panels.iter().map(|one| panel(one, symbol)).collect(),
    }
}

/// How many headlines stand in a row where there is room: at most five, in rows as full as they can be.
fn columns(headlines: usize) -> usize {
    match headlines {
        0..=5 => headlines.max(3),
        n if n % 4 == 0 => 4,
        n if n % 3 == 0 => 3,
        _ => 4,
    }
}

fn headline(headline: &Headline) -> HeadlineView<'_> {
    HeadlineView {
        id: headline.id,
        label: headline.label,
        value: if headline.empty.is_some() { format::UNKNOWN } else { &headline.value },
        n: format::count(headline.n as f64),
        n_of: headline.n_of,
        interval: headline.interval.as_deref(),
        change: headline.change.as_ref().map(change),
        spark: spark(&headline.trend),
        steps: headline.steps,
        about: headline.about,
        empty: headline.empty.as_deref(),
    }
}

/// An arrow for the direction and a word for the meaning: colour alone would leave some readers out.
fn change(change: &Change) -> ChangeView<'_> {
    let arrow = match change.text.chars().next() {
        Some('+') => "▲",
        Some('−' | '-') => "▼",
        _ => "≈",
    };
    let word = match change.verdict {
        Verdict::Good => "better",
        Verdict::Bad => "worse",
        Verdict::Neutral => "",
    };
    ChangeView { arrow, text: &change.text, against: &change.against, verdict: change.verdict, word }
}

fn panel<'a>(panel: &'a Panel, symbol: &str) -> PanelView<'a> {
    let columns = &panel.table.columns;
    let row = |row: &Vec<serde_json::Value>| {
        columns.iter().zip(row).map(|(column, value)| format::cell(column.show, value, symbol)).collect()
    };
    PanelView {
        id: panel.id,
        title: panel.title,
        lead: &panel.lead,
        empty: &panel.empty,
        columns: columns
            .iter()
            .enumerate()
            .map(|(i, c)| ColumnView { label: &c.label, kind: kind(c.show, i, &panel.table.rows) })
            .collect(),
        rows: panel.table.rows.iter().map(row).collect(),
        count: format::count(panel.table.rows.len() as f64),
        folded: panel.table.rows.len() > FOLD_ABOVE,
        follows: panel.may_fill(),
    }
}

/// Class of a column's cells: numbers stand right, times and short texts do not wrap, long texts get room before they wrap.
fn kind(show: Show, at: usize, rows: &[Vec<serde_json::Value>]) -> &'static str {
    let longer = |row: &Vec<serde_json::Value>, than: usize| {
        row.get(at).and_then(|v| v.as_str()).is_some_and(|text| text.len() > than)
    };
    match show {
        Show::Time => "time",
        Show::Text if rows.iter().any(|row| longer(row, 60)) => "txt long",
        Show::Text if !rows.iter().any(|row| longer(row, 28)) => "txt short",
        Show::Text => "txt",
        _ => "num",
    }
}
