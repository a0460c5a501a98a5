//! `llmobs check` on logs small enough to know the answer, against exact arithmetic of this test's own; the grammar and
//! its complaints; every form of output and every exit code.

use llmobs::checks::{Breach, grammar};
use llmobs::cube::Dim;
use llmobs::figures::span::Span;
use serde_json::Value;

use crate::world::World;

/// Calls of October 2026 as a log: day, hour, and the other fields.
fn log(calls: &[(u32, u32, String)]) -> String {
    let line = |(i, (day, hour, fields)): (usize, &(u32, u32, String))| {
        format!(
            "{{\"id\":\"{i}\",\"timestamp\":\"2026-10-{day:02}T{hour:02}:30:00Z\",\"prompt\":\"Say {i}\",{fields}}}\n"
        )
    };
    calls.iter().enumerate().map(line).collect()
}

fn world(name: &str, calls: &[(u32, u32, String)]) -> World {
    let world = World::empty(name);
    world.write("log.jsonl", log(calls));
    world.ok(&["ingest", "log.jsonl"]);
    world
}

/// Exit code and the report of some rules.
fn check(world: &World, rules: &[&str], more: &[&str]) -> (i32, Value) {
    let rules: Vec<&str> = rules.iter().flat_map(|rule| ["--fail-on", rule]).collect();
    let output = world.run(&[&["check", "--json"], &rules[..], more].concat());
    let text = String::from_utf8_lossy(&output.stdout);
    let report = serde_json::from_str(&text)
        .unwrap_or_else(|e| panic!("{e}: {text}{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), report)
}

/// P(X ≥ k) by adding up the terms.
fn tail(k: u64, n: u64, p: f64) -> f64 {
    let mut term = (1.0 - p).powi(n as i32);
    let mut below = 0.0;
    for j in 0..k {
        below += term;
        term *= (n - j) as f64 / (j + 1) as f64 * p / (1.0 - p);
    }
    1.0 - below
}

#[test]
fn rules_are_understood() {
    let rule = grammar::parse(
        "p95_latency > 4s over 24h by model, app where n >= 1_000 and provider = openai and app = 'our app'",
    )
    .unwrap();
    assert_eq!(
        (rule.measure.id, rule.breach, rule.over),
        ("latency_p95", Breach::Above(4000.0), Some(Span::Hours(24)))
    );
    assert_eq!((rule.by.clone(), rule.least_n), (vec![Dim::Model, Dim::App], Some(1000)));
    assert_eq!(rule.only, [(Dim::Provider, Some("openai".into())), (Dim::App, Some("our app".into()))]);
    let breach = |text: &str| grammar::parse(text).unwrap().breach;
    assert_eq!(breach("error_rate > 2%"), Breach::Above(0.02));
    assert_eq!(breach("error_rate>0.02"), Breach::Above(0.02));
    assert_eq!(breach("cost > 50 USD per day"), Breach::Above(50.0));
    assert_eq!(breach("success_rate < 99.5%"), Breach::Below(0.995));
    assert_eq!(breach("cost +30% vs previous 7d"), Breach::Change(0.3));
    assert_eq!(breach("requests -20% vs previous"), Breach::Change(-0.2));
    assert_eq!(breach("feedback < -0.5"), Breach::Below(-0.5));
    assert_eq!(breach("input_tokens > 2M per day"), Breach::Above(2e6));
    assert_eq!(grammar::parse("cost > 50 USD per day").unwrap().per.unwrap().name, "day");
    assert_eq!(grammar::parse("error_rate > 1% where model = 4o-mini").unwrap().only[0].1.as_deref(), Some("4o-mini"));
    assert_eq!(grammar::parse("error_rate > 1% where model = null").unwrap().only[0].1, None);
}

#[test]
fn what_is_not_understood_is_pointed_at() {
    for (text, what, at) in [
        ("", "a measure is missing", 0),
        ("eror_rate > 2%", "did you mean `error_rate`?", 0),
        ("error_rate >= 2%", "a bound that is just reached is no breach", 12),
        ("error_rate > two", "`two` is not a number", 13),
        ("error_rate > 20", "a share is written `20%`", 13),
        ("latency_p95 > 4", "the unit is missing: ms, s or min", 15),
        ("latency_p95 > 4 USD", "the unit is missing", 16),
        ("cost > 50 EUR", "`EUR` is none of", 10),
        ("cost > 50 USD per week", "none of hour, day and month", 18),
        ("cost > 50 USD ovr 7d", "did you mean `over`?", 14),
        ("cost > 50 USD over 7x", "is not a span", 19),
        ("error_rate > 2% over 400h", "write `17d`", 21),
        ("error_rate > 2% by modell", "is none of provider, model", 19),
        ("error_rate > 2% by time", "is none of provider, model", 19),
        ("error_rate > 2% where n > 5", "`>=` is missing", 26),
        ("error_rate > 2% where app = 'x", "a quote is not closed", 28),
        ("cost +30 vs previous 7d", "`%` is missing", 9),
        ("cost +30% over 7d", "`vs previous` is missing", 10),
        ("cost +30% vs previous 7d over 7d", "the time is given twice", 25),
        ("cost +30% vs previous 7d per day", "not per step", 25),
        ("cost -100% vs previous", "nothing can fall", 5),
        ("latency_p95 > 4s by error_type", "not kept by error_type", 30),
    ] {
        let error = grammar::parse(text).expect_err(text);
        assert!(error.message.contains(what), "{text}: {}", error.message);
        assert_eq!(error.causes[1].chars().count() - 1, at, "{text}: {:?}", error.causes);
    }
}

/// 400 calls with 5 % failures, and their exact probabilities under bounds around it.
#[test]
fn a_share_is_tested_exactly() {
    let calls: Vec<_> = (0..400)
        .map(|i| {
            (
                20,
                i % 24,
                format!("\"model\":\"m{}\",\"status\":\"{}\"", i % 2, if i < 20 { "error" } else { "success" }),
            )
        })
        .collect();
    let world = world("check-share", &calls);
    for (bound, code, status) in
        [(1.0, 1, "breach"), (2.0, 1, "breach"), (3.5, 0, "unsure"), (4.9, 0, "unsure"), (6.0, 0, "ok")]
    {
        let (exit, report) = check(&world, &[&format!("error_rate > {bound}% over 1d")], &[]);
        let slice = &report["findings"][0]["slices"][0];
        assert_eq!((exit, slice["status"].as_str()), (code, Some(status)), "{bound}: {slice}");
        let (p, want) = (slice["p"].as_f64().unwrap(), tail(20, 400, bound / 100.0));
        assert!((p - want).abs() < 1e-9, "{bound}: {p}, expected {want}");
        assert_eq!((slice["n"].as_u64(), slice["value"].as_f64()), (Some(400), Some(0.05)));
    }
    // Two slices of 200 with 10 failures each: p-values twice as large after the adjustment, whatever they are.
    let (_, report) = check(&world, &["error_rate > 2% over 1d by model"], &[]);
    assert_eq!(report["tested"].as_u64(), Some(2));
    let first = &report["findings"][0]["slices"][0];
    let (p, adjusted) = (first["p"].as_f64().unwrap(), first["adjusted_p"].as_f64().unwrap());
    assert!((p - tail(10, 200, 0.02)).abs() < 1e-9 && (adjusted - 2.0 * p).abs() < 1e-12, "{first}");
    // Too few are not judged, unless the rule asks for fewer.
    let (exit, report) = check(&world, &["error_rate > 2% over 1d where n >= 401"], &[]);
    assert_eq!((exit, report["status"].as_str(), report["tested"].as_u64()), (0, Some("unknown"), Some(0)));
    assert_eq!(check(&world, &["error_rate > 2% over 1d where n >= 401"], &["--require-data"]).0, 1);
}

/// 300 calls on a day, 60 of them slow: the 95th percentile is slow, the median is not.
#[test]
fn a_percentile_is_tested_by_the_calls_beyond() {
    let calls: Vec<_> =
        (0..300).map(|i| (20, i % 24, format!("\"latency_ms\":{}", if i % 5 == 0 { 9_000 } else { 700 }))).collect();
    let world = world("check-percentile", &calls);
    let (exit, report) = check(&world, &["p95_latency > 4s over 1d"], &[]);
    let slice = &report["findings"][0]["slices"][0];
    assert_eq!((exit, slice["status"].as_str()), (1, Some("breach")));
    let (p, want) = (slice["p"].as_f64().unwrap(), tail(60, 300, 0.05));
    assert!(p <= want + 1e-12 && p < 1e-15, "{p} {want}");
    assert!((slice["value"].as_f64().unwrap() / 9_000.0 - 1.0).abs() < 0.0251);
    assert_eq!(check(&world, &["p50_latency > 4s over 1d"], &[]).0, 0);
    // 20 % are beyond: the 82nd percentile would be too, but the sample cannot say so of the 80th. Nothing below is slow.
    assert_eq!(check(&world, &["latency_p50 < 600ms over 1d"], &[]).0, 0);
    assert_eq!(check(&world, &["latency_p50 < 800ms over 1d"], &[]).0, 1);
}

/// Fourteen days: 10 a day, then 13.4, 14 or 10 on the last seven, with a little noise that is the same on both sides.
fn weeks(factor: f64) -> Vec<(u32, u32, String)> {
    let mut calls = Vec::new();
    for day in 1..=14 {
        for i in 0..60 {
            let cost = 0.01 * (1.0 + 0.02 * f64::from(day % 7)) * if day > 7 { factor } else { 1.0 };
            calls.push((day, 8 + i % 12, format!("\"app\":\"a{}\",\"cost_usd\":{cost},\"latency_ms\":100", i % 2)));
        }
    }
    calls
}

#[test]
fn money_spent_needs_no_test_and_a_change_does() {
    let jump = world("check-change", &weeks(1.5));
    // 60 × 0.01 × 1.5 and a little more on each of the last days.
    let (exit, report) = check(&jump, &["cost > 0.95 USD per day over 7d"], &[]);
    let slices = report["findings"][0]["slices"].as_array().unwrap();
    let breached: Vec<&str> =
        slices.iter().filter(|s| s["status"] == "breach").map(|s| s["name"].as_str().unwrap()).collect();
    let want: Vec<String> = (8..=14)
        .filter(|day| 60.0 * 0.01 * 1.5 * (1.0 + 0.02 * f64::from(day % 7)) > 0.95)
        .map(|day| format!("2026-10-{day:02}"))
        .collect();
    assert!(exit == 1 && !want.is_empty() && want.len() < 7);
    let mut sorted = breached.clone();
    sorted.sort();
    assert_eq!(sorted, want);
    assert!(slices.iter().all(|slice| slice["p"].is_null()));
    let (exit, report) = check(
        &jump,
        &[
            "cost +30% vs previous 7d",
            "cost +30% vs previous 7d by app",
            "cost +60% vs previous 7d",
            "cost_per_request +30% vs previous 7d",
        ],
        &[],
    );
    let status: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|f| f["status"].as_str().unwrap()).collect();
    assert_eq!((exit, status), (1, vec!["breach", "breach", "ok", "breach"]));
    let told = report["findings"][0]["slices"][0]["told"].as_str().unwrap();
    assert!(told.contains("+50.0 %"), "{told}");
    let calm = world("check-calm", &weeks(1.0));
    assert_eq!(check(&calm, &["cost +30% vs previous 7d by app", "requests -20% vs previous 7d"], &[]).0, 0);
    // A day that is not over may still reach a lower bound; a finished one may not.
    let (_, report) = check(&calm, &["requests < 100 per day over 2d"], &[]);
    let slices = report["findings"][0]["slices"].as_array().unwrap();
    let told: Vec<(&str, &str)> =
        slices.iter().map(|s| (s["name"].as_str().unwrap(), s["status"].as_str().unwrap())).collect();
    assert_eq!(told, [("2026-10-13", "breach"), ("2026-10-14", "unknown")]);
}

/// The classic jackknife of a ratio, done by hand for the mean cost of seven days.
#[test]
fn a_mean_is_tested_by_its_days() {
    let world = world("check-mean", &weeks(1.0)[..60 * 7]);
    let (_, report) = check(&world, &["cost_per_request > 0.0102 over 7d"], &[]);
    let slice = &report["findings"][0]["slices"][0];
    let days: Vec<f64> = (1..=7).map(|day| 0.01 * (1.0 + 0.02 * f64::from(day % 7))).collect();
    let mean = days.iter().sum::<f64>() / 7.0;
    let spread = (days.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 6.0 / 7.0).sqrt();
    // With 6 degrees of freedom, t(0.975) = 2.446912.
    let interval = slice["interval"].as_array().unwrap();
    assert!((interval[0].as_f64().unwrap() - (mean - 2.446_912 * spread)).abs() < 1e-8, "{slice}");
    assert!((interval[1].as_f64().unwrap() - (mean + 2.446_912 * spread)).abs() < 1e-8, "{slice}");
    assert_eq!(slice["status"], "unsure");
}

#[test]
fn objectives_and_budget_are_checked_as_the_page_shows_them() {
    let world = world("check-config", &weeks(1.0));
    let objectives = "monthly_budget = 8\ncompare_days = 14\n[[objective]]\nmeasure = \"success_rate\"\nat_least = 0.99\n\
        [[objective]]\nmeasure = \"latency_p95\"\nat_most = 50\napp = \"a1\"\n[[objective]]\nmeasure = \"cost\"\nat_most = 1\n";
    world.write("llmobs.toml", objectives);
    let (exit, report) = check(&world, &[], &[]);
    let told: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["rule"].as_str().unwrap(), f["status"].as_str().unwrap()))
        .collect();
    assert_eq!(
        (exit, told),
        (
            1,
            vec![
                ("success_rate at least 0.99", "ok"),
                ("latency_p95 at most 50 for app a1", "breach"),
                ("cost at most 1", "ok"),
                // 14 days cost 8.9 dollars.
                ("cost of the month at most 8 USD", "breach"),
            ]
        )
    );
    let store = world.store();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let cube = llmobs::cube::Cube::open(&store, chrono_tz::UTC, today).unwrap();
    let mut context = llmobs::figures::Context::read(&cube, "UTC", 14).unwrap();
    let found = llmobs::config::resolve(&Default::default(), &|_| None, world.path()).unwrap().config;
    context.objectives = found.objectives;
    let page = llmobs::figures::FIGURES
        .iter()
        .find(|f| f.id == "service_level_status")
        .unwrap()
        .rows(&cube, &context)
        .unwrap();
    assert_eq!(page.iter().map(|row| row.text(2)).collect::<Vec<_>>(), ["met", "missed", "met"]);
    world.write("llmobs.toml", objectives.replace("= 8", "= 10"));
    let (_, report) = check(&world, &[], &[]);
    // What is spent is below, the lower end of the forecast is not.
    assert_eq!(report["findings"][3]["status"], "unsure");
}

#[test]
fn every_form_tells_and_the_exit_code_decides() {
    let calls: Vec<_> = (0..200)
        .map(|i| {
            (
                20,
                9,
                format!(
                    "\"model\":\"a|b:%\\n{}\",\"status\":\"{}\"",
                    i % 2,
                    if i % 5 == 0 { "error" } else { "success" }
                ),
            )
        })
        .collect();
    let world = world("check-forms", &calls);
    let rules = ["--fail-on", "error_rate > 2% by model", "--fail-on", "cost > 1 USD", "--fail-on", "error_rate > 60%"];
    let mut command =
        world.llmobs(&[&["check", "--junit", "check.xml", "--markdown", "check.md"], &rules[..]].concat());
    let output = command
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", world.path().join("step.md"))
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.code() == Some(1) && err.ends_with("error: 1 check breached\n"), "{out}{err}");
    assert!(out.contains("breach  error_rate > 2% by model") && out.contains("exact binomial test"), "{out}");
    let annotations: Vec<&str> = out.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(annotations.len(), 1, "{out}");
    assert!(
        annotations[0].starts_with("::error title=error_rate > 2%25 by model::model a|b:%25"),
        "{}",
        annotations[0]
    );
    assert!(annotations[0].contains("%0A"), "two slices, one annotation: {}", annotations[0]);
    let read = |name: &str| std::fs::read_to_string(world.path().join(name)).unwrap();
    assert_eq!(read("check.md"), read("step.md"));
    let rows: Vec<String> = read("check.md").lines().filter(|line| line.starts_with("| ")).map(String::from).collect();
    let columns = |row: &String| row.replace("\\|", "").matches('|').count();
    assert!(rows.len() == 5 && rows.iter().all(|row| columns(row) == 6), "{rows:#?}");
    let xml = read("check.xml");
    for part in ["tests=\"3\"", "failures=\"1\"", "skipped", "classname=\"llmobs.rule\"", "error_rate &gt; 2% by model"]
    {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    assert_eq!(world.run(&["check", "--fail-on", "error_rate > 60%"]).status.code(), Some(0));
    assert_eq!(world.run(&["check", "--fail-on", "error_rate > 60%", "--fail-on", "nonsense"]).status.code(), Some(2));
    assert_eq!(world.run(&["check"]).status.code(), Some(2), "nothing to check");
    world.write("llmobs.toml", "fail_on = [\"error_rate > 2%\", \"cost > 1 USD by model,app\"]\n");
    assert_eq!(world.run(&["check"]).status.code(), Some(1));
    assert_eq!(
        world.run(&["check", "--fail-on", "error_rate > 60%"]).status.code(),
        Some(0),
        "an option beats the file"
    );
    // As if it were the day before: there is nothing yet.
    assert_eq!(world.run(&["check", "--at", "2026-10-19", "--require-data"]).status.code(), Some(1));
}
