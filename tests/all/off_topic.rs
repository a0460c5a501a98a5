//! What similarity is by chance: the pairs, the cosine and the threshold, computed here once more from the log's own texts.

use std::collections::HashMap;

use llmobs::figures::FIGURES;
use llmobs::figures::rows::Row;
use llmobs::warehouse::SAMPLE;

use crate::world::{World, cube_and_context};

const TOPICS: [&[&str]; 3] = [
    &["museum", "garden", "opening", "ticket", "visitor", "guide"],
    &["parcel", "courier", "delivery", "address", "signature", "warehouse"],
    &["database", "index", "query", "replica", "transaction", "schema"],
];

/// Prompts and responses in the order of time. Words are long and plain, so that all of them weigh alike.
fn texts(n: usize) -> Vec<(String, String)> {
    let word = |i: usize, at: usize| TOPICS[i % 3][(i * 5 + at * (1 + i % 4)) % 6];
    let text = |i: usize, from: usize, length: usize| {
        (from..from + length)
            .map(|at| word(i, at))
            .chain([["alpha", "bravo", "delta"][i % 3]])
            .collect::<Vec<_>>()
            .join(" ")
    };
    // Every seventh response is one to another topic.
    (0..n).map(|i| (text(i, 0, 3 + i % 3), text(if i % 7 == 0 { i + 1 } else { i }, 1, 4))).collect()
}

fn world(texts: &[(String, String)], backwards: bool) -> World {
    let world = World::empty("off-topic");
    let line = |(i, (prompt, response)): (usize, &(String, String))| {
        let (day, second) = (i % 20 + 1, i / 20);
        format!(
            "{{\"id\":\"{i}\",\"timestamp\":\"2026-10-{day:02}T10:{:02}:{:02}Z\",\"category\":\"{}\",\"prompt\":\"{prompt}\",\
             \"response\":\"{response}\"}}\n",
            second / 60,
            second % 60,
            ["visit", "post", "coding"][i % 3]
        )
    };
    let mut lines: Vec<String> = texts.iter().enumerate().map(line).collect();
    if backwards {
        lines.reverse();
    }
    world.write("log.jsonl", lines.concat());
    world.ok(&["ingest", "log.jsonl"]);
    world
}

fn rows(world: &World, id: &str) -> Vec<Row> {
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    FIGURES.iter().find(|f| f.id == id).unwrap().rows(&cube, &context).unwrap()
}

/// The documented formula, for words that are long and plain.
fn cosine(a: &str, b: &str) -> f64 {
    let weights = |text: &str| {
        let mut counts: HashMap<String, f64> = HashMap::new();
        text.split(' ').for_each(|word| *counts.entry(word.chars().take(6).collect()).or_default() += 1.0);
        counts.values_mut().for_each(|n| *n = 1.0 + n.ln());
        counts
    };
    let (a, b) = (weights(a), weights(b));
    let length = |of: &HashMap<String, f64>| of.values().map(|w| w * w).sum::<f64>().sqrt();
    let both: f64 = a.iter().filter_map(|(word, w)| b.get(word).map(|v| w * v)).sum();
    (both / (length(&a) * length(&b)) * 1000.0).round() / 1000.0
}

fn spread(place: u64) -> u64 {
    let mut z = place.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn off_topic_is_what_is_no_nearer_than_by_chance() {
    let texts = texts(200);
    // In the order of time: day first.
    let mut order: Vec<usize> = (0..200).collect();
    order.sort_by_key(|i| (i % 20, i / 20));
    let mut chance = Vec::new();
    for (place, i) in order.iter().enumerate() {
        let first = spread(place as u64) as usize % 199;
        let other =
            (0..199).map(|step| order[(place + 1 + (first + step) % 199) % 200]).find(|j| texts[*j].0 != texts[*i].0);
        chance.push(cosine(&texts[other.unwrap()].0, &texts[*i].1));
    }
    chance.sort_by(f64::total_cmp);
    let threshold = chance[189];
    let own: Vec<f64> = texts.iter().map(|(prompt, response)| cosine(prompt, response)).collect();
    let below = own.iter().filter(|value| **value <= threshold).count();
    let world = world(&texts, false);
    let told = rows(&world, "off_topic_threshold");
    assert_eq!(told[0].count(1), 200);
    assert_eq!((told[0].number(5), told[0].count(6)), (Some(threshold), below as u64), "{told:?}");
    assert_eq!((told[1].count(1), told[1].number(3)), (200, Some(chance[99])));
    let mut ranked = own.clone();
    ranked.sort_by(f64::total_cmp);
    assert_eq!([2, 3, 4].map(|at| told[0].number(at).unwrap()), [ranked[9], ranked[99], ranked[189]]);
    assert!(below > 20 && below < 200, "the test tells them apart: {below}");
    let days = rows(&world, "off_topic_over_time");
    assert_eq!(days.len(), 20);
    for (day, row) in days.iter().enumerate() {
        let mut here: Vec<f64> = (0..200).filter(|i| i % 20 == day).map(|i| own[i]).collect();
        here.sort_by(f64::total_cmp);
        assert_eq!((row.text(0), row.count(1)), (format!("2026-10-{:02}", day + 1).as_str(), 10));
        assert_eq!(row.count(5), here.iter().filter(|value| **value <= threshold).count() as u64);
        assert_eq!([2, 3, 4].map(|at| row.number(at).unwrap()), [here[4], here[0], threshold]);
    }
    let categories = rows(&world, "off_topic_by_category");
    assert_eq!(categories.len(), 3);
    for row in &categories {
        let at = ["visit", "post", "coding"].iter().position(|name| *name == row.text(0)).unwrap();
        let here = (0..200).filter(|i| i % 3 == at && own[*i] <= threshold).count();
        assert_eq!(row.count(2), here as u64, "{row:?}");
        let (low, share, high) = (row.number(4).unwrap(), row.number(3).unwrap(), row.number(5).unwrap());
        assert!(low <= share && share <= high && low < high);
    }
}

#[test]
fn off_topic_of_a_large_store_is_a_sample_that_loading_does_not_change() {
    let texts = texts(SAMPLE + 1_900);
    let (forwards, backwards) = (world(&texts, false), world(&texts, true));
    let told = rows(&forwards, "off_topic_threshold");
    assert_eq!(told[0].count(1), (SAMPLE + 1_900) as u64);
    assert_eq!(told[1].count(1), SAMPLE as u64, "{told:?}");
    assert_eq!(told, rows(&backwards, "off_topic_threshold"));
}

#[test]
fn off_topic_of_a_few_is_not_told() {
    let few = world(&texts(30), false);
    for id in ["off_topic_threshold", "off_topic_over_time", "off_topic_by_category"] {
        assert!(rows(&few, id).is_empty(), "{id}");
    }
}
