//! Values told key by key (`0.message.content`) in; the lists and objects that the keys spell, out.

use std::collections::BTreeMap;

use crate::records::Value;

/// How deep keys are taken apart; hostile ones have thousands of dots.
const DEPTH: usize = 16;

/// Grows the lists and objects that the paths of `leaves` spell. Time is that of sorting them.
pub fn grown<'a>(leaves: Vec<(String, Value<'a>)>) -> Value<'a> {
    branch(leaves, DEPTH)
}

fn branch<'a>(leaves: Vec<(String, Value<'a>)>, depth: usize) -> Value<'a> {
    // Keys stay in the order written, numbers in their own.
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    let mut branches: Vec<(String, Value<'a>, Vec<(String, Value<'a>)>)> = Vec::new();
    for (path, value) in leaves {
        let (step, rest) = match path.split_once('.') {
            Some((step, rest)) if depth > 0 => (step.to_owned(), Some(rest.to_owned())),
            _ => (path, None),
        };
        let at = *order.entry(step.clone()).or_insert(branches.len());
        if at == branches.len() {
            branches.push((step, Value::Null, Vec::new()));
        }
        match rest {
            Some(rest) => branches[at].2.push((rest, value)),
            None => branches[at].1 = value,
        }
    }
    let numbered = branches.iter().all(|(step, ..)| step.parse::<u64>().is_ok());
    if numbered {
        branches.sort_by_key(|(step, ..)| step.parse::<u64>().unwrap_or_default());
    }
    let grown = branches
        .into_iter()
        .map(|(step, leaf, below)| (step, if below.is_empty() { leaf } else { branch(below, depth - 1) }));
    if numbered {
        Value::List(grown.map(|(_, value)| value).collect())
    } else {
        Value::Map(grown.map(|(step, value)| (step.into(), value)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::json;

    fn of(paths: &[&str]) -> String {
        json::to_text(&grown(paths.iter().map(|path| ((*path).to_owned(), Value::Int(1))).collect()))
    }

    #[test]
    fn keys_become_lists_and_objects() {
        assert_eq!(
            of(&["0.role", "10.role", "2.role", "2.calls.0.id"]),
            r#"[{"role":1},{"role":1,"calls":[{"id":1}]},{"role":1}]"#
        );
        assert_eq!(of(&["0"]), "[1]");
        assert_eq!(of(&["0", "0.a"]), r#"[{"a":1}]"#);
        assert_eq!(of(&["0..a", "0."]), r#"[{"":{"a":1}}]"#);
        let deep = ["0", &".a".repeat(100_000)].concat();
        assert!(of(&[&deep]).contains(&".a".repeat(90_000)));
        assert_eq!(of(&["4000000000.a"]), r#"[{"a":1}]"#);
    }
}
