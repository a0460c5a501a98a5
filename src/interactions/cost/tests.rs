//! Golden costs, and that the shipped table is wholly readable.

use super::super::{BASE_COLUMNS, Micros};
use super::table::PriceTable;
use super::*;
use crate::config::{Discount, OwnPrice};

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
    run_with(&Config::default(), call)
}

fn run_with(config: &Config, call: &Interaction) -> Vec<Cell> {
    let mut cells = Vec::new();
    Cost::make(config).expect("the table reads").enrich(&mut call.clone(), &mut cells);
    assert_eq!(cells.len(), COLUMNS.len());
    cells
}

#[track_caller]
fn costs(call: Interaction, dollars: f64, entry: &str) {
    costs_with(&Config::default(), call, dollars, entry);
}

#[track_caller]
fn costs_with(config: &Config, call: Interaction, dollars: f64, entry: &str) {
    let cells = run_with(config, &call);
    let Cell::Float(computed) = cells[0] else { panic!("unpriced: {:?}", cells[4]) };
    assert!((computed - dollars).abs() < 1e-12, "{computed} is not {dollars}");
    assert_eq!(cells[1], Cell::Text(entry.to_owned()));
    assert_eq!(cells[4], Cell::Null);
}

#[track_caller]
fn unpriced(call: Interaction, reason: &'static str) {
    assert_eq!(run(&call), [Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Word(reason), Cell::Null]);
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
        [.., Cell::Word(reason), _] => (*reason).to_owned(),
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
    let cells =
        |cost: Cell, source: Cell| [Cell::Float(2.5), entry.clone(), cost, source, Cell::Null, Cell::Float(0.0)];
    let both = cells(Cell::Float(0.5), Cell::Word("logged"));
    let computed = cells(Cell::Float(2.5), Cell::Word("computed"));
    let config = |cost| Config { cost, ..Config::default() };
    assert_eq!(run(&logged), both);
    assert_eq!(run_with(&config(CostPolicy::Logged), &logged), both);
    assert_eq!(run_with(&config(CostPolicy::Computed), &logged), computed);
    logged.logged_cost_usd = None;
    assert_eq!(run(&logged), computed);
    assert_eq!(run_with(&config(CostPolicy::Logged), &logged), cells(Cell::Null, Cell::Null));
}

/// Anthropic's list: Claude Sonnet 4.5 writes to the cache at $3.75 for five minutes and $6 for an hour.
#[test]
fn cache_writes_for_an_hour_have_their_own_price() {
    let mut split = tokens(call("anthropic", "claude-sonnet-4-5", NOON), 10_000, 0, 9_000, 0);
    split.cache_creation_1h_tokens = Some(4_000);
    // 1,000 × $3 + 5,000 × $3.75 + 4,000 × $6 per million.
    costs(split.clone(), 0.045_75, "anthropic/claude-sonnet-4-5");
    let Cell::Float(savings) = run(&split)[5] else { panic!("no savings") };
    assert!((savings - (0.03 - 0.045_75)).abs() < 1e-12, "writes alone cost more than they save: {savings}");
    // More than was written at all is cut; a model without such a price takes that of its other writes.
    split.cache_creation_1h_tokens = Some(90_000);
    costs(split.clone(), 0.057, "anthropic/claude-sonnet-4-5");
    let mut other = tokens(call("openai", "gpt-4o", NOON), 1_000, 0, 1_000, 0);
    other.cache_creation_1h_tokens = Some(1_000);
    costs(other, 0.002_5, "openai/gpt-4o");
}

/// OpenAI's list for GPT-5.4 since 2026-10: $2.50 in and $15 out, half of it in batches and flex, twice with priority.
#[test]
fn the_tier_of_the_response_has_its_price() {
    let gpt = |tier: &str, day: &str| {
        let mut call = tokens(call("openai", "gpt-5.4", day), 1_000_000, 0, 0, 1_000_000);
        call.input_tokens = Some(100_000);
        call.service_tier = Some(tier.to_owned());
        call
    };
    let day = "2026-11-20T12:00:00Z";
    costs(gpt("default", day), 15.25, "openai/gpt-5.4");
    costs(gpt("batch", day), 7.625, "openai/gpt-5.4+batch@2026-10-14");
    costs(gpt("flex", day), 7.625, "openai/gpt-5.4+flex@2026-10-12");
    costs(gpt("priority", day), 30.5, "openai/gpt-5.4+priority@2026-10-12");
    // What the table does not know is priced as usual, and says so: an earlier day, a reseller, a model without.
    costs(gpt("batch", "2026-09-01T12:00:00Z"), 15.25, "openai/gpt-5.4 (no batch price)");
    let mut azure = gpt("batch", day);
    azure.provider = Some("azure".to_owned());
    azure.model = Some("gpt-4o".to_owned());
    costs(azure, 10.25, "openai/gpt-4o (no batch price)");
    // A tier changes only the classes it names; the others keep the usual price.
    let mut opus = tokens(call("anthropic", "claude-opus-4-6", day), 1_000_000, 0, 0, 0);
    opus.service_tier = Some("batch".to_owned());
    costs(opus, 2.5, "anthropic/claude-opus-4-6@2026-03-13+batch@2026-10-14");
}

#[test]
fn a_gateway_that_answers_itself_costs_nothing_and_saves_everything() {
    let mut hit = tokens(call("openai", "gpt-4o", NOON), 1_000_000, 400_000, 0, 0);
    hit.cache_hit = Some(true);
    costs(hit.clone(), 0.0, "gateway cache");
    assert_eq!(run(&hit)[5], Cell::Float(2.5));
    hit.model = Some("acme-large".to_owned());
    costs(hit.clone(), 0.0, "gateway cache");
    assert_eq!(run(&hit)[5], Cell::Null);
    hit.cache_hit = Some(false);
    unpriced(hit, "unknown model");
}

#[test]
fn savings_are_the_cost_without_cache_less_the_cost() {
    // 100,000 of 300,000 read at a tenth: $0.25 a million instead of $2.50, above the tier.
    let gemini = tokens(call("google", "gemini-2.5-pro", NOON), 300_000, 100_000, 0, 1_000);
    let Cell::Float(savings) = run(&gemini)[5] else { panic!("no savings") };
    assert!((savings - 0.225).abs() < 1e-12, "{savings}");
}

fn own(model: &str, input: f64) -> OwnPrice {
    OwnPrice { model: model.to_owned(), input: Some(input), output: Some(2.0 * input), ..OwnPrice::default() }
}

#[test]
fn own_prices_go_first_and_the_most_exact_wins() {
    let day = |text: &str| Some(text.parse().expect("a day"));
    let prices = vec![
        own("my-*", 1.0),
        own("my-large", 2.0),
        OwnPrice { provider: Some("azure".to_owned()), ..own("my-*", 3.0) },
        OwnPrice { from: day("2026-06-01"), ..own("my-large", 4.0) },
        OwnPrice { tier: Some("batch".to_owned()), ..own("my-large", 5.0) },
        OwnPrice { above: Some(200_000), ..own("my-large", 6.0) },
        own("*", 0.0),
        OwnPrice { provider: Some("ollama".to_owned()), ..own("*", 7.0) },
    ];
    let config = Config { prices, ..Config::default() };
    let million = |provider: &str, model: &str, day: &str| tokens(call(provider, model, day), 100_000, 0, 0, 0);
    let costs = |call: Interaction, per_million: f64, entry: &str| {
        let input = call.input_tokens.unwrap_or(0) as f64;
        costs_with(&config, call, per_million * input / 1e6, entry);
    };
    costs(million("acme", "My-small", NOON), 1.0, "own:my-*");
    costs(million("acme", "my-large", NOON), 2.0, "own:my-large");
    costs(million("azure.ai.openai", "my-small", NOON), 3.0, "own:azure/my-*");
    costs(million("azure", "my-large", NOON), 2.0, "own:my-large");
    costs(million("acme", "my-large", "2026-06-01T00:00:00Z"), 4.0, "own:my-large@2026-06-01");
    let mut long = million("acme", "my-large", NOON);
    long.input_tokens = Some(200_000);
    costs(long.clone(), 2.0, "own:my-large");
    long.input_tokens = Some(200_001);
    costs(long, 6.0, "own:my-large>200000");
    let mut batch = million("acme", "my-large", NOON);
    batch.service_tier = Some("batch".to_owned());
    costs(batch.clone(), 5.0, "own:my-large+batch");
    batch.model = Some("my-small".to_owned());
    costs(batch, 1.0, "own:my-* (no batch price)");
    costs(million("openai", "gpt-4o", NOON), 0.0, "own:*");
    costs(million("ollama", "llama3", NOON), 7.0, "own:ollama/*");
}

#[test]
fn a_discount_is_taken_off_list_prices_only() {
    let off = |provider: Option<&str>, model: Option<&str>, from: Option<&str>, percent| Discount {
        provider: provider.map(str::to_owned),
        model: model.map(str::to_owned),
        from: from.map(|day| day.parse().expect("a day")),
        percent,
    };
    let discounts = vec![
        off(Some("azure"), None, None, 10.0),
        off(Some("azure"), None, Some("2026-06-01"), 20.0),
        off(Some("openai"), Some("gpt-4o"), None, -5.0),
    ];
    let config = Config { prices: vec![own("mine", 1.0)], discounts, ..Config::default() };
    let million = |provider: &str, model: &str, day: &str| tokens(call(provider, model, day), 1_000_000, 0, 0, 0);
    let later = "2026-07-01T00:00:00Z";
    costs_with(&config, million("azure.ai.openai", "gpt-4o", NOON), 2.25, "openai/gpt-4o −10 %");
    costs_with(&config, million("azure", "gpt-4o", later), 2.0, "openai/gpt-4o −20 %");
    // Nobody logged a provider: the one whose price it is.
    costs_with(&config, million("", "gpt-4o", later), 2.625, "openai/gpt-4o +5 %");
    costs_with(&config, million("anthropic", "claude-haiku-4-5", later), 1.0, "anthropic/claude-haiku-4-5");
    costs_with(&config, million("azure", "mine", later), 1.0, "own:mine");
}

#[test]
fn the_second_table_is_asked_last_and_exactly() {
    let second = Cost::new(&Config::default()).expect("the tables read");
    assert!(!matches!(second.book.second(), second::Second::Shipped(lock) if lock.get().is_some()), "read too early");
    // Only LiteLLM lists it; a key of its own and one with its provider.
    let key = "dashscope/qwen3-max";
    let priced = |provider: &str, model: &str, input: i64| tokens(call(provider, model, NOON), input, 0, 0, 0);
    costs(priced("", key, 32_000), 0.038_4, &format!("litellm:{key}"));
    costs(priced("dashscope", "Qwen3-Max", 32_001), 0.076_802_4, &format!("litellm:{key}"));
    unpriced(priced("dashscope", "qwen3-maxi", 10), "unknown model");
    unpriced(priced("ollama", "llama2", 10), "self-hosted");
}

#[test]
fn the_shipped_table_is_whole() {
    let table = PriceTable::shipped().expect("the table reads");
    assert_eq!(table.check(), Ok(()));
    let clauses = table.providers.iter().flat_map(|provider| &provider.models).map(|model| &model.names);
    assert!(clauses.flat_map(clause::Clause::patterns).count() > 50);
    let second = second::Compact::parse(second::SHIPPED).expect("the second table reads");
    assert!(second.models.len() > 3_000);
    let [first, second] = price_tables(&Config::default()).expect("the tables read");
    assert_eq!((first.name.as_str(), first.models > 2_000), ("genai-prices", true));
    assert_eq!((second.name.as_str(), second.models > 3_000), ("litellm", true));
    let readme = include_str!("../../../data/prices/README.md");
    assert!(readme.contains(&format!("**{}**", first.version)) && readme.contains(&format!("**{}**", second.version)));
}
