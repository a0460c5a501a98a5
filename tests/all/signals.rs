//! What the site says about how good signals are: that it is what `llmobs evaluate` measures now, and that a store's own
//! figures are those of all pairs of its labels.
//!
//! `LLMOBS_UPDATE_SIGNALS=1` writes `data/signals.json` anew from the labelled sets.

use std::path::{Path, PathBuf};

use llmobs::figures::FIGURES;
use serde_json::{Map, Value, json};

use crate::records_shared::shared;
use crate::world::{World, cube_and_context};

/// The labelled sets that the site tells of.
const SETS: &[&str] = &[
    "categories.dev.jsonl",
    "hallucination.dev.jsonl",
    "hallucination.summaries.dev.jsonl",
    "halluqa/gpt-4-0613_output_qa_prompt.json",
];

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/signals.json")
}

/// Four decimals, as the file has them.
fn rounded(value: &Value) -> Value {
    value.as_f64().map_or(Value::Null, |value| json!((value * 1e4).round() / 1e4))
}

fn group(kind: &str, name: &Value, of: &Value, estimate: &Value) -> Value {
    json!({
        "kind": kind, "name": name, "n": of["n"], "silent": of["silent"].as_u64().unwrap_or(0),
        "value": rounded(&estimate["value"]), "low": rounded(&estimate["low"]), "high": rounded(&estimate["high"]),
    })
}

/// What `llmobs evaluate --json` says of one signal → its place in the file: numbers and names of sources only.
fn told(signal: &Value) -> Value {
    let ranks = signal["pooled"].is_object();
    let (pooled, estimate) = if ranks { (&signal["pooled"], "auroc") } else { (signal, "macro_f1") };
    let mean = if ranks { &signal["macro_auroc"] } else { &signal["mean_of_sources"] };
    let mut groups = vec![group("mean", &json!("sources"), pooled, mean)];
    groups.push(group("all", &json!("rows"), pooled, &pooled[estimate]));
    let list = |name: &str| signal[name].as_array().cloned().unwrap_or_default();
    groups.extend(
        list("references").iter().map(|one| group("reference", &one["id"], &one["all"], &one["all"][estimate])),
    );
    groups.extend(list("sources").iter().map(|one| group("source", &one["name"], one, &one[estimate])));
    groups.extend(list("languages").iter().map(|one| group("language", &one["name"], one, &one[estimate])));
    groups.extend(list("classes").iter().map(|one| group("class", &one["name"], one, &json!({"value": one["f1"]}))));
    let calibration = &signal["calibration"];
    let bin = |bin: &Value| json!({"n": bin["n"], "said": rounded(&bin["said"]), "found": rounded(&bin["found"])});
    let calibration = calibration["bins"].as_array().map_or(Value::Null, |bins| {
        json!({
            "n": calibration["n"], "error": rounded(&calibration["error"]), "brier": rounded(&calibration["brier"]),
            "bins": bins.iter().map(bin).collect::<Vec<_>>(),
        })
    });
    let measure = if ranks { "auroc" } else { "macro_f1" };
    json!({"id": signal["id"], "measure": measure, "n": signal["n"], "groups": groups, "calibration": calibration})
}

/// A list's items one a line, so that differences can be read.
fn written(whole: &Value) -> String {
    let signal = |signal: &Value| {
        let lines: Vec<String> =
            signal["groups"].as_array().unwrap().iter().map(|group| format!("      {group}")).collect();
        let mut rest: Map<String, Value> = signal.as_object().unwrap().clone();
        rest.remove("groups");
        let rest = Value::Object(rest).to_string();
        format!("    {},\n    \"groups\": [\n{}\n    ]}}", rest.strip_suffix('}').unwrap(), lines.join(",\n"))
    };
    let signals: Vec<String> = whole["signals"].as_array().unwrap().iter().map(signal).collect();
    format!("{{\n  \"files\": {},\n  \"signals\": [\n{}\n  ]\n}}\n", whole["files"], signals.join(",\n"))
}

#[test]
fn signals_published_are_what_is_measured_now() {
    let Some(sets) = SETS.iter().map(|set| shared(&format!("labelled/{set}"))).collect::<Option<Vec<_>>>() else {
        return;
    };
    let names: Vec<String> = sets.iter().map(|set| set.display().to_string()).collect();
    let mut words = vec!["evaluate", "--json"];
    words.extend(names.iter().map(String::as_str));
    let report: Value = serde_json::from_str(&World::empty("signals-published").ok(&words)).unwrap();
    let signals: Vec<Value> = report["signals"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(signals.len(), 7, "every signal was measured");
    let text = written(&json!({"files": SETS, "signals": signals}));
    if std::env::var_os("LLMOBS_UPDATE_SIGNALS").is_some() {
        std::fs::write(file(), &text).unwrap();
    }
    let kept = std::fs::read_to_string(file()).unwrap();
    assert!(
        kept == text,
        "data/signals.json is not what is measured now: LLMOBS_UPDATE_SIGNALS=1 cargo test --release signals_published"
    );
}

/// A store with labels; every third answer rests on its context, and labels follow that four times of five.
fn labelled(name: &str) -> World {
    let world = World::empty(name);
    let context = "The museum opens at nine. The garden closes at dusk. Visitors pay four euros at the northern gate.";
    let line = |i: usize| {
        let grounded = !i.is_multiple_of(3);
        let response = match (grounded, i % 4) {
            (true, 0) => "The museum opens at nine.",
            (true, 1) => "Visitors pay four euros at the northern gate. The garden closes at dusk.",
            (true, _) => "The garden closes at dusk and visitors pay.",
            (false, 0) => "Elephants were shipped to Lisbon by a wealthy banker.",
            (false, _) => "The museum was bought by Swedish investors during March 1987.",
        };
        let bad = (i * 7).is_multiple_of(5) == grounded;
        let context = if i % 10 == 9 { String::new() } else { format!("\"context\":\"{context}\",") };
        let label = if i.is_multiple_of(11) { String::new() } else { format!("\"hallucination\":{bad},") };
        format!(
            "{{\"id\":\"{i}\",\"timestamp\":\"2026-10-{:02}T10:00:00Z\",{context}{label}\
             \"prompt\":\"When does the museum number {i} open?\",\"response\":\"{response}\"}}\n",
            i % 28 + 1
        )
    };
    world.write("log.jsonl", (0..300).map(line).collect::<String>());
    world.ok(&["ingest", "log.jsonl"]);
    world
}

#[test]
fn signals_of_a_store_are_those_of_all_its_pairs() {
    let world = labelled("signals-own");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let rows = |id: &str| FIGURES.iter().find(|f| f.id == id).unwrap().rows(&cube, &context).unwrap();
    let own = rows("signals_own");
    assert_eq!(own.len(), 4);
    for row in &own {
        let signal = row.text(0);
        let sign = if ["groundedness", "similarity"].contains(&signal) { "<" } else { ">" };
        let want = store
            .query(&format!(
                "WITH l AS (SELECT {signal} AS v, hallucination AS h FROM interactions WHERE hallucination IS NOT NULL)
                 SELECT avg(CASE WHEN a.v {sign} b.v THEN 1 WHEN a.v = b.v THEN 0.5 ELSE 0 END)::DOUBLE,
                        (SELECT count(*) FROM l)::BIGINT, (SELECT count(*) FROM l WHERE h)::BIGINT, (SELECT count(*) FROM l WHERE v IS NULL)::BIGINT
                 FROM l a, l b WHERE a.h AND NOT b.h AND a.v IS NOT NULL AND b.v IS NOT NULL"
            ))
            .unwrap();
        let want = llmobs::figures::rows::Row(want.into_iter().next().unwrap());
        let auroc = row.number(4).unwrap();
        assert!((auroc - want.number(0).unwrap()).abs() < 1e-9, "{signal}: {row:?} {want:?}");
        assert_eq!([row.count(1), row.count(2), row.count(3)], [want.count(1), want.count(2), want.count(3)]);
        assert!(row.number(5).unwrap() < auroc && auroc < row.number(6).unwrap(), "{signal}");
    }
    assert!(own[0].number(4).unwrap() > 0.65, "groundedness tells: {own:?}");
    // Bins of suspicion, by SQL.
    let bins = rows("signals_own_calibration");
    let want = store
        .query(
            "SELECT avg(suspicion), avg(suspicion), avg(hallucination::INT), 0::DOUBLE, 0::DOUBLE, count(*)::BIGINT FROM interactions \
             WHERE hallucination IS NOT NULL AND suspicion IS NOT NULL GROUP BY floor(suspicion * 10) ORDER BY 1",
        )
        .unwrap();
    assert!(bins.len() > 1 && bins.len() == want.len(), "{bins:?}");
    let mut error = 0.0;
    for (got, want) in bins.iter().zip(want.into_iter().map(llmobs::figures::rows::Row)) {
        for at in [0, 2] {
            assert!((got.number(at).unwrap() - want.number(at).unwrap()).abs() < 1e-9);
        }
        assert_eq!(got.count(5), want.count(5));
        error += got.count(5) as f64 * (want.number(0).unwrap() - want.number(2).unwrap()).abs();
    }
    let spoken: u64 = bins.iter().map(|bin| bin.count(5)).sum();
    assert!((own[1].number(7).unwrap() - error / spoken as f64).abs() < 1e-9);
}

#[test]
fn signals_without_labels_say_so() {
    let world = World::empty("signals-none");
    world.write("log.jsonl", "{\"timestamp\":\"2026-10-01T10:00:00Z\",\"prompt\":\"Why?\",\"response\":\"So.\"}\n");
    world.ok(&["ingest", "log.jsonl"]);
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    for id in ["signals_own", "signals_own_calibration"] {
        let figure = FIGURES.iter().find(|f| f.id == id).unwrap();
        assert!(figure.rows(&cube, &context).unwrap().is_empty(), "{id}");
        assert!(figure.missing.contains("hallucination"));
    }
    world.ok(&["build-site"]);
    let html = std::fs::read_to_string(world.path().join("_site/signals.html")).unwrap();
    assert!(html.contains("nothing can be said about how good signals are here"));
    assert!(html.contains("Without a context, similarity of prompt and response carries no information"));
}

/// What the site shows of labelled sets is what the file says, by another reading of it.
#[test]
fn signals_shown_are_those_of_the_file() {
    let file: Value = serde_json::from_str(&std::fs::read_to_string(file()).unwrap()).unwrap();
    let world = World::demo("signals-shown");
    let store = world.store();
    let (cube, context) = cube_and_context(&store);
    let rows = |id: &str| FIGURES.iter().find(|f| f.id == id).unwrap().rows(&cube, &context).unwrap();
    let signals = file["signals"].as_array().unwrap();
    let groups = signals.iter().flat_map(|signal| signal["groups"].as_array().unwrap());
    let table = rows("signals_by_source");
    let wanted: Vec<&Value> = groups.collect();
    assert_eq!(table.len(), wanted.len());
    for (row, group) in table.iter().zip(&wanted) {
        assert_eq!((row.text(1), row.text(2)), (group["kind"].as_str().unwrap(), group["name"].as_str().unwrap()));
        assert_eq!((row.count(4), row.number(6)), (group["n"].as_u64().unwrap(), group["value"].as_f64()));
        assert_eq!((row.number(7), row.number(8)), (group["low"].as_f64(), group["high"].as_f64()));
    }
    let means: Vec<Option<f64>> = wanted.iter().filter(|g| g["kind"] == "mean").map(|g| g["value"].as_f64()).collect();
    let shown: Vec<Option<f64>> = rows("signals_auroc").iter().map(|row| row.number(4)).collect();
    assert_eq!(shown[..], means[1..], "category has no AUROC");
    let f1: Vec<f64> = rows("signals_categories").iter().filter_map(|row| row.number(2)).collect();
    let category = |kind: &str| signals[0]["groups"].as_array().unwrap().iter().filter(|g| g["kind"] == kind).count();
    assert_eq!(f1.len(), ["all", "mean", "reference", "source"].iter().map(|kind| category(kind)).sum::<usize>());
    let bins: u64 = rows("signals_calibration").iter().map(|row| row.count(5)).sum();
    assert_eq!(bins, signals[2]["calibration"]["n"].as_u64().unwrap());
    let limits = rows("signals_limits");
    // Sources without contexts: there groundedness has next to nothing to say.
    let of = |id: &str| signals.iter().find(|signal| signal["id"] == id).unwrap()["groups"].as_array().unwrap();
    let bare = of("groundedness")
        .iter()
        .filter(|g| g["kind"] == "source" && g["silent"].as_u64() > Some(g["n"].as_u64().unwrap() / 2));
    let bare: Vec<&Value> = bare.map(|g| &g["name"]).collect();
    let found = of("similarity").iter().filter(|g| g["kind"] == "source" && bare.contains(&&g["name"]));
    let found: Vec<f64> = found.map(|g| g["value"].as_f64().unwrap()).collect();
    let (low, high) = found.iter().fold((1.0_f64, 0.0_f64), |(low, high), &value| (low.min(value), high.max(value)));
    let told = format!("AUROC {low:.3} to {high:.3} on {} sources", found.len());
    assert!(limits[0].text(2).contains(&told), "{told}: {limits:?}");
}
