//! The demo's planted incidents against what drift finds, and false alarms in demos without any.
//!
//! The two ignored tests measure, and print their tables; README and the page quote them:
//!
//! ```sh
//! LLMOBS_DRIFT_ROWS=20000 LLMOBS_DRIFT_SEEDS=20 cargo test --release --locked drift_planted -- --ignored --nocapture
//! ```

use std::fs;
use std::time::Instant;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use llmobs::cube::Cube;
use llmobs::demo::{self, Course, Options, Planted};
use llmobs::figures::drift::daily::Daily;
use llmobs::figures::drift::{self, Finding};

use crate::world::World;

/// How each incident may be found: measures, and slices that it is a change of.
const SHOWS: &[(&str, &[&str], &[&str])] = &[
    ("openai-outage", &["error_rate"], &["everything", "provider openai"]),
    ("slow-mistral-large", &["typical_latency"], &["model mistral-large-2512", "provider mistral"]),
    (
        "marketing-cost-jump",
        &["cost_per_request", "cost", "model_mix"],
        &["app marketing-writer", "model claude-opus-4-5", "model claude-opus-4-5 in app marketing-writer"],
    ),
    ("gpt-4.1-hallucinates", &["hallucination_rate"], &["model gpt-4.1"]),
    ("gpt-4.1-feedback-falls", &["negative_share"], &["model gpt-4.1"]),
    ("copilot-rate-limits", &["error_rate"], &["app code-copilot"]),
];

fn end() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 1, 0, 0, 0).unwrap()
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// The daily sums of a demo log, by way of a store, and what was planted.
fn daily(rows: u64, seed: u64, quiet: bool) -> (Daily, Vec<Planted>) {
    let world = World::empty("drift");
    let mut file = fs::File::create(world.path().join("demo.jsonl")).unwrap();
    let options = Options { rows, seed, days: 90, end: end(), calm: quiet };
    let summary = demo::write(&mut file, &options).unwrap();
    world.ok(&["ingest", "demo.jsonl"]);
    let store = world.store();
    let cube = Cube::open(&store, chrono_tz::UTC, end().date_naive()).unwrap();
    (Daily::read(&cube).unwrap().unwrap(), summary.incidents)
}

fn told(finding: &Finding) -> String {
    format!(
        "{} · {} · {} {:?} · {:.4} → {:.4} · {:.0e} · also {}",
        finding.from,
        finding.measure,
        finding.slice,
        finding.course,
        finding.before.value,
        finding.after.value,
        finding.chance,
        finding.also.join(", ")
    )
}

/// The finding of an incident that is nearest in time, and by how many days it is off.
fn nearest<'a>(list: &'a [Finding], planted: &Planted) -> Option<(&'a Finding, i64)> {
    let (_, measures, slices) = SHOWS.iter().find(|shows| shows.0 == planted.incident.id).unwrap();
    let fits = |finding: &&Finding| measures.contains(&finding.measure) && slices.contains(&&*finding.slice);
    let off = |finding: &Finding| (finding.from - planted.from.date_naive()).num_days();
    list.iter().filter(fits).map(|finding| (finding, off(finding))).min_by_key(|(_, off)| off.abs())
}

/// The first day at the end of which a report would have told of it.
fn told_on(daily: &Daily, planted: &Planted) -> Option<NaiveDate> {
    let first = (planted.from.date_naive() - daily.first).num_days() as usize;
    let near = |off: i64| off.abs() <= if matches!(planted.incident.course, Course::Drift { .. }) { 14 } else { 2 };
    (first + 1..=daily.days.min(first + 30))
        .find(|days| nearest(&drift::in_daily(&daily.until(*days)).list, planted).is_some_and(|(_, off)| near(off)))
        .map(|days| daily.date(days - 1))
}

#[test]
#[ignore = "measures; minutes"]
fn drift_planted_incidents_are_found() {
    let (rows, seeds) = (number("LLMOBS_DRIFT_ROWS", 20_000), number("LLMOBS_DRIFT_SEEDS", 5));
    println!("{rows} rows over 90 days");
    println!("| seed | incident | measure, slice | true day | found day | off | may have begun | told after days |");
    println!("|---|---|---|---|---|---|---|---|");
    for seed in 1..=seeds {
        let (daily, planted) = daily(rows, seed, false);
        let began = Instant::now();
        let found = drift::in_daily(&daily);
        let took = began.elapsed();
        for planted in &planted {
            let day = planted.from.date_naive();
            let delay = told_on(&daily, planted).map_or("–".into(), |told| (told - day).num_days().to_string());
            match nearest(&found.list, planted) {
                Some((finding, off)) => println!(
                    "| {seed} | {} | {}, {} | {day} | {} | {off:+} | {} to {} | {delay} |",
                    planted.incident.id, finding.measure, finding.slice, finding.from, finding.since.0, finding.since.1
                ),
                None => println!("| {seed} | {} | not found | {day} | – | – | – | {delay} |", planted.incident.id),
            }
        }
        eprintln!("seed {seed}: {} series, {} findings, {took:?}", found.series, found.list.len());
        found.list.iter().for_each(|finding| eprintln!("  {}", told(finding)));
    }
}

#[test]
#[ignore = "measures; minutes"]
fn drift_planted_nothing_is_found_in_quiet_days() {
    let (rows, seeds) = (number("LLMOBS_DRIFT_ROWS", 20_000), number("LLMOBS_DRIFT_SEEDS", 20));
    let mut alarms = 0;
    for seed in 1..=seeds {
        let found = drift::in_daily(&daily(rows, seed, true).0);
        println!("{rows} rows, seed {seed}: {} false alarms in {} series", found.list.len(), found.series);
        found.list.iter().for_each(|finding| println!("  {}", told(finding)));
        alarms += found.list.len();
    }
    println!("{alarms} false alarms in 90 quiet days × {seeds} seeds");
    assert!(alarms <= 1, "{alarms} false alarms");
}

/// One seed of each table, lest they be measured once and broken later.
#[test]
fn drift_planted_outage_and_price_jump_are_found_and_quiet_days_are_quiet() {
    let (demo, planted) = daily(20_000, 2, false);
    let found = drift::in_daily(&demo);
    for id in ["openai-outage", "marketing-cost-jump"] {
        let planted = planted.iter().find(|planted| planted.incident.id == id).unwrap();
        let (finding, off) = nearest(&found.list, planted).unwrap_or_else(|| panic!("{id} is not found"));
        assert!(off.abs() <= 2, "{id}: {}", told(finding));
    }
    let quiet = drift::in_daily(&daily(20_000, 1, true).0);
    assert!(quiet.series > 100 && quiet.list.is_empty(), "{:?}", quiet.list.iter().map(told).collect::<Vec<_>>());
}
