//! `llmobs evaluate`: what it prints, and that our signals are as good as we say, on our own cases and on labelled sets.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::records_shared::shared;
use crate::world::World;

fn evaluated(world: &World, signal: &str, files: &[&Path]) -> Value {
    let mut words = vec!["evaluate", "--json", "--resamples", "200", "--signal", signal];
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    words.extend(names.iter().map(String::as_str));
    serde_json::from_str(&world.ok(&words)).expect("it is JSON")
}

fn by_name<'v>(groups: &'v Value, name: &str) -> &'v Value {
    groups.as_array().unwrap().iter().find(|group| group["name"] == name).unwrap()
}

fn ours(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/categories").join(file)
}

#[test]
fn a_labelled_file_is_measured_the_same_every_time() {
    let world = World::empty("evaluate");
    let rows: String = (0..40)
        .map(|n| {
            let (bad, response) =
                if n % 4 == 0 { (true, "Boats fly over Vienna daily") } else { (false, "The river is long and cold") };
            format!(
                "{{\"prompt\":\"Say what it says\",\"context\":\"The river is long and cold.\",\"response\":\"{response}\",\
                 \"hallucinated\":{bad},\"source\":\"s{}\"}}\n",
                n % 2
            )
        })
        .collect();
    world.write("set.jsonl", &rows);
    let told = world.ok(&["evaluate", "set.jsonl", "--json"]);
    assert_eq!(told, world.ok(&["evaluate", "set.jsonl", "--json"]));
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["macro_f1"], Value::Null);
    // Source s1 has no hallucinated row, so only s0 has an AUROC, and it is perfect.
    assert_eq!(told["macro_auroc"], 1.0);
    let sheet = world.ok(&["evaluate", "set.jsonl", "--signal", "length", "--resamples", "0"]);
    assert!(sheet.contains("source s0") && sheet.contains("n 20, hallucinated 10, silent on 0"), "{sheet}");
    assert!(sheet.contains("source s1") && sheet.contains("AUROC none"), "{sheet}");
}

#[test]
fn what_cannot_be_measured_is_an_error() {
    let world = World::empty("evaluate-wrong");
    world.write("none.jsonl", "{\"prompt\":\"p\"}\n");
    world.write("empty.jsonl", "\n");
    let fails = |args: &[&str]| {
        let output = world.run(args);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(fails(&["evaluate", "none.jsonl"]).contains("neither `hallucinated` nor `category`"));
    assert!(fails(&["evaluate", "empty.jsonl"]).contains("no labelled rows"));
    assert!(fails(&["evaluate", "empty.jsonl", "--signal", "nonsense"]).contains("there is no signal"));
}

#[test]
fn our_own_cases_in_six_languages() {
    let world = World::empty("evaluate-own");
    let told = evaluated(&world, "category", &[&ours("own.jsonl"), &ours("blind.jsonl")]);
    let languages = told["signals"][0]["languages"].as_array().unwrap();
    assert_eq!(languages.len(), 6);
    for language in languages {
        assert!(language["macro_f1"]["value"].as_f64().unwrap() > 0.9, "{language}");
    }
    for class in told["signals"][0]["classes"].as_array().unwrap() {
        assert!(class["f1"].as_f64().unwrap() > 0.9, "{class}");
    }
}

#[test]
fn categories_beat_their_references() {
    let Some(file) = shared("labelled/categories.dev.jsonl") else { return };
    let world = World::empty("evaluate-categories");
    let told = evaluated(&world, "category", &[&file]);
    let ours = told["macro_f1"].as_f64().unwrap();
    for reference in told["signals"][0]["references"].as_array().unwrap() {
        let theirs = reference["all"]["macro_f1"]["value"].as_f64().unwrap();
        assert!(ours > theirs + 0.06, "{ours} against {reference}");
    }
    assert!(ours > 0.75, "{ours}");
}

#[test]
fn groundedness_and_suspicion_hold_on_dialogues_and_on_summaries() {
    let Some((dialogues, summaries)) =
        shared("labelled/hallucination.dev.jsonl").zip(shared("labelled/hallucination.summaries.dev.jsonl"))
    else {
        return;
    };
    let world = World::empty("evaluate-hallucination");
    let told = evaluated(&world, "groundedness", &[&dialogues, &summaries]);
    let auroc = |name| by_name(&told["signals"][0]["sources"], name)["auroc"]["value"].as_f64().unwrap();
    assert!(auroc("begin-wow") > 0.95 && auroc("begin-cmudog") > 0.95 && auroc("summeval") > 0.84);
    let told = evaluated(&world, "suspicion", &[&dialogues, &summaries]);
    let signal = &told["signals"][0];
    assert!(signal["calibration"]["error"].as_f64().unwrap() < 0.05);
    // Nothing is said where there is no context.
    let silent = by_name(&signal["sources"], "haluquestqa");
    assert_eq!(silent["silent"], silent["n"]);
    assert_eq!(silent["auroc"], Value::Null);
}
