//! `llmobs prices`, the policy, own prices, the currency of a report, and that the committed tables are what the scripts
//! make.

use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;

use crate::cli::seen;
use crate::records_shared::shared;
use crate::world::{NOW, World};

fn seen_at(folder: &Path, args: &[&str]) -> String {
    seen(folder, args, &[("SOURCE_DATE_EPOCH", NOW)])
}

const LOG: &str = concat!(
    r#"{"id":"a","timestamp":"2026-10-20T10:00:00Z","model":"gpt-4o","provider":"openai","input_tokens":1000000,"output_tokens":100000,"cache_read_tokens":400000,"cost_usd":4}"#,
    "\n",
    r#"{"id":"b","timestamp":"2026-10-20T11:00:00Z","model":"acme-large","provider":"acme","input_tokens":500000,"output_tokens":0}"#,
    "\n",
    r#"{"id":"c","timestamp":"2026-10-20T12:00:00Z","model":"gpt-4o","provider":"openai","input_tokens":1000000,"output_tokens":0,"cache_hit":true}"#,
    "\n",
);

#[test]
fn explain_tells_where_a_price_is_from() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("llmobs.toml"),
        "[[price]]\nmodel = \"my-*\"\ninput = 1\noutput = 2\n[[discount]]\nprovider = \"azure\"\npercent = 12\n",
    )
    .unwrap();
    let cases: [&[&str]; 6] = [
        &["o3", "--at", "2025-06-09"],
        &["openai/gpt-5.4", "--at", "2026-11-20T12:00:00Z", "--tier", "flex"],
        &["gpt-4o-20240806", "--provider", "azure.ai.openai", "--tier", "batch"],
        &["qwen3-max", "--provider", "dashscope"],
        &["My-model"],
        &["gpt-4o-turbo-max", "--provider", "openai"],
    ];
    let told = cases.map(|args| seen_at(folder.path(), &[&["prices", "explain"], args].concat()));
    assert_snapshot!(told.join("\n"));
    let json = World::empty("explain").ok(&["prices", "explain", "gpt-4o", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    // $2.50 and $10 a million.
    assert_eq!(json["example_usd"], 0.0125);
    assert_eq!((&json["entry"], &json["usd"]["output_mtok"]), (&Value::from("openai/gpt-4o"), &Value::from(10.0)));
}

#[test]
fn list_has_every_entry_of_the_day() {
    let world = World::empty("list");
    let all: Value = serde_json::from_str(&world.ok(&["prices", "list", "--json"])).unwrap();
    assert!(all.as_array().unwrap().len() > 5_000);
    let table = world.ok(&["prices", "list", "--provider", "perplexity"]);
    assert!(
        table.lines().skip(1).all(|line| line.starts_with("perplexity/") || line.starts_with("litellm:perplexity/"))
    );
    assert!(table.lines().count() > 5, "{table}");
    let o3 = |at: &str| {
        let table = world.ok(&["prices", "list", "--provider", "openai", "--at", at]);
        let line = table
            .lines()
            .find(|line| line.starts_with("openai/o3 ") || line.starts_with("openai/o3@"))
            .map(str::to_string);
        line.unwrap().split_whitespace().nth(1).unwrap().to_string()
    };
    assert_eq!([o3("2025-06-09"), o3("2025-06-10")], ["10", "2"]);
    assert_eq!(world.run(&["prices", "list", "--provider", "nobody"]).status.code(), Some(2));
}

#[test]
fn check_names_what_has_no_price() {
    let world = World::empty("check");
    assert!(world.ok(&["prices", "check"]).ends_with("there is no store yet\n"));
    world.write("log.jsonl", LOG);
    world.ok(&["ingest", "log.jsonl"]);
    let json: Value = serde_json::from_str(&world.ok(&["prices", "check", "--json"])).unwrap();
    assert_eq!(json["store"]["tokens"], 2_600_000);
    assert_eq!(json["store"]["priced_tokens"], 2_100_000);
    let unpriced = &json["store"]["unpriced"];
    assert_eq!(
        (unpriced.as_array().unwrap().len(), &unpriced[0]["model"], &unpriced[0]["n"]),
        (1, &"acme-large".into(), &1.into())
    );
    let failed = world.run(&["prices", "check", "--fail"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&failed.stdout).contains("acme      acme-large  unknown model"));
    // Half a year on, the tables are old.
    let later = world.llmobs(&["prices", "check"]).env("SOURCE_DATE_EPOCH", "1811808000").output().unwrap();
    assert!(String::from_utf8_lossy(&later.stderr).contains("older than 60 days"));
}

/// The tokens of the log by hand: 600,000 × $2.50 + 400,000 × $1.25 + 100,000 × $10 a million = $3; logged is $4.
#[test]
fn the_policy_decides_which_cost_counts() {
    for (policy, want) in [("auto", "4 NULL 0"), ("logged", "4 NULL NULL"), ("computed", "3 NULL 0")] {
        let world = World::empty("policy");
        world.write("llmobs.toml", format!("cost = \"{policy}\"\n"));
        world.write("log.jsonl", LOG);
        world.ok(&["ingest", "log.jsonl"]);
        let costs = "SELECT max(cost_usd) FILTER (id = 'a'), max(cost_usd) FILTER (id = 'b'), max(cost_usd) FILTER (id = 'c') FROM interactions";
        assert_eq!(world.sql(costs), [want], "{policy}");
        assert_eq!(world.sql("SELECT round(cache_savings_usd, 9) FROM interactions WHERE id = 'a'"), ["0.5"]);
        assert_eq!(
            world.sql("SELECT cache_savings_usd, price_entry FROM interactions WHERE id = 'c'"),
            ["2.5 gateway cache"]
        );
    }
}

/// The call of <https://github.com/Arize-ai/phoenix/issues/10036>, which was shown as 42 times what it cost: 3 × $3.30 +
/// 25 × $4.125 + 13,216 × $0.33 + 12 × $16.50 a million. Counted beside or inside the input, with a sum or without, and
/// the same once more as Anthropic itself sells it: 3 × $3 + 25 × $3.75 + 13,216 × $0.30 + 12 × $15.
#[test]
fn cached_tokens_are_never_priced_twice_however_they_are_counted() {
    let world = World::empty("cached");
    let bedrock = r#""provider":"aws.bedrock","model":"us.anthropic.claude-sonnet-4-5-20250929-v1:0""#;
    let anthropic = r#""provider":"anthropic","model":"claude-sonnet-4-5-20250929""#;
    let row = |id: &str, who: &str, input: u64, total: &str| {
        format!(
            "{{\"id\":\"{id}\",\"timestamp\":\"2025-10-28T12:00:00Z\",{who},\"input_tokens\":{input},\"output_tokens\":12,\
             \"cache_creation_tokens\":25,\"cache_read_tokens\":13216{total}}}\n"
        )
    };
    let sum = ",\"total_tokens\":13256";
    world.write(
        "log.jsonl",
        [
            row("1 beside, with a sum", bedrock, 3, sum),
            row("2 beside", bedrock, 3, ""),
            row("3 inside, with a sum", bedrock, 13_244, sum),
            row("4 inside", bedrock, 13_244, ""),
            row("5 beside", anthropic, 3, sum),
            row("6 inside", anthropic, 13_244, sum),
        ]
        .concat(),
    );
    world.ok(&["ingest", "log.jsonl"]);
    let entry = "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0";
    let mut want = vec![format!("0.004672305 {entry}"); 4];
    want.extend(vec!["0.00424755 anthropic/claude-sonnet-4-5".to_string(); 2]);
    assert_eq!(world.sql("SELECT round(computed_cost_usd, 12), price_entry FROM interactions ORDER BY id"), want);
}

/// A price that is added later prices what is stored already.
#[test]
fn own_prices_reach_the_store_through_enrich() {
    let world = World::empty("own");
    world.write("log.jsonl", LOG);
    world.ok(&["ingest", "log.jsonl"]);
    assert_eq!(world.sql("SELECT unpriced_reason FROM interactions WHERE id = 'b'"), ["unknown model"]);
    let warned = |args: &[&str]| String::from_utf8_lossy(&world.run(args).stderr).contains("prices have changed");
    assert!(!warned(&["build-site"]));
    world.write("llmobs.toml", "[[price]]\nmodel = \"acme-*\"\nprovider = \"Acme\"\ninput = 3\noutput = 9\n");
    assert!(warned(&["build-site"]) && warned(&["ingest", "log.jsonl"]));
    world.ok(&["enrich"]);
    assert!(!warned(&["build-site"]) && !warned(&["ingest", "log.jsonl"]));
    assert_eq!(world.sql("SELECT cost_usd, price_entry FROM interactions WHERE id = 'b'"), ["1.5 own:acme/acme-*"]);
}

#[test]
fn a_currency_is_in_every_money_figure_and_its_rate_on_every_page() {
    let world = World::empty("currency");
    world.write("llmobs.toml", "currency = \"EUR\"\ncurrency_rate = 0.5\ncurrency_date = 2026-10-30\n");
    world.write("log.jsonl", LOG);
    world.ok(&["ingest", "log.jsonl"]);
    world.ok(&["build-site"]);
    let read = |name: &str| std::fs::read_to_string(world.path().join("_site").join(name)).unwrap();
    for page in ["index.html", "cost.html", "quality.html"] {
        let html = read(page);
        assert!(
            html.contains("<dd>EUR at 0.5 for a US dollar (2026-10-30)</dd>") && html.contains("data-money=\"€\""),
            "{page}"
        );
        assert!(!html.contains("US dollars") && !html.contains('$'), "{page}");
    }
    // Half of $4.
    assert!(read("index.html").contains("€2.00") && read("cost.html").contains("€2.00"));
    let script = read("assets/figures/cost.js");
    let json = script.trim_end().trim_end_matches(");").split_once(", ").unwrap().1;
    let data: Value = serde_json::from_str(json).unwrap();
    for kind in ["figures", "panels"] {
        for (id, one) in data[kind].as_object().unwrap() {
            assert!(!one["table"]["columns"].to_string().contains("_usd\""), "a column of {id} still says dollars");
        }
    }
    let table = &data["figures"]["logged_and_computed_cost"]["table"];
    assert_eq!(table["columns"][2]["name"], "logged_cost_eur");
    assert_eq!(table["rows"][0].as_array().unwrap()[2..], [2.0, 1.5, 0.75].map(Value::from));
    assert_eq!(data["figures"]["cost_by_model_over_time"]["plot"]["data"][0]["y"][0], 2.0);
    // The store keeps dollars.
    assert_eq!(world.sql("SELECT sum(cost_usd) FROM interactions"), ["4"]);
}

const FIXTURE: &str = include_str!("../prices/litellm_raw.json");

/// The converted fixture was worked out by hand.
#[test]
fn update_understands_the_second_table_and_tells_what_changes() {
    let world = World::empty("update");
    world.write("raw.json", FIXTURE);
    let told: Value = serde_json::from_str(&world.ok(&["prices", "update", "--from", "raw.json", "--json"])).unwrap();
    let written: Value =
        serde_json::from_str(&std::fs::read_to_string(world.path().join("data/price_tables/litellm.json")).unwrap())
            .unwrap();
    let want: Value = serde_json::from_str(include_str!("../prices/litellm.json")).unwrap();
    assert_eq!(numbers(&written["models"]), numbers(&want["models"]));
    assert_eq!((&written["date"], &written["version"]), (&"2026-11-01".into(), &"raw.json".into()));
    assert_eq!(told["added"], serde_json::json!(["acme/long", "acme/ranges", "xai/at"]));
    assert!(told["removed"].as_array().unwrap().len() > 3_000);
    let changed = told["changed"].as_array().unwrap();
    assert!(
        changed.iter().any(|one| one["entry"] == "litellm:gpt-4o" && one["class"] == "input" && one["after"] == "99")
    );
    // It is in force from now on, and a model it lacks is unknown.
    assert!(world.ok(&["prices", "explain", "ranges", "--provider", "acme"]).contains("found litellm:acme/ranges"));
    assert!(
        world.ok(&["prices", "explain", "qwen3-max", "--provider", "dashscope"]).contains("no price: unknown model")
    );
    // The script agrees with the same fixture, where there is a Python.
    if let Some(mut python) = python() {
        let run = "import sys, json, decimal; sys.path.insert(0, 'scripts'); import second_prices as s; \
                   print(s.render(json.load(open('tests/prices/litellm_raw.json'), parse_float=decimal.Decimal), 'v', 'd'))";
        let output = python.args(["-c", run]).output().unwrap();
        let theirs: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        assert_eq!(numbers(&theirs["models"]), numbers(&want["models"]));
    }
}

#[test]
fn update_refuses_what_is_no_table_and_leaves_the_old_one() {
    let world = World::empty("refuse");
    for (name, text) in [
        (
            "list.json",
            "[{\"id\":\"x\",\"models\":[{\"id\":\"m\",\"match\":{\"regex\":\"(\"},\"prices\":{\"input_mtok\":1}}]}]",
        ),
        ("empty.json", "{}"),
        ("models.json", "{\"name\":\"x\",\"models\":{\"m\":{\"usd\":5}}}"),
        ("text.json", "\"prices\""),
        ("not.json", "prices"),
    ] {
        world.write(name, text);
        let output = world.run(&["prices", "update", "--from", name]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{name}: {told}");
        assert!(told.contains(&format!("{name} is not a price table we know")), "{name}: {told}");
    }
    assert!(!world.path().join("data/price_tables").exists());
    // A table that is broken later stops what needs it, with its name.
    std::fs::create_dir_all(world.path().join("data/price_tables")).unwrap();
    world.write("data/price_tables/litellm.json", "{");
    let output = world.run(&["prices", "list"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("litellm.json"), "{output:?}");
}

/// Whole numbers written as `1` and as `1.0` are the same price.
fn numbers(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.iter().map(numbers).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), numbers(value))).collect(),
        other => other.clone(),
    }
}

fn python() -> Option<Command> {
    let found = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: no python3");
        return None;
    }
    let mut python = Command::new("python3");
    python.current_dir(env!("CARGO_MANIFEST_DIR")).env("PYTHONDONTWRITEBYTECODE", "1");
    Some(python)
}

/// The dump of genai-prices that the committed table was made of.
fn dump() -> Option<(PathBuf, String)> {
    let committed: Value = serde_json::from_str(include_str!("../../data/prices/prices.json")).unwrap();
    let version = committed["version"].as_str().unwrap().to_string();
    let file = shared(&format!("prices/genai_prices_{version}_slim.json"))?;
    Some((file, version))
}

#[test]
fn the_committed_table_is_what_its_script_makes() {
    let Some(((file, version), mut python)) = dump().zip(python()) else { return };
    let output =
        python.arg("scripts/prices.py").arg("--json").arg(file).args(["--version", &version, "--check"]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// `LLMOBS_LITELLM_WHEEL=litellm-….whl`
#[test]
fn the_committed_second_table_is_what_its_script_makes() {
    let Some(wheel) = std::env::var_os("LLMOBS_LITELLM_WHEEL") else {
        eprintln!("skipped: no LLMOBS_LITELLM_WHEEL");
        return;
    };
    let Some(mut python) = python() else { return };
    let output = python.arg("scripts/second_prices.py").arg(wheel).arg("--check").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What Rust makes of the dump is what the script, in another language, made of it.
#[test]
fn update_makes_the_same_of_the_first_table_as_the_script() {
    let Some((file, _)) = dump() else { return };
    let world = World::empty("same");
    let told = world.ok(&["prices", "update", "--from", file.to_str().unwrap(), "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    for part in ["added", "removed", "changed"] {
        assert_eq!(told[part], serde_json::json!([]), "{part}");
    }
    let written = std::fs::read_to_string(world.path().join("data/price_tables/genai-prices.json")).unwrap();
    let written: Value = serde_json::from_str(&written).unwrap();
    let committed: Value = serde_json::from_str(include_str!("../../data/prices/prices.json")).unwrap();
    assert!(numbers(&written["providers"]) == numbers(&committed["providers"]), "the providers differ");
}
