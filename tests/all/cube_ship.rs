//! The cube as a browser gets it: the same hours as the day's, the same bytes with any number of threads.
//!
//! `LLMOBS_CUBE_OUT=folder` also leaves there the site and `asks.json`, 300 questions with the engine's answers, for
//! `tests/browser/cube.mjs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use llmobs::cube::histogram::HISTOGRAMS;
use llmobs::cube::{Ask, Cube, Dim, Filter, GRAINS, Group, MEASURES, Measure, ship};
use llmobs::interactions::Cell;
use llmobs::warehouse::{Access, Store};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::world::{World, names};

const ASKS: usize = 300;
const SLICE: [Dim; 5] = [Dim::Provider, Dim::Model, Dim::Category, Dim::App, Dim::Environment];
const BY: [Dim; 8] =
    [Dim::Time, Dim::Provider, Dim::Model, Dim::Category, Dim::App, Dim::Environment, Dim::Weekday, Dim::HourOfDay];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

fn store(world: &World) -> Store {
    Store::open(&world.database(), Access::Read, World::columns(), 2).unwrap()
}

/// A question by chance: every group, measure, histogram and kind of filter comes up.
struct Dice<'c> {
    chance: ChaCha8Rng,
    cube: &'c Cube<'c>,
    names: Vec<Vec<Option<String>>>,
}

impl Dice<'_> {
    fn one(&mut self) -> Value {
        let filter = self.filter();
        let grain = *GRAINS.choose(&mut self.chance).unwrap();
        let mut by: Vec<Dim> = BY.sample(&mut self.chance, 3).copied().collect();
        by.truncate(self.chance.random_range(0..=3));
        let (mut measures, mut histograms): (Vec<&'static Measure>, Vec<&'static str>) = (Vec::new(), Vec::new());
        match self.chance.random_range(0..6) {
            0 => {
                by.push(Dim::Bin);
                by.extend(self.chance.random_bool(0.5).then_some(Dim::Histogram));
                let count = self.chance.random_range(1..4);
                histograms.extend(HISTOGRAMS.sample(&mut self.chance, count).map(|h| h.id));
            }
            1 => {
                by.insert(self.chance.random_range(0..=by.len()), Dim::ErrorType);
                let known = |m: &&Measure| m.columns().iter().all(|c| ["requests", "successes", "errors"].contains(c));
                measures.extend(MEASURES.iter().filter(known));
            }
            _ => {
                let count = self.chance.random_range(1..9);
                measures.extend(MEASURES.sample(&mut self.chance, count));
            }
        }
        let ask = Ask { by: &by, measures: &measures, histograms: &histograms, filter: &filter, grain };
        let groups = self.cube.ask(&ask).unwrap();
        let measures: Vec<&str> = measures.iter().map(|m| m.id).collect();
        json!({ "by": by, "measures": measures, "histograms": histograms, "filter": filter, "grain": grain.name,
                "answer": groups.iter().map(group).collect::<Vec<_>>() })
    }

    fn filter(&mut self) -> Filter {
        let mut filter = Filter::default();
        if self.chance.random_bool(0.5) {
            let (a, b) = (self.time(), self.time());
            filter.from = (self.chance.random_range(0..3) > 0).then_some(a.min(b));
            filter.to = (self.chance.random_range(0..3) > 0).then_some(a.max(b));
        }
        let lists =
            [&mut filter.provider, &mut filter.model, &mut filter.category, &mut filter.app, &mut filter.environment];
        for (names, list) in self.names.iter().zip(lists) {
            if self.chance.random_range(0..4) == 0 {
                let count = self.chance.random_range(1..4);
                list.extend(names.sample(&mut self.chance, count).cloned());
            }
        }
        filter
    }

    /// Within the data or a little beside; a midnight where only days are known.
    fn time(&mut self) -> NaiveDateTime {
        let (first, last) = self.cube.hours.unwrap();
        let hours = (last - first).num_hours() + 100;
        let back = if self.chance.random_bool(0.5) { hours } else { 24 * 15 };
        let time = last + TimeDelta::hours(50 - self.chance.random_range(0..back));
        if time < self.cube.hours_from { time.date().into() } else { time }
    }
}

fn group(group: &Group) -> Value {
    let part = |cell: &Cell| match cell {
        Cell::Text(text) => json!(text),
        Cell::Int(number) => json!(number),
        Cell::Null => Value::Null,
        other => panic!("a key holds {other:?}"),
    };
    json!({ "key": group.key.iter().map(part).collect::<Vec<_>>(), "values": group.values, "last_day": group.last_day })
}

#[test]
fn a_browser_gets_the_cube_and_questions_to_try_it_on() {
    let world = World::demo("cube-ship");
    let site = |threads: &str| {
        world.ok(&["build-site", "--threads", threads]);
        fs::read(world.path().join("_site").join(ship::PATH)).unwrap()
    };
    let one = site("1");
    assert!(one == site("2"), "the script depends on the number of threads");
    assert!(!one.contains(&b'<'), "the script may open a tag");

    let store = store(&world);
    let cube = Cube::open(&store, chrono_tz::Europe::Berlin, today()).unwrap();
    assert!(one == ship::script(&cube).unwrap(), "the script depends on more than the store and the day");
    let chance = ChaCha8Rng::seed_from_u64(14);
    let mut dice = Dice { chance, cube: &cube, names: SLICE.map(|dim| names(&store, dim)).to_vec() };
    let asks: Vec<Value> = (0..ASKS).map(|_| dice.one()).collect();
    let answered = asks.iter().filter(|ask| ask["answer"].as_array().is_some_and(|groups| groups.len() > 1)).count();
    assert!(answered > ASKS / 2, "{answered} of {ASKS} questions have more than one group for an answer");
    if let Ok(out) = std::env::var("LLMOBS_CUBE_OUT") {
        world.leave_site(Path::new(&out));
        fs::write(Path::new(&out).join("asks.json"), serde_json::to_vec(&asks).unwrap()).unwrap();
    }
}

#[test]
fn hours_come_to_the_bins_of_their_day() {
    let world = World::demo("cube-hours");
    let store = store(&world);
    let cube = Cube::open(&store, chrono_tz::Europe::Berlin, today()).unwrap();
    assert_eq!(cube.hours_from.date(), cube.days().unwrap().1 - Days::new(13));
    let by = [Dim::Time, Dim::Model, Dim::App, Dim::Category, Dim::Histogram, Dim::Bin];
    let histograms: Vec<&str> = HISTOGRAMS.iter().map(|h| h.id).collect();
    let filter = Filter { from: Some(cube.hours_from), ..Filter::default() };
    let ask = Ask { by: &by, measures: &[], histograms: &histograms, filter: &filter, grain: GRAINS[0] };
    let mut days: BTreeMap<String, i64> = BTreeMap::new();
    let mut hours = BTreeSet::new();
    for Group { mut key, values, .. } in cube.ask(&ask).unwrap() {
        let Cell::Text(hour) = &key[0] else { panic!("{key:?}") };
        hours.insert(hour.clone());
        key[0] = Cell::Text(hour[..10].to_string());
        *days.entry(format!("{key:?}")).or_default() += values[0].n as i64;
    }
    assert!(hours.len() > 150, "{} hours", hours.len());
    let kept = store.query(&format!(
        "SELECT strftime(day, '%Y-%m-%d'), model, app, category, measure, bin, sum(n)::BIGINT
         FROM cube_histograms WHERE day >= TIMESTAMP '{}' GROUP BY ALL",
        cube.hours_from
    ));
    let kept: BTreeMap<String, i64> = kept
        .unwrap()
        .into_iter()
        .map(|mut row| match row.pop() {
            Some(Cell::Int(n)) => (format!("{row:?}"), n),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(kept.len() > 1000, "{} counts", kept.len());
    assert!(days == kept, "the hours of a day do not come to what is kept of it");
}
