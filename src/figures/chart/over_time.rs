//! Series → charts over time.

use plotly::common::{DashType, Line, Marker, MarkerSymbol, Mode};
use plotly::layout::{Axis, AxisType, BarMode, Layout};
use plotly::{Bar, Scatter, Trace};
use serde_json::{Value, json};

use super::{Series, from_zero, plot};
use crate::figures::palette::{BAD, INK, MUTED, SERIES};
use crate::figures::rows::Row;

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

/// A line with its centre and limits, and marks where it is out of them and, where the table tells, where a change begins.
/// `places` are the columns of centre, lower and upper limit, alarm (yes or no), n, and beginnings (yes or no; none has the
/// largest place there is).
pub fn control(rows: &[Row], value: usize, places: [usize; 6], show: &str) -> Value {
    let [centre, lower, upper, alarm, n, begins] = places;
    let x: Vec<String> = rows.iter().map(|r| r.text(0).to_string()).collect();
    let column = |at: usize| rows.iter().map(|r| r.number(at)).collect::<Vec<_>>();
    let counts: Vec<u64> = rows.iter().map(|r| r.count(n)).collect();
    let line = |at: usize, name: &str, colour: &'static str, dash: DashType| {
        let trace = Scatter::new(x.clone(), column(at)).name(name).mode(Mode::Lines);
        trace.line(Line::new().color(colour).width(1.5).dash(dash)) as Box<dyn Trace>
    };
    let rate = Scatter::new(x.clone(), column(value)).name("rate").mode(Mode::LinesMarkers);
    let rate = rate.line(Line::new().color(SERIES[0]).width(2.0)).marker(Marker::new().size(5));
    let where_yes = |at: usize| -> Vec<Option<f64>> {
        rows.iter().map(|r| if r.text(at) == "yes" { r.number(value) } else { None }).collect()
    };
    let alarms = Scatter::new(x.clone(), where_yes(alarm)).name("out of the limits").mode(Mode::Markers);
    let alarms = alarms.marker(Marker::new().color(BAD).size(10));
    let beginnings = Scatter::new(x.clone(), where_yes(begins)).name("a change begins").mode(Mode::Markers);
    let beginnings = beginnings.marker(Marker::new().color(INK).size(13).symbol(MarkerSymbol::DiamondOpen));
    let mut traces: Vec<(Box<dyn Trace>, Vec<u64>)> = vec![
        (line(upper, "upper limit", MUTED, DashType::Dot), Vec::new()),
        (line(centre, "centre", MUTED, DashType::Dash), Vec::new()),
        (line(lower, "lower limit", MUTED, DashType::Dot), Vec::new()),
        (rate, counts.clone()),
        (alarms, counts.clone()),
    ];
    if begins != usize::MAX {
        traces.push((beginnings, counts));
    }
    let mut plot = plot(traces, Layout::new().x_axis(Axis::new().type_(AxisType::Date)).y_axis(from_zero()));
    plot["layout"]["yaxis"]["show"] = json!(show);
    plot
}
