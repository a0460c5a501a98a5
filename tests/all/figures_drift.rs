//! Drift and adjusted rates against other computations: plain SQL over the interactions, and counting by hand.

use llmobs::cube::Cube;
use llmobs::figures::{Context, FIGURES};
use llmobs::interactions::Cell;

use crate::world::{World, cube_and_context};

fn rows(id: &str, cube: &Cube<'_>, context: &Context) -> Vec<Vec<Cell>> {
    let figure = FIGURES.iter().find(|f| f.id == id).unwrap_or_else(|| panic!("no figure {id}"));
    figure.rows(cube, context).unwrap().into_iter().map(|r| r.0).collect()
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Int(v) => *v as f64,
        Cell::Float(v) => *v,
        other => panic!("{other:?} is no number"),
    }
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        Cell::Word(word) => word,
        _ => "",
    }
}

/// Daily values and n of the control charts, from the interactions; days of Berlin.
const DAILY: &[(&str, &str, f64)] = &[
    ("drift_error_rate", "count(*), avg((status <> 'success')::INT)", 1e-9),
    ("drift_hallucination", "count(hallucination), avg(hallucination::INT)", 1e-9),
    ("drift_negative_feedback", "count(feedback), avg((feedback < 0)::INT) FILTER (feedback IS NOT NULL)", 1e-9),
    ("drift_latency", "count(latency_ms) FILTER (latency_ms > 0), exp(avg(ln(nullif(latency_ms, 0))))", 0.025),
    ("drift_cost_per_request", "count(cost_usd), avg(cost_usd)", 1e-6),
    ("drift_complexity", "count(complexity), avg(complexity)", 1e-4),
];

#[test]
fn control_charts_of_drift_show_the_days() {
    let world = World::demo("drift-charts");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    for (id, sql, tolerance) in DAILY {
        // Berlin left summer time on 25 October, 01:00 UTC.
        let want = store
            .query(&format!(
                "WITH days AS (SELECT strftime(timestamp + to_hours(CASE WHEN timestamp < TIMESTAMP '2026-10-25 01:00:00'
                   THEN 2 ELSE 1 END), '%Y-%m-%d') AS day, * FROM interactions)
                 SELECT day, {sql} FROM days GROUP BY 1 ORDER BY 1"
            ))
            .unwrap_or_else(|e| panic!("{id}: {e} {:?}", e.causes));
        let want: Vec<_> = want.into_iter().filter(|row| number(&row[1]) > 0.0).collect();
        let got = rows(id, &cube, &context);
        assert!(got.len() > 60, "{id}: {} days", got.len());
        assert_eq!(got.len(), want.len(), "{id}: days");
        for (got, want) in got.iter().zip(&want) {
            assert_eq!(text(&got[0]), text(&want[0]), "{id}");
            assert_eq!(number(&got[1]), number(&want[1]), "{id} on {}: n", text(&got[0]));
            let (value, exact) = (number(&got[2]), number(&want[2]));
            assert!((value - exact).abs() <= tolerance * exact.abs(), "{id} on {}: {value}, {exact}", text(&got[0]));
            let [centre, lower, upper] = [3, 4, 5].map(|at| number(&got[at]));
            assert!(lower <= centre && centre <= upper, "{id}: {got:?}");
            assert_eq!(text(&got[6]) == "yes", value < lower || value > upper, "{id}: {got:?}");
        }
        // Limits respect n: a quiet day has wider ones, relative to its centre.
        let width = |row: &Vec<Cell>| (number(&row[5]) - number(&row[3])) / number(&row[3]);
        let least = got.iter().min_by(|a, b| number(&a[1]).total_cmp(&number(&b[1]))).unwrap();
        let most = got.iter().max_by(|a, b| number(&a[1]).total_cmp(&number(&b[1]))).unwrap();
        assert!(width(least) > width(most), "{id}");
    }
}

/// The index of each week by SQL: 28 days to compare with, half a request added to each kind.
#[test]
fn the_mix_is_as_stable_as_the_log_says() {
    let world = World::empty("stability");
    world.ok(&["demo", "--rows", "4000", "--days", "60", "--log-only", "demo.jsonl"]);
    world.ok(&["ingest", "demo.jsonl"]);
    let store = world.store();
    let (cube, context) = cube_and_context_utc(&store);
    let got = rows("drift_stability", &cube, &context);
    assert_eq!(got.len(), 4, "60 days: 28, and four whole weeks");
    for (at, kind) in [(1, "category"), (3, "model")] {
        let want = store
            .query(&format!(
                "WITH days AS (SELECT {kind} AS kind, date_diff('day', (SELECT min(timestamp)::DATE FROM interactions), timestamp::DATE) AS day FROM interactions),
                 weeks AS (SELECT unnest([0, 1, 2, 3]) AS week),
                 kinds AS (SELECT DISTINCT kind FROM days),
                 counts AS (SELECT week, k.kind, 0.5 + count(*) FILTER (day < 28) AS e,
                              0.5 + count(*) FILTER (day >= 28 + 7 * week AND day < 35 + 7 * week) AS a
                            FROM weeks, kinds k LEFT JOIN days d ON d.kind IS NOT DISTINCT FROM k.kind GROUP BY ALL),
                 shares AS (SELECT week, e / sum(e) OVER (PARTITION BY week) AS e, a / sum(a) OVER (PARTITION BY week) AS a FROM counts)
                 SELECT week, sum((a - e) * ln(a / e)) FROM shares GROUP BY 1 ORDER BY 1"
            ))
            .unwrap();
        for (got, want) in got.iter().zip(&want) {
            let (psi, exact) = (number(&got[at]), number(&want[1]));
            assert!((psi - exact).abs() < 1e-9, "{kind}: {psi}, expected {exact}");
        }
    }
    // marketing-writer changes its model in the last of these weeks and the one before.
    assert!(number(&got[3][3]) > number(&got[0][3]));
}

fn cube_and_context_utc(store: &llmobs::warehouse::Store) -> (Cube<'_>, Context) {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let cube = Cube::open(store, chrono_tz::UTC, today).unwrap();
    let context = Context::read(&cube, "UTC", 30).unwrap();
    (cube, context)
}

/// Sixty days of 100 calls: model a fails 2 % until 30 September and 12 % since; model b fails 2 %.
#[test]
fn a_change_is_told_with_its_day_its_slice_and_its_levels() {
    let world = World::empty("change");
    let first = chrono::NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let mut log = String::new();
    for day in 0..60_u32 {
        let date = first + chrono::Days::new(day.into());
        for i in 0..100 {
            let a = i % 2 == 0;
            // 50 calls of each: one failure, or six.
            let failures = if a && day >= 30 { 6 } else { 1 };
            let status = if i / 2 < failures { "error" } else { "success" };
            log += &format!(
                "{{\"id\":\"{day}-{i}\",\"timestamp\":\"{date}T10:00:{:02}Z\",\"model\":\"{}\",\"app\":\"{}\",\"provider\":\"p\",\"status\":\"{status}\"}}\n",
                i % 60,
                if a { "a" } else { "b" },
                if i % 4 < 2 { "x" } else { "y" }
            );
        }
    }
    world.write("log.jsonl", log);
    world.ok(&["ingest", "log.jsonl"]);
    let store = world.store();
    let (cube, context) = cube_and_context_utc(&store);
    let got = rows("drift_changes", &cube, &context);
    assert_eq!(got.len(), 1, "{got:?}");
    let row: Vec<&str> = got[0].iter().map(text).collect();
    assert_eq!((row[0], row[1], row[2]), ("2026-10-01", "Error rate", "model a"));
    // Of the 28 days before, and the 28 since: 1 and 6 of 50 a day.
    assert!(row[3].starts_with("2.0 % (") && row[4].starts_with("12.0 % ("), "{row:?}");
    assert_eq!((row[5], row[6]), ("worse", "at once, and stays"));
    assert_eq!((number(&got[0][8]), number(&got[0][9])), (1400.0, 1400.0));
    assert!(row[11].contains("everything"), "{row:?}");
    let overview = rows("since_when", &cube, &context);
    assert_eq!(
        overview[0].iter().take(5).map(text).collect::<Vec<_>>(),
        ["2026-10-01", "Error rate", "model a", "2.0 %", "12.0 %"]
    );
    let scope = rows("drift_scope", &cube, &context);
    assert_eq!(scope.iter().map(|row| number(&row[1])).take(1).collect::<Vec<_>>(), [60.0]);
    assert_eq!(number(&scope[2][1]), 1.0);
}

#[test]
fn few_days_are_said_to_be_few() {
    let world = World::empty("few");
    world.ok(&["demo", "--rows", "300", "--days", "9", "--log-only", "demo.jsonl"]);
    world.ok(&["ingest", "demo.jsonl"]);
    let store = world.store();
    let (cube, context) = cube_and_context_utc(&store);
    assert!(rows("drift_changes", &cube, &context).is_empty());
    let scope = rows("drift_scope", &cube, &context);
    assert!(text(&scope[0][2]).starts_with("fewer than 14"), "{scope:?}");
    assert_eq!(number(&scope[1][1]), 0.0);
}

/// Mantel and Haenszel's ratio and the standardised rate of every group, by SQL over the interactions.
#[test]
fn adjusted_rates_are_those_of_the_log() {
    let world = World::demo("adjusted");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    for (id, group, stratum, hit) in [
        ("feedback_by_model_adjusted", "model", "category", "feedback < 0"),
        ("feedback_by_category_adjusted", "category", "model", "feedback < 0"),
        ("hallucination_by_model_adjusted", "model", "category", "hallucination"),
        ("hallucination_by_category_adjusted", "category", "model", "hallucination"),
    ] {
        let got = rows(id, &cube, &context);
        assert!(got.len() > 3, "{id}");
        for row in &got {
            let name = text(&row[0]).replace('\'', "''");
            let want = store
                .query(&format!(
                    "WITH rated AS (SELECT coalesce({group}, '(not logged)') = '{name}' AS own, {stratum} AS s, ({hit})::INT AS hit
                       FROM interactions WHERE ({hit}) IS NOT NULL),
                     strata AS (SELECT s, count(*)::DOUBLE AS n, count(*) FILTER (own)::DOUBLE AS own_n,
                         count(*) FILTER (own AND hit = 1)::DOUBLE AS a, count(*) FILTER (own AND hit = 0)::DOUBLE AS b,
                         count(*) FILTER (NOT own AND hit = 1)::DOUBLE AS c, count(*) FILTER (NOT own AND hit = 0)::DOUBLE AS d
                       FROM rated GROUP BY s)
                     SELECT sum(own_n), sum(a) / sum(own_n), sum(n * a / own_n) FILTER (own_n > 0) / sum(n) FILTER (own_n > 0),
                            sum(n) FILTER (own_n > 0) / sum(n),
                            CASE WHEN sum(a * d / n) > 0 AND sum(b * c / n) > 0 THEN sum(a * d / n) / sum(b * c / n) END
                     FROM strata"
                ))
                .unwrap();
            for (at, want) in [1, 3, 6, 9, 11].into_iter().zip(&want[0]) {
                match want {
                    Cell::Null => assert_eq!(row[at], Cell::Null, "{id} {name}: column {at}"),
                    want => {
                        let (got, want) = (number(&row[at]), number(want));
                        assert!(
                            (got - want).abs() < 1e-9 * want.abs().max(1.0),
                            "{id} {name} column {at}: {got}, {want}"
                        );
                    }
                }
            }
        }
    }
}

/// The odds of being disliked, by SQL within models and categories; the raw ones are those of the raw table.
#[test]
fn feedback_and_hallucination_are_adjusted() {
    let world = World::demo("adjusted-cross");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let got = rows("feedback_and_hallucination_adjusted", &cube, &context);
    let raw = rows("feedback_and_hallucination", &cube, &context);
    assert_eq!(got[0][3], raw[0][8]);
    for (row, by) in got.iter().zip(["", "category", "model", "model, category"]).skip(1) {
        let want = store
            .query(&format!(
                "WITH strata AS (SELECT {by}, count(*)::DOUBLE AS n,
                     count(*) FILTER (feedback < 0 AND hallucination)::DOUBLE AS a, count(*) FILTER (feedback > 0 AND hallucination)::DOUBLE AS b,
                     count(*) FILTER (feedback < 0 AND NOT hallucination)::DOUBLE AS c, count(*) FILTER (feedback > 0 AND NOT hallucination)::DOUBLE AS d
                   FROM interactions WHERE feedback <> 0 AND hallucination IS NOT NULL GROUP BY {by})
                 SELECT sum(n), count(*), sum(a * d / n) / sum(b * c / n) FROM strata"
            ))
            .unwrap();
        for (at, want) in [1, 2, 3].into_iter().zip(&want[0]) {
            assert!((number(&row[at]) - number(want)).abs() < 1e-9, "{by}: {row:?}, expected {want:?}");
        }
    }
}
