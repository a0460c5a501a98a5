//! Filters by chance → what every figure and headline shows under them, as the engine says.
//!
//! `LLMOBS_FILTERS_OUT=folder` also leaves there the site and `filters.json`, for `tests/browser/follow.mjs`, where the
//! browser's scripts must come to the same.

use std::fs;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use llmobs::config::{Bound, Currency, Objective};
use llmobs::cube::{Cube, Dim, Filter, Measure};
use llmobs::figures::headline;
use llmobs::figures::{Context, FIGURES, Figure, Period, Rows};
use llmobs::pages::PAGES;
use serde_json::{Map, Value, json};

use crate::choices::{Choice, Dice};
use crate::world::{World, cube_and_context, names};

const FILTERS: usize = 220;

fn figures(cube: &Cube<'_>, context: &Context) -> Value {
    let one = |figure: &&&Figure| {
        let shown = if figure.chart.is_some() {
            let drawn = figure.draw(cube, context).unwrap();
            json!({ "rows": drawn.table.rows, "plot": drawn.plot, "n": drawn.n, "unit": drawn.unit })
        } else {
            json!({ "rows": figure.panel(cube, context).unwrap().table.rows })
        };
        (figure.id.to_string(), shown)
    };
    FIGURES
        .iter()
        .filter(|figure| !matches!(figure.rows, Rows::Sql(_) | Rows::Built(_)))
        .map(|figure| one(&figure))
        .collect::<Map<_, _>>()
        .into()
}

fn headlines(cube: &Cube<'_>, context: &Context) -> Value {
    let mut ids: Vec<&str> = PAGES.iter().flat_map(|page| page.headlines).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let one =
        |id: &&str| headline::headlines(cube, context, &[(Measure::named(id).unwrap(), "Nothing.")]).unwrap().remove(0);
    json!(ids.iter().map(one).collect::<Vec<_>>())
}

/// A choice, what it should be resolved to, and what is shown then.
fn expected(cube: &Cube<'_>, context: &mut Context, choice: Choice) -> Value {
    let hours = |period: &Period| {
        let text = |time: NaiveDateTime| time.format("%Y-%m-%dT%H").to_string();
        json!({ "from": text(period.from), "to": text(period.to), "label": period.label })
    };
    let (now, before) = (hours(&choice.now), choice.before.as_ref().map(hours));
    context.filter = choice.filter;
    context.grain = choice.grain;
    context.periods = Some((choice.now, choice.before));
    json!({
        "state": choice.state, "grain": choice.grain.name, "now": now, "before": before,
        "figures": figures(cube, context), "headlines": headlines(cube, context),
    })
}

fn objective(measure: &str, bound: Bound, provider: Option<&str>) -> Objective {
    let provider = provider.map(str::to_string);
    Objective { measure: measure.into(), bound, provider, model: None, category: None, app: None, environment: None }
}

/// Requests of every provider by itself come to those of all; one that is not there has none, nor rows.
fn add_up(cube: &Cube<'_>, context: &mut Context, whole: &Value) {
    let n = |figures: &Value| figures["requests_over_time"]["n"].as_u64().unwrap();
    let mut parts = 0;
    for provider in names(cube.store(), Dim::Provider) {
        let nobody = provider.as_deref() == Some("nobody's");
        context.filter = Filter { provider: vec![provider], ..Filter::default() };
        let figures = figures(cube, context);
        parts += n(&figures);
        // What is computed has rows that say so when there is nothing.
        let asked = FIGURES.iter().filter(|figure| matches!(figure.rows, Rows::Cube(_)));
        let rows = asked.map(|figure| figures[figure.id]["rows"].as_array().unwrap().len());
        assert_eq!(rows.sum::<usize>() == 0, nobody, "{:?}", context.filter);
    }
    assert_eq!(parts, n(whole), "providers add up to everything");
}

#[test]
fn figures_under_filters_add_up_and_are_left_for_a_browser() {
    let world = World::demo("filters");
    world.write(
        "llmobs.toml",
        "time_zone = \"Europe/Berlin\"\ncurrency = \"EUR\"\ncurrency_rate = 0.92\ncurrency_date = \"2026-10-01\"\n\
         monthly_budget = 3000\nchart_series = 5\n\
         [[objective]]\nmeasure = \"success_rate\"\nat_least = 0.98\nprovider = \"openai\"\n\
         [[objective]]\nmeasure = \"latency_p95\"\nat_most = 8000\n\
         [[objective]]\nmeasure = \"cost\"\nat_most = 2.5\n",
    );
    world.ok(&["build-site"]);
    let store = world.store();
    let (cube, mut context) = cube_and_context(&store);
    let date = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    context.currency = Some(Currency { code: "EUR".into(), rate: 0.92, date });
    context.most_series = 5;
    context.monthly_budget = Some(3000.0);
    context.objectives = vec![
        objective("success_rate", Bound::AtLeast(0.98), Some("openai")),
        objective("latency_p95", Bound::AtMost(8000.0), None),
        objective("cost", Bound::AtMost(2.5), None),
    ];
    let whole = figures(&cube, &context);
    let shown = json!({ "figures": whole, "headlines": headlines(&cube, &context) });
    add_up(&cube, &mut context, &whole);
    let Ok(out) = std::env::var("LLMOBS_FILTERS_OUT") else { return };

    let mut dice = Dice::new(7, &cube, &store);
    let filters: Vec<Value> = (0..FILTERS).map(|_| expected(&cube, &mut context, dice.choice())).collect();
    let found = filters.iter().filter(|one| one["figures"]["requests_over_time"]["n"] != 0).count();
    assert!(found > FILTERS / 2, "{found} of {FILTERS} filters find something");
    world.leave_site(Path::new(&out));
    let content = json!({ "unfiltered": shown, "filters": filters });
    fs::write(Path::new(&out).join("filters.json"), serde_json::to_vec(&content).unwrap()).unwrap();
}
