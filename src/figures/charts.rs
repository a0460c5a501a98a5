//! A figure's declared chart and its rows → Plotly's `{data, layout}`. Twin of `site/js/charts.js`.

use serde::Serialize;
use serde_json::Value;

use super::chart::{self, Rank, Series};
use super::context::Context;
use super::declare::Field;
use super::drawn::Show;
use super::palette::{self, Roster};
use super::rows::Row;

/// How a figure is drawn. Columns go by their names; `show` is how the values of the axis are written.
#[allow(missing_docs)] // Fields are told with their variant.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Chart {
    /// A line for each column over the first one, which is time.
    Lines { columns: &'static [Line], show: Show },
    /// Columns over time (the first column), stacked.
    Columns { columns: &'static [Line], show: Show },
    /// Columns over time, one colour for each name in the second column; `value` may be added up.
    Stacked { value: &'static str, colours: Colours, show: Show },
    /// A line over time for each name in the second column; `value` may not be added up, so there is no "other".
    LinesBy { value: &'static str, colours: Colours, show: Show },
    /// Lying bars, the first row on top; points with whiskers where the table has an interval.
    Ranking { value: &'static str, colours: Colours, show: Show },
    /// Lying bars, several for each row.
    Grouped { columns: &'static [Line], show: Show },
    /// A column for each bin, on a logarithmic axis written as `show`.
    Bins { show: Show },
    /// A line for each series (the first column) over logarithmic bins: what part of it lies in each.
    Distributions { show: Show },
    /// Shades by weekday and hour.
    Week { value: &'static str, show: Show },
    /// A lying bar for each name in the first column, cut up by the second; `value` is a share within the first.
    Mix { value: &'static str, colours: Colours, show: Show },
    /// A named point for each row, its area by n, its shade by the column `shade` or its colour by name.
    Points { x: Axis, y: Axis, shade: Option<Axis>, colours: Colours },
    /// Points with whiskers over bins (the first two columns), and a curve where the table has a column `fitted`.
    Dose { value: &'static str, show: Show, x_title: &'static str },
    /// A line with its limits (columns `centre`, `lower`, `upper`), and a mark where `alarm` says so, or `begins`, if there
    /// is such a column.
    Control { value: &'static str, show: Show },
}

/// A column that is drawn.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Line(
    /// The column.
    pub &'static str,
    /// Name in the legend.
    pub &'static str,
    /// Palette name.
    pub &'static str,
);

/// A column on an axis: its name, how it is written, and the title of the axis.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Axis(
    /// The column.
    pub &'static str,
    /// How it is written.
    pub Show,
    /// Title.
    pub &'static str,
);

/// Whose colours names have.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Colours {
    /// Of providers.
    Providers,
    /// Of models.
    Models,
    /// Of categories.
    Categories,
    /// Of applications.
    Apps,
    /// Of error types.
    Errors,
    /// One colour for all.
    One,
}

/// Rows of a ranking or of grouped bars that are drawn; the table has them all.
pub const SHOWN: usize = 15;

/// A figure's rows with its columns.
struct Sheet<'a> {
    fields: &'a [Field],
    rows: &'a [Row],
}

impl Sheet<'_> {
    fn at(&self, name: &str) -> usize {
        // A name that is not there reads as unknown everywhere; `figures_name_their_columns` sees to it.
        self.fields.iter().position(|f| f.name == name).unwrap_or(usize::MAX)
    }

    fn series(&self, columns: &[Line], rows: &[Row]) -> Vec<Series> {
        let columns: Vec<_> = columns.iter().map(|line| (self.at(line.0), line.1, line.2)).collect();
        let mut series = chart::columns(rows, &columns, self.at("n"));
        // A line of nothing (no budget is set) would only be a name in the legend.
        if series.iter().any(|s| s.y.iter().any(Option::is_some)) {
            series.retain(|s| s.y.iter().any(Option::is_some));
        }
        series
    }
}

/// Draws the chart.
pub fn draw(chart: &Chart, fields: &[Field], rows: &[Row], context: &Context) -> Value {
    let sheet = Sheet { fields, rows };
    let top = &rows[..rows.len().min(SHOWN)];
    match *chart {
        Chart::Lines { columns, show } => chart::lines(sheet.series(columns, rows), show.word()),
        Chart::Columns { columns, show } => chart::stacked(sheet.series(columns, rows), show.word()),
        Chart::Stacked { value, colours, show } => {
            let own = own(rows, 1);
            chart::stacked(
                chart::pivot(rows, sheet.at(value), sheet.at("n"), colours.roster(context, &own), context.most_series),
                show.word(),
            )
        }
        Chart::LinesBy { value, colours, show } => {
            let own = own(rows, 1);
            let roster = colours.roster(context, &own);
            chart::lines(chart::apart(rows, sheet.at(value), sheet.at("n"), roster, context.most_series), show.word())
        }
        Chart::Ranking { value, colours, show } => {
            let own = own(rows, 0);
            let roster = colours.roster(context, &own);
            let interval = |row: &Row| row.number(sheet.at("low")).zip(row.number(sheet.at("high")));
            let rank = |row: &Row| Rank {
                name: row.text(0).to_string(),
                colour: if matches!(colours, Colours::One) { palette::SERIES[0] } else { roster.colour(row.text(0)) },
                value: row.number(sheet.at(value)),
                interval: interval(row),
                n: row.count(sheet.at("n")),
            };
            chart::ranking(&top.iter().map(rank).collect::<Vec<_>>(), show.word())
        }
        Chart::Grouped { columns, show } => chart::grouped(sheet.series(columns, top), show.word()),
        Chart::Bins { show } => chart::log_columns(&bins(&sheet, 0), palette::SERIES[0], show.word()),
        Chart::Distributions { show } => chart::distributions(rows, show.word()),
        Chart::Week { value, show } => chart::week(rows, sheet.at(value), sheet.at("n"), show.word()),
        Chart::Mix { value, colours, show } => {
            let own = own(rows, 1);
            chart::mix(
                chart::pivot(rows, sheet.at(value), sheet.at("n"), colours.roster(context, &own), context.most_series),
                show.word(),
            )
        }
        Chart::Points { x, y, shade, colours } => {
            let own = own(rows, 0);
            let roster = colours.roster(context, &own);
            let place = |axis: Axis| (sheet.at(axis.0), axis.1.word(), axis.2);
            chart::points(top, place(x), place(y), shade.map(place), sheet.at("n"), roster)
        }
        Chart::Dose { value, show, x_title } => {
            let fitted = fields.iter().position(|f| f.name == "fitted").map(|at| (at, fields[at].label));
            let places = [sheet.at(value), sheet.at("low"), sheet.at("high"), sheet.at("n")];
            chart::dose(rows, places, fitted, show.word(), x_title)
        }
        Chart::Control { value, show } => {
            let places = ["centre", "lower", "upper", "alarm", "n", "begins"].map(|name| sheet.at(name));
            chart::control(rows, sheet.at(value), places, show.word())
        }
    }
}

impl Colours {
    fn roster<'a>(self, context: &'a Context, own: &'a Roster) -> &'a Roster {
        match self {
            Colours::Providers => &context.providers,
            Colours::Models => &context.models,
            Colours::Categories => &context.categories,
            Colours::Apps => &context.apps,
            Colours::Errors => &context.errors,
            Colours::One => own,
        }
    }
}

fn own(rows: &[Row], at: usize) -> Roster {
    let mut names: Vec<&str> = rows.iter().map(|row| row.text(at)).collect();
    names.sort_unstable();
    Roster::new(names)
}

/// (from, to, n) of the bins above zero, whose edges start at column `at`.
fn bins(sheet: &Sheet<'_>, at: usize) -> Vec<(f64, f64, u64)> {
    let n = sheet.at("n");
    let bin = |row: &Row| Some((row.number(at)?, row.number(at + 1)?, row.count(n)));
    sheet.rows.iter().filter_map(bin).filter(|(from, ..)| *from > 0.0).collect()
}
