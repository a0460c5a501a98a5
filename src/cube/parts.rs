//! The columns of the cube that measures are made of, as measures: for whoever needs a numerator by itself (an exporter, a
//! test). No page shows them.

use std::sync::LazyLock;

use super::measures::{Better, Formula, MEASURES, Measure, Unit};

static PARTS: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    let mut columns: Vec<&'static str> = Vec::new();
    for column in MEASURES.iter().flat_map(Measure::columns) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let part = |column: &'static str| Measure {
        id: column,
        label: column,
        formula: Formula::Sum(column),
        n: "requests",
        n_of: "requests",
        unit: if column.ends_with("_usd") { Unit::Usd } else { Unit::Number },
        better: Better::Neither,
        about: about(column),
    };
    columns.into_iter().map(part).collect()
});

/// What a column holds, by the first measure that says so.
fn about(column: &str) -> &'static str {
    let sum = MEASURES.iter().find(|measure| matches!(measure.formula, Formula::Sum(of) if of == column));
    let counted = MEASURES.iter().find(|measure| measure.n == column);
    let part = MEASURES.iter().find(|measure| measure.columns().contains(&column));
    sum.map(|measure| measure.about)
        .or(counted.map(|measure| measure.n_of))
        .or(part.map(|measure| measure.about))
        .unwrap_or_default()
}

/// The sum of every column that a measure uses, in the order of the measures.
pub fn parts() -> &'static [Measure] {
    &PARTS
}

/// The sum of one of them.
pub fn part(column: &str) -> Option<&'static Measure> {
    PARTS.iter().find(|part| part.id == column)
}
