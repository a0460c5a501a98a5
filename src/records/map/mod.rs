//! Formats that are only renaming: a field map (TOML, ours in `data/maps`, or the user's) in, a [`Format`] out.

mod column;
pub mod mapper;
mod only;
pub mod parse;
pub mod path;
mod rest;
mod say;
pub mod spec;
pub mod unit;
mod value;

pub use spec::Map;

use std::borrow::Cow;

use super::{Feed, Field, Format, Reading, Sample, Value};
use crate::error::{Error, Result};
use spec::{From, Rule};

impl Format for Map {
    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn doc(&self) -> &str {
        &self.doc
    }

    fn about(&self) -> &str {
        &self.about
    }

    /// Named keys weigh more than found fields, the file's name decides between equals, and a user's map wins.
    fn fits(&self, sample: &Sample) -> u32 {
        let fits = &self.fits;
        let container = if sample.header.is_some() { "csv" } else { "json" };
        let found = self.fields.iter().filter(|(_, rules)| rules.iter().any(|rule| rule.is_in(sample))).count();
        let has =
            |field: &Field| self.fields.get(field).is_some_and(|rules| rules.iter().any(|rule| rule.is_in(sample)));
        let unsaid = fits.keys.is_empty() && fits.fields.is_empty();
        let file = fits.file.as_ref().map(|pattern| pattern.matches(&sample.file));
        if !fits.container.is_empty() && !fits.container.iter().any(|c| c == container)
            || !fits.keys.iter().all(|key| sample.keys.iter().any(|k| k == key))
            || !fits.fields.iter().all(|group| group.iter().any(has))
            || unsaid && (found < 2 || 2 * found < self.paths())
        {
            return 0;
        }
        let named = if fits.keys.is_empty() { 0 } else { 100 + 10 * fits.keys.len() };
        let score = 1 + found + named + if file == Some(true) { 50 } else { 0 } + if self.users { 10_000 } else { 0 };
        u32::try_from(score).unwrap_or(u32::MAX)
    }

    fn table(&self) -> Vec<Feed> {
        say::table(self)
    }

    fn feeds(&self, sample: &Sample) -> Vec<Feed> {
        say::feeds(self, sample)
    }

    fn why(&self, sample: &Sample) -> String {
        say::why(self, sample)
    }

    fn reading(&self, sample: &Sample) -> Result<Reading> {
        if !self.refuse.is_empty() {
            return Err(Error::new(format!("{} is {}", sample.named(), self.title))
                .because_of(self.refuse.clone())
                .foreign());
        }
        let (mapper, mut inferences) = mapper::Mapper::new(self, sample);
        inferences.splice(0..0, self.notices.iter().cloned());
        Ok(Reading { rows: Box::new(mapper), inferences })
    }
}

impl Map {
    /// The sample as far as the map is for its rows.
    fn passing<'s>(&self, sample: &'s Sample) -> Cow<'s, Sample> {
        if self.only.is_empty() {
            return Cow::Borrowed(sample);
        }
        let rows = sample.rows.iter().filter(|row| self.only.passes(row)).cloned().collect();
        Cow::Owned(Sample::new(&sample.file, sample.header.clone(), rows))
    }

    /// How many fields are looked for in the rows.
    fn paths(&self) -> usize {
        self.fields.values().filter(|rules| rules.iter().any(|rule| matches!(rule.from, From::Path(_)))).count()
    }
}

impl Rule {
    /// Whether some sampled row has something where this rule looks.
    fn is_in(&self, sample: &Sample) -> bool {
        match &self.from {
            From::Path(steps) => {
                let path::Step::Key(first) = &steps[0] else { return false };
                let under = |key: &str, path: &[path::Step]| {
                    let has = |row: &Value<'_>, name: &str| {
                        row.get(name).and_then(|v| path::get(v, path)).is_some_and(|v| !v.is_null())
                    };
                    sample.spellings(key).iter().any(|name| sample.rows.iter().any(|row| has(row, name)))
                };
                under(first, &steps[1..]) || path::flat(steps).is_some_and(|key| under(&key, &[]))
            }
            From::File(regex, _) => regex.is_match(&sample.file),
            From::Const(_) | From::Template(_) => false,
        }
    }
}
