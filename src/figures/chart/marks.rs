//! Shades and points.

use plotly::common::{ErrorData, ErrorType, Line, Marker, Mode};
use plotly::layout::{Axis, Layout};
use plotly::{HeatMap, Scatter, Trace};
use serde_json::{Value, json};

use super::{from_zero, plot};
use crate::figures::palette::{MUTED, Roster, SERIES};
use crate::figures::rows::Row;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Shades by weekday and hour; rows are (weekday 1–7, hour 0–23, …).
pub fn week(rows: &[Row], value: usize, show: &str) -> Value {
    let mut z: Vec<Vec<Option<f64>>> = vec![vec![None; 24]; 7];
    for row in rows {
        let (day, hour) = ((row.int(0) - 1).clamp(0, 6) as usize, row.int(1).clamp(0, 23) as usize);
        z[day][hour] = row.number(value);
    }
    let hours: Vec<String> = (0..24).map(|h| format!("{h:02}")).collect();
    let trace = HeatMap::new(hours, WEEKDAYS.to_vec(), z);
    let mut plot = plot([(trace as Box<dyn Trace>, Vec::new())], Layout::new());
    plot["data"][0]["colorscale"] = json!("@sequential");
    plot["data"][0]["show"] = json!(show);
    plot["layout"]["xaxis"] = json!({"type": "category"});
    plot["layout"]["yaxis"] = json!({"type": "category", "autorange": "reversed"});
    plot
}

/// A named point for each row, its area by n; `places` are the columns of x, y and n.
pub fn points(rows: &[Row], places: [usize; 3], roster: &Roster, shows: [&str; 2]) -> Value {
    let most = rows.iter().map(|r| r.count(places[2])).max().unwrap_or(1).max(1) as f64;
    let traces = rows.iter().filter(|r| r.number(places[0]).is_some() && r.number(places[1]).is_some()).map(|row| {
        let n = row.count(places[2]);
        let size = (10.0 + 30.0 * (n as f64 / most).sqrt()).round() as usize;
        let point = Scatter::new(vec![row.number(places[0])], vec![row.number(places[1])]).name(row.text(0));
        let marker = Marker::new().color(roster.colour(row.text(0))).size(size).opacity(0.8);
        (point.mode(Mode::Markers).marker(marker) as Box<dyn Trace>, vec![n])
    });
    let mut plot = plot(traces, Layout::new().x_axis(Axis::new()).y_axis(Axis::new()));
    plot["layout"]["xaxis"]["show"] = json!(shows[0]);
    plot["layout"]["yaxis"]["show"] = json!(shows[1]);
    plot["layout"]["height"] = json!(380);
    plot
}

/// Points with whiskers at the middles of bins (columns 0 and 1), and the fitted curve behind them. `places` are the
/// columns of value, low, high and n.
pub fn dose(rows: &[Row], places: [usize; 4], fitted: Option<usize>, show: &str, x_title: &str) -> Value {
    let [value, low, high, n] = places;
    let x: Vec<f64> = rows.iter().map(|r| (r.number(0).unwrap_or(0.0) + r.number(1).unwrap_or(0.0)) / 2.0).collect();
    let column = |at: usize| rows.iter().map(|r| r.number(at)).collect::<Vec<_>>();
    let away = |r: &Row, end: usize| match (r.number(value), r.number(end)) {
        (Some(v), Some(end)) => (end - v).abs(),
        _ => 0.0,
    };
    let whiskers = ErrorData::new(ErrorType::Data)
        .array(rows.iter().map(|r| away(r, high)).collect())
        .array_minus(rows.iter().map(|r| away(r, low)).collect())
        .symmetric(false)
        .color(MUTED);
    let measured = Scatter::new(x.clone(), column(value)).name("measured").mode(Mode::Markers).error_y(whiskers);
    let measured = measured.marker(Marker::new().color(SERIES[0]).size(9));
    let mut traces: Vec<(Box<dyn Trace>, Vec<u64>)> = vec![(measured, rows.iter().map(|r| r.count(n)).collect())];
    if let Some(at) = fitted {
        let curve = Scatter::new(x, column(at)).name("fitted").mode(Mode::Lines);
        traces.push((curve.line(Line::new().color(SERIES[1]).width(2.0)), Vec::new()));
    }
    let mut plot = plot(traces, Layout::new().x_axis(Axis::new().title(x_title)).y_axis(from_zero()));
    plot["layout"]["xaxis"]["show"] = json!("number");
    plot["layout"]["yaxis"]["show"] = json!(show);
    plot
}
