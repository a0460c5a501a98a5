//! Every figure against an independent computation: plain SQL over the interactions, without the cube, without bins,
//! with exact percentiles and its own idea of local time.

use llmobs::cube::Cube;
use llmobs::figures::{Context, FIGURES};
use llmobs::interactions::Cell;

use crate::figures_expected::{EXPECTED, MACROS, fill};
use crate::world::{World, cube_and_context};

/// Figures that other tests hold to an independent computation.
const ELSEWHERE: &[(&str, &str)] = &[
    ("latency_distribution", "the_distribution_counts_every_latency_in_its_bin"),
    ("success_by_provider", "success_rates_carry_wilson_intervals"),
    ("success_by_model", "success_rates_carry_wilson_intervals"),
    ("tokens_by_outcome", "distributions_count_every_request_in_its_bin"),
    ("hallucination_and_tokens", "distributions_count_every_request_in_its_bin"),
    ("hallucination_by_complexity", "the_curve_against_complexity_is_the_likeliest"),
    ("slowest_interactions", "the_slowest_are_the_slowest"),
    ("scores", "scores_are_told_by_name"),
    ("similarity", "scores_are_told_by_name"),
    ("service_levels", "service_levels_are_what_the_log_says"),
    ("service_level_status", "service_levels_are_what_the_log_says"),
    ("what_changed", "changes_are_explained_by_their_slices"),
    ("since_when", "a_change_is_told_with_its_day_its_slice_and_its_levels"),
    ("drift_changes", "a_change_is_told_with_its_day_its_slice_and_its_levels"),
    ("drift_scope", "a_change_is_told_with_its_day_its_slice_and_its_levels"),
    ("drift_error_rate", "control_charts_of_drift_show_the_days"),
    ("drift_hallucination", "control_charts_of_drift_show_the_days"),
    ("drift_negative_feedback", "control_charts_of_drift_show_the_days"),
    ("drift_latency", "control_charts_of_drift_show_the_days"),
    ("drift_cost_per_request", "control_charts_of_drift_show_the_days"),
    ("drift_complexity", "control_charts_of_drift_show_the_days"),
    ("drift_stability", "the_mix_is_as_stable_as_the_log_says"),
    ("feedback_by_model_adjusted", "adjusted_rates_are_those_of_the_log"),
    ("feedback_by_category_adjusted", "adjusted_rates_are_those_of_the_log"),
    ("hallucination_by_model_adjusted", "adjusted_rates_are_those_of_the_log"),
    ("hallucination_by_category_adjusted", "adjusted_rates_are_those_of_the_log"),
    ("feedback_and_hallucination_adjusted", "feedback_and_hallucination_are_adjusted"),
    ("cost_forecast", "the_forecast_goes_on_like_the_weeks_before"),
    ("fields_present", "the_log_tells_what_it_tells"),
    ("ingests", "cli: the ledger balances"),
    ("removed_texts", "privacy_site: what is planted is counted"),
    ("removed_texts", "privacy_site: what is planted is counted"),
    ("off_topic_over_time", "off_topic_is_what_is_no_nearer_than_by_chance"),
    ("off_topic_by_category", "off_topic_is_what_is_no_nearer_than_by_chance"),
    ("off_topic_threshold", "off_topic_is_what_is_no_nearer_than_by_chance"),
    ("off_topic_by_meaning", "embeddings_have_a_table_on_the_page_where_the_store_has_them"),
    ("signals_auroc", "signals_shown_are_those_of_the_file"),
    ("signals_by_source", "signals_shown_are_those_of_the_file"),
    ("signals_calibration", "signals_shown_are_those_of_the_file"),
    ("signals_categories", "signals_shown_are_those_of_the_file"),
    ("signals_limits", "signals_shown_are_those_of_the_file"),
    ("signals_own", "signals_of_a_store_are_those_of_all_its_pairs"),
    ("signals_own_calibration", "signals_of_a_store_are_those_of_all_its_pairs"),
    ("rejects", "cli: rejects are kept with their line"),
];

fn rows(id: &str, cube: &Cube<'_>, context: &Context) -> Vec<Vec<Cell>> {
    let figure = FIGURES.iter().find(|f| f.id == id).unwrap_or_else(|| panic!("no figure {id}"));
    figure.rows(cube, context).unwrap().into_iter().map(|r| r.0).collect()
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
    store.run("prepare", MACROS).unwrap();
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
                let tolerance = match field.name {
                    name if name.starts_with('p') && name.ends_with("_ms") => 0.0251,
                    name if name.ends_with("tokens_per_second") => 0.0491,
                    _ => 1e-6,
                };
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

/// Each distribution: its figure, its series (empty where the table has no series), and SQL for what it counts.
const DISTRIBUTIONS: &[(&str, &str, &str)] = &[
    ("latency_distribution", "", "SELECT latency_ms FROM interactions WHERE latency_ms IS NOT NULL"),
    (
        "tokens_by_outcome",
        "succeeded",
        "SELECT input_tokens + output_tokens FROM interactions WHERE status = 'success' AND input_tokens + output_tokens IS NOT NULL",
    ),
    (
        "tokens_by_outcome",
        "failed",
        "SELECT input_tokens + output_tokens FROM interactions WHERE status <> 'success' AND input_tokens + output_tokens IS NOT NULL",
    ),
    (
        "tokens_by_outcome",
        "hallucinated",
        "SELECT input_tokens + output_tokens FROM interactions WHERE hallucination AND input_tokens + output_tokens IS NOT NULL",
    ),
    (
        "hallucination_and_tokens",
        "hallucinated",
        "SELECT input_tokens + output_tokens FROM interactions WHERE hallucination AND input_tokens + output_tokens IS NOT NULL",
    ),
    (
        "hallucination_and_tokens",
        "not hallucinated",
        "SELECT input_tokens + output_tokens FROM interactions WHERE NOT hallucination AND input_tokens + output_tokens IS NOT NULL",
    ),
];

#[test]
fn distributions_count_every_request_in_its_bin() {
    let world = World::demo("distribution");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    for (id, series, sql) in DISTRIBUTIONS {
        let values = store.query(sql).unwrap();
        let values: Vec<f64> = values.iter().filter_map(|r| number(&r[0])).collect();
        assert!(!values.is_empty(), "{id} {series}: the test world has nothing for it");
        let at = usize::from(!series.is_empty());
        let of = |row: &&Vec<Cell>| series.is_empty() || row[0] == Cell::Text(series.to_string());
        let mut counted = 0;
        for bin in rows(id, &cube, &context).iter().filter(of) {
            let [from, to, n] = [0, 1, 2].map(|nth| number(&bin[at + nth]).unwrap());
            let inside = |v: &&f64| (from == 0.0 && to == 0.0 && **v == 0.0) || (**v >= from && **v < to);
            // What lies on the very edge may fall on either side: powers of 1.05 are not exact.
            let inside = values.iter().filter(inside).count() as f64;
            assert!((inside - n).abs() <= 1.0, "{id} {series} bin {from}–{to}: {n}, but {inside} lie in it");
            counted += n as usize;
            if at == 1 {
                let share = number(&bin[4]).unwrap();
                assert!((share - n / values.len() as f64).abs() < 1e-9, "{id} {series}: share {share}");
            }
        }
        assert_eq!(counted, values.len(), "{id} {series}");
    }
}

/// Where the likelihood of a logistic curve is largest, its residuals sum to zero, plainly and weighted by x.
#[test]
fn the_curve_against_complexity_is_the_likeliest() {
    let world = World::demo("complexity");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    store.run("prepare", MACROS).unwrap();
    let want = store
        .query(
            "SELECT floor(complexity / 10) * 10 AS low, low + 10, count(*) AS n, count(*) FILTER (hallucination) AS k, k / n, wilson_low(k, n), wilson_high(k, n)
             FROM interactions WHERE hallucination IS NOT NULL AND complexity IS NOT NULL GROUP BY 1 ORDER BY 1",
        )
        .unwrap();
    let got = rows("hallucination_by_complexity", &cube, &context);
    assert!(want.len() > 2 && got.len() == want.len());
    let (mut plain, mut weighted) = (0.0, 0.0);
    for (got, want) in got.iter().zip(&want) {
        assert!(got.iter().zip(want).all(|(got, want)| agree(got, want, 1e-6)), "{got:?} {want:?}");
        let [from, n, hits, fitted] = [0, 2, 3, 7].map(|at| number(&got[at]).unwrap());
        plain += hits - n * fitted;
        weighted += (hits - n * fitted) * (from + 5.0);
    }
    assert!(plain.abs() < 1e-6 && weighted.abs() < 1e-4, "{plain} {weighted}");
}

#[test]
fn the_slowest_are_the_slowest() {
    let world = World::demo("slowest");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let all = store.query("SELECT latency_ms, id FROM interactions WHERE latency_ms IS NOT NULL").unwrap();
    let mut all: Vec<f64> = all.iter().filter_map(|r| number(&r[0])).collect();
    all.sort_by(|a, b| b.total_cmp(a));
    let got: Vec<f64> = rows("slowest_interactions", &cube, &context).iter().filter_map(|r| number(&r[5])).collect();
    assert_eq!(got, all[..20]);
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
             compared_logged_usd::VARCHAR AS compared_logged_usd, compared_computed_usd::VARCHAR AS compared_computed_usd, feedback_sum::VARCHAR AS feedback_sum, complexity_sum::VARCHAR AS complexity_sum, groundedness_sum::VARCHAR AS groundedness_sum, suspicion_sum::VARCHAR AS suspicion_sum) FROM cube_hours ORDER BY ALL").unwrap(),
         store.query("SELECT * FROM cube_histograms ORDER BY ALL").unwrap())
    };
    assert_eq!(all(&world), all(&piecewise));
}
