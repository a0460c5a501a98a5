//! The tables of `llmobs.toml` that may be given many times (`[[price]]`): one row here is a table's name, keys, meaning,
//! how a table becomes a field of [`Config`] and back. The file, `llmobs config` and their mistakes follow this list.

use chrono::NaiveDate;

use super::Config;
use super::category::OwnCategory;
use super::money::{Discount, OwnPrice};
use super::objective::{Bound, Objective};
use super::publish::OwnPattern;

/// What a key of a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// `"text"`
    Text,
    /// `1.5`
    Number,
    /// `2026-01-01`, also in quotes.
    Date,
}

/// A table that may be given many times.
pub struct Table {
    /// Its name in double brackets.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [(&'static str, Is)],
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// Adds one to the configuration, or says what is wrong with it.
    pub add: fn(&mut Config, &Row) -> Result<(), String>,
    /// Those in force, one text each.
    pub show: fn(&Config) -> Vec<String>,
}

impl Table {
    /// The table of that name.
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }
}

/// One table as the file gives it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The kind of table.
    pub table: &'static str,
    /// 1-based line where it starts.
    pub line: usize,
    /// What each key was given as.
    pub values: Vec<(&'static str, String)>,
}

impl Row {
    fn text(&self, key: &str) -> Result<Option<String>, String> {
        let given = self.values.iter().find(|(name, _)| *name == key).map(|(_, value)| value.trim());
        match given {
            Some("") => Err(format!("`{key}` is empty")),
            given => Ok(given.map(str::to_string)),
        }
    }

    fn word(&self, key: &str) -> Result<Option<String>, String> {
        Ok(self.text(key)?.map(|text| text.to_lowercase()))
    }

    fn number(&self, key: &str) -> Result<Option<f64>, String> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let number = text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| format!("`{key}`: `{text}` is not a number"))
    }

    fn price(&self, key: &str) -> Result<Option<f64>, String> {
        let price = self.number(key)?;
        if price.is_some_and(|price| price < 0.0) { Err(format!("`{key}` is below 0")) } else { Ok(price) }
    }

    fn date(&self, key: &str) -> Result<Option<NaiveDate>, String> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| format!("`{key}`: `{text}` is not a day such as 2026-01-31"))
    }
}

/// Every such table, in the order `llmobs config` prints them.
pub const TABLES: &[Table] = &[
    Table {
        name: "price",
        keys: &[
            ("model", Is::Text),
            ("provider", Is::Text),
            ("from", Is::Date),
            ("tier", Is::Text),
            ("above", Is::Number),
            ("input", Is::Number),
            ("output", Is::Number),
            ("cache_read", Is::Number),
            ("cache_write", Is::Number),
            ("cache_write_1h", Is::Number),
            ("reasoning", Is::Number),
        ],
        doc: "A price of your own in US dollars per million tokens; it goes before every list price.",
        add: |config, row| price(row).map(|price| config.prices.push(price)),
        show: |config| config.prices.iter().map(told_price).collect(),
    },
    Table {
        name: "discount",
        keys: &[("provider", Is::Text), ("model", Is::Text), ("from", Is::Date), ("percent", Is::Number)],
        doc: "Percent off list prices; your own prices are taken as they are.",
        add: |config, row| discount(row).map(|discount| config.discounts.push(discount)),
        show: |config| config.discounts.iter().map(told_discount).collect(),
    },
    Table {
        name: "category",
        keys: &[("name", Is::Text), ("words", Is::Text), ("at", Is::Text)],
        doc: "A kind of work of your own: prompts with one of `words` (separated by `|`; `*` at the end lets a word go on), \
              anywhere or only at the `start`, are of it. The first that holds goes before our rules, the log's own category before all.",
        add: |config, row| category(row).map(|category| config.categories.push(category)),
        show: |config| config.categories.iter().map(told_category).collect(),
    },
    Table {
        name: "objective",
        keys: &[
            ("measure", Is::Text),
            ("at_least", Is::Number),
            ("at_most", Is::Number),
            ("provider", Is::Text),
            ("model", Is::Text),
            ("category", Is::Text),
            ("app", Is::Text),
            ("environment", Is::Text),
        ],
        doc: "A service level: what a measure (`success_rate`, `latency_p95`, `hallucination_rate`, `cost`, …) should be, per day and over the period.",
        add: |config, row| objective(row).map(|objective| config.objectives.push(objective)),
        show: |config| config.objectives.iter().map(told_objective).collect(),
    },
    Table {
        name: "redact",
        keys: &[("name", Is::Text), ("pattern", Is::Text)],
        doc: "A regular expression of your own: what it matches is not published, and `[name:…]` stands in its place.",
        add: |config, row| redact(row).map(|own| config.redact.push(own)),
        show: |config| config.redact.iter().map(|own| format!("{}: {}", own.name, own.pattern)).collect(),
    },
];

fn category(row: &Row) -> Result<OwnCategory, String> {
    let words = row.text("words")?.ok_or("`words` is missing")?;
    let words: Vec<String> =
        words.split('|').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    let at_start = match row.word("at")?.as_deref() {
        None | Some("any") => false,
        Some("start") => true,
        Some(_) => return Err("`at` is neither `start` nor `any`".to_string()),
    };
    match words.is_empty() {
        true => Err("`words` has no word".to_string()),
        false => Ok(OwnCategory { name: row.text("name")?.ok_or("`name` is missing")?, words, at_start }),
    }
}

/// `refunds: refund*, money back`
fn told_category(category: &OwnCategory) -> String {
    let place = if category.at_start { " at the start" } else { "" };
    format!("{}: {}{place}", category.name, category.words.join(", "))
}

fn redact(row: &Row) -> Result<OwnPattern, String> {
    let name = row.text("name")?.ok_or("`name` is missing")?;
    OwnPattern::new(&name, &row.text("pattern")?.ok_or("`pattern` is missing")?)
}

fn objective(row: &Row) -> Result<Objective, String> {
    let bound = match (row.number("at_least")?, row.number("at_most")?) {
        (Some(least), None) => Bound::AtLeast(least),
        (None, Some(most)) => Bound::AtMost(most),
        _ => return Err("write either `at_least` or `at_most`".to_string()),
    };
    Ok(Objective {
        measure: row.word("measure")?.ok_or("`measure` is missing")?,
        bound,
        provider: row.text("provider")?,
        model: row.text("model")?,
        category: row.text("category")?,
        app: row.text("app")?,
        environment: row.text("environment")?,
    })
}

/// `success_rate at least 0.99 for app search`
fn told_objective(objective: &Objective) -> String {
    let bound = match objective.bound {
        Bound::AtLeast(bound) => format!("at least {bound}"),
        Bound::AtMost(bound) => format!("at most {bound}"),
    };
    let scope = objective.scope();
    let scope = if scope.is_empty() { scope } else { format!(" for {scope}") };
    format!("{} {bound}{scope}", objective.measure)
}

/// Service tiers that may have prices of their own.
const TIERS: &[&str] = &["batch", "flex", "priority", "fast"];

fn price(row: &Row) -> Result<OwnPrice, String> {
    let above = row.number("above")?;
    if above.is_some_and(|above| above < 0.0 || above.fract() != 0.0) {
        return Err("`above` is not a whole number of tokens".to_string());
    }
    let price = OwnPrice {
        model: row.word("model")?.ok_or("`model` is missing")?,
        provider: row.word("provider")?,
        from: row.date("from")?,
        tier: row.word("tier")?,
        above: above.map(|above| above as u64),
        input: row.price("input")?,
        output: row.price("output")?,
        cache_read: row.price("cache_read")?,
        cache_write: row.price("cache_write")?,
        cache_write_1h: row.price("cache_write_1h")?,
        reasoning: row.price("reasoning")?,
    };
    pattern(&price.model)?;
    if price.tier.as_deref().is_some_and(|tier| !TIERS.contains(&tier)) {
        return Err(format!("`tier` is none of {}", TIERS.join(", ")));
    }
    match price.input {
        Some(_) => Ok(price),
        None => Err("`input` is missing: US dollars per million tokens".to_string()),
    }
}

fn discount(row: &Row) -> Result<Discount, String> {
    let discount = Discount {
        provider: row.word("provider")?,
        model: row.word("model")?,
        from: row.date("from")?,
        percent: row.number("percent")?.ok_or("`percent` is missing")?,
    };
    discount.model.as_deref().map_or(Ok(()), pattern)?;
    if discount.percent > 100.0 { Err("`percent` is above 100".to_string()) } else { Ok(discount) }
}

fn pattern(glob: &str) -> Result<(), String> {
    glob::Pattern::new(glob).map(|_| ()).map_err(|problem| format!("`{glob}` is not a glob: {}", problem.msg))
}

/// `my-* of azure from 2026-01-01: input 1, output 2`
fn told_price(price: &OwnPrice) -> String {
    let rates = [
        ("input", price.input),
        ("output", price.output),
        ("cache_read", price.cache_read),
        ("cache_write", price.cache_write),
        ("cache_write_1h", price.cache_write_1h),
        ("reasoning", price.reasoning),
    ];
    let rates: Vec<String> = rates.iter().filter_map(|(name, rate)| Some(format!("{name} {}", (*rate)?))).collect();
    let mut told = price.model.clone();
    told += &price.provider.as_ref().map_or(String::new(), |provider| format!(" of {provider}"));
    told += &price.tier.as_ref().map_or(String::new(), |tier| format!(" as {tier}"));
    told += &price.above.map_or(String::new(), |above| format!(" above {above} tokens"));
    told += &price.from.map_or(String::new(), |from| format!(" from {from}"));
    format!("{told}: {}", rates.join(", "))
}

/// `12 % off azure from 2026-01-01`
fn told_discount(discount: &Discount) -> String {
    let what = match (&discount.model, &discount.provider) {
        (Some(model), Some(provider)) => format!("{model} of {provider}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => "every list price".to_string(),
    };
    let from = discount.from.map_or(String::new(), |from| format!(" from {from}"));
    format!("{} % off {what}{from}", discount.percent)
}
