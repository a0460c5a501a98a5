//! Rows → Plotly charts of the few shapes that figures use. Look (fonts, grid, colours) is the browser's: see `palette`.

use std::collections::BTreeMap;

use plotly::common::{ErrorData, ErrorType, Line, Marker, Mode, Orientation};
use plotly::layout::{Axis, AxisType, BarMode, Layout};
use plotly::{Bar, HeatMap, Plot, Scatter, Trace};
use serde_json::{Value, json};

use super::palette::{OTHER, Roster};
use super::rows::Row;

/// A named series over shared x values.
pub struct Series {
    /// Legend entry.
    pub name: String,
    /// Palette name.
    pub colour: &'static str,
    /// Axis texts or numbers.
    pub x: Vec<Value>,
    /// Values; unknown leaves a gap.
    pub y: Vec<Option<f64>>,
    /// What each point rests on.
    pub n: Vec<u64>,
}

/// How many series get a colour of their own; the rest is summed as "other".
const NAMED: usize = 8;

/// Pivots rows of (x, name, value, n) into one series per name, largest total first. Names beyond the eighth, and those
/// without a colour of their own, become "other (k)". Only for values that may be added.
pub fn pivot(rows: &[Row], roster: &Roster) -> Vec<Series> {
    let mut xs: Vec<&str> = rows.iter().map(|r| r.text(0)).collect();
    xs.sort_unstable();
    xs.dedup();
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    for row in rows {
        *totals.entry(row.text(1)).or_default() += row.number(2).unwrap_or(0.0);
    }
    let mut names: Vec<(&str, f64)> = totals.into_iter().collect();
    names.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let room = if names.len() > NAMED { NAMED - 1 } else { NAMED };
    let kept: Vec<&str> = names.iter().map(|n| n.0).filter(|n| roster.colour(n) != OTHER).take(room).collect();
    let rest = names.len() - kept.len();
    let mut series: Vec<Series> = kept.iter().map(|n| blank(n, roster.colour(n), &xs)).collect();
    if rest > 0 {
        series.push(blank(&format!("other ({rest})"), OTHER, &xs));
    }
    for row in rows {
        let at = kept.iter().position(|n| *n == row.text(1)).unwrap_or(kept.len());
        let x = xs.binary_search(&row.text(0)).unwrap_or(0);
        if let Some(value) = row.number(2) {
            *series[at].y[x].get_or_insert(0.0) += value;
        }
        series[at].n[x] += row.count(3);
    }
    series
}

fn blank(name: &str, colour: &'static str, xs: &[&str]) -> Series {
    let x = xs.iter().map(|x| Value::from(*x)).collect();
    Series { name: name.to_string(), colour, x, y: vec![None; xs.len()], n: vec![0; xs.len()] }
}

/// One series per value column: rows of (x, …) with the values at `columns`, n at `n`.
pub fn columns(rows: &[Row], columns: &[(usize, &str, &'static str)], n: usize) -> Vec<Series> {
    columns
        .iter()
        .map(|(at, name, colour)| Series {
            name: name.to_string(),
            colour,
            x: rows.iter().map(|r| Value::from(r.text(0))).collect(),
            y: rows.iter().map(|r| r.number(*at)).collect(),
            n: rows.iter().map(|r| r.count(n)).collect(),
        })
        .collect()
}

/// Lines over time; the value axis starts at zero.
pub fn lines(series: Vec<Series>, show: &str) -> Value {
    let few = series.first().is_none_or(|s| s.x.len() <= 3);
    let traces = series.into_iter().map(|s| {
        let mode = if few { Mode::LinesMarkers } else { Mode::Lines };
        let trace = Scatter::new(s.x, s.y).name(&s.name).mode(mode).line(Line::new().color(s.colour).width(2.0));
        (trace as Box<dyn Trace>, s.n)
    });
    let mut plot = plot(traces, Layout::new().x_axis(Axis::new().type_(AxisType::Date)).y_axis(from_zero()));
    plot["layout"]["yaxis"]["show"] = json!(show);
    plot
}

/// Stacked columns over time.
pub fn stacked(series: Vec<Series>, show: &str) -> Value {
    let traces = series.into_iter().map(|s| {
        let trace = Bar::new(s.x, s.y).name(&s.name).marker(Marker::new().color(s.colour));
        (trace as Box<dyn Trace>, s.n)
    });
    let layout = Layout::new().bar_mode(BarMode::Stack).x_axis(Axis::new().type_(AxisType::Date)).y_axis(from_zero());
    let mut plot = plot(traces, layout);
    plot["layout"]["yaxis"]["show"] = json!(show);
    plot
}

/// One bar of a ranking.
pub struct Rank {
    /// Label of the bar.
    pub name: String,
    /// Palette name.
    pub colour: &'static str,
    /// Length.
    pub value: Option<f64>,
    /// 95 % interval, when it is an estimate.
    pub interval: Option<(f64, f64)>,
    /// What it rests on.
    pub n: u64,
}

/// Horizontal bars, the first on top. With intervals, points with whiskers: a bar would hide the lower half.
pub fn ranking(ranks: &[Rank], show: &str) -> Value {
    let names: Vec<String> = ranks.iter().map(|r| r.name.clone()).collect();
    let values: Vec<Option<f64>> = ranks.iter().map(|r| r.value).collect();
    let colours: Vec<&str> = ranks.iter().map(|r| r.colour).collect();
    let n: Vec<u64> = ranks.iter().map(|r| r.n).collect();
    let labels = Axis::new().type_(AxisType::Category).auto_range(true);
    let estimates = ranks.iter().any(|r| r.interval.is_some());
    let (trace, axis): (Box<dyn Trace>, Axis) = if estimates {
        let away = |r: &Rank, side: fn((f64, f64), f64) -> f64| {
            r.interval.zip(r.value).map_or(0.0, |(interval, value)| side(interval, value).max(0.0))
        };
        let whiskers = ErrorData::new(ErrorType::Data)
            .array(ranks.iter().map(|r| away(r, |i, v| i.1 - v)).collect())
            .array_minus(ranks.iter().map(|r| away(r, |i, v| v - i.0)).collect())
            .symmetric(false)
            .color("@muted");
        let points = Scatter::new(values, names).mode(Mode::Markers).error_x(whiskers);
        (points.marker(Marker::new().color_array(colours).size(9)), Axis::new())
    } else {
        let bars = Bar::new(values, names).orientation(Orientation::Horizontal);
        (bars.marker(Marker::new().color_array(colours)), from_zero())
    };
    let mut plot = plot([(trace, n)], Layout::new().x_axis(axis).y_axis(labels).show_legend(false));
    plot["layout"]["yaxis"]["autorange"] = json!("reversed");
    // Every label is wanted, so every row gets its room.
    plot["layout"]["yaxis"]["dtick"] = json!(1);
    plot["layout"]["height"] = json!((80 + 27 * ranks.len()).max(260));
    plot["layout"]["xaxis"]["show"] = json!(show);
    plot
}

/// Side-by-side horizontal bars, one colour per series.
pub fn grouped(series: Vec<Series>, show: &str) -> Value {
    let traces = series.into_iter().map(|s| {
        let trace = Bar::new(s.y, s.x).name(&s.name).orientation(Orientation::Horizontal);
        (trace.marker(Marker::new().color(s.colour)) as Box<dyn Trace>, s.n)
    });
    let labels = Axis::new().type_(AxisType::Category);
    let mut plot = plot(traces, Layout::new().bar_mode(BarMode::Group).x_axis(from_zero()).y_axis(labels));
    plot["layout"]["yaxis"]["autorange"] = json!("reversed");
    plot["layout"]["xaxis"]["show"] = json!(show);
    plot
}

/// Columns on a logarithmic axis, one per bin given as (from, to, count).
pub fn log_columns(bins: &[(f64, f64, u64)], colour: &'static str, show: &str) -> Value {
    let x: Vec<f64> = bins.iter().map(|b| (b.0 * b.1).sqrt()).collect();
    let width: Vec<f64> = bins.iter().map(|b| b.1 - b.0).collect();
    let n: Vec<u64> = bins.iter().map(|b| b.2).collect();
    let bar = Bar::new(x, n.clone()).marker(Marker::new().color(colour));
    let layout = Layout::new().x_axis(Axis::new().type_(AxisType::Log)).y_axis(from_zero()).bar_gap(0.0);
    let mut plot = plot([(bar as Box<dyn Trace>, n)], layout.show_legend(false));
    plot["data"][0]["width"] = json!(width);
    plot["layout"]["xaxis"]["show"] = json!(show);
    plot["layout"]["yaxis"]["show"] = json!("count");
    plot
}

/// A grid of shades: `z[row][column]`.
pub fn grid(x: Vec<String>, y: Vec<String>, z: Vec<Vec<Option<f64>>>, show: &str) -> Value {
    let trace = HeatMap::new(x, y, z);
    let mut plot = plot([(trace as Box<dyn Trace>, Vec::new())], Layout::new());
    plot["data"][0]["colorscale"] = json!("@sequential");
    plot["data"][0]["show"] = json!(show);
    plot["layout"]["xaxis"] = json!({"type": "category"});
    plot["layout"]["yaxis"] = json!({"type": "category", "autorange": "reversed"});
    plot
}

fn from_zero() -> Axis {
    Axis::new().range_mode(plotly::layout::RangeMode::ToZero)
}

/// Plotly's `{data, layout}`; what each point rests on travels as `n` on its trace.
fn plot(traces: impl IntoIterator<Item = (Box<dyn Trace>, Vec<u64>)>, layout: Layout) -> Value {
    let (mut plot, mut counts) = (Plot::new(), Vec::new());
    for (trace, n) in traces {
        plot.add_trace(trace);
        counts.push(n);
    }
    plot.set_layout(layout);
    let whole: Value = serde_json::from_str(&plot.to_json()).unwrap_or(Value::Null);
    let mut out = json!({"data": whole["data"], "layout": whole["layout"]});
    for (at, n) in counts.into_iter().enumerate().filter(|(_, n)| !n.is_empty()) {
        out["data"][at]["n"] = json!(n);
    }
    out
}
