//! Which rows of a file a map is for: a row in, whether it is one of them out.

use super::path::{self, Step};
use super::value::spells;
use crate::records::Value;

/// Conditions on a row, all of which must hold.
#[derive(Clone, Debug, Default)]
pub struct Only(Vec<Condition>);

/// One of the values must be at the path.
#[derive(Clone, Debug)]
struct Condition {
    path: Vec<Step>,
    /// The path as one key, as CSV made of nested rows has it.
    flat: Option<String>,
    values: Vec<String>,
}

impl Only {
    /// Asks for one of `values` at `path`, too.
    pub fn ask(&mut self, path: Vec<Step>, values: Vec<String>) {
        self.0.push(Condition { flat: path::flat(&path), path, values });
    }

    /// Whether every row passes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the map is for this row.
    pub fn passes(&self, row: &Value<'_>) -> bool {
        self.0.iter().all(|condition| {
            let flat = || condition.flat.as_ref().and_then(|key| row.get(key));
            let found = path::get(row, &condition.path).or_else(flat);
            found.is_some_and(|found| condition.values.iter().any(|value| spells(found, value)))
        })
    }

    /// The keys of a row that are looked at.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|condition| {
            let first = match condition.path.first() {
                Some(Step::Key(key)) => Some(key.as_str()),
                _ => None,
            };
            first.into_iter().chain(condition.flat.as_deref())
        })
    }
}

impl std::fmt::Display for Only {
    /// `event is message_send or reply`, for people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let said = self.0.iter().map(|c| format!("{} is {}", path::shown(&c.path), c.values.join(" or ")));
        f.write_str(&said.collect::<Vec<_>>().join(" and "))
    }
}
