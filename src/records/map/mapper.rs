//! A map made ready for one file: units decided, constants worked out, keys looked up fast. Rows in, records out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::column::column;
use super::only::Only;
use super::path::{self, Step};
use super::rest::keep;
use super::say::constant;
use super::spec::{From, Kind, Map, Rule};
use super::unit::{self, Unit};
use super::value::spells;
use crate::error::Reject;
use crate::records::sample::loose;
use crate::records::{Emit, Field, Found, Record, Rows, Sample, Value, json, time};

/// See the module.
pub struct Mapper {
    /// By key as written, then by key without case and punctuation.
    exact: Keys,
    loose: Keys,
    targets: Vec<Target>,
    /// Values that are not in the row, best first; used where the row has nothing.
    fixed: Vec<(Field, Fixed)>,
    rest: bool,
    kind: Kind,
    only: Only,
    others: &'static str,
}

/// Rank among the field's alternatives (lower wins) and index into the targets.
type Keys = HashMap<Box<str>, Vec<(u16, usize)>, BuildHasherDefault<Fnv>>;

struct Target {
    field: Field,
    path: Vec<Step>,
    unit: Unit,
    values: Vec<(String, Value<'static>)>,
    absent: Vec<String>,
    listed: bool,
    round: bool,
    give: Option<String>,
}

enum Fixed {
    Value(Value<'static>),
    /// Text around the line number.
    Line(String, String),
}

/// What a row offers for a field.
#[derive(Clone, Copy)]
struct Best {
    rank: u16,
    entry: usize,
    target: usize,
}

impl Mapper {
    /// Makes the map ready for the file the sample is from; with what was found out on the way.
    pub fn new(map: &Map, sample: &Sample) -> (Self, Vec<String>) {
        // Units are judged by the rows that the map is for.
        let passing = map.passing(sample);
        let sample = passing.as_ref();
        let mut inferences = Vec::new();
        let mut mapper = Self {
            exact: Keys::default(),
            loose: Keys::default(),
            targets: Vec::new(),
            fixed: Vec::new(),
            rest: map.rest,
            kind: map.kind,
            only: map.only.clone(),
            others: map.others,
        };
        for (field, rules) in &map.fields {
            for (rank, rule) in rules.iter().enumerate() {
                match &rule.from {
                    From::Path(steps) => {
                        let Step::Key(first) = &steps[0] else { continue };
                        let flat = path::flat(steps);
                        let places = [(first, &steps[1..])].into_iter().chain(flat.iter().map(|key| (key, &[][..])));
                        for (key, path) in places {
                            let (unit, inference) = decide(*field, rule.unit, key, path, map, sample);
                            inferences.extend(inference);
                            mapper.target(*field, 2 * rank as u16, rule, key, path, unit);
                        }
                    }
                    From::Const(value) => mapper.fixed.push((*field, Fixed::Value(value.clone()))),
                    From::Template(text) => mapper.template(*field, text, sample),
                    From::File(regex, give) => {
                        if let Some(found) = regex.captures(&sample.file) {
                            let mut text = String::new();
                            found.expand(give, &mut text);
                            mapper.fixed.push((*field, Fixed::Value(Value::Text(text.into()))));
                        }
                    }
                }
            }
        }
        mapper.complete();
        let used = |key: &String| mapper.lookup(key).is_some() || map.only.keys().any(|known| known == key);
        let unknown: Vec<&str> = sample.keys.iter().filter(|key| !used(key)).map(String::as_str).collect();
        if !unknown.is_empty() {
            let what = if map.rest { "kept in metadata" } else { "not used" };
            let more = if unknown.len() > 12 { format!(" and {} more", unknown.len() - 12) } else { String::new() };
            inferences.push(format!("keys {what}: {}{more}", unknown[..unknown.len().min(12)].join(", ")));
        }
        (mapper, inferences)
    }

    fn target(&mut self, field: Field, rank: u16, rule: &Rule, key: &str, path: &[Step], unit: Unit) {
        let index = self.targets.len();
        self.targets.push(Target {
            field,
            path: path.to_vec(),
            unit,
            values: rule.values.clone(),
            absent: rule.absent.clone(),
            listed: rule.listed,
            round: rule.round,
            give: rule.give.clone(),
        });
        self.exact.entry(key.into()).or_default().push((rank, index));
        self.loose.entry(loose(key).into()).or_default().push((rank + 1, index));
    }

    fn template(&mut self, field: Field, text: &str, sample: &Sample) {
        let text = text.replace("${file}", sample.file.split('.').next().unwrap_or_default());
        let fixed = match text.split_once("${line}") {
            Some((before, after)) => Fixed::Line(before.to_owned(), after.to_owned()),
            None => Fixed::Value(Value::Text(text.into())),
        };
        self.fixed.push((field, fixed));
    }

    /// Completes the exact keys with the loose ones of the same name.
    fn complete(&mut self) {
        for (key, targets) in &mut self.exact {
            for (rank, index) in self.loose.get(loose(key).as_str()).into_iter().flatten() {
                if !targets.iter().any(|(_, known)| known == index) {
                    targets.push((*rank, *index));
                }
            }
        }
    }

    fn lookup(&self, key: &str) -> Option<&[(u16, usize)]> {
        if let Some(found) = self.exact.get(key) {
            return Some(found);
        }
        self.loose.get(loose(key).as_str()).map(Vec::as_slice)
    }

    /// What the row offers for each field.
    fn best(&self, entries: &[(Cow<'_, str>, Value<'_>)]) -> [Option<Best>; Field::COUNT] {
        let mut best: [Option<Best>; Field::COUNT] = [None; Field::COUNT];
        for (entry, (key, value)) in entries.iter().enumerate() {
            for (rank, index) in self.lookup(key).into_iter().flatten() {
                let target = &self.targets[*index];
                let Some(found) = path::get(value, &target.path).filter(|v| !v.is_null() && !target.is_absent(v))
                else {
                    continue;
                };
                // An empty text is better than nothing, but not than another name's value.
                let rank = rank + if found.as_text() == Some("") { 1_000 } else { 0 };
                let slot = &mut best[target.field as usize];
                if slot.is_none_or(|other| rank <= other.rank) {
                    *slot = Some(Best { rank, entry, target: *index });
                }
            }
        }
        best
    }

    /// Where the row has what, and in which unit, for people.
    pub fn sources(&self, entries: &[(Cow<'_, str>, Value<'_>)]) -> Vec<(Field, String, Unit)> {
        let best = self.best(entries);
        let taken = best.iter().flatten().map(|best| {
            let target = &self.targets[best.target];
            let steps = [&[Step::Key(entries[best.entry].0.to_string())], &target.path[..]].concat();
            (target.field, path::shown(&steps), target.unit)
        });
        let free = self.fixed.iter().filter(|(field, _)| best[*field as usize].is_none());
        let fixed = free.map(|(field, fixed)| match fixed {
            Fixed::Value(value) => (*field, constant(value), Unit::Plain),
            Fixed::Line(before, after) => (*field, format!("{before}${{line}}{after}"), Unit::Plain),
        });
        taken.chain(fixed).collect()
    }

    fn record<'a>(&self, line: u64, mut entries: Vec<(Cow<'a, str>, Value<'a>)>) -> Result<Record<'a>, String> {
        let best = self.best(&entries);
        // Where several fields take from one entry they get copies; it is emptied after the last of them.
        let mut takers = vec![0_u8; entries.len()];
        best.iter().flatten().for_each(|best| takers[best.entry] += 1);
        let mut record = Record::new(line);
        for Best { entry, target, .. } in best.iter().flatten() {
            let target = &self.targets[*target];
            let place = &mut entries[*entry].1;
            let value = match takers[*entry] {
                1 => path::take(place, &target.path),
                _ => path::get(place, &target.path).cloned().unwrap_or_default(),
            };
            let value = target.change(value).map_err(|why| format!("{}: {why}", target.field.name()))?;
            record.set(target.field, value);
        }
        for Best { entry, target, .. } in best.iter().flatten().filter(|best| takers[best.entry] > 1) {
            path::take(&mut entries[*entry].1, &self.targets[*target].path);
        }
        for (field, fixed) in &self.fixed {
            if record.get(*field).is_null() {
                record.set(
                    *field,
                    match fixed {
                        Fixed::Value(value) => value.clone(),
                        Fixed::Line(before, after) => Value::Text(format!("{before}{line}{after}").into()),
                    },
                );
            }
        }
        if self.rest {
            keep(&mut record, entries);
        }
        Ok(record)
    }
}

impl Rows for Mapper {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        emit(match row {
            Value::Map(_) if !self.only.passes(&row) => Ok(Found::Other(self.others)),
            Value::Map(entries) => {
                let found = match self.kind {
                    Kind::Call => Found::Call,
                    Kind::Remark => Found::Remark,
                };
                self.record(line, entries).map(found).map_err(|reason| Reject { line, reason })
            }
            Value::List(_) => Err(Reject { line, reason: "the row is a list, not an object".to_owned() }),
            other => Err(Reject { line, reason: format!("the row is {}, not an object", short(&other)) }),
        });
    }
}

impl Target {
    fn is_absent(&self, value: &Value<'_>) -> bool {
        self.absent.iter().any(|absent| spells(value, absent))
            || self.listed && !self.values.iter().any(|(from, _)| spells(value, from))
    }

    fn change<'a>(&self, value: Value<'a>) -> Result<Value<'a>, String> {
        if let Some((_, instead)) = self.values.iter().find(|(from, _)| spells(&value, from)) {
            return Ok(instead.clone());
        }
        // Feedback may come with a comment; only its score is on the scale.
        let value = match value {
            Value::Map(mut entries) if self.field == Field::Feedback => {
                for (key, value) in &mut entries {
                    if matches!(key.as_ref(), "score" | "value" | "rating") {
                        *value = self.unit.apply(std::mem::take(value))?;
                    }
                }
                Value::Map(entries)
            }
            other => self.unit.apply(other)?,
        };
        Ok(match (unit::number(&value).filter(|_| self.round), &self.give) {
            (Some(number), _) => Value::Int(number.round() as i64),
            (_, Some(give)) => {
                let text = value.as_text().map_or_else(|| json::to_text(&value), str::to_owned);
                Value::Text(give.replace("$1", &text).into())
            }
            _ => value,
        })
    }
}

/// The unit of what is under a key, and what is to be said about it.
fn decide(field: Field, unit: Unit, key: &str, path: &[Step], map: &Map, sample: &Sample) -> (Unit, Option<String>) {
    let column = || column(key, path, map, sample);
    // Messages spell a key as the file does.
    let key = sample.spellings(key).first().copied().unwrap_or(key);
    match (field, unit) {
        (Field::Feedback, Unit::Infer) => unit::infer_feedback(key, &column()),
        (_, Unit::Infer) => unit::infer_duration(key, &column()),
        (Field::Timestamp | Field::EndTimestamp, Unit::Plain) => {
            let epoch = column().iter().find_map(|(number, _)| time::epoch_unit(*number));
            (unit, epoch.map(|epoch| format!("{key}: numbers read as {epoch} since 1970")))
        }
        _ => (unit, None),
    }
}

fn short(value: &Value<'_>) -> String {
    json::to_text(value).chars().take(40).collect()
}

/// FNV-1a: the keys are a few short words that the file repeats on every row.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
