//! The table of settings: one row is its name, option, default, meaning, how text becomes the field of [`Config`] and
//! back. Options, environment, `llmobs.toml`, `llmobs config` and the README all follow this table.

use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::given::Given;
use super::{Config, nearest};

/// What a value may be written as in `llmobs.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `"text"`
    Text,
    /// `4`, or a word such as `"auto"`.
    Number,
    /// `0.92`, also in quotes.
    Decimal,
    /// `2026-11-01`, also in quotes.
    Date,
    /// `["one", "two"]`, or one `"text"`.
    List,
}

/// One row of the table.
pub struct Setting {
    /// Key in `llmobs.toml`.
    pub name: &'static str,
    /// Option of the command line, where there is one.
    pub option: Option<&'static str>,
    /// The default, as it would be written.
    pub default: &'static str,
    /// What is accepted: "write {form}".
    pub form: &'static str,
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// How `llmobs.toml` writes it.
    pub written: Written,
    /// Option, environment and file add up instead of the strongest winning.
    pub adds: bool,
    /// Puts a value into its field, or says what is wrong with it.
    pub set: fn(&mut Config, &Given) -> Result<(), String>,
    /// The value in force, as it would be written.
    pub show: fn(&Config) -> String,
}

impl Setting {
    /// Its variable: `LLMOBS_DATABASE`.
    pub fn env(&self) -> String {
        format!("LLMOBS_{}", self.name.to_uppercase().replace('.', "_"))
    }

    /// The row of that name.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

/// Every setting, in the order `llmobs config` prints them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "database",
        option: Some("--database"),
        default: "data/llmobs.duckdb",
        form: "the path of a file; its folder is made if need be",
        doc: "The store, a DuckDB file.",
        written: Written::Text,
        adds: false,
        set: |config, given| given.path().map(|path| config.database = path),
        show: |config| config.database.display().to_string(),
    },
    Setting {
        name: "output",
        option: Some("--output"),
        default: "_site",
        form: "the path of a folder that llmobs may replace",
        doc: "Folder the site is written to.",
        written: Written::Text,
        adds: false,
        set: |config, given| given.path().map(|path| config.output = path),
        show: |config| config.output.display().to_string(),
    },
    Setting {
        name: "title",
        option: Some("--title"),
        default: "LLM interactions",
        form: "some text",
        doc: "Title of the report.",
        written: Written::Text,
        adds: false,
        set: |config, given| given.text().map(|text| config.title = text.trim().to_string()),
        show: |config| config.title.clone(),
    },
    Setting {
        name: "time_zone",
        option: Some("--time-zone"),
        default: "UTC",
        form: "an IANA name such as `UTC` or `Europe/Berlin`",
        doc: "Zone of days and hours in the report; the store keeps UTC.",
        written: Written::Text,
        adds: false,
        set: |config, given| time_zone(given.text()?).map(|zone| config.time_zone = zone),
        show: |config| config.time_zone.name().to_string(),
    },
    Setting {
        name: "threads",
        option: Some("--threads"),
        default: "auto",
        form: "a whole number, or `auto` for one per core",
        doc: "Worker threads; results do not depend on it.",
        written: Written::Number,
        adds: false,
        set: |config, given| {
            config.threads = match given.text()? {
                "auto" => std::thread::available_parallelism().map_or(1, usize::from),
                _ => given.count(1024)? as usize,
            };
            Ok(())
        },
        show: |config| config.threads.to_string(),
    },
    Setting {
        name: "max_rejects",
        option: Some("--max-rejects"),
        default: "none",
        form: "a number of rows, a share such as `1%`, or `none`",
        doc: "More rejected rows than this in one input roll it back and end the run with exit code 1.",
        written: Written::Number,
        adds: false,
        set: |config, given| {
            config.max_rejects = match given.text()? {
                "none" => None,
                text => Some(text.parse()?),
            };
            Ok(())
        },
        show: |config| config.max_rejects.map_or("none".to_string(), |limit| limit.to_string()),
    },
    Setting {
        name: "maps",
        option: Some("--map"),
        default: "",
        form: "a list of field map files, or of folders that hold them",
        doc: "Your own field maps; those of option, environment and file add up.",
        written: Written::List,
        adds: true,
        set: |config, given| {
            config.maps.extend(given.paths());
            Ok(())
        },
        show: |config| config.maps.iter().map(|map| map.display().to_string()).collect::<Vec<_>>().join(", "),
    },
    Setting {
        name: "embedding_model",
        option: Some("--embedding-model"),
        default: "",
        form: "the path of a folder with config.json, tokenizer.json and model.safetensors",
        doc: "Folder of a static embedding model (model2vec), for similarity and support by meaning; needs a build with `--features embeddings`.",
        written: Written::Text,
        adds: false,
        set: |config, given| {
            config.embedding_model = if given.words.is_empty() { None } else { Some(given.path()?) };
            Ok(())
        },
        show: |config| config.embedding_model.as_ref().map_or(String::new(), |folder| folder.display().to_string()),
    },
    Setting {
        name: "compare_days",
        option: None,
        default: "30",
        form: "a whole number of days",
        doc: "Length of the period the Overview compares with the one before it.",
        written: Written::Number,
        adds: false,
        set: |config, given| given.count(3660).map(|days| config.compare_days = days),
        show: |config| config.compare_days.to_string(),
    },
    Setting {
        name: "chart_series",
        option: None,
        default: "8",
        form: "a whole number from 2 to 8",
        doc: "Most series of a chart with one for each model, provider or the like; the smallest are folded into \"7 more\".",
        written: Written::Number,
        adds: false,
        set: |config, given| given.between(2, 8).map(|most| config.chart_series = most as usize),
        show: |config| config.chart_series.to_string(),
    },
    Setting {
        name: "feedback_scores",
        option: None,
        default: "user-feedback 0..1, feedback 0..1, thumbs 0..1, user-rating 1..5, rating 1..5",
        form: "a list of names of scores, each with its scale: [\"user-feedback 0..1\", \"rating 1..5\"]",
        doc: "Scores that are what users thought, where the log has no feedback; the scale becomes −1 to 1.",
        written: Written::List,
        adds: false,
        set: |config, given| given.list().map(|list| config.feedback_scores = list),
        show: |config| config.feedback_scores.join(", "),
    },
    Setting {
        name: "hallucination_scores",
        option: None,
        default: "hallucination >= 0.5, hallucinated >= 0.5, faithfulness < 0.5, groundedness < 0.5",
        form: "a list of names of scores with thresholds: [\"hallucination >= 0.5\", \"faithfulness < 0.5\"]",
        doc: "Scores that say whether an answer hallucinated, where the log has no label; the condition is the bad case.",
        written: Written::List,
        adds: false,
        set: |config, given| given.list().map(|list| config.hallucination_scores = list),
        show: |config| config.hallucination_scores.join(", "),
    },
    Setting {
        name: "cost",
        option: None,
        default: "auto",
        form: "`auto`, `logged` or `computed`",
        doc: "Which cost counts: the logged one, the computed one, or (auto) the logged one where the log has it.",
        written: Written::Text,
        adds: false,
        set: |config, given| given.text()?.parse().map(|policy| config.cost = policy),
        show: |config| config.cost.to_string(),
    },
    Setting {
        name: "price_tables",
        option: None,
        default: "data/price_tables",
        form: "the path of a folder",
        doc: "Folder of price tables that go before the ones llmobs carries; `llmobs prices update` writes there.",
        written: Written::Text,
        adds: false,
        set: |config, given| given.path().map(|path| config.price_tables = path),
        show: |config| config.price_tables.display().to_string(),
    },
    Setting {
        name: "monthly_budget",
        option: None,
        default: "none",
        form: "a number above 0, or `none`",
        doc: "What a calendar month may cost, in US dollars: a line in the forecast.",
        written: Written::Decimal,
        adds: false,
        set: |config, given| or_none(given.text()?, rate).map(|budget| config.monthly_budget = budget),
        show: |config| config.monthly_budget.map_or("none".to_string(), |budget| budget.to_string()),
    },
    Setting {
        name: "fail_on",
        option: Some("--fail-on"),
        default: "",
        form: "rules such as `error_rate > 2% over 24h`, several in a list or between semicolons",
        doc: "When `llmobs check` fails, besides objectives and budget; an option takes the place of those in the file.",
        written: Written::List,
        adds: false,
        set: |config, given| given.rules().map(|rules| config.fail_on = rules),
        show: |config| config.fail_on.join("; "),
    },
    Setting {
        name: "currency",
        option: None,
        default: "USD",
        form: "three letters such as `EUR`",
        doc: "Currency of the report; needs `currency_rate` and `currency_date`. The store keeps US dollars.",
        written: Written::Text,
        adds: false,
        set: |config, given| currency(given.text()?).map(|code| config.currency_code = code),
        show: |config| config.currency_code.clone(),
    },
    Setting {
        name: "currency_rate",
        option: None,
        default: "none",
        form: "a number above 0, or `none`",
        doc: "How much of that currency a US dollar is.",
        written: Written::Decimal,
        adds: false,
        set: |config, given| or_none(given.text()?, rate).map(|rate| config.currency_rate = rate),
        show: |config| config.currency_rate.map_or("none".to_string(), |rate| rate.to_string()),
    },
    Setting {
        name: "currency_date",
        option: None,
        default: "none",
        form: "a day such as `2026-11-01`, or `none`",
        doc: "The day of that rate; the report says it.",
        written: Written::Date,
        adds: false,
        set: |config, given| or_none(given.text()?, day).map(|date| config.currency_date = date),
        show: |config| config.currency_date.map_or("none".to_string(), |date| date.to_string()),
    },
    Setting {
        name: "publish.text",
        option: None,
        default: "redacted",
        form: "`full`, `redacted` or `none`",
        doc: "Texts in the site: as logged, without secrets and personal data, or none (numbers and names of models and the like).",
        written: Written::Text,
        adds: false,
        set: |config, given| given.text()?.parse().map(|publish| config.publish_text = publish),
        show: |config| config.publish_text.to_string(),
    },
    Setting {
        name: "publish.key",
        option: None,
        default: "",
        form: "a secret phrase of at least 16 characters",
        doc: "Makes placeholders the same in the sites of several stores; without it, each store has a random key.",
        written: Written::Text,
        adds: false,
        set: |config, given| phrase(given).map(|key| config.publish_key = key),
        show: |config| if config.publish_key.is_empty() { String::new() } else { "(not shown)".to_string() },
    },
    Setting {
        name: "explorer.max_rows",
        option: None,
        default: "1000000",
        form: "a whole number; 0 is none",
        doc: "Most interactions that can be searched in the report.",
        written: Written::Number,
        adds: false,
        set: |config, given| given.number().map(|rows| config.explorer_max_rows = rows),
        show: |config| config.explorer_max_rows.to_string(),
    },
    Setting {
        name: "explorer.max_bytes",
        option: None,
        default: "1200000000",
        form: "a whole number of bytes; 0 is none",
        doc: "Most bytes of text of these interactions; the report takes about half as many, and static hosts often allow 1 GB.",
        written: Written::Number,
        adds: false,
        set: |config, given| given.number().map(|bytes| config.explorer_max_bytes = bytes),
        show: |config| config.explorer_max_bytes.to_string(),
    },
];

fn or_none<T>(text: &str, read: fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    if text.trim() == "none" { Ok(None) } else { read(text.trim()).map(Some) }
}

fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| rate.is_finite() && *rate > 0.0);
    rate.ok_or_else(|| format!("`{text}` is not a number above 0"))
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("`{text}` is not a day"))
}

fn phrase(given: &Given) -> Result<String, String> {
    let phrase = if given.words.is_empty() { "" } else { given.text()?.trim() };
    match phrase.chars().count() {
        0 | 16.. => Ok(phrase.to_string()),
        _ => Err("it is shorter than 16 characters".to_string()),
    }
}

fn currency(text: &str) -> Result<String, String> {
    let code = text.trim().to_uppercase();
    let letters = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if letters { Ok(code) } else { Err(format!("`{}` is not the code of a currency", text.trim())) }
}

fn time_zone(text: &str) -> Result<Tz, String> {
    let wanted = text.trim();
    TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(wanted)).copied().ok_or_else(|| {
        let wrong = format!("`{wanted}` is not a time zone we know");
        match nearest(wanted, TZ_VARIANTS.iter().map(|zone| zone.name())) {
            Some(zone) => format!("{wrong}; did you mean `{zone}`?"),
            None => wrong,
        }
    })
}

#[cfg(test)]
mod tests;
