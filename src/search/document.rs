//! A row of the store → what of it is published. The one place that decides this: words, cards, details and columns are all
//! made from a [`Document`], so what is left out or blackened here is nowhere in the site.

use std::borrow::Cow;

use crate::interactions::Column;
use crate::privacy::{Mask, Removed};
use crate::warehouse::{Page, Ref};

/// A published value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Unknown.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Time(i64),
    /// 128 bits.
    Hash(u128),
    /// A text.
    Text(Cow<'a, str>),
}

/// The columns of the store, and where each is.
pub struct Layout(Vec<Column>);

impl Layout {
    /// That of a store with these columns.
    pub fn new(columns: &[Column]) -> Self {
        Self(columns.to_vec())
    }

    /// Every column, in order.
    pub fn columns(&self) -> &[Column] {
        &self.0
    }

    /// Where a column is, if there is such a one.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|column| column.name == name)
    }

    /// Where these are; `None` when one of them is missing.
    pub fn places(&self, names: &[&str]) -> Option<Vec<usize>> {
        names.iter().map(|name| self.place(name)).collect()
    }
}

/// The column that tells which sentences of the response are not found in its context.
const UNSUPPORTED: &str = "unsupported";

/// Where those sentences are in what is published of the response; `None` where that is nothing.
fn moved(spans: &str, response: Option<Ref<'_>>, mask: &Mask) -> Option<String> {
    let Some(Ref::Text(response)) = response else { return None };
    let places: Vec<(usize, usize)> = serde_json::from_str(spans).ok()?;
    let places = mask.moved(response, &places);
    (!places.is_empty()).then(|| serde_json::to_string(&places).ok()).flatten()
}

/// One interaction as it is published: a value for each column.
pub struct Document<'a>(Vec<Value<'a>>);

impl<'a> Document<'a> {
    /// What is published of a row: what the mask lets through. What it removed is added to `removed`.
    pub fn publish(page: &'a Page, row: usize, layout: &Layout, mask: Option<&Mask>, removed: &mut Removed) -> Self {
        let columns = layout.0.iter().enumerate();
        let values = columns.map(|(place, column)| match (page.get(row, place), mask) {
            (Ref::Text(spans), Some(mask)) if column.name == UNSUPPORTED => {
                let response = layout.place("response").map(|place| page.get(row, place));
                moved(spans, response, mask).map_or(Value::Null, |spans| Value::Text(Cow::Owned(spans)))
            }
            (Ref::Text(text), Some(mask)) => mask.publish(column.name, text, removed).map_or(Value::Null, Value::Text),
            (found, _) => value(found),
        });
        Self(values.collect())
    }

    /// Every value, in the order of the columns.
    pub fn values(&self) -> &[Value<'a>] {
        &self.0
    }

    /// The text of a column.
    pub fn text(&self, place: usize) -> Option<&str> {
        if let Value::Text(text) = &self.0[place] { Some(text) } else { None }
    }

    /// The number of a column; of a time, the microseconds.
    pub fn number(&self, place: usize) -> Option<f64> {
        match self.0[place] {
            Value::Int(number) | Value::Time(number) => Some(number as f64),
            Value::Float(number) => Some(number).filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// The time of a column, microseconds.
    pub fn time(&self, place: usize) -> Option<i64> {
        if let Value::Time(time) = self.0[place] { Some(time) } else { None }
    }

    /// The answer of a column.
    pub fn yes(&self, place: usize) -> Option<bool> {
        if let Value::Bool(yes) = self.0[place] { Some(yes) } else { None }
    }

    /// The 128 bits of a column.
    pub fn hash(&self, place: usize) -> Option<u128> {
        if let Value::Hash(hash) = self.0[place] { Some(hash) } else { None }
    }
}

fn value(found: Ref<'_>) -> Value<'_> {
    match found {
        Ref::Null => Value::Null,
        Ref::Bool(yes) => Value::Bool(yes),
        Ref::Int(number) => Value::Int(number),
        Ref::Float(number) => Value::Float(number),
        Ref::Time(time) => Value::Time(time),
        Ref::Hash(hash) => Value::Hash(hash),
        Ref::Text(text) => Value::Text(Cow::Borrowed(text)),
    }
}
