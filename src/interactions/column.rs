//! What a stored column is: its name, its type, what it means — declared once by whoever computes it.

/// Type of a column, in words every engine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Bool,
    /// 64-bit whole number.
    Int,
    /// Double precision.
    Float,
    /// A short word from a small set; engines may use a dictionary.
    Word,
    /// Short text.
    Text,
    /// Long text that is worth compressing hard: prompts, responses.
    LongText,
    /// Microseconds since 1970-01-01T00:00:00Z.
    Time,
    /// 128 bits.
    Hash,
}

/// A column of the `interactions` table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name in the store.
    pub name: &'static str,
    /// Type.
    pub kind: Kind,
    /// Meaning, unit, and when it is NULL.
    pub doc: &'static str,
}

/// One value of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Unknown. Never the same as 0.
    Null,
    /// [`Kind::Bool`]
    Bool(bool),
    /// [`Kind::Int`]
    Int(i64),
    /// [`Kind::Float`]
    Float(f64),
    /// [`Kind::Word`], when it is one of ours.
    Word(&'static str),
    /// [`Kind::Word`], [`Kind::Text`] or [`Kind::LongText`]
    Text(String),
    /// [`Kind::Time`]
    Time(i64),
    /// [`Kind::Hash`]
    Hash(u128),
}

/// Conversion between the fields of an interaction and cells.
pub trait Celled: Sized {
    /// Moves the value into a cell.
    fn into_cell(self) -> Cell;
    /// The value back from a cell; `None` when the cell holds another type.
    fn from_cell(cell: Cell) -> Option<Self>;
}

macro_rules! celled {
    ($($rust:ty => $variant:ident),*) => {$(
        impl Celled for $rust {
            fn into_cell(self) -> Cell { Cell::$variant(self.into()) }
            fn from_cell(cell: Cell) -> Option<Self> {
                match cell { Cell::$variant(v) => Some(v.into()), _ => None }
            }
        }
    )*};
}

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Micros(pub i64);

impl From<Micros> for i64 {
    fn from(t: Micros) -> i64 {
        t.0
    }
}

impl From<i64> for Micros {
    fn from(t: i64) -> Micros {
        Micros(t)
    }
}

celled! { bool => Bool, i64 => Int, f64 => Float, String => Text, Micros => Time, u128 => Hash }

impl<T: Celled> Celled for Option<T> {
    fn into_cell(self) -> Cell {
        self.map_or(Cell::Null, T::into_cell)
    }
    fn from_cell(cell: Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            other => T::from_cell(other).map(Some),
        }
    }
}
