//! Which price tables are in force: the ones llmobs carries, or newer ones that the user put into a folder. And how one
//! gets there, with what it changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::convert;
use super::rates::Rates;
use super::second::{self, Compact, Listed, Second};
use super::table::{self, Model, PriceTable};
use crate::config::{Config, TABLES};
use crate::error::{Error, OrFail, Result};

/// File of the user's first table.
const FIRST: &str = "genai-prices.json";
/// File of the user's second table.
const SECOND: &str = "litellm.json";

/// A price table, for reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PriceTableInfo {
    /// Whose table it is.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The day it was taken, `YYYY-MM-DD`.
    pub date: String,
    /// How many models it prices, one model of two providers counted twice.
    pub models: usize,
    /// The user's file, where it is not the one llmobs carries.
    pub file: Option<PathBuf>,
}

/// The user's file of that name, if it is there.
fn own(config: &Config, name: &str) -> Result<Option<(PathBuf, String)>> {
    let path = config.price_tables.join(name);
    if config.price_tables.as_os_str().is_empty() || !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).or_fail(|| format!("cannot read {}", path.display()))?;
    Ok(Some((path, text)))
}

fn of_file(error: Error, path: &Path) -> Error {
    error.because_of(path.display().to_string()).hint("remove the file, or renew it with `llmobs prices update`")
}

/// The tables that costs are computed with.
pub fn in_force(config: &Config) -> Result<(Arc<PriceTable>, Second)> {
    let first = match own(config, FIRST)? {
        Some((path, text)) => Arc::new(PriceTable::parse(&text).map_err(|error| of_file(error, &path))?),
        None => PriceTable::shipped()?,
    };
    let second = match own(config, SECOND)? {
        Some((path, text)) => Second::Own(Compact::parse(&text).map_err(|error| of_file(error, &path))?.into()),
        None => Second::shipped(),
    };
    Ok((first, second))
}

/// What a table's file says of itself.
#[derive(Deserialize)]
struct Head {
    name: String,
    version: String,
    date: String,
    #[serde(default)]
    providers: Vec<HeadProvider>,
    #[serde(default)]
    models: BTreeMap<String, serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct HeadProvider {
    models: Vec<serde::de::IgnoredAny>,
}

/// Describes the tables in force, first and second.
pub fn price_tables(config: &Config) -> Result<[PriceTableInfo; 2]> {
    let info = |name: &str, shipped: &'static str| -> Result<PriceTableInfo> {
        let (file, text) = own(config, name)?.map_or((None, shipped.to_owned()), |(path, text)| (Some(path), text));
        let head: Head = serde_json::from_str(&text).or_fail(|| format!("cannot read the price table {name}"))?;
        let models = head.models.len() + head.providers.iter().map(|one| one.models.len()).sum::<usize>();
        Ok(PriceTableInfo { name: head.name, version: head.version, date: head.date, models, file })
    };
    Ok([info(FIRST, table::SHIPPED)?, info(SECOND, second::SHIPPED)?])
}

/// Everything that decides a price, in short: costs that were computed under another one should be computed anew.
pub fn stamp(config: &Config) -> Result<String> {
    // A file says in its first words whose it is, and of which day; this runs with every ingest.
    let head = |name: &str, shipped: &str| -> Result<String> {
        let own = own(config, name)?.map(|(_, text)| text);
        Ok(own.as_deref().unwrap_or(shipped).chars().take_while(|c| *c != '[').take(80).collect())
    };
    let mut stamp = vec![config.cost.to_string(), head(FIRST, table::SHIPPED)?, head(SECOND, second::SHIPPED)?];
    stamp.extend(TABLES.iter().flat_map(|table| (table.show)(config)));
    Ok(stamp.join("\n"))
}

/// What putting a table in place changed.
#[derive(Debug, Serialize)]
pub struct Update {
    /// The file written.
    pub file: PathBuf,
    /// The table that was in force.
    pub before: PriceTableInfo,
    /// The table that is in force now.
    pub after: PriceTableInfo,
    /// Models that are new.
    pub added: Vec<String>,
    /// Models that are gone.
    pub removed: Vec<String>,
    /// Prices that differ.
    pub changed: Vec<Change>,
}

/// A price that differs.
#[derive(Debug, PartialEq, Serialize)]
pub struct Change {
    /// The model, with the date or tier of the price.
    pub entry: String,
    /// `input`, `output`, …
    pub class: &'static str,
    /// US dollars per million tokens; `None` where there was none.
    pub before: Option<String>,
    /// The same now.
    pub after: Option<String>,
}

/// Understands the file, puts it into the user's folder and tells what it changes. `date` is the day it was taken.
pub fn update(config: &Config, from: &Path, date: NaiveDate) -> Result<Update> {
    let text = fs::read_to_string(from).or_fail(|| format!("cannot read {}", from.display()))?;
    let wrong = || format!("{} is not a price table we know", from.display());
    let hint = "give the JSON of genai-prices or LiteLLM, or a file of ours (data/prices/)";
    let given: Value = serde_json::from_str(&text).or_fail(wrong).map_err(|error| error.hint(hint))?;
    let refuse = |why: String| Error::new(wrong()).because_of(why).hint(hint);
    let version = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (name, text) = understand(given, version, date).map_err(refuse)?;
    let at = usize::from(name == SECOND);
    let before = price_tables(config)?[at].clone();
    let old = prices(config, name)?;
    fs::create_dir_all(&config.price_tables)
        .or_fail(|| format!("cannot make the folder {}", config.price_tables.display()))?;
    let file = config.price_tables.join(name);
    // Written beside and renamed, so that no run ever reads half a table.
    let beside = config.price_tables.join(format!("{name}.new"));
    fs::write(&beside, text).or_fail(|| format!("cannot write {}", beside.display()))?;
    fs::rename(&beside, &file).or_fail(|| format!("cannot write {}", file.display()))?;
    let new = prices(config, name)?;
    let after = price_tables(config)?[at].clone();
    let gone = |from: &Prices, than: &Prices| from.keys().filter(|key| !than.contains_key(*key)).cloned().collect();
    Ok(Update { file, before, after, added: gone(&new, &old), removed: gone(&old, &new), changed: changes(&old, &new) })
}

/// Which of our two files it is, and its text, proved to be readable.
fn understand(given: Value, version: String, date: NaiveDate) -> std::result::Result<(&'static str, String), String> {
    let date = date.to_string();
    let whole = match given {
        Value::Array(providers) => {
            let providers = convert::first(&providers)?;
            serde_json::json!({ "name": "genai-prices", "version": version, "date": date, "providers": providers })
        }
        Value::Object(map) if map.get("providers").is_some_and(Value::is_array) => Value::Object(map),
        Value::Object(map) if map.get("models").is_some_and(Value::is_object) && map.contains_key("name") => {
            Value::Object(map)
        }
        Value::Object(map) => {
            let compact = convert::second(&map, version, date);
            serde_json::to_value(compact).map_err(|error| error.to_string())?
        }
        _ => return Err("it is neither a list nor a map".to_owned()),
    };
    let text = whole.to_string();
    if whole["providers"].is_array() {
        let table = PriceTable::parse(&text).map_err(|error| error.causes.join("; "))?;
        table.check()?;
        return Ok((FIRST, text));
    }
    let compact = Compact::parse(&text).map_err(|error| error.causes.join("; "))?;
    if compact.models.is_empty() { Err("it prices no model of text".to_owned()) } else { Ok((SECOND, text)) }
}

/// Every price of a table by model, then by entry and class.
type Prices = BTreeMap<String, BTreeMap<(String, &'static str), String>>;

fn prices(config: &Config, name: &str) -> Result<Prices> {
    let (first, second) = in_force(config)?;
    let mut all = Prices::new();
    if name == FIRST {
        for provider in &first.providers {
            provider.models.iter().for_each(|model| add(&mut all, format!("{}/{}", provider.id, model.id), model));
        }
    } else {
        let models = second.listed().map_or(&[][..], |listed: &Listed| &listed.models);
        models.iter().for_each(|model| add(&mut all, model.id.clone(), model));
    }
    Ok(all)
}

fn add(all: &mut Prices, key: String, model: &Model) {
    let of = all.entry(key.clone()).or_default();
    let mut put = |entry: String, usd: &Rates| {
        of.extend(usd.listed().into_iter().map(|(class, rate)| ((entry.clone(), class), rate.to_string())));
    };
    model.prices.iter().for_each(|dated| put(dated.entry.clone(), &dated.usd));
    model.variants.iter().for_each(|dated| put(format!("{key}{}", dated.entry), &dated.usd));
}

fn changes(old: &Prices, new: &Prices) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, was) in old {
        let Some(is) = new.get(key).filter(|is| *is != was) else { continue };
        let mut all: Vec<_> = was.keys().chain(is.keys()).collect();
        all.sort();
        all.dedup();
        for price in all.into_iter().filter(|price| was.get(*price) != is.get(*price)) {
            let (before, after) = (was.get(price).cloned(), is.get(price).cloned());
            changes.push(Change { entry: price.0.clone(), class: price.1, before, after });
        }
    }
    changes
}
