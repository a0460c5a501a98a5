//! Figures that are computed from several questions, against logs small enough to check by hand, or plain SQL.

use llmobs::config::{Bound, Objective};
use llmobs::cube::Cube;
use llmobs::figures::{Context, FIGURES};
use llmobs::interactions::Cell;

use crate::world::{World, cube_and_context};

fn rows(id: &str, cube: &Cube<'_>, context: &Context) -> Vec<Vec<Cell>> {
    let figure = FIGURES.iter().find(|f| f.id == id).unwrap_or_else(|| panic!("no figure {id}"));
    figure.rows(cube, context).unwrap().into_iter().map(|r| r.0).collect()
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        Cell::Word(word) => word,
        _ => "",
    }
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Int(v) => *v as f64,
        Cell::Float(v) => *v,
        other => panic!("{other:?} is no number"),
    }
}

/// A log with a row for each call of (day of October, fields).
fn world(name: &str, calls: &[(u32, String)]) -> World {
    let world = World::empty(name);
    world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n");
    let line = |(i, (day, fields)): (usize, &(u32, String))| {
        format!("{{\"id\":\"{i}\",\"timestamp\":\"2026-10-{day:02}T10:00:00Z\",\"prompt\":\"Say {i}\",{fields}}}\n")
    };
    world.write("log.jsonl", calls.iter().enumerate().map(line).collect::<String>());
    world.ok(&["ingest", "log.jsonl"]);
    world
}

/// Thirty days to 30 October: one failure in a hundred on every day but the 12th, which has six.
#[test]
fn service_levels_are_what_the_log_says() {
    let mut calls = Vec::new();
    for day in 1..=30 {
        for i in 0..100 {
            let bad = if day == 12 { 6 } else { 1 };
            let status = if i < bad { "error" } else { "success" };
            calls.push((
                day,
                format!("\"app\":\"search\",\"status\":\"{status}\",\"latency_ms\":{},\"cost_usd\":0.01", 1000 + day),
            ));
        }
    }
    let world = world("levels", &calls);
    let store = world.store();
    let (cube, mut context) = cube_and_context(&store);
    let objective = |measure: &str, bound| Objective {
        measure: measure.into(),
        bound,
        provider: None,
        model: None,
        category: None,
        app: Some("search".into()),
        environment: None,
    };
    context.objectives = vec![
        objective("success_rate", Bound::AtLeast(0.98)),
        objective("latency_p95", Bound::AtMost(900.0)),
        objective("cost", Bound::AtMost(1.5)),
        Objective { app: Some("nobody".into()), ..objective("success_rate", Bound::AtLeast(0.9)) },
    ];
    let got = rows("service_levels", &cube, &context);
    // 35 failures of 3,000; 60 were allowed.
    assert_eq!(text(&got[0][0]), "Success rate ≥ 98.0 % (app search)");
    assert_eq!((text(&got[0][1]), text(&got[0][2])), ("98.8 %", "met"));
    assert_eq!((number(&got[0][5]), number(&got[0][6])), (29.0, 30.0));
    assert!((number(&got[0][7]) - (1.0 - 35.0 / 60.0)).abs() < 1e-9);
    assert_eq!(text(&got[0][8]), "2026-10-12: 94.0 %");
    // Latencies grow: no day is fast enough, the last is worst, and a percentile has no budget.
    assert_eq!((text(&got[1][2]), number(&got[1][5]), &got[1][7]), ("missed", 0.0, &Cell::Null));
    assert!(text(&got[1][8]).starts_with("2026-10-30: 1.0"), "{:?}", got[1]);
    // $1 a day.
    assert_eq!(
        (text(&got[2][0]), text(&got[2][1]), text(&got[2][2])),
        ("Cost ≤ $1.50 a day (app search)", "$1.00 a day", "met")
    );
    assert_eq!((text(&got[3][2]), number(&got[3][9])), ("unknown", 0.0));
    let short = rows("service_level_status", &cube, &context);
    for (short, whole) in short.iter().zip(&got) {
        assert_eq!(
            [&short[0], &short[1], &short[2], &short[3], &short[4]],
            [&whole[0], &whole[1], &whole[2], &whole[7], &whole[9]]
        );
    }
    context.objectives[0].measure = "no_such_measure".into();
    let figure = FIGURES.iter().find(|f| f.id == "service_levels").unwrap();
    assert!(figure.rows(&cube, &context).unwrap_err().to_string().contains("no_such_measure"));
}

/// Ten days each: model b becomes dearer by $1 a call, c stays; a's failures double.
#[test]
fn changes_are_explained_by_their_slices() {
    let mut calls = Vec::new();
    for day in 1..=20 {
        for i in 0..10 {
            let late = day > 10;
            let status = if i == 0 || (late && i == 1) { "error\",\"error_type\":\"timeout" } else { "success" };
            calls.push((
                day,
                format!("\"model\":\"a\",\"provider\":\"p\",\"status\":\"{status}\",\"cost_usd\":1,\"latency_ms\":100"),
            ));
            let cost = if late { 2 } else { 1 };
            calls.push((
                day,
                format!(
                    "\"model\":\"b\",\"provider\":\"q\",\"status\":\"success\",\"cost_usd\":{cost},\"latency_ms\":{}",
                    100 * cost
                ),
            ));
            calls.push((
                day,
                "\"model\":\"c\",\"provider\":\"q\",\"status\":\"success\",\"cost_usd\":1,\"latency_ms\":100".into(),
            ));
        }
    }
    let world = world("changes", &calls);
    let store = world.store();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let cube = Cube::open(&store, chrono_tz::Europe::Berlin, today).unwrap();
    let context = Context::read(&cube, "Europe/Berlin", 10).unwrap();
    let got = rows("what_changed", &cube, &context);
    let find = |measure: &str, slice: &str| {
        let row = got.iter().find(|row| text(&row[0]) == measure && text(&row[1]) == slice);
        row.unwrap_or_else(|| panic!("no {measure} of {slice} in {got:#?}"))
    };
    for slice in ["model b", "provider q"] {
        assert!((number(&find("Cost up", slice)[4]) - 1.0).abs() < 1e-9, "{slice} explains all of it");
    }
    assert_eq!((text(&find("Cost up", "model b")[2]), text(&find("Cost up", "model b")[3])), ("$100.00", "$200.00"));
    // 10 and 20 failures of 300 requests each, all of model a.
    let failing = find("Error rate up", "model a");
    assert_eq!((text(&failing[2]), text(&failing[3]), number(&failing[4])), ("3.3 %", "6.7 %", 1.0));
    assert!(number(&find("Error rate up", "error type timeout")[4]) > 0.99);
    let slower = find("p95 latency up", "model b");
    assert_eq!((&slower[4], number(&slower[5])), (&Cell::Null, 100.0));
    assert!(!got.iter().any(|row| text(&row[1]) == "model c"), "what did not change explains nothing");
}

/// $7 on Mondays and $1 on other days, exactly: the forecast repeats that, without doubt.
#[test]
fn the_forecast_goes_on_like_the_weeks_before() {
    let mut calls: Vec<(u32, String)> = Vec::new();
    for day in 1..=29 {
        // 5, 12, 19 and 26 October 2026 are Mondays.
        let cost = if day % 7 == 5 { 7 } else { 1 };
        calls.push((day, format!("\"model\":\"a\",\"cost_usd\":{cost}")));
    }
    let world = world("forecast", &calls);
    let store = world.store();
    let (cube, mut context) = cube_and_context(&store);
    context.monthly_budget = Some(50.0);
    let got = rows("cost_forecast", &cube, &context);
    assert_eq!(got.len(), 31);
    assert_eq!((text(&got[28][0]), number(&got[28][1]), number(&got[28][2])), ("2026-10-29", 53.0, 53.0));
    assert_eq!((text(&got[30][0]), &got[30][1]), ("2026-10-31", &Cell::Null));
    for at in [2, 3, 4] {
        assert!((number(&got[30][at]) - 55.0).abs() < 1e-9, "column {at}: {:?}", got[30]);
    }
    assert!(got.iter().all(|row| number(&row[5]) == 50.0));
    assert_eq!(got.iter().map(|row| number(&row[6])).sum::<f64>(), 29.0);
}

#[test]
fn scores_are_told_by_name() {
    let mut calls = Vec::new();
    for i in 0..10 {
        let scores = format!(
            "[{{\"name\":\"answer_similarity\",\"value\":{}}},{{\"name\":\"tone\",\"label\":\"warm\"}}]",
            f64::from(i) / 10.0
        );
        calls.push((3, format!("\"model\":\"a\",\"scores\":{scores}")));
    }
    let world = world("scores", &calls);
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let got = rows("scores", &cube, &context);
    let names: Vec<&str> = got.iter().map(|row| text(&row[0])).collect();
    assert_eq!(names, ["answer_similarity", "tone"]);
    // 0.0 … 0.9: mean 0.45, median by nearest rank 0.4.
    assert!((number(&got[0][4]) - 0.45).abs() < 1e-9 && number(&got[0][2]) == 10.0);
    assert_eq!((number(&got[0][5]), number(&got[0][6]), number(&got[0][7])), (0.0, 0.4, 0.8));
    assert_eq!(text(&got[1][8]), "warm");
    let similar = rows("similarity", &cube, &context);
    assert_eq!(similar.len(), 1);
    assert_eq!((text(&similar[0][0]), text(&similar[0][1]), number(&similar[0][2])), ("answer_similarity", "a", 10.0));
}
