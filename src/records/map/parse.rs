//! The text of a map (TOML) in, a [`Map`] out, or an error that names the file, the key and what would be right.

use std::collections::BTreeMap;

use regex::Regex;
use toml::{Table, Value as Toml};

use super::only::Only;
use super::path;
use super::spec::{Fits, From, Kind, Map, Rule};
use super::unit::{SUFFIXES, Unit};
use crate::error::{Error, Result};
use crate::records::{Field, Value};

const KEYS: [&str; 12] =
    ["title", "doc", "notices", "extends", "fits", "rest", "fields", "about", "kind", "only", "others", "refuse"];
const RULE_KEYS: [&str; 12] =
    ["path", "paths", "stems", "const", "file", "give", "template", "unit", "values", "absent", "round", "unlisted"];

/// Reads a map. `origin` is the file's name in messages; `base` finds the map that `extends` names.
pub fn parse(id: &str, origin: &str, text: &str, base: impl Fn(&str) -> Option<Map>) -> Result<Map> {
    let at = At { origin };
    let table: Table = text.parse().map_err(|e: toml::de::Error| {
        Error::new(format!("{origin} is not a field map")).because_of(e.to_string().trim_end().to_owned())
    })?;
    at.known(&table, &KEYS, "")?;
    let text = |key: &str| table.get(key).and_then(Toml::as_str).unwrap_or_default().to_owned();
    let mut map = match table.get("extends").map(|name| (name, name.as_str().and_then(&base))) {
        None => Map {
            id: String::new(),
            title: String::new(),
            about: String::new(),
            doc: String::new(),
            notices: Vec::new(),
            fits: Fits::default(),
            kind: Kind::default(),
            only: Only::default(),
            others: "other rows",
            refuse: String::new(),
            rest: false,
            fields: BTreeMap::new(),
            users: false,
        },
        Some((_, Some(base))) => base,
        Some((name, None)) => {
            return Err(at.error("extends", format!("there is no map {name}")).hint("llmobs formats lists them"));
        }
    };
    id.clone_into(&mut map.id);
    map.title = if text("title").is_empty() { id.to_owned() } else { text("title") };
    map.doc = text("doc");
    map.about = text("about").trim().to_owned();
    map.refuse = text("refuse");
    map.notices.extend(at.texts(table.get("notices"), "notices")?);
    if let Some(rest) = table.get("rest") {
        map.rest = match rest.as_str() {
            Some("metadata") => true,
            Some("drop") => false,
            _ => return Err(at.error("rest", format!("{rest} is not known")).hint("rest = \"metadata\" or \"drop\"")),
        };
    }
    if let Some(fits) = table.get("fits") {
        map.fits = at.fits(fits)?;
    }
    if let Some(kind) = table.get("kind") {
        map.kind = match kind.as_str() {
            Some("call") => Kind::Call,
            Some("remark") => Kind::Remark,
            _ => return Err(at.error("kind", format!("{kind} is not known")).hint("kind = \"call\" or \"remark\"")),
        };
    }
    if let Some(only) = table.get("only") {
        map.only = at.only(only)?;
    }
    if !text("others").is_empty() {
        // Leaked on purpose, once for each map of a run: every row that is passed over bears this name, and the names
        // of the formats in Rust are constants.
        map.others = text("others").leak();
    }
    let fields = table.get("fields").and_then(Toml::as_table);
    for (name, rules) in fields.into_iter().flatten() {
        let key = format!("fields.{name}");
        let field = at.field(name, &key)?;
        map.fields.insert(field, at.rules(field, rules, &key)?);
    }
    if map.fields.is_empty() && map.refuse.is_empty() {
        return Err(at
            .error("fields", "there are none".to_owned())
            .hint("[fields] says where each field is: prompt = \"question\""));
    }
    Ok(map)
}

/// Where we are, for messages.
struct At<'a> {
    origin: &'a str,
}

impl At<'_> {
    fn error(&self, key: &str, what: String) -> Error {
        Error::new(format!("{}: {key}: {what}", self.origin))
    }

    fn known(&self, table: &Table, known: &[&str], under: &str) -> Result<()> {
        match table.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(self
                .error(&format!("{under}{key}"), "this key is not known".to_owned())
                .hint(format!("known are {}", known.join(", ")))),
            None => Ok(()),
        }
    }

    fn field(&self, name: &str, key: &str) -> Result<Field> {
        Field::named(name).ok_or_else(|| {
            let names: Vec<_> = Field::ALL.iter().map(|f| f.name()).collect();
            self.error(key, format!("there is no field {name}")).hint(format!("fields are {}", names.join(", ")))
        })
    }

    fn texts(&self, value: Option<&Toml>, key: &str) -> Result<Vec<String>> {
        let one = |v: &Toml| v.as_str().map(str::to_owned);
        match value {
            None => Some(Vec::new()),
            Some(Toml::Array(items)) => items.iter().map(one).collect(),
            Some(other) => one(other).map(|text| vec![text]),
        }
        .ok_or_else(|| self.error(key, "text or a list of texts is expected".to_owned()))
    }

    fn fits(&self, value: &Toml) -> Result<Fits> {
        let table = value.as_table().ok_or_else(|| self.error("fits", "a table is expected".to_owned()))?;
        self.known(table, &["container", "keys", "fields", "file"], "fits.")?;
        let container = self.texts(table.get("container"), "fits.container")?;
        if let Some(other) = container.iter().find(|c| !["json", "csv"].contains(&c.as_str())) {
            return Err(self
                .error("fits.container", format!("{other:?} is not known"))
                .hint("\"json\" (also JSON lines) or \"csv\" (also TSV)"));
        }
        let mut fields = Vec::new();
        for group in table.get("fields").and_then(Toml::as_array).into_iter().flatten() {
            let names = self.texts(Some(group), "fits.fields")?;
            fields.push(names.iter().map(|name| self.field(name, "fits.fields")).collect::<Result<_>>()?);
        }
        let file = table.get("file").and_then(Toml::as_str).map(|pattern| {
            glob::Pattern::new(pattern)
                .map_err(|e| self.error("fits.file", format!("{pattern:?} is not a pattern")).because(e))
        });
        Ok(Fits { container, keys: self.texts(table.get("keys"), "fits.keys")?, fields, file: file.transpose()? })
    }

    fn only(&self, value: &Toml) -> Result<Only> {
        let table = value.as_table().ok_or_else(|| self.error("only", "a table is expected".to_owned()))?;
        let mut only = Only::default();
        for (path, values) in table {
            let key = format!("only.{path}");
            let steps = path::parse(path).map_err(|why| self.error(&key, format!("it is not a path: {why}")))?;
            let values = values.as_array().map_or(std::slice::from_ref(values), Vec::as_slice);
            if values.is_empty() || values.iter().any(|value| value.is_table() || value.is_array()) {
                return Err(self
                    .error(&key, "a value or a list of values is expected".to_owned())
                    .hint("only = { event = [\"message_send\"] }"));
            }
            only.ask(steps, values.iter().map(plain).collect());
        }
        Ok(only)
    }

    fn rules(&self, field: Field, value: &Toml, key: &str) -> Result<Vec<Rule>> {
        let mut rules = Vec::new();
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for item in items {
            match item {
                Toml::String(path) => rules.push(self.rule(self.path(path, key)?, default_unit(field))),
                Toml::Table(table) => self.table(field, table, key, &mut rules)?,
                _ => return Err(self.error(key, "a path or a table is expected".to_owned())),
            }
        }
        Ok(rules)
    }

    fn path(&self, path: &str, key: &str) -> Result<From> {
        path::parse(path).map(From::Path).map_err(|why| {
            self.error(key, format!("{path:?} is not a path: {why}"))
                .hint("like choices[0].message.content; quote a key that holds a dot")
        })
    }

    fn rule(&self, from: From, unit: Unit) -> Rule {
        Rule { from, unit, values: Vec::new(), absent: Vec::new(), listed: false, round: false, give: None }
    }

    fn table(&self, field: Field, table: &Table, key: &str, rules: &mut Vec<Rule>) -> Result<()> {
        self.known(table, &RULE_KEYS, &format!("{key}."))?;
        let unit = match table.get("unit").map(|unit| (unit, unit.as_str().and_then(Unit::named))) {
            None => default_unit(field),
            Some((_, Some(unit))) => unit,
            Some((unit, None)) => {
                return Err(self
                    .error(&format!("{key}.unit"), format!("{unit} is not known"))
                    .hint("s, ms, us, ns, usd, cents, a scale like 1..5, or infer"));
            }
        };
        let mut found: Vec<Rule> = Vec::new();
        for path in self.texts(table.get("path"), key)?.iter().chain(&self.texts(table.get("paths"), key)?) {
            found.push(self.rule(self.path(path, key)?, unit));
        }
        for stem in self.texts(table.get("stems"), key)? {
            for (suffix, unit) in SUFFIXES {
                found.push(
                    self.rule(self.path(&format!("{stem}{suffix}"), key)?, Unit::named(unit).unwrap_or(Unit::Plain)),
                );
            }
            found.push(self.rule(self.path(&stem, key)?, Unit::Infer));
        }
        if let Some(value) = table.get("const") {
            found.push(self.rule(From::Const(self.scalar(value, key)?), unit));
        }
        if let Some(template) = table.get("template").and_then(Toml::as_str) {
            found.push(self.rule(From::Template(template.to_owned()), unit));
        }
        if let Some(pattern) = table.get("file").and_then(Toml::as_str) {
            let regex = Regex::new(pattern)
                .map_err(|e| self.error(key, "the pattern of the file's name is wrong".to_owned()).because(e))?;
            let give = table.get("give").and_then(Toml::as_str).unwrap_or("$1").to_owned();
            found.push(self.rule(From::File(regex, give), unit));
        }
        if found.is_empty() {
            return Err(self
                .error(key, "it says nowhere to look".to_owned())
                .hint("path, paths, stems, const, template or file"));
        }
        let mut values = Vec::new();
        for (from, to) in table.get("values").and_then(Toml::as_table).into_iter().flatten() {
            values.push((from.clone(), self.scalar(to, key)?));
        }
        let absent = table.get("absent").and_then(Toml::as_array).into_iter().flatten();
        let absent: Vec<String> = absent.map(plain).collect();
        let listed = match table.get("unlisted").map(|what| (what, what.as_str())) {
            None | Some((_, Some("keep"))) => false,
            Some((_, Some("absent"))) => true,
            Some((what, _)) => {
                let error = self.error(&format!("{key}.unlisted"), format!("{what} is not known"));
                return Err(error.hint("\"absent\": what `values` does not list means nothing; or \"keep\""));
            }
        };
        let give = table.get("give").and_then(Toml::as_str).map(str::to_owned);
        let round = table.get("round").and_then(Toml::as_bool).unwrap_or_default();
        rules.extend(found.into_iter().map(|rule| Rule {
            values: values.clone(),
            absent: absent.clone(),
            listed,
            round,
            give: give.clone(),
            ..rule
        }));
        Ok(())
    }

    fn scalar(&self, value: &Toml, key: &str) -> Result<Value<'static>> {
        Ok(match value {
            Toml::String(text) => Value::Text(text.clone().into()),
            Toml::Integer(i) => Value::Int(*i),
            Toml::Float(f) => Value::Float(*f),
            Toml::Boolean(b) => Value::Bool(*b),
            Toml::Datetime(time) => Value::Text(time.to_string().into()),
            _ => return Err(self.error(key, "a single value is expected".to_owned())),
        })
    }
}

/// A value as a log would write it.
fn plain(value: &Toml) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Feedback has its scale found out unless a map states it; durations are in milliseconds as the field's name says.
fn default_unit(field: Field) -> Unit {
    match field {
        Field::Feedback => Unit::Infer,
        Field::LatencyMs | Field::TimeToFirstTokenMs => Unit::Times(1.0),
        _ => Unit::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_file_key_and_remedy() {
        for (text, message, hint) in [
            ("[fields]\nlatency = \"x\"", "my.toml: fields.latency: there is no field latency", "latency_ms"),
            (
                "[fields]\nprompt = \"a..b\"",
                "my.toml: fields.prompt: \"a..b\" is not a path: a key is missing",
                "choices[0]",
            ),
            (
                "[fields]\nlatency_ms = { path = \"t\", unit = \"hours\" }",
                "my.toml: fields.latency_ms.unit: \"hours\" is not known",
                "infer",
            ),
            ("[fields]\nprompt = { paht = \"t\" }", "my.toml: fields.prompt.paht: this key is not known", "path"),
            ("[fields]\nprompt = { unit = \"s\" }", "my.toml: fields.prompt: it says nowhere to look", "template"),
            ("[fit]\n", "my.toml: fit: this key is not known", "fits"),
            (
                "[fits]\ncontainer = \"xml\"\n[fields]\nid = \"i\"",
                "my.toml: fits.container: \"xml\" is not known",
                "csv",
            ),
            ("extends = \"nope\"", "my.toml: extends: there is no map \"nope\"", "formats"),
            ("title = \"x\"", "my.toml: fields: there are none", "[fields]"),
            (
                "[fields]\nstatus = { path = \"s\", unlisted = \"drop\" }",
                "my.toml: fields.status.unlisted: \"drop\" is not known",
                "absent",
            ),
            ("kind = \"score\"", "my.toml: kind: \"score\" is not known", "remark"),
            ("[only]\nevent = []", "my.toml: only.event: a value or a list of values is expected", "message_send"),
        ] {
            let error = parse("my", "my.toml", text, |_| None).expect_err(text);
            assert_eq!(error.message, message);
            assert!(error.hint.as_deref().unwrap_or_default().contains(hint), "{error:?}");
        }
        let error = parse("my", "my.toml", "[fields", |_| None).unwrap_err();
        assert!(error.message == "my.toml is not a field map" && error.causes[0].contains("line 1"), "{error:?}");
    }

    #[test]
    fn a_map_that_refuses_needs_no_fields() {
        let map = parse("sums", "sums", "refuse = \"sums of days\"\n[fits]\nkeys = [\"day\"]", |_| None).unwrap();
        assert_eq!((map.refuse.as_str(), map.fields.len()), ("sums of days", 0));
    }

    #[test]
    fn a_map_may_extend_another() {
        let base =
            parse("base", "base", "rest = \"metadata\"\n[fields]\nprompt = \"q\"\nmodel = \"m\"", |_| None).unwrap();
        let map =
            parse("my", "my", "extends = \"base\"\n[fields]\nmodel = { const = \"gpt\" }", |_| Some(base.clone()))
                .unwrap();
        assert!(map.rest && map.fields.len() == 2 && map.id == "my");
        assert!(matches!(map.fields[&Field::Model][0].from, From::Const(_)));
    }
}
