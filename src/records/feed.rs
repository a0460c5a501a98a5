//! Where a format looks for a field, or where it found one: for people who want to know why a column is as it is.

use super::Field;

/// One place that feeds one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The field.
    pub field: Field,
    /// The place: a path in the row, a constant, the file's name.
    pub from: String,
    /// What numbers there are in, where that matters: `s`, `cents`, `1..5`.
    pub unit: Option<String>,
    /// How many of the sampled rows had something there; 0 where no sample was looked at.
    pub rows: u64,
}
