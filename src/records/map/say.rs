//! A map in; what it says, or what it found in a sample, out, for people.

use std::collections::BTreeMap;

use super::mapper::Mapper;
use super::path;
use super::spec::{From, Map, Rule};
use super::unit::{DURATIONS, Unit};
use crate::records::{Feed, Field, Sample, Value, json};

/// Where the map looks for each field, best first.
pub fn table(map: &Map) -> Vec<Feed> {
    let rules = map.fields.iter().flat_map(|(field, rules)| rules.iter().map(|rule| (*field, rule)));
    rules.map(|(field, rule)| Feed { field, from: place(rule), unit: unit(rule.unit, field), rows: 0 }).collect()
}

/// Which keys of the sample feed which fields, in the order of the fields, and in how many rows.
pub fn feeds(map: &Map, sample: &Sample) -> Vec<Feed> {
    let (mapper, _) = Mapper::new(map, sample);
    let mut found: BTreeMap<(Field, String), (Option<String>, u64)> = BTreeMap::new();
    for row in map.passing(sample).rows.iter() {
        let Value::Map(entries) = row else { continue };
        for (field, from, taken) in mapper.sources(entries) {
            found.entry((field, from)).or_insert_with(|| (unit(taken, field), 0)).1 += 1;
        }
    }
    found.into_iter().map(|((field, from), (unit, rows))| Feed { field, from, unit, rows }).collect()
}

/// Why the map takes the sample for one of its files.
pub fn why(map: &Map, sample: &Sample) -> String {
    let mut why = Vec::new();
    if !map.fits.keys.is_empty() {
        why.push(format!("its rows have all of {}", map.fits.keys.join(", ")));
    }
    let found = |group: &Vec<Field>| {
        let here =
            |field: &&Field| map.fields.get(field).is_some_and(|rules| rules.iter().any(|rule| rule.is_in(sample)));
        group.iter().filter(here).map(|field| field.name()).collect::<Vec<_>>().join(", ")
    };
    let groups: Vec<String> = map.fits.fields.iter().map(found).collect();
    if !groups.is_empty() {
        why.push(format!("its rows have {}", groups.join(", and ")));
    }
    if map.fits.file.as_ref().is_some_and(|pattern| pattern.matches(&sample.file)) {
        why.push("its name is like those of such files".to_owned());
    }
    if !map.only.is_empty() {
        why.push(format!("read are rows where {}", map.only));
    }
    if why.is_empty() {
        why.push("its rows have most of the keys that the map names".to_owned());
    }
    why.join("; ")
}

fn place(rule: &Rule) -> String {
    match &rule.from {
        From::Path(steps) => path::shown(steps),
        From::Const(value) => constant(value),
        From::File(..) => "the file's name".to_owned(),
        From::Template(text) => text.clone(),
    }
}

/// A constant, so that it cannot be taken for a key.
pub fn constant(value: &Value<'_>) -> String {
    format!("always {}", json::to_text(value))
}

fn unit(unit: Unit, field: Field) -> Option<String> {
    let duration = |factor: f64| DURATIONS.iter().find(|(_, known)| *known == factor).map(|(name, _)| *name);
    match unit {
        Unit::Plain => None,
        Unit::Times(0.01) => Some("cents".to_owned()),
        Unit::Times(factor) if [Field::LatencyMs, Field::TimeToFirstTokenMs].contains(&field) => {
            duration(factor).map(str::to_owned)
        }
        Unit::Times(factor) => Some(format!("times {factor}")),
        Unit::Range(low, high) => Some(format!("{low}..{high}")),
        Unit::Infer => Some("found out from the first rows".to_owned()),
        Unit::Undecided => Some("not known".to_owned()),
    }
}
