//! A drawn figure → its place on the page: words, width, height and legend, all known before any script runs.

use serde::Serialize;
use serde_json::Value;

use crate::figures::drawn::Drawn;
use crate::figures::{format, palette};

/// Everything the page says about a figure except the chart itself.
#[derive(Serialize)]
pub(super) struct Shell<'a> {
    id: &'a str,
    title: &'a str,
    question: &'a str,
    unit: &'a str,
    n: String,
    n_of: &'a str,
    note: Option<&'a str>,
    empty: Option<&'a str>,
    wide: bool,
    height: u64,
    legend: Vec<Entry<'a>>,
}

/// A series in the legend: a button that hides it.
#[derive(Serialize)]
struct Entry<'a> {
    /// Its index in `plot.data`.
    trace: usize,
    name: &'a str,
    /// A palette name without its `@`.
    colour: &'a str,
}

/// Figures stand in two columns; one that would stand alone in its row takes the whole width.
pub(super) fn shells(drawn: &[Drawn]) -> Vec<Shell<'_>> {
    let mut shells: Vec<Shell> = drawn.iter().map(shell).collect();
    let mut alone: Option<usize> = None;
    for i in 0..shells.len() {
        match (shells[i].wide, alone.take()) {
            (true, Some(before)) => shells[before].wide = true,
            (false, None) => alone = Some(i),
            (true, None) | (false, Some(_)) => {}
        }
    }
    if let Some(last) = alone {
        shells[last].wide = true;
    }
    shells
}

fn shell(drawn: &Drawn) -> Shell<'_> {
    Shell {
        id: drawn.id,
        title: drawn.title,
        question: drawn.question,
        unit: &drawn.unit,
        n: format::count(drawn.n as f64),
        n_of: drawn.n_of,
        note: drawn.note.as_deref(),
        empty: drawn.empty.as_deref(),
        wide: drawn.plot["wide"] == true,
        height: height(&drawn.plot),
        legend: legend(&drawn.plot),
    }
}

fn traces(plot: &Value) -> &[Value] {
    plot["data"].as_array().map_or(&[], Vec::as_slice)
}

/// Height in CSS pixels, reserved before the chart is drawn so that nothing moves: what the layout asks for, room for
/// every bar where bars lie, or a common height.
fn height(plot: &Value) -> u64 {
    if let Some(asked) = plot["layout"]["height"].as_u64() {
        return asked.clamp(120, 1600);
    }
    let lying = traces(plot).iter().filter(|trace| trace["orientation"] == "h");
    let bars = lying.filter_map(|trace| trace["y"].as_array()).map(Vec::len).max();
    bars.map_or(280, |bars| (50 + 26 * bars as u64).clamp(120, 1600))
}

/// The named series, when there are at least two: our own list, because Plotly's eats the height of the chart, cannot be
/// reached by keyboard and needs a redraw to change its colours.
fn legend(plot: &Value) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    if plot["layout"]["showlegend"] != false {
        for (trace, it) in traces(plot).iter().enumerate() {
            if let (Some(name), true) = (it["name"].as_str(), it["showlegend"] != false) {
                entries.push(Entry { trace, name, colour: colour(it, trace) });
            }
        }
    }
    if entries.len() < 2 {
        entries.clear();
    }
    entries
}

/// The palette name of a trace's line or marker, or the one Plotly would give it by its index.
fn colour(trace: &Value, index: usize) -> &str {
    let own = [&trace["line"]["color"], &trace["marker"]["color"], &trace["fillcolor"]];
    let name = own.into_iter().find_map(|value| value.as_str()?.strip_prefix('@'));
    name.map_or(&palette::colour_of(index % palette::SERIES.len())[1..], |name| name.split('/').next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_legend_lists_named_series_with_their_palette_colour() {
        let plot = json!({ "data": [
            { "name": "a", "line": { "color": "@c4" } },
            { "name": "band", "showlegend": false, "fillcolor": "@c4/20" },
            { "name": "b", "marker": { "color": "@bad/50" } },
            { "name": "c" },
        ]});
        let got: Vec<_> =
            legend(&plot).into_iter().map(|e| (e.trace, e.name.to_string(), e.colour.to_string())).collect();
        let want = [(0, "a", "c4"), (2, "b", "bad"), (3, "c", "c4")];
        assert_eq!(got, want.map(|(i, n, c)| (i, n.to_string(), c.to_string())));
        assert!(legend(&json!({ "data": [{ "name": "only one" }] })).is_empty());
        assert!(
            legend(&json!({ "data": [{ "name": "a" }, { "name": "b" }], "layout": { "showlegend": false } }))
                .is_empty()
        );
    }

    #[test]
    fn height_is_asked_for_or_follows_the_bars() {
        assert_eq!(height(&json!({ "layout": { "height": 260 } })), 260);
        assert_eq!(height(&json!({ "data": [{ "orientation": "h", "y": vec!["x"; 10] }] })), 310);
        assert_eq!(height(&Value::Null), 280);
    }
}
