//! A made-up site with everything pages must bear: six series, log axis, intervals, heat map, unknown values, empty
//! states, long tables and hostile texts. No randomness that changes: the same world every time.

mod figures;

use figures::{column, endless, heat, histogram, intervals, lines, noise, nothing, stacked};
use llmobs::figures::drawn::*;
use llmobs::figures::format;
use serde_json::json;

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
        steps: "days",
        about: "Sum over all requests of the last 30 days in the report's time zone.",
        empty: None,
        missing: "Nothing to tell.".into(),
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
            steps: "days",
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
        declaration: None,
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
        stretch: Some("2026-09-30 to 2026-10-29, against the 30 days before".into()),
        unsearched: None,
        interactions: 1_234_567,
        time_zone: "Europe/Berlin".into(),
        built_at: "2026-10-30 09:15 +01:00".into(),
        version: "0.1.0",
        price_table: "genai-prices 0.2.3 of 2026-10-01".into(),
        symbol: "$".into(),
        most_series: 8,
        rate: 1.0,
        texts: "as logged",
        currency: None,
    };
    let page = |id, title, lead, figures, panels| PageContent { id, title, lead, headlines: vec![], panels, figures };
    let unread = Panel {
        declaration: None,
        id: "rejects",
        title: "Rows that could not be read",
        lead: "With the line and the reason.".into(),
        table: Table::default(),
        empty: "None: every row was read.".into(),
    };
    let small = Panel {
        declaration: None,
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
