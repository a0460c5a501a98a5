//! Series → the two text formats that Prometheus reads.

use super::{Family, Kind, Point, Series};
use crate::exports::prometheus::series::BOUNDS;

/// A text format.
pub struct Dialect {
    /// What `--format` calls it.
    pub name: &'static str,
    /// Writes a family.
    pub write: fn(&mut String, &Family, &[Series]),
    /// What stands at the end.
    pub end: &'static str,
}

/// The text format 0.0.4, which the textfile collector reads, and OpenMetrics 1.0.
pub const DIALECTS: &[Dialect] = &[
    Dialect { name: "text", write: text, end: "" },
    Dialect { name: "openmetrics", write: openmetrics, end: "# EOF\n" },
];

fn text(out: &mut String, family: &Family, series: &[Series]) {
    let name =
        if matches!(family.kind, Kind::Counter(_)) { format!("{}_total", family.name) } else { family.name.clone() };
    // Here quotes in help stand for themselves.
    *out += &format!("# HELP {name} {}\n# TYPE {name} {}\n", help(&family.help), family.type_name());
    samples(out, family, series, 1_000);
}

fn openmetrics(out: &mut String, family: &Family, series: &[Series]) {
    let name = &family.name;
    *out += &format!("# TYPE {name} {}\n", family.type_name());
    if let Some(unit) = family.unit {
        *out += &format!("# UNIT {name} {unit}\n");
    }
    *out += &format!("# HELP {name} {}\n", help(&family.help).replace('"', "\\\""));
    samples(out, family, series, 1);
}

/// `times` makes a timestamp of seconds: milliseconds in one format, seconds in the other.
fn samples(out: &mut String, family: &Family, series: &[Series], times: i64) {
    for Series { labels, points } in series {
        for (at, point) in points {
            let at = at.map_or(String::new(), |at| format!(" {}", at * times));
            let mut line = |ending: &str, more: Option<(&str, String)>, value: String| {
                *out += &format!("{}{ending}{} {value}{at}\n", family.name, labelled(labels, more));
            };
            match point {
                Point::Number(value) => {
                    line(if matches!(family.kind, Kind::Counter(_)) { "_total" } else { "" }, None, value.to_string());
                }
                Point::Buckets(counts, all, sum) => {
                    for (bound, count) in BOUNDS.iter().zip(counts) {
                        line("_bucket", Some(("le", bound.to_string())), count.to_string());
                    }
                    line("_bucket", Some(("le", "+Inf".into())), all.to_string());
                    line("_count", None, all.to_string());
                    line("_sum", None, sum.to_string());
                }
            }
        }
    }
}

/// `{model="gpt-4.1",provider="openai"}`; nothing where there is no label.
fn labelled(labels: &[(&str, String)], more: Option<(&str, String)>) -> String {
    let given =
        labels.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.clone())).chain(more);
    let parts: Vec<String> = given.map(|(name, value)| format!("{name}=\"{}\"", escaped(&value))).collect();
    if parts.is_empty() { String::new() } else { format!("{{{}}}", parts.join(",")) }
}

fn escaped(text: &str) -> String {
    help(text).replace('"', "\\\"")
}

fn help(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::prometheus::families;

    #[test]
    fn a_label_cannot_leave_its_quotes() {
        let labels = [("model", "a\"b\\c\nd".to_string()), ("app", String::new())];
        assert_eq!(labelled(&labels, None), "{model=\"a\\\"b\\\\c\\nd\"}");
        assert_eq!(labelled(&labels[1..], None), "");
    }

    #[test]
    fn names_keep_the_rules_of_the_formats() {
        let mut names = Vec::new();
        for family in families() {
            let name = &family.name;
            assert!(name.starts_with("llmobs_") || name.starts_with("gen_ai_"), "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
            assert!(family.unit.is_none_or(|unit| name.ends_with(unit)), "{name} does not end with its unit");
            assert!(family.help.ends_with('.') && family.help.len() > 10, "{name}: {}", family.help);
            assert!(!names.contains(&name), "{name} twice");
            names.push(name);
        }
    }
}
