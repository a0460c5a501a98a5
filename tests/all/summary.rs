//! `llmobs summary` and `summary.json` against plain SQL over the interactions, against the headlines of the pages, and
//! against the published schema.

use serde_json::Value;

use crate::world::{World, cube_and_context};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn summary(world: &World, args: &[&str]) -> Value {
    json(&world.ok(&[&["summary", "--format", "json"], args].concat()))
}

/// The local time of Berlin by this test's own rule: summer time ended on 25 October 2026 at 1:00 UTC.
const LOCAL: &str =
    "(timestamp + CASE WHEN timestamp < TIMESTAMP '2026-10-25 01:00:00' THEN INTERVAL 2 HOUR ELSE INTERVAL 1 HOUR END)";

fn close(got: &Value, want: &str, tolerance: f64, what: &str) {
    match want {
        "NULL" => assert!(got.is_null(), "{what}: {got}, expected nothing"),
        want => {
            let want: f64 = want.parse().unwrap();
            let got = got.as_f64().unwrap_or_else(|| panic!("{what}: {got}, expected {want}"));
            assert!((got - want).abs() <= tolerance * want.abs().max(1e-9), "{what}: {got}, expected {want}");
        }
    }
}

/// Each with its independent SQL and the relative error that the measure states.
const MEASURES: &[(&str, &str, f64)] = &[
    ("requests", "count(*)", 0.0),
    ("error_rate", "avg((status = 'error')::INT)", 1e-9),
    ("cost", "sum(cost_usd)", 1e-9),
    ("cost_per_request", "avg(cost_usd)", 1e-9),
    ("latency_p50", "quantile_disc(latency_ms, 0.5)", 0.0251),
    ("latency_p95", "quantile_disc(latency_ms, 0.95)", 0.0251),
    ("time_to_first_token_p50", "quantile_disc(time_to_first_token_ms, 0.5)", 0.0251),
    ("input_tokens", "sum(input_tokens)", 0.0),
    ("output_tokens", "sum(output_tokens)", 0.0),
    ("hallucination_rate", "avg(hallucination::INT)", 1e-9),
    ("positive_share", "avg((feedback > 0)::INT)", 1e-9),
];

#[test]
fn numbers_are_those_of_plain_sql() {
    let world = World::demo("summary");
    assert_eq!(llmobs::summary::SHOWN, MEASURES.iter().map(|m| m.0).collect::<Vec<_>>());
    let columns: Vec<String> = MEASURES.iter().map(|(_, sql, _)| format!("({sql})::DOUBLE")).collect();
    // Data end on 1 November local time or before; seven days end with the last local day that has data.
    let last = world.sql(&format!("SELECT strftime(max({LOCAL}), '%Y-%m-%d') FROM interactions"))[0].clone();
    for (span, days) in [("7d", 7), ("30d", 30)] {
        for by in [&["model", "category"][..], &["app"], &["environment"], &[]] {
            let got = summary(
                &world,
                &[
                    vec!["--since", span],
                    if by.is_empty() { vec![] } else { vec!["--by", Box::leak(by.join(",").into_boxed_str())] },
                ]
                .concat(),
            );
            let rows = got["groups"][0]["rows"].as_array().unwrap();
            let keys: String = by.iter().map(|dim| format!("coalesce({dim}, 'NULL') || '|' || ")).collect();
            let sql = format!(
                "SELECT {keys}'' AS k, {} FROM interactions WHERE {LOCAL} >= DATE '{last}' - INTERVAL {} DAY
                 AND {LOCAL} < DATE '{last}' + INTERVAL 1 DAY GROUP BY k",
                columns.join(", "),
                days - 1
            );
            let want = world.store().query(&sql).unwrap();
            assert_eq!(rows.len(), want.len(), "{span} by {by:?}");
            for row in rows {
                let key: String =
                    by.iter().map(|dim| format!("{}|", row["key"][*dim].as_str().unwrap_or("NULL"))).collect();
                let found = want.iter().find(|cells| cells[0] == llmobs::interactions::Cell::Text(key.clone()));
                let found = found.unwrap_or_else(|| panic!("no group {key}"));
                for ((id, _, tolerance), cell) in MEASURES.iter().zip(&found[1..]) {
                    let want = match cell {
                        llmobs::interactions::Cell::Float(v) => v.to_string(),
                        _ => "NULL".to_string(),
                    };
                    let got = &row["values"][*id];
                    // What adds up is 0 only where there is something to add.
                    close(&got["value"], &want, *tolerance, &format!("{id} of {key} in {span}"));
                }
            }
        }
    }
}

#[test]
fn the_site_says_the_same_and_keeps_its_schema() {
    let world = World::demo("summary-site");
    world.ok(&["build-site"]);
    let text = std::fs::read_to_string(world.path().join("_site/summary.json")).unwrap();
    let site = json(&text);
    // The headlines of the pages, asked without this room.
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let all: Vec<_> = llmobs::cube::MEASURES.iter().map(|measure| (measure, "")).collect();
    let headlines = llmobs::figures::headline::headlines(&cube, &context, &all).unwrap();
    for headline in headlines {
        let value = &site["groups"][0]["rows"][0]["values"][headline.id];
        assert_eq!(value["n"].as_u64(), Some(headline.n), "{}", headline.id);
        assert_eq!(value["value"].is_null(), headline.empty.is_some(), "{}", headline.id);
        let change = headline.change.map(|change| change.text);
        assert_eq!(value["change"]["text"].as_str().map(String::from), change, "{}", headline.id);
    }
    let terminal = summary(&world, &["--compare", "previous"]);
    for id in llmobs::summary::SHOWN {
        assert_eq!(terminal["groups"][0]["rows"][0]["values"][id], site["groups"][0]["rows"][0]["values"][id], "{id}");
    }
    assert_eq!(terminal["period"], site["period"]);

    let schema = json(include_str!("../../schemas/summary.schema.json"));
    let schema = jsonschema::validator_for(&schema).unwrap();
    let by_time = summary(&world, &["--by", "time,weekday", "--since", "3d"]);
    for valid in [&site, &terminal, &by_time] {
        let wrong: Vec<String> = schema.iter_errors(valid).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    // The schema is not so wide that anything fits.
    let spoil: &[fn(&mut Value)] = &[
        |v| v["version"] = 2.into(),
        |v| v["period"]["from"] = "2026-10-01".into(),
        |v| v["measures"]["cost"]["unit"] = "euro".into(),
        |v| v["groups"][0]["rows"][0]["values"]["cost"]["n"] = (-1).into(),
        |v| v["groups"][0]["rows"][0]["values"]["cost"]["value"] = "12".into(),
        |v| v["surprise"] = true.into(),
    ];
    for spoil in spoil {
        let mut spoilt = site.clone();
        spoil(&mut spoilt);
        assert!(!schema.is_valid(&spoilt));
    }
}

#[test]
fn every_form_says_what_the_json_says() {
    let world = World::demo("summary-forms");
    let args = ["--by", "app", "--since", "30d", "--measures", "requests,latency_p95,cost"];
    let rows = summary(&world, &args)["groups"][0]["rows"].as_array().unwrap().clone();
    let table = world.ok(&[&["summary"], &args[..]].concat());
    let markdown = world.ok(&[&["summary", "--format", "markdown"], &args[..]].concat());
    let csv = world.ok(&[&["summary", "--format", "csv"], &args[..]].concat());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    assert_eq!(head, ["app", "requests", "requests_n", "latency_p95", "latency_p95_n", "cost", "cost_n"]);
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), rows.len());
    assert!(rows.len() > 5);
    for (row, line) in rows.iter().zip(&lines) {
        let app = row["key"]["app"].as_str();
        assert_eq!(&line[0], app.unwrap_or_default());
        assert_eq!(line[1].parse::<f64>().unwrap(), row["values"]["requests"]["value"].as_f64().unwrap());
        let n = llmobs::figures::format::count(row["values"]["requests"]["value"].as_f64().unwrap());
        for text in [&table, &markdown] {
            let name = app.unwrap_or("(not logged)");
            let told =
                text.lines().find(|line| line.split_whitespace().any(|word| word == name) || line.contains(name));
            assert!(told.is_some_and(|told| told.contains(&n)), "{name} {n} in {text}");
        }
    }
    // Largest first, so that the top of a terminal tells most.
    let n: Vec<u64> = rows.iter().map(|row| row["values"]["requests"]["n"].as_u64().unwrap()).collect();
    assert!(n.is_sorted_by(|a, b| a >= b), "{n:?}");
    let wrong = world.run(&["summary", "--measures", "latncy_p50"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("did you mean `latency_p50`?"));
}

#[test]
fn a_currency_is_that_of_the_report() {
    let world = World::demo("summary-currency");
    let dollars = summary(&world, &["--measures", "cost,requests"]);
    world.write(
        "llmobs.toml",
        "time_zone = \"Europe/Berlin\"\ncurrency = \"EUR\"\ncurrency_rate = 0.5\ncurrency_date = 2026-10-30\n",
    );
    let euros = summary(&world, &["--measures", "cost,requests"]);
    let value = |summary: &Value, id: &str| summary["groups"][0]["rows"][0]["values"][id]["value"].as_f64().unwrap();
    assert!((value(&euros, "cost") * 2.0 - value(&dollars, "cost")).abs() < 1e-9);
    assert_eq!(value(&euros, "requests"), value(&dollars, "requests"));
    assert_eq!(euros["currency"]["code"], "EUR");
    assert!(world.ok(&["summary", "--measures", "cost"]).contains('€'));
}
