//! Similarity and support by meaning, with a tiny model of our own: what is stored, which model made it, what is said when there
//! is none, and what is wrong with a folder that holds no model.

#[cfg(not(feature = "embeddings"))]
#[test]
fn embeddings_need_a_build_with_them() {
    let world = crate::world::World::empty("embeddings-none");
    world.write("log.jsonl", "{\"id\":\"a\",\"timestamp\":\"2026-10-01T10:00:00Z\",\"model\":\"m\"}\n");
    let output = world.run(&["ingest", "log.jsonl", "--embedding-model", "model"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("without the feature `embeddings`") && told.contains("--features embeddings"), "{told}");
    // Who only reads the store is not bothered.
    world.ok(&["ingest", "log.jsonl"]);
    world.write("llmobs.toml", "embedding_model = \"model\"\n");
    world.ok(&["build-site"]);
    assert!(world.ok(&["config"]).contains("without the feature `embeddings`"));
}

#[cfg(feature = "embeddings")]
mod built_in {
    use serde_json::Value;

    use crate::embeddings_model::{WORDS, bytes, cosine, table, tensors, write};
    use crate::records_shared::shared;
    use crate::world::World;

    const PROMPTS: [&str; 3] = ["The old river", "Is the ship old?", "The tax"];
    const RESPONSES: [&str; 3] = ["The stream is old.", "The boat is old. Tax!", "Ship and boat"];
    const CONTEXT: &str = "The river is old. Ship: unknown words only. The tax.";

    /// A store of 90 interactions, three texts in turn; every second one has a context.
    fn world(name: &str, options: &[&str]) -> World {
        let world = World::empty(name);
        write(&world.path().join("tiny"), table(1.0));
        let line = |i: usize| {
            let context = if i.is_multiple_of(2) { format!("\"context\":\"{CONTEXT}\",") } else { String::new() };
            format!(
                "{{\"id\":\"{i}\",\"timestamp\":\"2026-10-{:02}T10:{:02}:00Z\",{context}\"category\":\"c{}\",\"prompt\":\"{} {i}\",\
                 \"response\":\"{}\"}}\n",
                i % 28 + 1,
                i % 60,
                i % 3,
                PROMPTS[i % 3],
                RESPONSES[i % 3]
            )
        };
        world.write("log.jsonl", (0..90).map(line).collect::<String>());
        world.ok(&[&["ingest", "log.jsonl"], options].concat());
        world
    }

    const WITH: &[&str] = &["--embedding-model", "tiny"];

    fn numbers(world: &World, what: &str) -> Vec<f64> {
        let sql = format!("SELECT {what} FROM interactions ORDER BY id::INT");
        world.sql(&sql).iter().map(|told| told.parse().unwrap_or(f64::NAN)).collect()
    }

    #[test]
    fn embeddings_are_those_computed_by_hand() {
        let world = world("embeddings", WITH);
        let (near, held) = (numbers(&world, "semantic_similarity"), numbers(&world, "semantic_support"));
        for i in 0..90 {
            let want = cosine(PROMPTS[i % 3], RESPONSES[i % 3]);
            assert!((near[i] - want).abs() < 6e-4, "{i}: {} {want}", near[i]);
            if i % 2 == 1 {
                assert!(held[i].is_nan());
                continue;
            }
            let said: Vec<&str> = RESPONSES[i % 3].split_inclusive(['.', '!']).collect();
            let best = |one: &&str| CONTEXT.split('.').take(3).map(|other| cosine(one, other)).fold(-1.0, f64::max);
            let want = said.iter().map(best).sum::<f64>() / said.len() as f64;
            assert!((held[i] - want).abs() < 6e-4, "{i}: {} {want}", held[i]);
        }
        let models = world.sql("SELECT DISTINCT semantic_model FROM interactions");
        assert!(models.len() == 1 && models[0].starts_with("tiny#"), "{models:?}");
        let both =
            "SELECT count(*) FROM interactions WHERE (semantic_groundedness IS NULL) <> (semantic_support IS NULL)";
        assert_eq!(world.sql(both), ["0"]);
    }

    #[test]
    fn embeddings_do_not_depend_on_threads_or_on_the_way() {
        let all = "(semantic_similarity, semantic_support, semantic_groundedness, semantic_model)::VARCHAR";
        let sql = format!("SELECT {all} FROM interactions ORDER BY id::INT");
        let one = world("embeddings-one", &["--embedding-model", "tiny", "--threads", "1"]).sql(&sql);
        let four = world("embeddings-four", &["--embedding-model", "tiny", "--threads", "4"]).sql(&sql);
        assert_eq!(one, four);
        let later = world("embeddings-later", &[]);
        later.ok(&["enrich", "--embedding-model", "tiny"]);
        assert_eq!(later.sql(&sql), one);
    }

    #[test]
    fn embeddings_of_another_model_are_told_and_redone() {
        let world = world("embeddings-other", WITH);
        write(&world.path().join("other"), table(-1.0));
        world.write(
            "more.jsonl",
            "{\"id\":\"90\",\"timestamp\":\"2026-10-01T10:00:00Z\",\"prompt\":\"river\",\"response\":\"boat\"}\n",
        );
        let said = |args: &[&str]| String::from_utf8(world.run(args).stderr).unwrap();
        let told = said(&["ingest", "more.jsonl", "--embedding-model", "other"]);
        assert!(told.contains("90 interactions of the store were not embedded by other#"), "{told}");
        assert_eq!(world.sql("SELECT count(DISTINCT semantic_model) FROM interactions"), ["2"]);
        let told = said(&["enrich", "--embedding-model", "other"]);
        assert!(!told.contains("warning"), "{told}");
        assert_eq!(world.sql("SELECT count(DISTINCT semantic_model) FROM interactions"), ["1"]);
        let told = said(&["ingest", "more.jsonl"]);
        assert!(told.contains("`embedding_model` is not set") && told.contains("other#"), "{told}");
        let told = said(&["enrich"]);
        assert!(told.contains("made by other#") && told.contains("goes"), "{told}");
        let columns =
            "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'store' AND column_name LIKE 'semantic%'";
        assert_eq!(world.sql(columns), ["0"]);
    }

    #[test]
    fn embeddings_have_a_table_on_the_page_where_the_store_has_them() {
        let page = |world: &World| {
            world.ok(&["build-site"]);
            std::fs::read_to_string(world.path().join("_site/similarity.html")).unwrap()
        };
        assert!(!page(&world("embeddings-no-page", &[])).contains("off_topic_by_meaning"));
        let world = world("embeddings-page", WITH);
        let told = page(&world);
        assert!(told.contains("off_topic_by_meaning") && told.contains("tiny#"), "{told}");
        // The share at or below the threshold that was noted, counted by the engine from the values.
        let chance: Value =
            serde_json::from_str(&world.sql("SELECT value FROM llmobs WHERE key = 'semantic_chance'")[0]).unwrap();
        assert_eq!(chance["n"], 90);
        // Each response has a prompt of another text in the sample; those have three meanings.
        let all: Vec<f64> = PROMPTS.iter().flat_map(|p| RESPONSES.iter().map(move |r| cosine(p, r))).collect();
        let threshold = chance["p95"].as_f64().unwrap();
        assert!(all.iter().any(|value| (value - threshold).abs() < 6e-4), "{threshold} {all:?}");
        let below = world.sql(&format!(
            "SELECT category, count(*) FILTER (semantic_similarity <= {threshold}) FROM interactions GROUP BY 1 ORDER BY 1"
        ));
        let script = std::fs::read_to_string(world.path().join("_site/assets/figures/similarity.js")).unwrap();
        let (from, to) = (script.find(", {").unwrap() + 2, script.rfind(");").unwrap());
        let told: Value = serde_json::from_str(&script[from..to]).unwrap();
        let table = &told["panels"]["off_topic_by_meaning"]["table"];
        let at = |name: &str| table["columns"].as_array().unwrap().iter().position(|c| c["name"] == name).unwrap();
        let mut rows: Vec<String> = table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| !row[at("below")].is_null())
            .map(|row| format!("{} {}", row[at("category")].as_str().unwrap(), row[at("below")]))
            .collect();
        rows.sort();
        assert_eq!(rows, below);
    }

    #[test]
    fn embeddings_are_measured_where_a_model_is_given() {
        let world = world("embeddings-evaluate", WITH);
        let row = |n: usize| {
            let (bad, response) = if n.is_multiple_of(3) { (true, "Tax is tax") } else { (false, "The stream is old") };
            format!(
                "{{\"prompt\":\"The river\",\"context\":\"The river is old.\",\"response\":\"{response} {n}\",\"hallucinated\":{bad}}}\n"
            )
        };
        world.write("set.jsonl", (0..30).map(row).collect::<String>());
        let signals = |args: &[&str]| -> Vec<String> {
            let told: Value = serde_json::from_str(&world.ok(args)).unwrap();
            told["signals"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
        };
        let by_words = signals(&["evaluate", "set.jsonl", "--json"]);
        assert!(by_words.iter().all(|id| !id.starts_with("semantic_")), "{by_words:?}");
        let all = signals(&["evaluate", "set.jsonl", "--json", "--embedding-model", "tiny"]);
        assert_eq!(all.len(), by_words.len() + 4);
        // The first one gives the report's own figure.
        assert_eq!(all[0], "semantic_groundedness");
        let told: Value =
            serde_json::from_str(&world.ok(&["evaluate", "set.jsonl", "--json", "--embedding-model", "tiny"])).unwrap();
        assert_eq!(told["macro_auroc"], 1.0);
        let output = world.run(&["evaluate", "set.jsonl", "--signal", "semantic_support"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("--embedding-model"));
        let told = world.llmobs(&["config"]).env("LLMOBS_EMBEDDING_MODEL", "tiny").output().unwrap();
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains("embedding model: tiny#") && told.contains("8 tokens, vectors of 3 numbers"), "{told}");
    }

    #[test]
    fn embeddings_in_other_forms_are_the_same() {
        // Rows in another order with a mapping, half of each number in its weight, 16 bits.
        let half = |value: f32| (((value.to_bits() >> 16) & 0xffff) as u16).to_le_bytes();
        let mut rows: Vec<[f32; 3]> = WORDS.iter().map(|word| word.1).collect();
        rows.reverse();
        let data: Vec<u8> = rows.iter().flatten().flat_map(|value| half(value * 2.0)).collect();
        let mapping: Vec<u8> = (0..9_i64).rev().flat_map(i64::to_le_bytes).collect();
        let file = tensors(&[
            ("embeddings", "BF16", &[9, 3], data),
            ("mapping", "I64", &[9], mapping),
            ("weights", "F32", &[9], bytes([0.5; 9])),
        ]);
        let (plain, world) = (world("embeddings-plain", WITH), World::empty("embeddings-forms"));
        write(&world.path().join("tiny"), file);
        std::fs::copy(plain.path().join("log.jsonl"), world.path().join("log.jsonl")).unwrap();
        world.ok(&["ingest", "log.jsonl", "--embedding-model", "tiny"]);
        let (want, got) = (numbers(&plain, "semantic_similarity"), numbers(&world, "semantic_similarity"));
        assert!(want.iter().zip(&got).all(|(a, b)| (a - b).abs() < 0.02), "{want:?} {got:?}");
    }

    #[test]
    fn embeddings_of_a_bad_folder_are_an_error_with_a_hint() {
        let world = World::empty("embeddings-bad");
        world.write("log.jsonl", "{\"id\":\"a\",\"timestamp\":\"2026-10-01T10:00:00Z\",\"model\":\"m\"}\n");
        let folder = |name: &str| world.path().join(name);
        for name in ["config", "tokenizer", "gone", "json"] {
            write(&folder(name), table(1.0));
        }
        std::fs::remove_file(folder("config").join("config.json")).unwrap();
        std::fs::remove_file(folder("gone").join("model.safetensors")).unwrap();
        std::fs::write(folder("tokenizer").join("tokenizer.json"), "{\"model\":").unwrap();
        std::fs::write(folder("json").join("tokenizer.json"), "{}").unwrap();
        write(&folder("cut"), table(1.0)[..150].to_vec());
        write(&folder("short"), tensors(&[("embeddings", "F32", &[4, 3], bytes([1.0; 12]))]));
        write(&folder("flat"), tensors(&[("embeddings", "F32", &[27], bytes([1.0; 27]))]));
        write(&folder("other"), tensors(&[("weight", "F32", &[9, 3], bytes([1.0; 27]))]));
        write(&folder("odd"), tensors(&[("embeddings", "F32", &[9, 3], bytes([f32::NAN; 27]))]));
        write(&folder("whole"), tensors(&[("embeddings", "I64", &[9, 3], bytes([1.0; 54]))]));
        for (name, part) in [
            ("nowhere", "No such file"),
            ("config", "config.json"),
            ("tokenizer", "tokenizer.json"),
            ("json", "tokenizer.json"),
            ("gone", "model.safetensors"),
            ("cut", "model.safetensors"),
            ("short", "9 tokens"),
            ("flat", "no table"),
            ("other", "no tensor `embeddings`"),
            ("odd", "no number"),
            ("whole", "I64"),
        ] {
            let output = world.run(&["ingest", "log.jsonl", "--embedding-model", name]);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{name}: {told}");
            for part in
                ["error: cannot read the embedding model in", "caused by: ", part, "hint: `embedding_model` wants"]
            {
                assert!(told.contains(part), "{name}: `{part}` is missing in {told}");
            }
            assert!(!world.database().exists(), "{name}: nothing was made");
        }
    }

    /// With a model of your own: `LLMOBS_TEST_MODEL=folder cargo test --release --features embeddings embeddings`.
    #[test]
    fn embeddings_hold_on_labelled_sets() {
        let Some(model) = std::env::var_os("LLMOBS_TEST_MODEL") else {
            eprintln!("skipped: LLMOBS_TEST_MODEL names no embedding model");
            return;
        };
        let (Some(dialogues), Some(summaries)) =
            (shared("labelled/hallucination.dev.jsonl"), shared("labelled/hallucination.summaries.dev.jsonl"))
        else {
            return;
        };
        let world = World::empty("embeddings-labelled");
        let names = [dialogues, summaries].map(|file| file.display().to_string());
        let model = model.to_string_lossy().into_owned();
        let told =
            world.ok(&["evaluate", "--json", "--resamples", "0", "--embedding-model", &model, &names[0], &names[1]]);
        let told: Value = serde_json::from_str(&told).unwrap();
        let auroc = |signal: &str, source: &str| {
            let one = told["signals"].as_array().unwrap().iter().find(|one| one["id"] == signal).unwrap();
            let source = one["sources"].as_array().unwrap().iter().find(|one| one["name"] == source).unwrap();
            source["auroc"]["value"].as_f64().unwrap()
        };
        for (source, least) in [("begin-wow", 0.95), ("begin-cmudog", 0.95), ("summeval", 0.85)] {
            assert!(auroc("semantic_groundedness", source) >= least, "{source}");
            assert!(auroc("semantic_support", source) > 0.75, "{source}");
        }
    }
}
