//! A document → what filters and orders look at: names from small sets, and numbers. Rows of two tables; root, cards,
//! column files and their tests walk them. A row whose columns the store does not have is left out.

use super::document::{Document, Layout};

/// A column of names.
pub struct Names {
    /// In the index, and the field in a query.
    pub name: &'static str,
    /// The column of the store it is from.
    pub needs: &'static str,
    /// All there may be, where that is known beforehand; else the engine is asked.
    pub fixed: &'static [&'static str],
    /// The name of a document, from the column at `needs`; `None` is NULL.
    pub of: for<'d> fn(&'d Document<'_>, usize) -> Option<&'d str>,
}

/// A column of numbers.
pub struct Numbers {
    /// In the index, and the field in a query.
    pub name: &'static str,
    /// Its unit, for people.
    pub unit: &'static str,
    /// The columns of the store it is from.
    pub needs: &'static [&'static str],
    /// The number of a document, from the columns at `needs`; `None` is NULL.
    pub of: fn(&Document<'_>, &[usize]) -> Option<f64>,
}

/// A name as it is in the store.
const fn stored(name: &'static str) -> Names {
    Names { name, needs: name, fixed: &[], of: |document, place| document.text(place) }
}

/// Every column of names.
pub const NAMES: &[Names] = &[
    stored("provider"),
    stored("model"),
    stored("category"),
    stored("status"),
    Names {
        name: "hallucinated",
        needs: "hallucination",
        fixed: &["no", "yes"],
        of: |document, place| document.yes(place).map(|yes| if yes { "yes" } else { "no" }),
    },
    Names {
        name: "feedback",
        needs: "feedback",
        fixed: &["down", "neutral", "up"],
        of: |document, place| {
            let thumb = |feedback| match feedback {
                down if down < 0.0 => "down",
                up if up > 0.0 => "up",
                _ => "neutral",
            };
            document.number(place).map(thumb)
        },
    },
    stored("app"),
    stored("environment"),
    stored("error_type"),
];

/// A number as it is in the store.
const fn number(name: &'static str, unit: &'static str, needs: &'static [&'static str]) -> Numbers {
    Numbers { name, unit, needs, of: |document, places| document.number(places[0]) }
}

/// Every column of numbers but `length`, which the words give.
///
/// Latency is rounded to microseconds and cost to billionths of a dollar, so that both are whole numbers of something.
pub const NUMBERS: &[Numbers] = &[
    Numbers {
        name: "latency",
        unit: "s",
        needs: &["latency_ms"],
        of: |document, places| document.number(places[0]).map(|ms| (ms * 1e3).round() / 1e6),
    },
    Numbers {
        name: "cost",
        unit: "USD",
        needs: &["cost_usd"],
        of: |document, places| document.number(places[0]).map(|usd| (usd * 1e9).round() / 1e9),
    },
    Numbers {
        name: "tokens",
        unit: "tokens",
        needs: &["input_tokens", "output_tokens"],
        of: |document, places| {
            let (input, output) = (document.number(places[0]), document.number(places[1]));
            input.or(output).map(|_| input.unwrap_or(0.0) + output.unwrap_or(0.0))
        },
    },
    number("complexity", "", &["complexity"]),
    number("similarity", "", &["similarity"]),
    number("suspicion", "", &["suspicion"]),
    Numbers {
        name: "time",
        unit: "ms",
        needs: &["timestamp"],
        of: |document, places| document.time(places[0]).map(|micros| micros.div_euclid(1000) as f64),
    },
];

/// The name of the column of lengths; its values are [`code`]s.
pub const LENGTH: &str = "length";

/// A length in words as one byte: 0 for none, else 1 + ⌊8 log₂ words⌋, 255 at most.
pub fn code(words: u64) -> u8 {
    if words == 0 {
        return 0;
    }
    (1.0 + (8.0 * (words as f64).log2()).floor()).min(255.0) as u8
}

/// The rows of both tables that a store can fill, and where its columns are.
pub struct Tables {
    /// Names, each with the place of its column.
    pub names: Vec<(&'static Names, usize)>,
    /// Numbers, each with the places of its columns.
    pub numbers: Vec<(&'static Numbers, Vec<usize>)>,
}

impl Tables {
    /// Those of a store.
    pub fn of(layout: &Layout) -> Self {
        Self {
            names: NAMES.iter().filter_map(|row| Some((row, layout.place(row.needs)?))).collect(),
            numbers: NUMBERS.iter().filter_map(|row| Some((row, layout.places(row.needs)?))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_fit_into_a_byte() {
        for (words, expected) in [(0, 0), (1, 1), (2, 9), (3, 13), (1000, 80), (u64::MAX, 255)] {
            assert_eq!(code(words), expected, "{words}");
        }
    }
}
