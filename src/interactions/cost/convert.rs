//! A price table as its makers publish it (JSON) in, the file llmobs keeps out. `scripts/prices.py` and
//! `scripts/second_prices.py` do the same in another language; tests hold both to each other.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::rates::{Rate, Rates, Tier};
use super::second::{Compact, Entry};

/// Why a file cannot be converted.
type Problem = String;

/// genai-prices' list of providers → the providers of our first table.
pub fn first(providers: &[Value]) -> Result<Value, Problem> {
    providers.iter().map(provider).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn text(value: &Value, key: &str) -> Result<String, Problem> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| format!("`{key}` is no text in {}", shown(value)))
}

fn shown(value: &Value) -> String {
    value.to_string().chars().take(80).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn provider(given: &Value) -> Result<Value, Problem> {
    let mut out = json!({ "id": text(given, "id")? });
    for (theirs, ours) in [("provider_match", "match"), ("model_match", "model_match")] {
        if !given[theirs].is_null() {
            out[ours] = matcher(&given[theirs])?;
        }
    }
    if !list(&given["fallback_model_providers"]).is_empty() {
        out["fallback"] = given["fallback_model_providers"].clone();
    }
    out["models"] = list(&given["models"]).iter().map(model).collect::<Result<Vec<_>, _>>()?.into();
    Ok(out)
}

fn model(given: &Value) -> Result<Value, Problem> {
    let mut out = json!({ "id": text(given, "id")?, "match": matcher(&given["match"])? });
    let prices = match &given["prices"] {
        Value::Array(dated) => dated.iter().map(|one| dated_prices(one, None)).collect::<Result<Vec<_>, _>>()?,
        one => vec![json!({ "usd": one })],
    };
    out["prices"] = prices.into();
    let variants = list(&given["price_variants"]);
    if !variants.is_empty() {
        let variants = variants.iter().map(|one| dated_prices(one, Some(&one["when"])));
        out["variants"] = variants.collect::<Result<Vec<_>, _>>()?.into();
    }
    Ok(out)
}

fn dated_prices(given: &Value, when: Option<&Value>) -> Result<Value, Problem> {
    let mut out = Map::new();
    if let Some(when) = when {
        out.insert("when".to_owned(), when.clone());
    }
    for (key, value) in given["constraint"].as_object().into_iter().flatten() {
        match key.as_str() {
            "start_date" => drop(out.insert("from".to_owned(), value.clone())),
            "start_time" => {
                let between = json!([minutes(value)?, minutes(&given["constraint"]["end_time"])?]);
                out.insert("between".to_owned(), between);
            }
            "end_time" => {}
            other => return Err(format!("unknown constraint `{other}`")),
        }
    }
    out.insert("usd".to_owned(), given["prices"].clone());
    Ok(Value::Object(out))
}

/// Minutes after midnight UTC of `HH:MM:SS`, with or without `Z` or `+00:00`.
fn minutes(time: &Value) -> Result<u32, Problem> {
    let wrong = || format!("{time} is not a time of day in whole minutes, UTC");
    let clock = time.as_str().ok_or_else(wrong)?.trim_end_matches('Z').trim_end_matches("+00:00");
    let parts: Vec<u32> = clock.split(':').map(|part| part.parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
    match parts[..] {
        [hours @ 0..24, minutes @ 0..60] | [hours @ 0..24, minutes @ 0..60, 0] => Ok(hours * 60 + minutes),
        _ => Err(wrong()),
    }
}

/// A clause with its literals in lower case and its look-ahead, which our engine for them lacks, split off.
fn matcher(clause: &Value) -> Result<Value, Problem> {
    let one = clause.as_object().filter(|map| map.len() == 1).and_then(|map| map.iter().next());
    let (kind, what) = one.ok_or_else(|| format!("{} is no match clause", shown(clause)))?;
    match (kind.as_str(), what) {
        ("or" | "and", Value::Array(parts)) => {
            Ok(json!({ kind: parts.iter().map(matcher).collect::<Result<Vec<_>, _>>()? }))
        }
        ("regex", Value::String(pattern)) => expression(pattern),
        ("equals" | "starts_with" | "ends_with" | "contains", Value::String(text)) => {
            Ok(json!({ kind: text.to_lowercase() }))
        }
        _ => Err(format!("{} is no match clause we know", shown(clause))),
    }
}

fn expression(pattern: &str) -> Result<Value, Problem> {
    let Some(ahead) = pattern.strip_prefix("^(?!") else {
        let looks = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look));
        return if looks {
            Err(format!("look-around in an unknown place: {pattern}"))
        } else {
            Ok(json!({ "regex": pattern }))
        };
    };
    let end = closing(ahead).ok_or_else(|| format!("unclosed group: {pattern}"))?;
    let not = json!({ "not": { "regex": format!("^{}", &ahead[..end]) } });
    let rest = &ahead[end + 1..];
    if rest.is_empty() { Ok(not) } else { Ok(json!({ "and": [not, expression(&format!("^{rest}"))?] })) }
}

/// Where the group we are in closes; classes and escapes are stepped over.
fn closing(pattern: &str) -> Option<usize> {
    let bytes = pattern.as_bytes();
    let (mut depth, mut at) = (1, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => at = pattern.get(at + 2..)?.find(']')? + at + 2,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        at += 1;
    }
    None
}

const TEXT: &[&str] = &["chat", "completion", "responses", "embedding"];
const INPUT: &str = "input_cost_per_token";

/// LiteLLM's map of models → our second table.
pub fn second(models: &Map<String, Value>, version: String, date: String) -> Compact {
    let kept = models.iter().filter(|(key, _)| *key != "sample_spec");
    let models: BTreeMap<String, Entry> = kept.filter_map(|(key, given)| Some((key.clone(), entry(given)?))).collect();
    Compact { name: "litellm".to_owned(), version, date, models }
}

fn entry(given: &Value) -> Option<Entry> {
    let mode = given["mode"].as_str().filter(|mode| TEXT.contains(mode));
    mode.filter(|_| given["off_peak_pricing"].is_null())?;
    let ranges = list(&given["tiered_pricing"]);
    let mut usd =
        if ranges.is_empty() { rates(|key| rate(given, key, "")) } else { rates(|key| by_range(ranges, key)) };
    usd.input.as_ref()?;
    usd.per_1000_calls = times(&given["input_cost_per_request"], 3).filter(|price| *price > 0.0);
    if usd.listed().iter().all(|(_, rate)| rate.is_free()) {
        return None;
    }
    let tier = |suffix: &str| {
        let own = rates(|key| rate(given, key, suffix));
        Some(own).filter(|own| ranges.is_empty() && !own.listed().is_empty())
    };
    Some(Entry { usd, batch: tier("_batches"), flex: tier("_flex"), priority: tier("_priority") })
}

fn rates(of: impl Fn(&str) -> Option<Rate>) -> Rates {
    Rates {
        input: of(INPUT),
        cache_read: of("cache_read_input_token_cost"),
        cache_write: of("cache_creation_input_token_cost"),
        cache_write_1h: of("cache_creation_input_token_cost_above_1hr"),
        output: of("output_cost_per_token"),
        reasoning: of("output_cost_per_reasoning_token"),
        per_1000_calls: None,
    }
}

/// One price, with its steps by size of the input. A tier without steps of its own takes the standard ones.
fn rate(given: &Value, key: &str, suffix: &str) -> Option<Rate> {
    let base = times(&given[format!("{key}{suffix}").as_str()], 6);
    let mut steps = BTreeMap::new();
    for ending in ["", suffix] {
        for (name, value) in given.as_object()? {
            let size = name.strip_prefix(key).and_then(|rest| rest.strip_prefix("_above_"));
            let size = size.and_then(|rest| rest.strip_suffix(ending)).and_then(|rest| rest.strip_suffix("_tokens"));
            let Some((size, price)) = size.zip(times(value, 6)) else { continue };
            let (digits, scale) = size.strip_suffix('k').map_or((size, 1), |digits| (digits, 1000));
            let Ok(start) = digits.parse::<i64>() else { continue };
            // xAI charges more from the threshold on, the others above it.
            steps.insert(start * scale - i64::from(given["litellm_provider"] == "xai"), price);
        }
    }
    // Cached tokens with a price above a size only: below it they are input like any other.
    let as_input =
        || times(&given[INPUT], 6).filter(|_| suffix.is_empty() && key.contains("cache") && !steps.is_empty());
    let base = base.or_else(as_input)?;
    Some(stepped(base, steps.into_iter().map(|(start, price)| Tier { start, price }).collect()))
}

fn by_range(ranges: &[Value], key: &str) -> Option<Rate> {
    let mut steps: Vec<Tier> = Vec::new();
    for range in ranges {
        steps.push(Tier { start: range["range"][0].as_f64()? as i64, price: times(&range[key], 6)? });
    }
    steps.sort_by_key(|step| step.start);
    let base = steps.first()?.price;
    Some(stepped(base, steps.split_off(1)))
}

fn stepped(base: f64, tiers: Vec<Tier>) -> Rate {
    if tiers.is_empty() { Rate::Flat(base) } else { Rate::Tiered { base, tiers } }
}

/// A price times a power of ten: the exponent of its decimal is shifted. Twelve digits are kept, which drops the traces
/// that somebody's arithmetic left in the table (`2.9999900000000002e-06`).
fn times(price: &Value, power: i32) -> Option<f64> {
    let price = price.as_f64().filter(|price| *price >= 0.0)?;
    let text = format!("{price:.11e}");
    let (digits, exponent) = text.split_once('e')?;
    format!("{digits}e{}", exponent.parse::<i32>().ok()? + power).parse().ok()
}
