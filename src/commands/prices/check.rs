//! `llmobs prices check`: how old the tables are, and which models of the store they do not know.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Context, table};
use crate::cli::PricesCheck;
use crate::error::{Error, Result};
use crate::figures::format;
use crate::figures::rows::Row;
use crate::interactions::Enrichments;
use crate::interactions::cost::{PriceTableInfo, price_tables};
use crate::warehouse::{Access, Store};

/// A table older than this many days may lack new models.
const OLD: i64 = 60;

/// Calls whose model no table knows. Calls that failed or tell no tokens are not the tables' fault.
const UNPRICED: &str = "
    SELECT provider, model, unpriced_reason, count(*)::BIGINT AS n, sum(input_tokens)::BIGINT, sum(output_tokens)::BIGINT
    FROM interactions WHERE unpriced_reason IN ('unknown model', 'no price') GROUP BY ALL ORDER BY n DESC, 1, 2, 3";

/// Tokens of priced calls, and of all.
const TOKENS: &str = "
    SELECT coalesce(sum(tokens) FILTER (computed_cost_usd IS NOT NULL), 0)::BIGINT, coalesce(sum(tokens), 0)::BIGINT
    FROM (SELECT coalesce(input_tokens, 0) + coalesce(output_tokens, 0) AS tokens, computed_cost_usd FROM interactions)";

#[derive(Serialize)]
struct Check {
    tables: Vec<Table>,
    /// `None` when there is no store.
    store: Option<Priced>,
}

#[derive(Serialize)]
struct Table {
    #[serde(flatten)]
    info: PriceTableInfo,
    age_days: Option<i64>,
    old: bool,
}

#[derive(Serialize)]
struct Priced {
    tokens: u64,
    priced_tokens: u64,
    unpriced: Vec<Unpriced>,
}

#[derive(Serialize)]
struct Unpriced {
    provider: String,
    model: String,
    reason: String,
    n: u64,
    input_tokens: u64,
    output_tokens: u64,
}

/// Prints it; with `--fail`, what is wrong ends the run with exit code 1.
pub fn run(context: &Context<'_>, args: &PricesCheck) -> Result<()> {
    let config = &context.config;
    let today = context.now.date_naive();
    let aged = |info: PriceTableInfo| {
        let age_days = info.date.parse::<NaiveDate>().ok().map(|date| (today - date).num_days());
        Table { info, age_days, old: age_days.is_none_or(|days| days > OLD) }
    };
    let check = Check {
        tables: price_tables(config)?.into_iter().map(aged).collect(),
        store: config.database.exists().then(|| store(context)).transpose()?,
    };
    let old = check.tables.iter().filter(|table| table.old).count();
    let unpriced = check.store.as_ref().map_or(0, |store| store.unpriced.len());
    if args.json {
        context.console.json(&check)?
    } else {
        context.console.data(told(&check))?
    }
    if old > 0 {
        context
            .console
            .warn(format!("a price table is older than {OLD} days; `llmobs prices update` takes a newer one"));
    }
    if args.fail && old + unpriced > 0 {
        return Err(Error::new(format!("{old} price tables are old and {unpriced} models have no price"))
            .hint("update the tables, or give the models a [[price]] in llmobs.toml and run `llmobs enrich`")
            .limit());
    }
    Ok(())
}

fn store(context: &Context<'_>) -> Result<Priced> {
    let config = &context.config;
    let columns = Enrichments::of_readers(config)?.all_columns();
    let store = Store::open(&config.database, Access::Read, columns, config.threads)?;
    let unpriced = |row: Row| Unpriced {
        provider: row.text(0).to_string(),
        model: row.text(1).to_string(),
        reason: row.text(2).to_string(),
        n: row.count(3),
        input_tokens: row.count(4),
        output_tokens: row.count(5),
    };
    let tokens = store.query(TOKENS)?.into_iter().next().map(Row).unwrap_or(Row(Vec::new()));
    Ok(Priced {
        priced_tokens: tokens.count(0),
        tokens: tokens.count(1),
        unpriced: store.query(UNPRICED)?.into_iter().map(Row).map(unpriced).collect(),
    })
}

fn told(check: &Check) -> String {
    let mut text = String::new();
    for Table { info, age_days, .. } in &check.tables {
        let age = age_days.map_or("of unknown age".to_string(), |days| format!("{days} days old"));
        let from = info.file.as_ref().map_or(String::new(), |file| format!(", from {}", file.display()));
        let models = format::count(info.models as f64);
        text += &format!("{} {} of {}, {age}: {models} models{from}\n", info.name, info.version, info.date);
    }
    let Some(store) = &check.store else { return text + "\nthere is no store yet\n" };
    let share = if store.tokens == 0 { f64::NAN } else { store.priced_tokens as f64 / store.tokens as f64 };
    text += &format!("\n{} of {} tokens are priced\n", format::share(share), format::count(store.tokens as f64));
    if store.unpriced.is_empty() {
        return text + "every model of the store has a price\n";
    }
    let head = ["provider", "model", "why", "requests", "input tokens", "output tokens"].map(str::to_string).to_vec();
    let row = |one: &Unpriced| {
        let counts = [one.n, one.input_tokens, one.output_tokens].map(|count| format::count(count as f64));
        [vec![one.provider.clone(), one.model.clone(), one.reason.clone()], counts.to_vec()].concat()
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(store.unpriced.iter().map(row)).collect();
    text + "\nmodels without a price\n" + &table(&rows)
}
