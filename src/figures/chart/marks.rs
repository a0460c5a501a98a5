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
pub fn week(rows: &[Row], value: usize, n: usize, show: &str) -> Value {
    let mut z: Vec<Vec<Option<f64>>> = vec![vec![None; 24]; 7];
    let mut counts = vec![vec![0; 24]; 7];
    for row in rows {
        let (day, hour) = ((row.int(0) - 1).clamp(0, 6) as usize, row.int(1).clamp(0, 23) as usize);
        z[day][hour] = row.number(value);
        counts[day][hour] = row.count(n);
    }
    let hours: Vec<String> = (0..24).map(|h| format!("{h:02}")).collect();
    let trace = HeatMap::new(hours, WEEKDAYS.to_vec(), z);
    let mut plot = plot([(trace as Box<dyn Trace>, Vec::new())], Layout::new());
    plot["data"][0]["n"] = json!(counts);
    plot["data"][0]["colorscale"] = json!("@sequential");
    plot["data"][0]["show"] = json!(show);
    plot["layout"]["xaxis"] = json!({"type": "category"});
    plot["layout"]["yaxis"] = json!({"type": "category", "autorange": "reversed"});
    plot
}

/// Diameter of the smallest point, and what the largest has more.
const SIZES: (f64, f64) = (10.0, 24.0);

/// A column on an axis: its place, how it is written, the title of the axis.
type On<'a> = (usize, &'a str, &'a str);

/// A named point for each row that has both values, its area by the column `n`; shaded by a column, or in its name's colour.
pub fn points(rows: &[Row], x: On<'_>, y: On<'_>, shade: Option<On<'_>>, n: usize, roster: &Roster) -> Value {
    let known = |r: &&Row| r.number(x.0).is_some() && r.number(y.0).is_some();
    let rows: Vec<&Row> = rows.iter().filter(known).collect();
    let most = rows.iter().map(|r| r.count(n)).max().unwrap_or(1).max(1) as f64;
    let sizes = rows.iter().map(|r| (SIZES.0 + SIZES.1 * (r.count(n) as f64 / most).sqrt()).round() as usize).collect();
    let names: Vec<String> = rows.iter().map(|r| r.text(0).to_string()).collect();
    let column = |at: usize| rows.iter().map(|r| r.number(at)).collect::<Vec<_>>();
    let colours: Vec<&str> = rows.iter().map(|r| roster.colour(r.text(0))).collect();
    let marker = Marker::new().size_array(sizes).opacity(0.85).color_array(colours);
    let points = Scatter::new(column(x.0), column(y.0)).mode(Mode::MarkersText).marker(marker);
    let counts = rows.iter().map(|r| r.count(n)).collect();
    let axis = |on: On<'_>| Axis::new().title(on.2);
    let layout = Layout::new().x_axis(axis(x)).y_axis(axis(y)).show_legend(false);
    let mut plot = plot([(points as Box<dyn Trace>, counts)], layout);
    plot["data"][0]["at"] = json!(names);
    plot["data"][0]["text"] = json!(names);
    plot["data"][0]["textposition"] = json!("top center");
    // A scale of what nobody knows would only be a row of numbers.
    if let Some((at, word, title)) = shade.filter(|shade| column(shade.0).iter().any(Option::is_some)) {
        plot["data"][0]["marker"]["color"] = json!(column(at));
        plot["data"][0]["marker"]["colorscale"] = json!("@sequential");
        plot["data"][0]["marker"]["showscale"] = json!(true);
        plot["data"][0]["shade"] = json!({"show": word, "title": title});
    }
    plot["layout"]["xaxis"]["show"] = json!(x.1);
    plot["layout"]["yaxis"]["show"] = json!(y.1);
    plot["layout"]["height"] = json!(380);
    plot
}

/// Points with whiskers at the middles of bins (columns 0 and 1), and a curve behind them that is called as its column is.
/// `places` are the columns of value, low, high and n.
pub fn dose(rows: &[Row], places: [usize; 4], fitted: Option<(usize, &str)>, show: &str, x_title: &str) -> Value {
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
    if let Some((at, name)) = fitted {
        let curve = Scatter::new(x, column(at)).name(name.to_lowercase()).mode(Mode::Lines);
        traces.push((curve.line(Line::new().color(SERIES[1]).width(2.0)), Vec::new()));
    }
    let mut plot = plot(traces, Layout::new().x_axis(Axis::new().title(x_title)).y_axis(from_zero()));
    plot["layout"]["xaxis"]["show"] = json!("number");
    plot["layout"]["yaxis"]["show"] = json!(show);
    plot
}
