//! Every figure against an independent computation: plain SQL over the interactions, without the cube, without bins,
//! with exact percentiles and its own idea of local time.

use llmobs::cube::Cube;
use llmobs::figures::{Context, FIGURES};
use llmobs::interactions::Cell;

use crate::world::{World, cube_and_context};

/// Local time in Berlin for 2026: summer time ends on 25 October at 01:00 UTC.
const LOCAL: &str = "(timestamp + CASE WHEN timestamp >= TIMESTAMP '2026-03-29 01:00:00'
    AND timestamp < TIMESTAMP '2026-10-25 01:00:00' THEN INTERVAL 2 HOUR ELSE INTERVAL 1 HOUR END)";
const PERCENTILES: &str =
    "quantile_disc(latency_ms, 0.5), quantile_disc(latency_ms, 0.95), quantile_disc(latency_ms, 0.99)";

/// What each figure must say. `{day}` is the local day as text, `{percentiles}` the three exact ones.
const EXPECTED: &[(&str, &str)] = &[
    ("requests_over_time", "SELECT {day}, ifnull(provider, '(not logged)'), count(*), count(*) FROM interactions GROUP BY ALL ORDER BY ALL"),
    (
        "traffic_by_hour_of_week",
        "SELECT isodow({local}), hour({local}), count(*), count(*) FROM interactions
         WHERE {local}::DATE > (SELECT max({local})::DATE - 14 FROM interactions) GROUP BY ALL ORDER BY ALL",
    ),
    ("latency_over_time", "SELECT {day}, count(*), {percentiles} FROM interactions WHERE latency_ms IS NOT NULL GROUP BY 1 ORDER BY 1"),
    (
        "latency_by_category",
        "SELECT ifnull(category, '(not logged)'), count(*) AS n, {percentiles} FROM interactions WHERE latency_ms IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "latency_by_model",
        "SELECT ifnull(model, '(not logged)'), count(*) AS n, {percentiles} FROM interactions WHERE latency_ms IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "cost_by_provider_over_time",
        "SELECT {day}, ifnull(provider, '(not logged)'), sum(cost_usd), count(*) FROM interactions WHERE cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "cost_by_model_over_time",
        "SELECT {day}, ifnull(model, '(not logged)'), sum(cost_usd), count(*) FROM interactions WHERE cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "cost_by_model",
        "SELECT ifnull(provider, '(not logged)'), ifnull(model, '(not logged)'), count(*) AS n, count(cost_usd), sum(cost_usd) AS cost,
                avg(cost_usd), 1000 * cost / nullif(count(*) FILTER (status = 'success'), 0), sum(input_tokens), sum(output_tokens),
                1e6 * cost / nullif(ifnull(sum(input_tokens), 0) + ifnull(sum(output_tokens), 0), 0)
         FROM interactions GROUP BY 1, 2 ORDER BY cost DESC NULLS LAST, n DESC, 1, 2",
    ),
    (
        "logged_and_computed_cost",
        "SELECT ifnull(model, '(not logged)'), count(*), sum(logged_cost_usd) AS logged, sum(computed_cost_usd) AS computed, computed / nullif(logged, 0)
         FROM interactions WHERE logged_cost_usd + computed_cost_usd IS NOT NULL GROUP BY 1 ORDER BY logged DESC, 1",
    ),
    (
        "cache_savings_over_time",
        "SELECT {day}, sum(cache_savings_usd), count(*) FROM interactions
         WHERE cache_savings_usd IS NOT NULL AND ifnull(cache_read_tokens, 0) + ifnull(cache_creation_tokens, 0) > 0 GROUP BY 1 ORDER BY 1",
    ),
    (
        "cache_savings_by_model",
        "SELECT model, n, read, written, read / input, saved, cost FROM (
             SELECT ifnull(model, '(not logged)') AS model, count(*) FILTER (ifnull(cache_read_tokens, 0) + ifnull(cache_creation_tokens, 0) > 0
                        AND cache_savings_usd IS NOT NULL) AS n, ifnull(sum(cache_read_tokens), 0) AS read,
                    ifnull(sum(cache_creation_tokens), 0) AS written, sum(input_tokens) AS input, sum(cache_savings_usd) AS saved,
                    sum(computed_cost_usd) AS cost
             FROM interactions GROUP BY 1) WHERE n > 0 ORDER BY saved DESC, 1",
    ),
    (
        "price_entries",
        "SELECT price_entry, ifnull(model, '(not logged)'), count(*), sum(input_tokens), sum(output_tokens), sum(computed_cost_usd) AS cost
         FROM interactions WHERE computed_cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY round(cost, 9) DESC, 1, 2 LIMIT 200",
    ),
    (
        "token_basis",
        "SELECT 'native', 'inclusive: input includes cached tokens', count(*), sum(input_tokens), sum(cache_read_tokens) FROM interactions
         WHERE cache_read_tokens > 0 OR cache_creation_tokens > 0",
    ),
    (
        "errors_over_time",
        "SELECT {day}, ifnull(error_type, '(no type logged)'), count(*), count(*) FROM interactions WHERE status <> 'success' GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "errors_by_type",
        "SELECT ifnull(error_type, '(no type logged)'), ifnull(provider, '(not logged)'), ifnull(model, '(not logged)'), count(*) AS n,
                strftime(max({local}), '%Y-%m-%d')
         FROM interactions WHERE status <> 'success' GROUP BY 1, 2, 3 ORDER BY n DESC, 1, 2, 3 LIMIT 50",
    ),
    (
        "category_share",
        "SELECT category, count(*) AS n, n / (SELECT count(category) FROM interactions) FROM interactions WHERE category IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
    ),
    ("categories_over_time", "SELECT {day}, category, count(*), count(*) FROM interactions WHERE category IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"),
    (
        "categories",
        "SELECT ifnull(category, '(not logged)'), count(*) AS n, sum(cost_usd), avg(cost_usd), avg((status = 'success')::INT),
                avg(hallucination::INT), count(hallucination), count(latency_ms), {percentiles}
         FROM interactions GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "unpriced_models",
        "SELECT ifnull(provider, '(not logged)'), ifnull(model, '(not logged)'), unpriced_reason, count(*) AS n, sum(input_tokens), sum(output_tokens)
         FROM interactions WHERE cost_usd IS NULL GROUP BY 1, 2, 3 ORDER BY n DESC, 1, 2, 3 LIMIT 100",
    ),
];

/// Figures that other tests hold to an independent computation.
const ELSEWHERE: &[(&str, &str)] = &[
    ("latency_distribution", "the_distribution_counts_every_latency_in_its_bin"),
    ("success_by_provider", "success_rates_carry_wilson_intervals"),
    ("success_by_model", "success_rates_carry_wilson_intervals"),
    ("fields_present", "the_log_tells_what_it_tells"),
    ("ingests", "cli: the ledger balances"),
    ("rejects", "cli: rejects are kept with their line"),
];

fn rows(id: &str, cube: &Cube<'_>, context: &Context) -> Vec<Vec<Cell>> {
    let figure = FIGURES.iter().find(|f| f.id == id).unwrap_or_else(|| panic!("no figure {id}"));
    figure.rows(cube, context).unwrap().into_iter().map(|r| r.0).collect()
}

fn fill(sql: &str) -> String {
    sql.replace("{day}", "strftime({local}, '%Y-%m-%d')")
        .replace("{local}", LOCAL)
        .replace("{percentiles}", PERCENTILES)
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Int(v) => Some(*v as f64),
        Cell::Float(v) => Some(*v),
        _ => None,
    }
}

/// Equal, but for the order of additions and, where the figure says so, the width of a bin.
fn agree(got: &Cell, want: &Cell, tolerance: f64) -> bool {
    match (number(got), number(want)) {
        (Some(got), Some(want)) => (got - want).abs() <= tolerance * want.abs().max(1e-9),
        (None, None) => got == want,
        _ => false,
    }
}

#[test]
fn every_figure_equals_an_independent_computation() {
    let world = World::demo("figures");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    for figure in FIGURES {
        if ELSEWHERE.iter().any(|(id, _)| *id == figure.id) {
            continue;
        }
        let (_, sql) = EXPECTED.iter().find(|(id, _)| *id == figure.id).unwrap_or_else(|| {
            panic!("figure {} has no independent computation: add one to EXPECTED in tests/all/figures.rs", figure.id)
        });
        let want = store.query(&fill(sql)).unwrap_or_else(|e| panic!("{}: {e} {:?}", figure.id, e.causes));
        let got = rows(figure.id, &cube, &context);
        assert!(!want.is_empty(), "{}: the test world has nothing for it", figure.id);
        assert_eq!(got.len(), want.len(), "{}: rows", figure.id);
        for (got, want) in got.iter().zip(&want) {
            for ((field, got_cell), want_cell) in figure.fields.iter().zip(got).zip(want) {
                let tolerance = if field.name.starts_with('p') && field.name.ends_with("_ms") { 0.0251 } else { 1e-6 };
                assert!(
                    agree(got_cell, want_cell, tolerance),
                    "{} column {}: {got_cell:?}, expected {want_cell:?}\n got {got:?}\nwant {want:?}",
                    figure.id,
                    field.name
                );
            }
            assert_eq!(got.len(), figure.fields.len(), "{}: columns", figure.id);
        }
    }
}

#[test]
fn the_distribution_counts_every_latency_in_its_bin() {
    let world = World::demo("distribution");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let latencies = store.query("SELECT latency_ms FROM interactions WHERE latency_ms IS NOT NULL").unwrap();
    let latencies: Vec<f64> = latencies.iter().filter_map(|r| number(&r[0])).collect();
    let bins = rows("latency_distribution", &cube, &context);
    let mut counted = 0;
    for bin in &bins {
        let (from, to, n) = (number(&bin[0]).unwrap(), number(&bin[1]).unwrap(), number(&bin[2]).unwrap());
        let inside =
            latencies.iter().filter(|v| (from == 0.0 && to == 0.0 && **v == 0.0) || (**v >= from && **v < to)).count();
        // A latency on the very edge may fall on either side: powers of 1.05 are not exact.
        assert!((inside as f64 - n).abs() <= 1.0, "bin {from}–{to}: {n}, but {inside} lie in it");
        counted += n as usize;
    }
    assert_eq!(counted, latencies.len());
}

#[test]
fn success_rates_carry_wilson_intervals() {
    let world = World::demo("wilson");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    for key in ["provider", "model"] {
        let sql = format!(
            "SELECT ifnull({key}, '(not logged)'), count(*) AS n, count(*) FILTER (status <> 'success') FROM interactions GROUP BY 1 ORDER BY n DESC, 1"
        );
        let want = store.query(&sql).unwrap();
        let got = rows(&format!("success_by_{key}"), &cube, &context);
        assert_eq!(got.len(), want.len());
        for (got, want) in got.iter().zip(&want) {
            assert_eq!(&got[..3], &want[..3]);
            let (n, errors) = (number(&want[1]).unwrap(), number(&want[2]).unwrap());
            let p = 1.0 - errors / n;
            // Both ends p' of a Wilson interval solve |p − p'| = z √(p'(1 − p')/n): checked by that definition.
            for end in [number(&got[4]).unwrap(), number(&got[5]).unwrap()] {
                let away = (p - end).abs();
                let z = 1.959_963_984_540_054 * (end * (1.0 - end) / n).sqrt();
                assert!((away - z).abs() < 1e-9, "{key}: {end} is no end of a Wilson interval for {p}, n {n}");
            }
        }
    }
}

#[test]
fn the_log_tells_what_it_tells() {
    let world = World::demo("fields");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let of = |field: &str| -> f64 {
        let rows = rows("fields_present", &cube, &context);
        let row = rows.iter().find(|r| r[0] == Cell::Text(field.into())).unwrap_or_else(|| panic!("no {field}"));
        number(&row[1]).unwrap_or(0.0)
    };
    for (field, sql) in [
        ("latency", "count(latency_ms)"),
        ("model", "count(model)"),
        ("logged cost", "count(logged_cost_usd)"),
        ("any cost", "count(cost_usd)"),
        ("estimated tokens", "count(*) FILTER (input_tokens_estimated OR output_tokens_estimated)"),
        ("hallucination label", "count(hallucination)"),
        ("feedback", "count(feedback)"),
    ] {
        let want = store.query(&format!("SELECT {sql} FROM interactions")).unwrap();
        assert_eq!(Some(of(field)), number(&want[0][0]), "{field}");
    }
}

/// The rollups after many small ingests are those of one big one.
#[test]
fn touched_hours_are_rolled_up_as_if_from_scratch() {
    let world = World::demo("touched");
    let lines = world.log_lines();
    let piecewise = World::empty("piecewise");
    piecewise.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n");
    for (i, part) in lines.chunks(lines.len() / 5 + 1).enumerate() {
        piecewise.write(&format!("part{i}.jsonl"), part.concat());
        piecewise.ok(&["ingest", &format!("part{i}.jsonl")]);
    }
    let all = |world: &World| {
        let store = world.store();
        (store.query("SELECT * REPLACE (cost_usd::VARCHAR AS cost_usd, logged_cost_usd::VARCHAR AS logged_cost_usd,
             computed_cost_usd::VARCHAR AS computed_cost_usd, cache_savings_usd::VARCHAR AS cache_savings_usd,
             compared_logged_usd::VARCHAR AS compared_logged_usd, compared_computed_usd::VARCHAR AS compared_computed_usd, feedback_sum::VARCHAR AS feedback_sum) FROM cube_hours ORDER BY ALL").unwrap(),
         store.query("SELECT * FROM cube_histograms ORDER BY ALL").unwrap())
    };
    assert_eq!(all(&world), all(&piecewise));
}
