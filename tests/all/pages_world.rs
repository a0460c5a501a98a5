//! A made-up site with everything pages must bear: six series, log axis, intervals, heat map, unknown values, empty
//! states, long tables and hostile texts. No randomness that changes: the same world every time.

use llmobs::figures::drawn::*;
use llmobs::figures::format;
use llmobs::figures::palette::{self, Roster};
use serde_json::{Value, json};

/// Texts that want out of their place.
pub const HOSTILE: [&str; 8] = [
    "</script><img src=x onerror=alert(1)>",
    "=cmd()",
    "@c1",
    "-2+3 \"quoted\", with comma",
    "<b>bold</b> & \"amp\" '",
    "نص من اليمين إلى اليسار (تجربة)",
    "第一行\nzweite Zeile\tTab",
    "{{ 7*7 }}{% raw %}",
];

const MODELS: [&str; 6] =
    ["acme-large-2026-05", "acme-small", "orbit-4o-mini", "orbit-reason-preview", "tundra-70b-instruct", "quill-v3"];

/// Believable, repeatable noise between 0 and 1.
fn noise(seed: u64) -> f64 {
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

fn column(name: &str, label: &str, show: Show) -> TableColumn {
    TableColumn { name: name.into(), label: label.into(), show }
}

fn endless() -> String {
    "Donaudampfschifffahrt".repeat(15)
}

fn figure(id: &'static str, title: &'static str, question: &'static str, unit: &'static str) -> Drawn {
    Drawn {
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

fn headline(
    id: &'static str,
    label: &'static str,
    value: String,
    verdict: Verdict,
    change: &str,
    against: &str,
) -> Headline {
    let trend = (0..30)
        .map(|i| (!(11..13).contains(&i)).then(|| 10.0 + i as f64 / 5.0 + 6.0 * noise(i * 5 + id.len() as u64)))
        .collect();
    Headline {
        id,
        label,
        value,
        n: 412_345,
        n_of: "requests",
        interval: None,
        change: Some(Change { text: change.into(), against: against.into(), verdict }),
        trend,
        about: "Sum over all requests of the last 30 days in the report's time zone.",
        empty: None,
    }
}

fn headlines() -> Vec<Headline> {
    let base = |id, label, value| {
        headline(id, label, value, Verdict::Neutral, "+12.3 %", "from 367,212 in the 30 days before")
    };
    vec![
        base("requests", "Requests", format::count_short(412_345.0)),
        headline(
            "cost",
            "Cost",
            format::usd_short(1234.5),
            Verdict::Bad,
            "+38.1 %",
            "from $893.92 in the 30 days before",
        ),
        Headline {
            interval: Some("97.0–97.6 %".into()),
            ..headline(
                "success_rate",
                "Success rate",
                format::share(0.973),
                Verdict::Bad,
                "−1.2 pp",
                "from 98.5 % in the 30 days before",
            )
        },
        headline(
            "p50",
            "Median latency",
            format::milliseconds(840.0),
            Verdict::Good,
            "−6.0 %",
            "from 894 ms in the 30 days before",
        ),
        headline(
            "p95",
            "p95 latency",
            format::milliseconds(3240.0),
            Verdict::Neutral,
            "±0.0 %",
            "from 3.24 s in the 30 days before",
        ),
        Headline {
            value: "–".into(),
            n: 0,
            change: None,
            trend: vec![],
            empty: Some("No hallucination labels in this data. Log hallucination as true or false.".into()),
            ..base("hallucination_rate", "Hallucination rate", "–".into())
        },
    ]
}

fn ledger() -> Panel {
    let row = |i: usize| {
        let name = match i {
            0..8 => HOSTILE[i].to_string(),
            8 => endless(),
            _ => format!("logs/2026-10-{:02}/app.jsonl.gz", i - 8),
        };
        let unknown = i % 7 == 6;
        vec![
            json!(name),
            json!(1000 * (30 - i)),
            json!(if unknown { None } else { Some(noise(i as u64)) }),
            json!(0.0031 * (i + 1) as f64),
            json!(noise(i as u64 + 90) * 4000.0),
            json!(i as f64 * -0.25),
        ]
    };
    Panel {
        id: "ledger",
        title: "What was read",
        lead: "Every file of every run: read = loaded + duplicates + rejected.".into(),
        table: Table {
            columns: vec![
                column("file", "File", Show::Text),
                column("rows", "Rows read", Show::Count),
                column("priced", "Priced share", Show::Share),
                column("cost_usd", "Cost per request", Show::Usd),
                column("latency_ms", "Median latency", Show::Milliseconds),
                column("score", "Score", Show::Number),
            ],
            rows: (0..30).map(row).collect(),
        },
        empty: "Nothing was read yet.".into(),
    }
}

/// The frame and pages of this world.
pub fn world() -> (SiteContent, Vec<PageContent>) {
    let site = SiteContent {
        title: "Assistants <in> production & staging".into(),
        first_day: Some("2026-08-01".into()),
        last_day: Some("2026-10-29".into()),
        interactions: 1_234_567,
        time_zone: "Europe/Berlin".into(),
        built_at: "2026-10-30 09:15 +01:00".into(),
        version: "0.1.0",
        price_table: "genai-prices 0.2.3 of 2026-10-01".into(),
    };
    let page = |id, title, lead, figures, panels| PageContent { id, title, lead, headlines: vec![], panels, figures };
    let unread = Panel {
        id: "rejects",
        title: "Rows that could not be read",
        lead: "With the line and the reason.".into(),
        table: Table::default(),
        empty: "None: every row was read.".into(),
    };
    let small = Panel {
        id: "ranking",
        title: "Models, cheapest first",
        table: Table { rows: ledger().table.rows[9..14].to_vec(), ..ledger().table },
        ..ledger()
    };
    let pages = vec![
        PageContent {
            headlines: headlines(),
            ..page(
                "index",
                "Overview",
                "Is the service well, what does it cost, and what changed?",
                vec![lines(), stacked("cost_by_provider"), intervals("success_by_category"), heat()],
                vec![small],
            )
        },
        page(
            "latency",
            "Latency",
            "How long do people wait, where, and since when?",
            vec![lines(), histogram(), intervals("by_category"), nothing()],
            vec![],
        ),
        page("cost", "Cost", "Where does the money go?", vec![stacked("cost_per_day")], vec![ledger()]),
        page("reliability", "Reliability", "What fails, and how often?", vec![nothing()], vec![unread.clone()]),
        page("categories", "Categories", "What is the work?", vec![intervals("share")], vec![]),
        page("quality", "Data quality", "Can these numbers be trusted?", vec![], vec![ledger(), unread]),
    ];
    (site, pages)
}
