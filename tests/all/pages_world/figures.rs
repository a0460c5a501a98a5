//! The figures of the made-up site: time lines, stacked and lying bars, a distribution on a logarithmic axis, a heat
//! map, and one with nothing to draw.

use llmobs::figures::drawn::*;
use llmobs::figures::format;
use llmobs::figures::palette::{self, Roster};
use serde_json::{Value, json};

use super::HOSTILE;

const MODELS: [&str; 6] =
    ["acme-large-2026-05", "acme-small", "orbit-4o-mini", "orbit-reason-preview", "tundra-70b-instruct", "quill-v3"];

/// Believable, repeatable noise between 0 and 1.
pub fn noise(seed: u64) -> f64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    x ^= x >> 29;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^= x >> 32;
    (x % 10_000) as f64 / 10_000.0
}

fn day(i: usize) -> String {
    let lengths = [31, 30, 29];
    let (mut month, mut rest) = (0, i);
    while rest >= lengths[month] {
        rest -= lengths[month];
        month += 1;
    }
    format!("2026-{:02}-{:02}", month + 8, rest + 1)
}

/// A column.
pub fn column(name: &str, label: &str, show: Show) -> TableColumn {
    TableColumn { name: name.into(), label: label.into(), show }
}

/// A word of 300 letters and more.
pub fn endless() -> String {
    "Donaudampfschifffahrt".repeat(15)
}

fn figure(id: &'static str, title: &'static str, question: &'static str, unit: &'static str) -> Drawn {
    Drawn {
        declaration: None,
        id,
        title,
        question,
        unit: unit.to_string(),
        n: 1_234_567,
        n_of: "requests",
        note: None,
        empty: None,
        plot: Value::Null,
        table: Table::default(),
    }
}

/// Percentiles over time: six lines, gaps, one day per point.
pub fn lines() -> Drawn {
    let roster = Roster::new(MODELS);
    let mut rows = Vec::new();
    let mut data = Vec::new();
    for (m, model) in MODELS.iter().enumerate() {
        let value = |i: usize| {
            let outage = m == 2 && (40..46).contains(&i);
            let base = 600.0 + 420.0 * m as f64 + 4.0 * i as f64 * (m == 3) as u8 as f64;
            (!outage).then(|| (base * (0.9 + 0.2 * noise((i * 7 + m) as u64))).round())
        };
        let values: Vec<_> = (0..90).map(value).collect();
        let n: Vec<_> = (0..90).map(|i| 900 + (600.0 * noise(i * 13 + m as u64)) as u64).collect();
        (0..90).for_each(|i| rows.push(vec![json!(day(i)), json!(model), json!(values[i]), json!(n[i])]));
        let x: Vec<_> = (0..90).map(day).collect();
        data.push(json!({ "type": "scatter", "name": model, "x": x, "y": values, "n": n,
            "line": { "color": roster.colour(model) } }));
    }
    Drawn {
        note: Some(
            "95th percentile from logarithmic bins, relative error at most 1 %. Days without a value are gaps.".into(),
        ),
        plot: json!({ "wide": true, "data": data, "layout": { "hovermode": "x unified",
            "yaxis": { "show": "milliseconds", "rangemode": "tozero" } } }),
        table: Table {
            columns: vec![
                column("day", "Day", Show::Time),
                column("model", "Model", Show::Text),
                column("p95_latency_ms", "p95 latency", Show::Milliseconds),
                column("n", "Requests", Show::Count),
            ],
            rows,
        },
        ..figure(
            "p95_by_model",
            "Slow requests by model",
            "How long do the slowest one in twenty wait, and since when?",
            "95th percentile of latency, per day",
        )
    }
}

/// Cost over time, stacked, hostile names among the series.
pub fn stacked(id: &'static str) -> Drawn {
    let names = ["acme", "orbit", HOSTILE[0], HOSTILE[2], HOSTILE[5]];
    let long = endless();
    let names: Vec<&str> = names.iter().copied().chain([long.as_str()]).collect();
    let mut rows = Vec::new();
    let mut data = Vec::new();
    for (s, name) in names.iter().enumerate() {
        let y: Vec<f64> = (0..60).map(|i| (noise((i * 31 + s) as u64) * 40.0).round() / (s + 1) as f64).collect();
        (0..60).for_each(|i| rows.push(vec![json!(day(i)), json!(name), json!(y[i])]));
        data.push(json!({ "type": "bar", "name": name, "x": (0..60).map(day).collect::<Vec<_>>(), "y": y,
            "marker": { "color": palette::colour_of(s) } }));
    }
    Drawn {
        plot: json!({ "data": data, "layout": { "barmode": "stack", "bargap": 0.1, "yaxis": { "show": "usd" } } }),
        table: Table {
            columns: vec![
                column("day", "Day", Show::Time),
                column("provider", "Provider", Show::Text),
                column("cost_usd", "Cost", Show::Usd),
            ],
            rows,
        },
        ..figure(id, "Cost per day by provider", "Who is paid, and how does it move?", "US dollars per day")
    }
}

/// A distribution on a logarithmic axis; bins are named in the hover text.
pub fn histogram() -> Drawn {
    let edge = |i: usize| 50.0 * 1.25f64.powi(i as i32);
    let n = |i: usize| (4000.0 * (-((i as f64 - 14.0) / 5.0).powi(2)).exp()).round();
    let bins = 0..30;
    let at: Vec<_> = bins
        .clone()
        .map(|i| format!("{} to {}", format::milliseconds(edge(i)), format::milliseconds(edge(i + 1))))
        .collect();
    Drawn {
        plot: json!({ "data": [{ "type": "bar", "x": bins.clone().map(|i| (edge(i) * edge(i + 1)).sqrt()).collect::<Vec<_>>(),
                "width": bins.clone().map(|i| edge(i + 1) - edge(i)).collect::<Vec<_>>(),
                "y": bins.clone().map(n).collect::<Vec<_>>(), "at": at, "marker": { "color": "@c1" } }],
            "layout": { "bargap": 0, "xaxis": { "type": "log", "show": "milliseconds", "showgrid": false }, "yaxis": { "show": "count" } } }),
        table: Table {
            columns: vec![
                column("from_ms", "From", Show::Milliseconds),
                column("to_ms", "To", Show::Milliseconds),
                column("requests", "Requests", Show::Count),
            ],
            rows: bins.map(|i| vec![json!(edge(i)), json!(edge(i + 1)), json!(n(i))]).collect(),
        },
        ..figure(
            "latency_distribution",
            "Distribution of latency",
            "Is there one hump, or several?",
            "requests per bin; logarithmic time axis",
        )
    }
}

/// Shares with intervals, lying bars.
pub fn intervals(id: &'static str) -> Drawn {
    let names = [
        "Question answering",
        "Code",
        HOSTILE[4],
        HOSTILE[1],
        HOSTILE[5],
        "Summaries of long documents for lawyers",
        "翻译",
    ];
    let share: Vec<f64> = (0..names.len()).map(|i| 0.99 - 0.03 * i as f64).collect();
    let half: Vec<f64> = (0..names.len()).map(|i| 0.004 + 0.004 * i as f64).collect();
    let n: Vec<u64> = (0..names.len()).map(|i| 40_000 / (i as u64 + 1)).collect();
    Drawn {
        note: Some("Bars are 95 % Wilson intervals. Categories with fewer than 30 requests are left out.".into()),
        plot: json!({ "data": [{ "type": "bar", "orientation": "h", "x": share, "y": names, "n": n,
                "error_x": { "type": "data", "array": half }, "marker": { "color": "@c3" } }],
            "layout": { "xaxis": { "show": "share", "range": [0, 1.02] }, "yaxis": { "autorange": "reversed", "type": "category" } } }),
        table: Table {
            columns: vec![
                column("category", "Category", Show::Text),
                column("success_rate", "Success rate", Show::Share),
                column("low", "From", Show::Share),
                column("high", "To", Show::Share),
                column("n", "Requests", Show::Count),
            ],
            rows: (0..names.len())
                .map(|i| {
                    vec![
                        json!(names[i]),
                        json!(share[i]),
                        json!(share[i] - half[i]),
                        json!((share[i] + half[i]).min(1.0)),
                        json!(n[i]),
                    ]
                })
                .collect(),
        },
        ..figure(
            id,
            "Success by category",
            "Which kinds of work fail, and is the difference real?",
            "share of requests that succeeded, with 95 % interval",
        )
    }
}

/// Hour of the week.
pub fn heat() -> Drawn {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let hours: Vec<String> = (0..24).map(|h| format!("{h:02}")).collect();
    let z = |d: usize, h: usize| {
        let busy = (-((h as f64 - 14.0) / 4.5).powi(2)).exp() * if d > 4 { 0.25 } else { 1.0 };
        (d != 6 || h != 3).then(|| (busy * 900.0 + noise((d * 24 + h) as u64) * 60.0).round())
    };
    let map: Vec<Vec<_>> = (0..7).map(|d| (0..24).map(|h| z(d, h)).collect()).collect();
    Drawn {
        plot: json!({ "data": [{ "type": "heatmap", "x": hours, "y": days, "z": map, "show": "count", "colorscale": "@sequential" }],
            "layout": { "height": 260, "xaxis": { "type": "category" }, "yaxis": { "type": "category", "autorange": "reversed" } } }),
        table: Table {
            columns: vec![
                column("weekday", "Day", Show::Text),
                column("hour", "Hour", Show::Text),
                column("requests", "Requests", Show::Count),
            ],
            rows: (0..7)
                .flat_map(|d| (0..24).map(move |h| (d, h)))
                .map(|(d, h)| vec![json!(days[d]), json!(format!("{h:02}")), json!(z(d, h))])
                .collect(),
        },
        ..figure(
            "hour_of_week",
            "When the work comes",
            "Which hours carry the load?",
            "requests per hour of the week, Europe/Berlin",
        )
    }
}

/// Nothing to draw.
pub fn nothing() -> Drawn {
    Drawn {
        n: 0,
        empty: Some("No response in this log says when its first token came. Log time_to_first_token_ms, or time_to_first_token_s, for streamed calls.".into()),
        ..figure("ttft", "Time to the first token", "How long until something is on the screen?", "milliseconds")
    }
}
