//! Source file → [`Record`]. Finds out what a file is, splits it into rows, and maps each row's fields to ours;
//! it does not judge what the values mean (that is `interactions`).

pub mod field;
pub mod value;

pub use field::Field;
pub use value::Value;

/// A row as read: canonical fields, in canonical units (durations in ms), values still as the log wrote them.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'a> {
    /// 1-based line of the source where the row starts.
    pub line: u64,
    values: Vec<Value<'a>>,
}

impl<'a> Record<'a> {
    /// An empty record for a row that starts at `line`.
    pub fn new(line: u64) -> Self {
        Self { line, values: vec![Value::Null; Field::COUNT] }
    }

    /// The value of a field; [`Value::Null`] when the log has none.
    pub fn get(&self, field: Field) -> &Value<'a> {
        &self.values[field as usize]
    }

    /// Takes a field's value out.
    pub fn take(&mut self, field: Field) -> Value<'a> {
        std::mem::take(&mut self.values[field as usize])
    }

    /// Sets a field.
    pub fn set(&mut self, field: Field, value: Value<'a>) {
        self.values[field as usize] = value;
    }
}
