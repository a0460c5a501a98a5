//! A parsed field of a source row: JSON text or a CSV cell in, one small tree out, borrowed from the input where it can be.

use std::borrow::Cow;

/// A value as the log wrote it. CSV cells are always [`Value::Text`] or, when empty, [`Value::Null`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// Absent, JSON `null`, or an empty CSV cell.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text, unescaped.
    Text(Cow<'a, str>),
    /// A JSON array.
    List(Vec<Value<'a>>),
    /// A JSON object, in the order written; a repeated key keeps its last value.
    Map(Vec<(Cow<'a, str>, Value<'a>)>),
}
