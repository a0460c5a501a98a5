//! The sample of a file and a key in; the numbers under that key out, from which a unit is inferred.

use super::path::{self, Step};
use super::spec::{From, Map};
use super::unit;
use crate::records::{Field, Sample, Value, time};

/// The numeric values of a column of the sample, each with end − start of its row in ms, where the row has both.
pub fn column(first: &str, steps: &[Step], map: &Map, sample: &Sample) -> unit::Column {
    let names = sample.spellings(first);
    let mut column = unit::Column::new();
    if names.is_empty() {
        return column;
    }
    let places = |field: Field| {
        let paths = map.fields.get(&field).into_iter().flatten().filter_map(|rule| match &rule.from {
            From::Path(steps) => match &steps[0] {
                Step::Key(key) => Some((sample.spellings(key), &steps[1..])),
                Step::Index(_) => None,
            },
            _ => None,
        });
        paths.filter(|(names, _)| !names.is_empty()).collect::<Vec<_>>()
    };
    let (starts, ends) = (places(Field::Timestamp), places(Field::EndTimestamp));
    let instant = |row: &Value<'static>, places: &[(Vec<&str>, &[Step])]| {
        places.iter().find_map(|(names, steps)| time::micros(under(row, names, steps)?).ok().flatten())
    };
    for row in &sample.rows {
        let Some(value) = under(row, &names, steps) else { continue };
        let scored = ["score", "value", "rating"].iter().find_map(|key| value.get(key)).unwrap_or(value);
        if let Some(number) = unit::number(scored) {
            let span = instant(row, &starts).zip(instant(row, &ends));
            column.push((number, span.map(|(start, end)| (end - start) as f64 / 1e3)));
        }
    }
    column
}

fn under<'v>(row: &'v Value<'static>, names: &[&str], steps: &[Step]) -> Option<&'v Value<'static>> {
    names.iter().find_map(|name| path::get(row.get(name)?, steps))
}
