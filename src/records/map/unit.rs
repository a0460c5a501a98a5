//! Units of a field: what a map states, or what the first rows say; values in, canonical ones out (ms; −1…1).

use crate::records::Value;

/// How a field's numbers are turned into canonical ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    /// As they are.
    Plain,
    /// A factor: durations to milliseconds, money to dollars.
    Times(f64),
    /// A scale whose ends become −1 and 1.
    Range(f64, f64),
    /// To be found out from the first rows.
    Infer,
    /// The first rows held none of it, so it is not known; a value that comes later is refused.
    Undecided,
}

/// Names of duration units and their length in milliseconds.
pub const DURATIONS: [(&str, f64); 4] = [("s", 1e3), ("ms", 1.0), ("us", 1e-3), ("ns", 1e-6)];

/// Endings of key names that state a duration's unit, for `stems`.
pub const SUFFIXES: [(&str, &str); 16] = [
    ("_ms", "ms"),
    ("_msec", "ms"),
    ("_millis", "ms"),
    ("_milliseconds", "ms"),
    ("_s", "s"),
    ("_sec", "s"),
    ("_secs", "s"),
    ("_seconds", "s"),
    ("_us", "us"),
    ("_µs", "us"),
    ("_micros", "us"),
    ("_microseconds", "us"),
    ("_ns", "ns"),
    ("_nanos", "ns"),
    ("_nanoseconds", "ns"),
    ("_usec", "us"),
];

impl Unit {
    /// Reads a unit as a map names it: `s`, `ms`, `us`, `ns`, `usd`, `cents`, `lo..hi` or `infer`.
    pub fn named(name: &str) -> Option<Unit> {
        if let Some((_, factor)) = DURATIONS.iter().find(|(unit, _)| *unit == name) {
            return Some(Unit::Times(*factor));
        }
        match name {
            "infer" => Some(Unit::Infer),
            "usd" => Some(Unit::Plain),
            "cents" => Some(Unit::Times(0.01)),
            range => {
                let (low, high) = range.split_once("..")?;
                let (low, high) = (low.parse().ok()?, high.parse().ok()?);
                (low < high).then_some(Unit::Range(low, high))
            }
        }
    }

    /// The canonical value; what cannot be read as a number is left for `interactions` to judge.
    pub fn apply<'a>(self, value: Value<'a>) -> Result<Value<'a>, String> {
        if self == Unit::Plain {
            return Ok(value);
        }
        let (number, suffixed) = match &value {
            Value::Text(text) => spelled(text),
            other => (number(other), None),
        };
        let Some(number) = number else { return Ok(value) };
        Ok(match (self, suffixed) {
            // "350 ms" says it itself.
            (Unit::Times(_) | Unit::Undecided | Unit::Infer, Some(factor)) => Value::Float(number * factor),
            (Unit::Times(1.0), None) => value,
            (Unit::Times(factor), None) => Value::Float(scaled(number, factor)),
            (Unit::Range(low, high), _) if (low..=high).contains(&number) => {
                Value::Float((number - low) / (high - low) * 2.0 - 1.0)
            }
            (Unit::Range(low, high), _) => {
                return Err(format!("{number} is outside the scale {low}–{high} of this file"));
            }
            (Unit::Undecided, None) => {
                return Err("the unit is not known: the first rows held no value to tell it from".to_owned());
            }
            _ => value,
        })
    }
}

/// Divides where that is exact and a product is not: 0.3 s is 300 ms, and 1,234 µs is 1.234 ms.
fn scaled(number: f64, factor: f64) -> f64 {
    if factor < 1.0 { number / (1.0 / factor).round() } else { number * factor }
}

/// The number a value is, or spells.
pub fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Int(i) => Some(*i as f64),
        Value::Float(f) => Some(*f),
        Value::Text(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
        _ => None,
    }
}

/// A number with or without a duration unit behind it.
fn spelled(text: &str) -> (Option<f64>, Option<f64>) {
    let text = text.trim();
    for (unit, factor) in
        [("ms", 1.0), ("us", 1e-3), ("µs", 1e-3), ("ns", 1e-6), ("seconds", 1e3), ("sec", 1e3), ("s", 1e3)]
    {
        if let Some(number) = text.strip_suffix(unit).and_then(|n| n.trim_end().parse().ok()) {
            return (Some(number), Some(factor));
        }
    }
    (text.parse().ok().filter(|n: &f64| n.is_finite()), None)
}

/// A numeric column of the first rows: each value, and where the row has both ends of the call, end − start in ms.
pub type Column = Vec<(f64, Option<f64>)>;

/// Finds the unit of a duration. With both ends in the rows it is the one that agrees with them; else the median
/// decides: calls of a model last from a tenth of a second to minutes, so below 100 are seconds, below 200,000
/// milliseconds, below 100,000,000 microseconds, and above nanoseconds.
pub fn infer_duration(key: &str, column: &Column) -> (Unit, Option<String>) {
    let mut values: Vec<f64> = column.iter().map(|(value, _)| *value).filter(|v| *v > 0.0).collect();
    if values.is_empty() {
        return (Unit::Undecided, None);
    }
    let mut ratios: Vec<f64> = column
        .iter()
        .filter_map(|(value, span)| Some((*span)? / value))
        .filter(|r| r.is_finite() && *r > 0.0)
        .collect();
    let (unit, factor, how) = if let Some(ratio) = median(&mut ratios) {
        let distance = |factor: f64| (factor.ln() - ratio.ln()).abs();
        let nearest = DURATIONS.iter().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        let (unit, factor) = nearest.copied().unwrap_or(DURATIONS[1]);
        (unit, factor, "it agrees with end − start")
    } else {
        let (unit, factor) = match median(&mut values).unwrap_or_default() {
            m if m < 100.0 => DURATIONS[0],
            m if m < 200_000.0 => DURATIONS[1],
            m if m < 100_000_000.0 => DURATIONS[2],
            _ => DURATIONS[3],
        };
        (unit, factor, "judged by the median")
    };
    let word = match unit {
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        _ => "nanoseconds",
    };
    let range = range(&column.iter().map(|(value, _)| *value).collect::<Vec<_>>());
    (Unit::Times(factor), Some(format!("{key}: no unit given; values {range} read as {word} ({how})")))
}

/// Finds the scale of feedback: 0/1, −1…1, 1…5, 0…5, 0…10 or 0…100.
pub fn infer_feedback(key: &str, column: &Column) -> (Unit, Option<String>) {
    let values: Vec<f64> = column.iter().map(|(value, _)| *value).collect();
    let Some(low) = values.iter().copied().reduce(f64::min) else { return (Unit::Plain, None) };
    let high = values.iter().copied().fold(low, f64::max);
    let (unit, read_as) = match (low, high) {
        (low, high) if (-1.0..0.0).contains(&low) && high <= 1.0 => return (Unit::Plain, None),
        (low, 1.0) if low == 0.0 && values.iter().all(|v| v.fract() == 0.0) => {
            (Unit::Range(0.0, 1.0), "thumbs (0 down, 1 up)")
        }
        (low, high) if low >= 0.0 && high <= 1.0 => (Unit::Plain, "−1 to 1"),
        (low, high) if low >= 1.0 && high <= 5.0 => (Unit::Range(1.0, 5.0), "1 to 5 stars"),
        (low, high) if low >= 0.0 && high <= 5.0 => (Unit::Range(0.0, 5.0), "0 to 5"),
        (low, high) if low >= 0.0 && high <= 10.0 => (Unit::Range(0.0, 10.0), "0 to 10"),
        (low, high) if low >= 0.0 && high <= 100.0 => (Unit::Range(0.0, 100.0), "0 to 100"),
        _ => return (Unit::Plain, None),
    };
    (unit, Some(format!("{key}: values {} read as {read_as}", range(&values))))
}

fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn range(values: &[f64]) -> String {
    let round = |v: f64| {
        if v == 0.0 {
            0.0
        } else {
            let p = 10f64.powf(2.0 - v.abs().log10().floor());
            (v * p).round() / p
        }
    };
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low == high { format!("of {}", round(low)) } else { format!("{}–{}", round(low), round(high)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[f64]) -> Column {
        values.iter().map(|v| (*v, None)).collect()
    }

    #[test]
    fn durations() {
        for (values, factor) in [
            (&[0.2, 3.0, 14.3][..], 1e3),
            (&[200.0, 1380.0, 9000.0], 1.0),
            (&[2e5, 3e6, 4e6], 1e-3),
            (&[2e9, 3e9, 1e8], 1e-6),
        ] {
            let (unit, said) = infer_duration("latency", &column(values));
            assert_eq!(unit, Unit::Times(factor), "{said:?}");
        }
        // 50 ms embeddings look like seconds; the two ends of the call know better.
        let known: Column = vec![(50.0, Some(52.0)), (48.0, Some(48.0)), (0.0, Some(0.0))];
        assert_eq!(infer_duration("latency", &known).0, Unit::Times(1.0));
        assert_eq!(infer_duration("latency", &column(&[])).0, Unit::Undecided);
        assert_eq!(
            infer_duration("latency", &column(&[0.2, 14.321])).1.unwrap(),
            "latency: no unit given; values 0.2–14.3 read as seconds (judged by the median)"
        );
    }

    #[test]
    fn values() {
        let apply = |unit: &str, value: Value<'static>| Unit::named(unit).unwrap().apply(value);
        assert_eq!(apply("s", Value::Float(0.3)), Ok(Value::Float(300.0)));
        assert_eq!(apply("us", Value::Int(1234)), Ok(Value::Float(1.234)));
        assert_eq!(apply("ns", Value::Text("2500000".into())), Ok(Value::Float(2.5)));
        assert_eq!(apply("ms", Value::Int(5)), Ok(Value::Int(5)));
        assert_eq!(apply("s", Value::Text("350ms".into())), Ok(Value::Float(350.0)));
        assert_eq!(apply("s", Value::Text("fast".into())), Ok(Value::Text("fast".into())));
        assert_eq!(apply("1..5", Value::Int(4)), Ok(Value::Float(0.5)));
        assert!(apply("1..5", Value::Int(7)).is_err());
        assert!(Unit::Undecided.apply(Value::Int(7)).is_err());
        assert_eq!(Unit::Undecided.apply(Value::Text("7 s".into())), Ok(Value::Float(7000.0)));
        assert!(Unit::named("hours").is_none() && Unit::named("5..1").is_none());
    }

    #[test]
    fn feedback() {
        for (values, unit) in [
            (&[1.0, -1.0][..], Unit::Plain),
            (&[1.0, 1.0], Unit::Plain),
            (&[0.0, 1.0], Unit::Range(0.0, 1.0)),
            (&[0.5, 0.25], Unit::Plain),
            (&[1.0, 4.0], Unit::Range(1.0, 5.0)),
            (&[0.0, 4.0], Unit::Range(0.0, 5.0)),
            (&[3.0, 9.0], Unit::Range(0.0, 10.0)),
            (&[85.0, 20.0], Unit::Range(0.0, 100.0)),
            (&[], Unit::Plain),
        ] {
            assert_eq!(infer_feedback("rating", &column(values)).0, unit, "{values:?}");
        }
    }
}
