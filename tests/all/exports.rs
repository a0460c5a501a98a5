//! Exports against plain SQL over the interactions, and back again: a store that reads what another one wrote is equal.

use std::collections::BTreeMap;
use std::process::Command;

use crate::world::World;

/// Whether a program is there; says so when it is not.
pub fn have(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        println!("skipped: there is no {program} on this machine");
    }
    found
}

/// Name, labels, value and time.
type Sample = (String, BTreeMap<String, String>, f64, Option<i64>);

/// Every sample of a metrics file.
fn samples(text: &str) -> Vec<Sample> {
    let sample = |line: &str| {
        let (name, rest) = match line.split_once('{') {
            Some((name, rest)) => (name, rest.rsplit_once("} ").unwrap()),
            None => line.split_once(' ').map(|(name, rest)| (name, ("", rest))).unwrap(),
        };
        let labels = rest.0.split("\",").filter(|part| !part.is_empty()).map(|part| {
            let (label, value) = part.split_once("=\"").unwrap();
            (label.to_string(), value.trim_end_matches('"').to_string())
        });
        let mut numbers = rest.1.split(' ');
        let value = numbers.next().unwrap().parse().unwrap();
        (name.to_string(), labels.collect(), value, numbers.next().map(|at| at.parse().unwrap()))
    };
    text.lines().filter(|line| !line.starts_with('#')).map(sample).collect()
}

/// Sums that do not depend on the cube, each under the name of its counter.
const COUNTERS: &[(&str, &str)] = &[
    ("llmobs_requests_total", "count(*)"),
    ("llmobs_errors_total", "count(*) FILTER (status = 'error')"),
    ("llmobs_cost_usd_total", "sum(cost_usd)"),
    ("llmobs_input_tokens_total", "sum(input_tokens)"),
    ("llmobs_output_tokens_total", "sum(output_tokens)"),
    ("llmobs_labelled_total", "count(hallucination)"),
    ("llmobs_hallucinated_total", "count(*) FILTER (hallucination)"),
    ("llmobs_positive_total", "count(*) FILTER (feedback > 0)"),
    ("llmobs_feedback_points", "sum(feedback)"),
    ("gen_ai_client_operation_duration_seconds_count", "count(latency_ms)"),
];

#[test]
fn a_snapshot_counts_what_the_store_holds() {
    let world = World::demo("export-snapshot");
    world.ok(&["export", "prometheus", "--output", "llmobs.prom"]);
    let text = std::fs::read_to_string(world.path().join("llmobs.prom")).unwrap();
    assert_eq!(text, world.ok(&["export", "prometheus"]));
    let found = samples(&text);
    for (name, sql) in COUNTERS {
        let genai = name.starts_with("gen_ai");
        let labels = if genai {
            ["gen_ai_provider_name", "gen_ai_response_model", "service_name"]
        } else {
            ["provider", "model", "app"]
        };
        let rows = world.sql(&format!(
            "SELECT coalesce(provider, ''), coalesce(model, ''), coalesce(app, ''), coalesce(environment, ''), ({sql})::DOUBLE AS v
             FROM interactions GROUP BY ALL HAVING v <> 0 ORDER BY ALL"
        ));
        let series: Vec<_> = found.iter().filter(|sample| sample.0 == *name && sample.2 != 0.0).collect();
        assert_eq!(series.len(), rows.len(), "{name}");
        for row in rows {
            let parts: Vec<&str> = row.splitn(5, ' ').collect();
            let environment = if genai { "deployment_environment_name" } else { "environment" };
            let series = series.iter().find(|sample| {
                let has = |label: &str, value: &str| sample.1.get(label).map_or("", String::as_str) == value;
                labels.iter().zip(&parts).all(|(label, value)| has(label, value)) && has(environment, parts[3])
            });
            let (got, want) =
                (series.unwrap_or_else(|| panic!("{name} has no {row}")).2, parts[4].parse::<f64>().unwrap());
            assert!((got - want).abs() <= 1e-9 * want.abs(), "{name} {row}: {got}");
        }
    }
    // Buckets hold the calls up to their bound: counted again without bins.
    for (le, n) in found
        .iter()
        .filter(|sample| sample.0 == "gen_ai_client_operation_duration_seconds_bucket" && sample.1["le"] != "+Inf")
        .fold(BTreeMap::new(), |mut sums: BTreeMap<String, f64>, sample| {
            *sums.entry(sample.1["le"].clone()).or_default() += sample.2;
            sums
        })
    {
        let want = world.sql(&format!("SELECT count(*) FROM interactions WHERE latency_ms < {le}::DOUBLE * 1000"));
        assert_eq!(n.to_string(), want[0], "le {le}");
    }
    let gauge = |name: &str| found.iter().find(|sample| sample.0 == name).unwrap_or_else(|| panic!("no {name}")).2;
    let last =
        world.sql("SELECT epoch(date_trunc('hour', max(timestamp)) + INTERVAL 1 HOUR)::BIGINT FROM interactions");
    assert_eq!(gauge("llmobs_last_interaction_timestamp_seconds").to_string(), last[0]);
    let rate = world.sql(&format!(
        "SELECT avg((status = 'error')::INT)::DOUBLE FROM interactions WHERE epoch(timestamp) >= {} - 86400",
        last[0]
    ));
    assert!((gauge("llmobs_error_rate_ratio") - rate[0].parse::<f64>().unwrap()).abs() < 1e-9);
    if have("promtool") {
        let output = Command::new("sh")
            .args(["-c", "promtool check metrics < llmobs.prom"])
            .current_dir(world.path())
            .output()
            .unwrap();
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && told.trim().is_empty(), "{told}");
    }
}

#[test]
fn a_history_adds_up_at_every_step() {
    let world = World::demo("export-history");
    let text = world.ok(&["export", "prometheus", "--history", "--by", "provider"]);
    assert!(text.ends_with("# EOF\n") && text.matches("# EOF").count() == 1);
    let found = samples(&text);
    let mut steps = 0;
    for (name, sql) in &COUNTERS[..9] {
        let series: Vec<_> = found
            .iter()
            .filter(|sample| sample.0 == *name && sample.1.get("provider").is_some_and(|p| p == "openai"))
            .collect();
        assert!(series.len() > 90, "{name}: {}", series.len());
        let times: Vec<i64> = series.iter().map(|sample| sample.3.unwrap()).collect();
        assert!(times.is_sorted_by(|a, b| a < b), "{name}");
        // Every 40th step, and the last.
        for sample in series.iter().step_by(40).chain(series.last()) {
            let at = sample.3.unwrap();
            let want = world.sql(&format!("SELECT coalesce(({sql})::DOUBLE, 0) FROM interactions WHERE provider = 'openai' AND epoch(timestamp) < {at}"));
            let want: f64 = want[0].parse().unwrap();
            assert!((sample.2 - want).abs() <= 1e-9 * want.abs(), "{name} at {at}: {}, expected {want}", sample.2);
            steps += 1;
        }
    }
    assert!(steps > 60, "{steps}");
    // Types, units and help of every family come before its samples, and every counter has its ending.
    for family in llmobs::exports::prometheus::families() {
        if text.contains(&format!("# TYPE {} ", family.name)) {
            assert!(text.contains(&format!("# HELP {} ", family.name)), "{}", family.name);
            assert_eq!(family.unit.is_some(), text.contains(&format!("# UNIT {} ", family.name)), "{}", family.name);
        }
    }
}

/// Names of metrics in a dashboard or a rule file.
fn named(text: &str) -> Vec<String> {
    let starts = |word: &&str| {
        (word.starts_with("llmobs_") || word.starts_with("gen_ai_client") || word.starts_with("gen_ai_server"))
            && word.len() > 7
    };
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(starts).map(String::from).collect()
}

#[test]
fn dashboard_and_alerts_name_metrics_that_exist() {
    let exist: Vec<String> = llmobs::exports::prometheus::families()
        .iter()
        .flat_map(|family| match family.type_name() {
            "counter" => vec![format!("{}_total", family.name)],
            "histogram" => ["bucket", "count", "sum"].map(|part| format!("{}_{part}", family.name)).to_vec(),
            _ => vec![family.name.clone()],
        })
        .collect();
    let dashboard = include_str!("../../deploy/grafana.json");
    let board: serde_json::Value = serde_json::from_str(dashboard).unwrap();
    assert!(board["panels"].as_array().unwrap().iter().all(|panel| !panel["targets"].as_array().unwrap().is_empty()));
    for text in [dashboard, include_str!("../../deploy/alerts.yml")] {
        let names = named(text);
        assert!(names.len() > 5);
        for name in names {
            assert!(exist.contains(&name), "{name} is no metric");
        }
    }
    if have("promtool") {
        let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/alerts.yml");
        let output = Command::new("promtool").args(["check", "rules"]).arg(rules).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// What a store holds, without where its rows were found.
fn holds(world: &World) -> Vec<String> {
    let columns: Vec<&str> =
        World::columns().iter().map(|c| c.name).filter(|name| !["source_id", "source_line"].contains(name)).collect();
    let columns = columns.join("::VARCHAR, ") + "::VARCHAR";
    world.sql(&format!("SELECT {columns} FROM interactions ORDER BY identity"))
}

fn scores(world: &World) -> Vec<String> {
    world.sql("SELECT identity::VARCHAR, name, value, label, source, comment FROM scores ORDER BY ALL")
}

/// Rows with what is easily lost: quotes, JSON, no id, every way to count, scales of feedback, microseconds, scores.
const ODD: &str = concat!(
    r#"{"timestamp":"2026-10-03T23:30:00.123456Z","model":"m","prompt":"no id, \"quotes\", commas\nand lines","response":"ü 世界 {\"a\": 1}"}"#,
    "\n",
    r#"{"id":"ex","timestamp":"2026-10-04T23:30:00Z","model":"m","input_tokens":10,"cache_read_tokens":90,"output_tokens":5,"token_basis":"exclusive"}"#,
    "\n",
    r#"{"id":"dis","timestamp":"2026-10-04T23:31:00Z","model":"m","input_tokens":10,"cache_read_tokens":90,"output_tokens":5,"reasoning_tokens":7,"token_basis":"disjoint"}"#,
    "\n",
    r#"{"timestamp":"2026-10-04T23:31:30Z","model":"m","input_tokens":100,"cache_read_tokens":40,"output_tokens":5,"total_tokens":77,"prompt":"sums that fit nothing"}"#,
    "\n",
    r#"{"id":"sc","timestamp":"2026-10-04T23:32:00Z","model":"m","scores":[{"name":"faithfulness","value":0.25,"comment":"a, \"b\""},{"name":"x","label":"good"}],"tags":["a","b c"],"metadata":{"n":1.50,"deep":{"k":[1,2,null]}}}"#,
    "\n",
    r#"{"id":"msg","timestamp":"2026-10-04T23:33:00Z","model":"m","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}],"latency_ms":0.125,"end_timestamp":"2026-10-04T23:33:05Z","http_status":200,"cost_usd":0.1,"hallucination":false,"category":"coding"}"#,
    "\n",
    r#"{"timestamp":"2026-10-04T23:34:00Z","model":"null island","status":"error","error_type":"timeout","feedback":-1,"user_id":"007"}"#,
    "\n",
);

#[test]
fn what_is_exported_is_read_back_as_it_was() {
    for log in ["odd", "demo"] {
        let world = if log == "demo" { World::demo("export-out") } else { World::empty("export-out") };
        if log == "odd" {
            world.write("odd.jsonl", ODD);
            world.ok(&["ingest", "odd.jsonl"]);
            assert_eq!(world.sql("SELECT count(*) FROM interactions"), ["7"]);
        }
        for format in ["jsonl", "parquet"] {
            let file = format!("out.{format}");
            world.ok(&["export", format, "--output", &file]);
            let again = World::empty("export-in");
            std::fs::copy(world.path().join(&file), again.path().join(&file)).unwrap();
            again.ok(&["ingest", &file]);
            assert_eq!(
                again.sql("SELECT DISTINCT format, rejected, duplicates FROM ingests"),
                ["native 0 0"],
                "{log} {format}"
            );
            let (got, want) = (holds(&again), holds(&world));
            assert_eq!(got.len(), want.len());
            for (got, want) in got.iter().zip(&want) {
                assert_eq!(got, want, "{log} {format}");
            }
            assert_eq!(scores(&again), scores(&world), "{log} {format}");
        }
    }
}

#[test]
fn tables_have_every_row_and_column() {
    let world = World::demo("export-tables");
    let n: usize = world.sql("SELECT count(*) FROM interactions")[0].parse().unwrap();
    let text = world.ok(&["export", "csv", "--all-columns"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), World::columns().len());
    assert_eq!(reader.records().map(Result::unwrap).count(), n);
    for (what, table) in [("hours", "cube_hours"), ("bins", "cube_histograms")] {
        let lines = world.ok(&["export", "jsonl", "--what", what]).lines().count();
        assert_eq!(lines.to_string(), world.sql(&format!("SELECT count(*) FROM {table}"))[0]);
    }
    let failed = world.run(&["export", "parquet"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("--output"));
    // Nothing is left beside a file.
    world.ok(&["export", "parquet", "--what", "hours", "--output", "a.parquet"]);
    assert!(
        !std::fs::read_dir(world.path()).unwrap().any(|e| e
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with(".llmobs-"))
    );
}
