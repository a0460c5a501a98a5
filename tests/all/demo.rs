//! The demo log, read back with a plain JSON parser: is what the generator promises in the data?

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use chrono::{DateTime, Datelike, Duration, TimeZone, Timelike, Utc, Weekday};
use llmobs::demo::{self, INCIDENTS, Options, Planted, Summary};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    timestamp: DateTime<Utc>,
    latency_ms: f64,
    time_to_first_token_ms: Option<f64>,
    provider: String,
    model: String,
    status: String,
    error_type: Option<String>,
    http_status: u16,
    prompt: Option<String>,
    #[serde(default)]
    messages: Vec<serde_json::Value>,
    response: Option<String>,
    context: Option<String>,
    input_tokens: u64,
    output_tokens: u64,
    cache_read_tokens: Option<u64>,
    cache_creation_tokens: Option<u64>,
    reasoning_tokens: Option<u64>,
    cost_usd: Option<f64>,
    session_id: Option<String>,
    trace_id: String,
    app: String,
    category: Option<String>,
    feedback: Option<i8>,
    hallucination: Option<bool>,
}

const ROWS: u64 = 60_000;

fn end() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 9, 30, 0).unwrap()
}

fn write(rows: u64, seed: u64, days: u32) -> (Vec<u8>, Summary) {
    let mut out = Vec::new();
    let summary = demo::write(&mut out, &Options { rows, seed, days, end: end(), quiet: false }).unwrap();
    (out, summary)
}

fn read(log: &[u8]) -> Vec<Row> {
    let lines = log.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}

/// A log of 90 days, shared by the tests.
fn world() -> &'static (Vec<Row>, Summary, usize) {
    static WORLD: OnceLock<(Vec<Row>, Summary, usize)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let (log, summary) = write(ROWS, 1, 90);
        (read(&log), summary, log.len())
    })
}

fn incident(id: &str) -> &'static Planted {
    world().1.incidents.iter().find(|planted| planted.incident.id == id).unwrap()
}

/// The share of rows for which `what` holds; fails when there are too few rows to say.
fn share<'a>(rows: impl Iterator<Item = &'a Row>, what: impl Fn(&Row) -> bool) -> f64 {
    let (mut all, mut hits) = (0u32, 0u32);
    rows.for_each(|row| (all, hits) = (all + 1, hits + u32::from(what(row))));
    assert!(all >= 20, "only {all} rows");
    f64::from(hits) / f64::from(all)
}

fn failed(row: &Row) -> bool {
    row.status == "error"
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    assert!(values.len() >= 20, "only {} values", values.len());
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn the_same_options_give_the_same_bytes_and_another_seed_does_not() {
    assert!(write(3_000, 5, 90).0 == write(3_000, 5, 90).0);
    assert!(write(3_000, 5, 90).0 != write(3_000, 6, 90).0);
}

/// The bytes are part of the promise ("on every machine"). Whoever changes text or traffic on purpose puts the new
/// number here; whoever sees it fail on a new machine has found a real difference.
#[test]
fn the_bytes_of_a_small_log_are_known() {
    let (log, _) = write(2_000, 1, 30);
    assert_eq!(xxhash_rust::xxh3::xxh3_64(&log), 10_759_380_090_049_133_564, "the demo's bytes changed");
}

#[test]
fn rows_are_exact_in_order_and_within_the_window() {
    for (rows, days) in [(100, 1), (100, 90), (101, 3), (5_000, 14), (12_345, 7), (20_000, 365)] {
        let (log, summary) = write(rows, 3, days);
        let read = read(&log);
        assert_eq!((read.len() as u64, summary.rows), (rows, rows), "{days} days");
        assert!(read.windows(2).all(|pair| pair[0].timestamp <= pair[1].timestamp), "{days} days: not in order");
        assert_eq!((read[0].timestamp, read[read.len() - 1].timestamp), (summary.first, summary.last));
        assert!(summary.first >= end() - Duration::days(i64::from(days)) && summary.last < end(), "{days} days");
        let expected = if days >= 14 {
            INCIDENTS.len()
        } else if days >= 3 {
            2
        } else {
            0
        };
        assert_eq!(summary.incidents.len(), expected, "{days} days");
    }
}

#[test]
fn too_few_rows_and_no_days_are_refused() {
    let attempt = |rows, days| demo::write(&mut Vec::new(), &Options { rows, seed: 1, days, end: end(), quiet: false });
    assert!(attempt(99, 90).is_err());
    assert!(attempt(100, 0).is_err());
    assert!(attempt(100, u32::MAX).is_err());
}

#[test]
fn ids_are_unique_and_sessions_and_traces_are_shared() {
    let rows = &world().0;
    assert_eq!(rows.iter().map(|row| &row.id).collect::<HashSet<_>>().len(), rows.len());
    let sessions: HashSet<_> = rows.iter().filter_map(|row| row.session_id.as_ref()).collect();
    let with = rows.iter().filter(|row| row.session_id.is_some()).count() as f64;
    let turns = with / sessions.len() as f64;
    assert!((1.5..3.0).contains(&turns), "{turns} turns per session");
    // Only retries share a trace.
    let mut traces: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| traces.entry(&row.trace_id).or_default().push(row));
    let shared: Vec<_> = traces.values().filter(|rows| rows.len() > 1).collect();
    assert!(!shared.is_empty());
    assert!(shared.iter().all(|rows| rows[..rows.len() - 1].iter().all(|row| failed(row))));
}

#[test]
fn days_and_weeks_have_a_rhythm() {
    let rows = &world().0;
    let weekend = |row: &Row| matches!(row.timestamp.weekday(), Weekday::Sat | Weekday::Sun);
    let weekends = share(rows.iter(), weekend);
    // Two days of seven would be 0.286.
    assert!((0.10..0.20).contains(&weekends), "{weekends} at weekends");
    let office = |row: &Row| row.app == "code-copilot" && (7..17).contains(&row.timestamp.hour());
    let by_day = share(rows.iter().filter(|row| row.app == "code-copilot"), office);
    assert!(by_day > 0.8, "{by_day} of the copilot's calls in office hours");
}

#[test]
fn rows_agree_with_themselves() {
    for row in &world().0 {
        assert_eq!(failed(row), row.error_type.is_some());
        assert_eq!(failed(row), row.http_status >= 400);
        assert_eq!(failed(row), row.response.is_none());
        assert_eq!(row.prompt.is_some(), row.messages.is_empty());
        assert!(row.latency_ms > 0.0);
        assert!(row.time_to_first_token_ms.is_none_or(|first| 0.0 < first && first < row.latency_ms), "{}", row.id);
        assert!(row.cache_read_tokens.unwrap_or(0) + row.cache_creation_tokens.unwrap_or(0) <= row.input_tokens);
        assert!(row.reasoning_tokens.unwrap_or(0) <= row.output_tokens);
        assert_eq!(failed(row), row.output_tokens == 0);
        assert!(!failed(row) || row.hallucination.is_none(), "no answer to label");
        assert!(row.context.is_none() || row.app == "doc-search");
    }
}

#[test]
fn shares_are_those_of_believable_traffic() {
    let (rows, _, bytes) = world();
    let within = |name: &str, value: f64, range: std::ops::Range<f64>| {
        assert!(range.contains(&value), "{name}: {value}, expected {range:?}");
    };
    within("errors", share(rows.iter(), failed), 0.01..0.05);
    within("feedback", share(rows.iter(), |row| row.feedback.is_some()), 0.07..0.13);
    within("labelled", share(rows.iter(), |row| row.hallucination.is_some()), 0.12..0.18);
    within("category logged", share(rows.iter(), |row| row.category.is_some()), 0.05..0.2);
    within("cost logged", share(rows.iter(), |row| row.cost_usd.is_some()), 0.1..0.25);
    within("streamed", share(rows.iter(), |row| row.time_to_first_token_ms.is_some()), 0.4..0.8);
    within("bytes per row", *bytes as f64 / rows.len() as f64, 1_000.0..1_600.0);
    for app in rows.iter().map(|row| &row.app).collect::<HashSet<_>>() {
        let of = share(rows.iter(), |row| row.app == *app);
        assert!((0.03..0.35).contains(&of), "{app}: {of}");
    }
    assert!(rows.iter().map(|row| &row.provider).collect::<HashSet<_>>().len() >= 5);
    assert!(rows.iter().map(|row| &row.model).collect::<HashSet<_>>().len() >= 12);
}

#[test]
fn texts_vary() {
    let rows = &world().0;
    let answers: Vec<_> = rows.iter().filter_map(|row| row.response.as_deref()).collect();
    let different = answers.iter().collect::<HashSet<_>>().len() as f64 / answers.len() as f64;
    assert!(different > 0.4, "{different} of the answers are different");
    let mut lengths: Vec<usize> = rows.iter().filter_map(|row| row.prompt.as_ref().map(String::len)).collect();
    lengths.sort_unstable();
    assert!(
        lengths[lengths.len() / 20] < 60 && lengths[lengths.len() - lengths.len() / 1_000] > 1_500,
        "prompts are all alike"
    );
    for word in
        ["parse_json", "HTTPError", "Fjell 2P", "Reparatur", "garantie", "保修期", "返品", "الضمان", "devolución"]
    {
        assert!(answers.iter().any(|answer| answer.contains(word)), "nobody says {word}");
    }
}

/// Outside the incident by a day on both sides, the rate is the ordinary one.
fn burst(id: &str, inside: impl Fn(&Row) -> bool + Copy, what: impl Fn(&Row) -> bool + Copy) -> (f64, f64) {
    let planted = incident(id);
    let rows = || world().0.iter().filter(move |row| inside(row));
    let during = share(rows().filter(|row| planted.from <= row.timestamp && row.timestamp < planted.to), what);
    let day = Duration::days(1);
    let outside = |row: &&Row| row.timestamp < planted.from - day || row.timestamp > planted.to + day;
    (during, share(rows().filter(outside), what))
}

#[test]
fn the_outage_is_in_the_data() {
    let (during, outside) = burst("openai-outage", |row| row.provider == "openai", failed);
    assert!(during > 0.6 && outside < 0.04, "{during} during, {outside} outside");
    let (others, _) = burst("openai-outage", |row| row.provider != "openai", failed);
    assert!(others < 0.1, "{others} at the other providers");
}

#[test]
fn the_rate_limits_are_in_the_data() {
    let limited = |row: &Row| row.error_type.as_deref() == Some("rate_limit");
    let (during, outside) = burst("copilot-rate-limits", |row| row.app == "code-copilot", limited);
    assert!(during > 0.35 && outside < 0.03, "{during} during, {outside} outside");
}

#[test]
fn the_slow_regression_is_in_the_data() {
    let planted = incident("slow-mistral-large");
    let of = |from: DateTime<Utc>, to: DateTime<Utc>, model: &str| {
        let rows = world().0.iter().filter(|row| row.model == model && !failed(row) && row.app == "doc-search");
        median(rows.filter(|row| from <= row.timestamp && row.timestamp < to).map(|row| row.latency_ms))
    };
    let ratio = |model| of(planted.to, end(), model) / of(end() - Duration::days(90), planted.from, model);
    let slower = ratio("mistral-large-2512");
    assert!((1.55..1.85).contains(&slower), "mistral-large-2512 is {slower} times as slow");
    let other = ratio("gpt-4.1");
    assert!((0.9..1.1).contains(&other), "gpt-4.1 is {other} times as slow");
    let half = of(planted.from, planted.to, "mistral-large-2512")
        / of(end() - Duration::days(90), planted.from, "mistral-large-2512");
    assert!((1.2..1.5).contains(&half), "on the way: {half}");
}

#[test]
fn the_cost_jump_is_in_the_data() {
    let planted = incident("marketing-cost-jump");
    let mean = |after: bool| {
        let rows =
            world().0.iter().filter(|row| row.app == "marketing-writer" && (row.timestamp >= planted.from) == after);
        let costs: Vec<f64> = rows.filter_map(|row| row.cost_usd).collect();
        costs.iter().sum::<f64>() / costs.len() as f64
    };
    let jump = mean(true) / mean(false);
    assert!((2.5..6.0).contains(&jump), "{jump} times the cost per call");
    let opus = share(world().0.iter().filter(|row| row.timestamp < planted.from), |row| row.model == "claude-opus-4-5");
    assert_eq!(opus, 0.0);
}

#[test]
fn the_hallucination_drift_and_the_feedback_that_follows_are_in_the_data() {
    let planted = incident("gpt-4.1-hallucinates");
    let labels = |after: bool| {
        let rows = world().0.iter().filter(|row| row.model == "gpt-4.1" && row.hallucination.is_some());
        let edge = if after { planted.to } else { planted.from };
        share(rows.filter(|row| (row.timestamp >= edge) == after), |row| row.hallucination == Some(true))
    };
    let (before, after) = (labels(false), labels(true));
    assert!((0.04..0.085).contains(&before) && (0.14..0.27).contains(&after), "{before} before, {after} after");
    let liked = |after: bool| {
        let rows = world().0.iter().filter(|row| row.model == "gpt-4.1" && row.feedback.is_some());
        let edge = if after { planted.from + (planted.to - planted.from) * 2 / 3 } else { planted.from };
        share(rows.filter(|row| (row.timestamp >= edge) == after), |row| row.feedback == Some(1))
    };
    let (before, after) = (liked(false), liked(true));
    assert!(before - after > 0.06, "{before} positive before, {after} after");
}

#[test]
fn hallucination_depends_on_the_model_and_feedback_on_quality() {
    let labelled = || world().0.iter().filter(|row| row.hallucination.is_some());
    let rate = |model: &str| share(labelled().filter(|row| row.model == model), |row| row.hallucination == Some(true));
    assert!(rate("amazon.nova-lite-v1:0") > 1.5 * rate("claude-sonnet-4-5"));
    let judged = || world().0.iter().filter(|row| row.feedback.is_some());
    let liked = |wrong| share(judged().filter(|row| row.hallucination == Some(wrong)), |row| row.feedback == Some(1));
    assert!(liked(true) < liked(false) - 0.4);
    assert!(share(judged().filter(|row| failed(row)), |row| row.feedback == Some(1)) < 0.2);
}

#[test]
fn every_model_has_a_price() {
    use llmobs::interactions::{Cell, Enrichments, Interaction, understand};
    use llmobs::records::{Field, Record, Value};

    let enrichments = Enrichments::new(&llmobs::config::Config::default()).unwrap();
    let at = enrichments.columns().iter().position(|column| column.name == "computed_cost_usd").unwrap();
    for (provider, model) in demo::models() {
        let mut record = Record::new(1);
        for (field, text) in [
            (Field::Timestamp, "2026-10-01T12:00:00Z"),
            (Field::Provider, provider),
            (Field::Model, model),
            (Field::InputTokens, "1000"),
            (Field::OutputTokens, "1000"),
        ] {
            record.set(field, Value::Text(text.into()));
        }
        let mut call: Interaction = understand(record, 1).unwrap();
        let cost = enrichments.run(&mut call)[at].clone();
        assert!(matches!(cost, Cell::Float(usd) if usd > 0.0), "{model} at {provider} costs {cost:?}");
    }
}
