//! Rankings, grouped bars and bins.

use plotly::common::{ErrorData, ErrorType, Line, Marker, Mode, Orientation};
use plotly::layout::{Axis, AxisType, BarMode, Layout};
use plotly::{Bar, Scatter, Trace};
use serde_json::{Value, json};

use super::{Series, from_zero, plot};
use crate::figures::palette::{BAD, SERIES, WARN};
use crate::figures::rows::Row;

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

/// Lying bars of 100 %, cut up by series.
pub fn mix(series: Vec<Series>, show: &str) -> Value {
    let bars = series.first().map_or(0, |s| s.x.len());
    let mut plot = grouped(series, show);
    plot["layout"]["barmode"] = json!("stack");
    plot["layout"]["height"] = json!((80 + 27 * bars).max(200));
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

/// Colours of outcomes, the same wherever they are drawn.
const OUTCOMES: [(&str, &str); 4] =
    [("failed", BAD), ("hallucinated", WARN), ("not hallucinated", SERIES[0]), ("succeeded", SERIES[0])];

/// A line per series over logarithmic bins; rows are (series, from, to, n, share of the series).
pub fn distributions(rows: &[Row], show: &str) -> Value {
    let traces = rows.chunk_by(|a, b| a.text(0) == b.text(0)).map(|series| {
        let name = series[0].text(0);
        let colour = OUTCOMES.iter().find(|o| o.0 == name).map_or(SERIES[1], |o| o.1);
        let inside: Vec<&Row> = series.iter().filter(|r| r.number(1).is_some_and(|from| from > 0.0)).collect();
        let middle = |r: &&Row| (r.number(1).unwrap_or(0.0) * r.number(2).unwrap_or(0.0)).sqrt();
        let x: Vec<f64> = inside.iter().map(middle).collect();
        let y: Vec<Option<f64>> = inside.iter().map(|r| r.number(4)).collect();
        let line = Scatter::new(x, y).name(name).mode(Mode::Lines).line(Line::new().color(colour).width(2.0));
        (line as Box<dyn Trace>, inside.iter().map(|r| r.count(3)).collect())
    });
    let mut plot = plot(traces, Layout::new().x_axis(Axis::new().type_(AxisType::Log)).y_axis(from_zero()));
    plot["layout"]["xaxis"]["show"] = json!(show);
    plot["layout"]["yaxis"]["show"] = json!("share");
    plot
}
