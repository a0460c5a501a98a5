//! `llmobs.toml` → the words it gives for each setting, with their lines; unknown keys and wrong types are errors.

use std::fs;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::{SETTINGS, Setting, Written};
use super::tables::{Is, Row, TABLES, Table};
use super::{FILE_NAME, nearest};
use crate::error::{Error, OrFail, Result};

/// What a file gives.
#[derive(Debug, Default)]
pub struct Given {
    /// Settings.
    pub entries: Vec<Entry>,
    /// Tables that may be given many times, in the order of the file.
    pub rows: Vec<Row>,
}

/// A setting that the file gives.
#[derive(Debug)]
pub struct Entry {
    /// Its name in [`SETTINGS`].
    pub name: &'static str,
    /// The value as words.
    pub words: Vec<String>,
    /// 1-based line.
    pub line: usize,
}

/// The nearest `llmobs.toml` in `here` or a folder above it; `here` may be empty, which is the working directory. A
/// file in `here` itself keeps its short path, so that messages and paths made from it stay short.
pub fn find_upwards(here: &Path) -> Option<PathBuf> {
    let near = here.join(FILE_NAME);
    if near.is_file() {
        return Some(near);
    }
    let whole = std::path::absolute(if here == Path::new("") { Path::new(".") } else { here }).ok()?;
    whole.ancestors().skip(1).map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// Folder that relative paths in the file start from.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Reads the file.
pub fn read(path: &Path) -> Result<Given> {
    let text = fs::read_to_string(path)
        .or_fail(|| format!("cannot read the configuration {}", path.display()))
        .map_err(|error| error.hint("name another with --config or LLMOBS_CONFIG"))?;
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<Given> {
    let place = |offset: usize| format!("{}:{}", path.display(), line_at(text, offset));
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Error::new(format!("{} is not TOML", place(offset))).because_of(error.message().replace('\n', "; "))
    })?;
    let mut given = Given::default();
    for (key, value) in table.get_ref() {
        if let Some(table) = Table::named(key.get_ref()) {
            for one in tables(value).ok_or_else(|| {
                Error::new(format!("invalid `{}` ({}): it is no table", table.name, place(key.span().start)))
                    .hint(format!("write [[{}]] and its keys below", table.name))
            })? {
                given.rows.push(row(table, one, &place, line_at(text, one.span().start))?);
            }
            continue;
        }
        walk(key.get_ref(), key.span().start, value, &mut |name, offset, value| {
            let setting = Setting::named(name).ok_or_else(|| unknown(name, &place(offset)))?;
            let words = words(setting, value.get_ref()).map_err(|problem| {
                Error::new(format!("invalid `{name}` ({}): {problem}", place(offset)))
                    .hint(format!("write {}", setting.form))
            })?;
            given.entries.push(Entry { name: setting.name, words, line: line_at(text, offset) });
            Ok(())
        })?;
    }
    Ok(given)
}

/// The tables under a name: `[[name]]` any number of times, or `[name]` once.
fn tables<'v, 't>(value: &'v Spanned<DeValue<'t>>) -> Option<Vec<&'v Spanned<DeValue<'t>>>> {
    match value.get_ref() {
        DeValue::Table(_) => Some(vec![value]),
        DeValue::Array(items) => {
            items.iter().map(|item| matches!(item.get_ref(), DeValue::Table(_)).then_some(item)).collect()
        }
        _ => None,
    }
}

fn row(
    table: &'static Table,
    given: &Spanned<DeValue<'_>>,
    place: &dyn Fn(usize) -> String,
    line: usize,
) -> Result<Row> {
    let mut values = Vec::new();
    for (key, value) in given.get_ref().as_table().into_iter().flatten() {
        let (name, at) = (key.get_ref().as_ref(), place(key.span().start));
        let Some((name, is)) = table.keys.iter().find(|(known, _)| *known == name) else {
            let names = || table.keys.iter().map(|(name, _)| *name);
            let hint = match nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys of [[{}]] are: {}", table.name, names().collect::<Vec<_>>().join(", ")),
            };
            return Err(Error::new(format!("unknown key `{name}` of [[{}]] ({at})", table.name)).hint(hint));
        };
        let text = match (value.get_ref(), is) {
            (DeValue::String(text), Is::Text | Is::Date) => text.to_string(),
            (DeValue::Datetime(day), Is::Date) => day.to_string(),
            (DeValue::Integer(number), Is::Number) if number.radix() == 10 => number.as_str().to_string(),
            (DeValue::Float(number), Is::Number) => number.as_str().to_string(),
            (other, _) => {
                let form = match is {
                    Is::Text => "text in quotes",
                    Is::Number => "a number",
                    Is::Date => "a day such as 2026-01-31",
                };
                let wrong =
                    format!("invalid `{name}` of [[{}]] ({at}): it is of type {}", table.name, other.type_str());
                return Err(Error::new(wrong).hint(format!("write {form}")));
            }
        };
        values.push((*name, text));
    }
    Ok(Row { table: table.name, line, values })
}

type Visit<'v> = dyn FnMut(&str, usize, &Spanned<DeValue<'_>>) -> Result<()> + 'v;

/// Visits every value under its dotted name. A table that no setting starts with is reported itself, not its keys.
fn walk(name: &str, offset: usize, value: &Spanned<DeValue<'_>>, visit: &mut Visit<'_>) -> Result<()> {
    let prefix = format!("{name}.");
    match value.get_ref() {
        DeValue::Table(table) if SETTINGS.iter().any(|setting| setting.name.starts_with(&prefix)) => {
            for (key, value) in table {
                walk(&format!("{prefix}{}", key.get_ref()), key.span().start, value, visit)?;
            }
            Ok(())
        }
        _ => visit(name, offset, value),
    }
}

fn unknown(name: &str, place: &str) -> Error {
    let names = || SETTINGS.iter().map(|setting| setting.name).chain(TABLES.iter().map(|table| table.name));
    let hint = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the settings are: {}", names().collect::<Vec<_>>().join(", ")),
    };
    Error::new(format!("unknown setting `{name}` ({place})")).hint(hint)
}

fn words(setting: &Setting, value: &DeValue<'_>) -> Result<Vec<String>, String> {
    match (value, setting.written) {
        (DeValue::String(text), _) => Ok(vec![text.to_string()]),
        (DeValue::Integer(number), Written::Number) if number.radix() == 10 => Ok(vec![number.as_str().to_string()]),
        (DeValue::Integer(number), Written::Decimal) if number.radix() == 10 => Ok(vec![number.as_str().to_string()]),
        (DeValue::Float(number), Written::Decimal) => Ok(vec![number.as_str().to_string()]),
        (DeValue::Datetime(day), Written::Date) => Ok(vec![day.to_string()]),
        (DeValue::Array(items), Written::List) => {
            let text = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_string);
            items.iter().map(text).collect::<Option<_>>().ok_or_else(|| "a list item is not text".to_string())
        }
        (other, _) => Err(format!("it is of type {}", other.type_str())),
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Error {
        parse(Path::new("llmobs.toml"), text).unwrap_err()
    }

    #[test]
    fn values_keep_their_line() {
        let text = "# ours\ntitle = \"T\"\n\nmax_rejects = 5\nmaps = [\n  \"a\",\n  \"b\",\n]\nthreads = \"auto\"\n";
        let mut entries = parse(Path::new("llmobs.toml"), text).unwrap().entries;
        entries.sort_by_key(|entry| entry.line);
        let told: Vec<_> = entries.iter().map(|e| (e.name, e.line, e.words.join("+"))).collect();
        let want = [("title", 2, "T"), ("max_rejects", 4, "5"), ("maps", 5, "a+b"), ("threads", 9, "auto")];
        assert_eq!(told, want.map(|(name, line, words)| (name, line, words.to_string())));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line_and_the_nearest() {
        let near = error("title = \"T\"\ndatabse = \"x\"\n");
        assert_eq!(near.message, "unknown setting `databse` (llmobs.toml:2)");
        assert_eq!(near.hint.as_deref(), Some("did you mean `database`?"));
        let far = error("\n[store]\npath = \"x\"\n");
        assert_eq!(far.message, "unknown setting `store` (llmobs.toml:2)");
        assert!(far.hint.unwrap().starts_with("the settings are: database, "));
    }

    #[test]
    fn a_value_of_the_wrong_type_is_an_error() {
        assert_eq!(error("title = 5\n").message, "invalid `title` (llmobs.toml:1): it is of type integer");
        assert_eq!(error("maps = [\"a\", 1]\n").message, "invalid `maps` (llmobs.toml:1): a list item is not text");
        assert!(error("threads = 1.5\n").message.ends_with("it is of type float"));
        assert!(error("[title]\na = 1\n").message.ends_with("it is of type table"));
    }

    #[test]
    fn tables_are_given_many_times_with_their_lines() {
        let text =
            "[[price]]\nmodel = \"My-*\"\ninput = 1\nfrom = 2026-01-01\n\n[[price]]\nmodel = \"b\"\ninput = 0.5\n";
        let rows = parse(Path::new("llmobs.toml"), text).unwrap().rows;
        let told: Vec<_> = rows.iter().map(|row| (row.table, row.line, row.values.len())).collect();
        assert_eq!(told, [("price", 1, 3), ("price", 6, 2)]);
        assert!(rows[0].values.contains(&("from", "2026-01-01".to_string())));
        let near = error("[[price]]\nmodel = \"x\"\ninptu = 1\n");
        assert_eq!(near.message, "unknown key `inptu` of [[price]] (llmobs.toml:3)");
        assert_eq!(near.hint.as_deref(), Some("did you mean `input`?"));
        assert_eq!(error("[[prices]]\nmodel = 1\n").hint.as_deref(), Some("did you mean `price`?"));
        assert!(error("[[price]]\nmodel = 1\n").message.ends_with("it is of type integer"));
        assert!(error("price = 1\n").message.ends_with("it is no table"));
    }

    #[test]
    fn broken_toml_names_its_line() {
        let broken = error("title = \"T\"\noutput = _site\n");
        assert_eq!(broken.message, "llmobs.toml:2 is not TOML");
        assert_eq!(broken.causes.len(), 1);
        assert!(!broken.causes[0].contains('\n'));
        assert!(error("title = \"a\"\ntitle = \"b\"\n").message.starts_with("llmobs.toml:2"));
    }

    #[test]
    fn a_missing_file_says_so() {
        let missing = read(Path::new("nowhere/llmobs.toml")).unwrap_err();
        assert_eq!(missing.message, "cannot read the configuration nowhere/llmobs.toml");
    }
}
