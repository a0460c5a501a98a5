//! Golden costs, and that the shipped table is wholly readable.

use super::super::{BASE_COLUMNS, Micros};
use super::*;

fn call(provider: &str, model: &str, day: &str) -> Interaction {
    let cells = BASE_COLUMNS.iter().map(|column| match column.name {
        "id" | "status" => Cell::Text("success".into()),
        "identity" => Cell::Hash(0),
        "source_id" | "source_line" => Cell::Int(0),
        "timestamp" => Cell::Time(0),
        _ => Cell::Null,
    });
    let mut call = Interaction::from_cells(cells).expect("the cells fit");
    call.provider = Some(provider.to_owned()).filter(|p| !p.is_empty());
    call.model = Some(model.to_owned());
    call.timestamp = Micros(chrono::DateTime::parse_from_rfc3339(day).expect("a time").timestamp_micros());
    call
}

fn tokens(mut call: Interaction, input: i64, read: i64, written: i64, output: i64) -> Interaction {
    call.input_tokens = Some(input);
    call.cache_read_tokens = Some(read);
    call.cache_creation_tokens = Some(written);
    call.output_tokens = Some(output);
    call
}

fn run(call: &Interaction) -> Vec<Cell> {
    let mut cells = Vec::new();
    Cost::make(&Config::default()).expect("the table reads").enrich(&mut call.clone(), &mut cells);
    assert_eq!(cells.len(), COLUMNS.len());
    cells
}

#[track_caller]
fn costs(call: Interaction, dollars: f64, entry: &str) {
    let cells = run(&call);
    let Cell::Float(computed) = cells[0] else { panic!("unpriced: {:?}", cells[4]) };
    assert!((computed - dollars).abs() < 1e-12, "{computed} is not {dollars}");
    assert_eq!(cells[1], Cell::Text(entry.to_owned()));
    assert_eq!(cells[4], Cell::Null);
}

#[track_caller]
fn unpriced(call: Interaction, reason: &'static str) {
    assert_eq!(run(&call), [Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Word(reason)]);
}

const NOON: &str = "2026-03-02T12:00:00Z";

#[test]
fn a_long_input_is_a_cliff_for_every_token() {
    let gemini = || call("google", "gemini-2.5-pro", NOON);
    costs(tokens(gemini(), 300_000, 100_000, 0, 1_000), 0.540, "google/gemini-2.5-pro");
    costs(tokens(gemini(), 199_999, 0, 0, 1_000), 0.259_998_75, "google/gemini-2.5-pro");
    costs(tokens(gemini(), 200_000, 0, 0, 1_000), 0.26, "google/gemini-2.5-pro");
    costs(tokens(gemini(), 200_001, 0, 0, 1_000), 0.515_002_5, "google/gemini-2.5-pro");
}

#[test]
fn the_price_is_that_of_the_day() {
    let o3 = |day| tokens(call("openai", "o3", day), 1_000_000, 0, 0, 1_000_000);
    costs(o3("2025-06-09T23:59:59Z"), 50.0, "openai/o3");
    costs(o3("2025-06-10T00:00:00Z"), 10.0, "openai/o3@2025-06-10");
}

#[test]
fn the_price_is_that_of_the_hour() {
    let chat = |time| tokens(call("deepseek", "deepseek-chat", time), 1_000_000, 0, 0, 0);
    costs(chat("2025-03-01T00:29:59Z"), 0.135, "deepseek/deepseek-chat");
    costs(chat("2025-03-01T00:30:00Z"), 0.27, "deepseek/deepseek-chat@00:30-16:30");
    costs(chat("2025-03-01T16:30:00Z"), 0.135, "deepseek/deepseek-chat");
    // Before 1970 the minute of the day still counts from midnight.
    costs(chat("1969-12-31T12:00:00Z"), 0.27, "deepseek/deepseek-chat@00:30-16:30");
}

#[test]
fn input_beside_cache_is_not_charged_twice() {
    // 3 × $3 + 25 × $3.75 + 13,216 × $0.30 + 12 × $15 per million: an Anthropic log, input counted beside the cache.
    let exclusive = tokens(call("anthropic", "claude-sonnet-4-5-20250929", NOON), 3, 13_216, 25, 12);
    costs(exclusive, 0.004_247_55, "anthropic/claude-sonnet-4-5");
    // The same call counted inclusively costs the same.
    let inclusive = tokens(call("anthropic", "claude-sonnet-4-5-20250929", NOON), 13_244, 13_216, 25, 12);
    costs(inclusive, 0.004_247_55, "anthropic/claude-sonnet-4-5");
}

#[test]
fn a_class_without_a_price_costs_what_its_whole_costs() {
    // gpt-4o lists no cache writes: they are input at $2.50.
    costs(tokens(call("openai", "gpt-4o", NOON), 1_000, 200, 300, 10), 0.002_35, "openai/gpt-4o");
    let mut research = tokens(call("perplexity", "sonar-deep-research", NOON), 0, 0, 0, 1_000_000);
    research.reasoning_tokens = Some(250_000);
    costs(research, 6.75, "perplexity/sonar-deep-research");
    costs(tokens(call("perplexity", "sonar", NOON), 1_000_000, 0, 0, 0), 1.012, "perplexity/sonar");
}

#[test]
fn embeddings_need_no_output() {
    let mut embed = call("openai", "text-embedding-3-small", NOON);
    embed.input_tokens = Some(1_000_000);
    costs(embed, 0.02, "openai/text-embedding-3-small");
}

#[test]
fn names_are_found_under_their_decorations_only() {
    let entry = |provider: &str, model: &str| match &run(&tokens(call(provider, model, NOON), 10, 0, 0, 10))[..] {
        [_, Cell::Text(entry), ..] => entry.clone(),
        [.., Cell::Word(reason)] => (*reason).to_owned(),
        other => panic!("{other:?}"),
    };
    for (provider, model, expected) in [
        ("", "gpt-4o", "openai/gpt-4o"),
        ("OpenAI", "GPT-4o", "openai/gpt-4o"),
        ("litellm", "openai/gpt-4o", "openai/gpt-4o"),
        ("azure.ai.openai", "gpt-4o-2024-08-06", "openai/gpt-4o"),
        ("", "openrouter/openai/gpt-4o", "openrouter/openai/gpt-4o"),
        ("openrouter", "openai/gpt-4o:online", "openrouter/openai/gpt-4o"),
        ("openai", "gpt-4o-20240513", "openai/gpt-4o-2024-05-13"),
        ("gcp.vertex_ai", "claude-sonnet-4-5@20250929", "google/claude-sonnet-4-5"),
        ("", "models/gemini-2.5-pro", "google/gemini-2.5-pro"),
        ("openrouter", "openai/gpt-oss-20b:free", "openrouter/openai/gpt-oss-20b:free"),
        ("openai", "gpt-4o-2099-01-01", "unknown model"),
        ("openai", "gpt-4o-turbo-max", "unknown model"),
        ("acme", "acme-large", "unknown model"),
        ("openai", "gpt-4o:free", "unknown model"),
        ("ollama", "deepseek-r1:8b", "self-hosted"),
        ("", "ollama/llama3", "self-hosted"),
        ("github-copilot", "gpt-4o", "no price"),
        ("openai", " ", "no model"),
    ] {
        assert_eq!(entry(provider, model), expected, "{provider} {model}");
    }
}

#[test]
fn unknown_is_not_zero() {
    unpriced(tokens(call("acme", "acme-large", NOON), 10, 0, 0, 10), "unknown model");
    unpriced(call("openai", "gpt-4o", NOON), "no tokens");
    let mut nameless = tokens(call("openai", "x", NOON), 10, 0, 0, 10);
    nameless.model = None;
    unpriced(nameless, "no model");
    let mut failed = call("openai", "gpt-4o", NOON);
    failed.status = "error".to_owned();
    failed.input_tokens = Some(100);
    unpriced(failed.clone(), "failed call");
    failed.output_tokens = Some(0);
    costs(failed, 0.000_25, "openai/gpt-4o");
    unpriced(tokens(call("openai", "gpt-4o", NOON), -1, 0, 0, 10), "no tokens");
}

#[test]
fn the_logged_cost_wins_and_the_computed_one_stays_beside_it() {
    let mut logged = tokens(call("openai", "gpt-4o", NOON), 1_000_000, 0, 0, 0);
    logged.logged_cost_usd = Some(0.5);
    let entry = Cell::Text("openai/gpt-4o".to_owned());
    assert_eq!(run(&logged), [Cell::Float(2.5), entry.clone(), Cell::Float(0.5), Cell::Word("logged"), Cell::Null]);
    logged.logged_cost_usd = None;
    assert_eq!(run(&logged), [Cell::Float(2.5), entry, Cell::Float(2.5), Cell::Word("computed"), Cell::Null]);
}

#[test]
fn the_shipped_table_is_whole() {
    let table = PriceTable::shipped().expect("the table reads");
    let mut patterns = 0;
    for provider in &table.providers {
        let clauses = provider.names.iter().chain(&provider.model_match);
        for pattern in clauses.chain(provider.models.iter().map(|m| &m.names)).flat_map(clause::Clause::patterns) {
            assert!(pattern.regex().is_some(), "{pattern:?} does not compile");
            patterns += 1;
        }
        for other in &provider.fallback {
            assert!(table.providers.iter().any(|p| p.id == *other), "{other} is no provider");
        }
        for model in &provider.models {
            assert!(!model.prices.is_empty(), "{} has no prices", model.id);
            assert!(
                model.prices[0].from.is_none() && model.prices[0].between.is_none(),
                "{}: the first is dated",
                model.id
            );
        }
    }
    assert!(patterns > 50);
    let info = price_table().expect("the table reads");
    assert_eq!((info.name.as_str(), info.models > 2_000), ("genai-prices", true));
    assert!(include_str!("../../../data/prices/README.md").contains(&format!("**{}**", info.version)));
}
