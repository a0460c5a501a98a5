//! Rows by chance → every kind of chart, those that no figure has yet included.
//!
//! `LLMOBS_FILTERS_OUT=folder` leaves the drawn charts there as `charts.json`, for `tests/browser/follow.mjs`.

use std::fs;
use std::path::Path;

use llmobs::figures::declare::{Field, column};
use llmobs::figures::drawn::Show;
use llmobs::figures::rows::Row;
use llmobs::figures::{Axis, Chart, Colours, FIGURES, Figure, Line, Rows};
use llmobs::interactions::Cell;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::world::{World, cube_and_context};

const TIME: &[Field] = &[
    column("time", "Time", Show::Time),
    column("a", "A", Show::Number),
    column("b", "B", Show::Number),
    column("n", "n", Show::Count),
];
const NAMED_TIME: &[Field] = &[
    column("time", "Time", Show::Time),
    column("name", "Name", Show::Text),
    column("a", "A", Show::Number),
    column("n", "n", Show::Count),
];
const NAMED: &[Field] = &[
    column("name", "Name", Show::Text),
    column("a", "A", Show::Number),
    column("b", "B", Show::Number),
    column("n", "n", Show::Count),
];
const ESTIMATED: &[Field] = &[
    column("name", "Name", Show::Text),
    column("a", "A", Show::Number),
    column("low", "from", Show::Number),
    column("high", "to", Show::Number),
    column("n", "n", Show::Count),
];
const BINS: &[Field] =
    &[column("from", "From", Show::Number), column("to", "To", Show::Number), column("n", "n", Show::Count)];
const SERIES: &[Field] = &[
    column("name", "Series", Show::Text),
    column("from", "From", Show::Number),
    column("to", "To", Show::Number),
    column("n", "n", Show::Count),
    column("share", "Share", Show::Share),
];
const WEEK: &[Field] = &[
    column("weekday", "Weekday", Show::Count),
    column("hour", "Hour", Show::Count),
    column("a", "A", Show::Number),
    column("n", "n", Show::Count),
];
const DOSE: &[Field] = &[
    column("from", "From", Show::Number),
    column("to", "To", Show::Number),
    column("a", "A", Show::Share),
    column("low", "from", Show::Share),
    column("high", "to", Show::Share),
    column("n", "n", Show::Count),
];
const FITTED: &[Field] = &[
    column("from", "From", Show::Number),
    column("to", "To", Show::Number),
    column("a", "A", Show::Share),
    column("low", "from", Show::Share),
    column("high", "to", Show::Share),
    column("n", "n", Show::Count),
    column("fitted", "Fitted", Show::Share),
];
const LIMITS: &[Field] = &[
    column("time", "Time", Show::Time),
    column("a", "A", Show::Share),
    column("centre", "Centre", Show::Share),
    column("lower", "Lower", Show::Share),
    column("upper", "Upper", Show::Share),
    column("alarm", "Alarm", Show::Text),
    column("n", "n", Show::Count),
];
const BEGINNINGS: &[Field] = &[
    column("time", "Time", Show::Time),
    column("a", "A", Show::Share),
    column("centre", "Centre", Show::Share),
    column("lower", "Lower", Show::Share),
    column("upper", "Upper", Show::Share),
    column("alarm", "Alarm", Show::Text),
    column("n", "n", Show::Count),
    column("begins", "Begins", Show::Text),
];
const LINES: &[Line] = &[Line("a", "the first", "@c1"), Line("b", "the other", "@c2")];

/// Each kind with columns that it can draw.
fn kinds() -> Vec<(Chart, &'static [Field])> {
    let (value, show) = ("a", Show::Number);
    let mut kinds = vec![
        (Chart::Lines { columns: LINES, show }, TIME),
        (Chart::Columns { columns: LINES, show }, TIME),
        (Chart::Grouped { columns: LINES, show }, NAMED),
        (Chart::Bins { show }, BINS),
        (Chart::Distributions { show }, SERIES),
        (Chart::Week { value, show }, WEEK),
        (Chart::Dose { value, show, x_title: "complexity" }, DOSE),
        (Chart::Dose { value, show, x_title: "complexity" }, FITTED),
        (Chart::Control { value, show }, LIMITS),
        (Chart::Control { value, show }, BEGINNINGS),
    ];
    use Colours::{Apps, Categories, Errors, Models, One, Providers};
    for colours in [Providers, Models, Categories, Apps, Errors, One] {
        kinds.push((Chart::Stacked { value, colours, show }, NAMED_TIME));
        kinds.push((Chart::LinesBy { value, colours, show }, NAMED_TIME));
        kinds.push((Chart::Ranking { value, colours, show }, NAMED));
        kinds.push((Chart::Ranking { value, colours, show }, ESTIMATED));
        kinds.push((Chart::Mix { value, colours, show }, NAMED_TIME));
        let (x, y) = (Axis("a", show, "effort"), Axis("b", Show::Usd, "price"));
        kinds.push((Chart::Points { x, y, shade: None, colours }, NAMED));
        kinds.push((Chart::Points { x, y, shade: Some(Axis("n", Show::Count, "n")), colours }, NAMED));
    }
    kinds
}

/// `count` rows, sorted, with names that the demo has, strange ones and none.
fn rows(chance: &mut ChaCha8Rng, fields: &[Field], count: usize) -> Vec<Row> {
    let names = [
        "openai",
        "gpt-5",
        "chat",
        "code",
        "succeeded",
        "failed",
        "<b>&",
        "Ünï",
        "\u{1f600}",
        "\u{ffee}",
        "z",
        "y",
        "x",
    ];
    let mut rows: Vec<Row> = (0..count)
        .map(|_| {
            let cell = |field: &Field| match field.name {
                "time" => Cell::Text(format!("2026-08-{:02}", chance.random_range(1..9))),
                "alarm" | "begins" => Cell::Text(if chance.random_bool(0.2) { "yes" } else { "no" }.into()),
                "weekday" => Cell::Int(chance.random_range(1..8)),
                "hour" => Cell::Int(chance.random_range(0..24)),
                "n" => Cell::Int(chance.random_range(0..5000)),
                "name" if chance.random_bool(0.05) => Cell::Null,
                "name" => Cell::Text(names.choose(chance).unwrap().to_string()),
                "from" | "to" => Cell::Float(f64::from(chance.random_range(0_i32..9)) * 1.5),
                _ if chance.random_bool(0.1) => Cell::Null,
                _ => Cell::Float(chance.random_range(-1.0..9.0)),
            };
            Row(fields.iter().map(cell).collect())
        })
        .collect();
    rows.sort_by(|a, b| a.text(0).cmp(b.text(0)));
    rows
}

#[test]
fn every_kind_of_chart_is_drawn_from_any_rows() {
    let world = World::demo("chart-kinds");
    let store = world.store();
    let (_, mut context) = cube_and_context(&store);
    // As in the site that `filters` leaves for the browser.
    context.most_series = 5;
    let mut chance = ChaCha8Rng::seed_from_u64(3);
    let (mut drawn, mut empty) = (Vec::<Value>::new(), 0);
    for (chart, fields) in kinds() {
        for count in [0, 1, 3, 60] {
            let rows = rows(&mut chance, fields, count);
            let figure = Figure { rows: Rows::Sql(""), chart: Some(chart), fields, ..*FIGURES[0] };
            let plot = figure.plot(&rows, &context);
            let table: Vec<_> = rows.iter().map(Row::json).collect();
            let traces = plot["data"].as_array().map(Vec::len);
            empty += usize::from(traces.expect("a list of traces") == 0);
            drawn.push(json!({ "chart": chart, "fields": fields, "rows": table, "plot": plot }));
        }
    }
    assert!(empty < drawn.len() / 3, "{empty} of {} charts show nothing", drawn.len());
    if let Ok(out) = std::env::var("LLMOBS_FILTERS_OUT") {
        fs::create_dir_all(&out).unwrap();
        fs::write(Path::new(&out).join("charts.json"), serde_json::to_vec(&drawn).unwrap()).unwrap();
    }
}
