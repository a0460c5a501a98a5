//! Values told key by key (`0.message.content`) in; the lists and objects that the keys spell, out.

use std::collections::HashMap;

use crate::records::Value;

/// How deep keys are taken apart; hostile ones have thousands of dots.
const DEPTH: usize = 16;

/// A path and what is at its end.
pub type Leaf<'a> = (String, Value<'a>);

/// What the paths that start with `step` lead to.
struct Branch<'a> {
    step: String,
    leaf: Value<'a>,
    below: Vec<Leaf<'a>>,
}

/// Grows the lists and objects that the paths of `leaves` spell. Time is linear in their length, but for sorting numbers.
pub fn grown(leaves: Vec<Leaf<'_>>) -> Value<'_> {
    grow(leaves, DEPTH)
}

fn grow(leaves: Vec<Leaf<'_>>, depth: usize) -> Value<'_> {
    let mut branches = branches(leaves, depth);
    let numbered = branches.iter().all(|branch| branch.step.parse::<u64>().is_ok());
    if numbered {
        branches.sort_by_key(|branch| branch.step.parse::<u64>().unwrap_or_default());
    }
    let grown = branches.into_iter().map(|Branch { step, leaf, below }| {
        (step.into(), if below.is_empty() { leaf } else { grow(below, depth - 1) })
    });
    if numbered { Value::List(grown.map(|(_, value)| value).collect()) } else { Value::Map(grown.collect()) }
}

/// The leaves by the first step of their paths, in the order written. At depth 0 the whole path is one step.
fn branches(leaves: Vec<Leaf<'_>>, depth: usize) -> Vec<Branch<'_>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut branches: Vec<Branch<'_>> = Vec::new();
    for (path, value) in leaves {
        let (step, rest) = match path.split_once('.') {
            Some((step, rest)) if depth > 0 => (step.to_owned(), Some(rest.to_owned())),
            _ => (path, None),
        };
        let place = *places.entry(step.clone()).or_insert(branches.len());
        if place == branches.len() {
            branches.push(Branch { step, leaf: Value::Null, below: Vec::new() });
        }
        match rest {
            Some(rest) => branches[place].below.push((rest, value)),
            None => branches[place].leaf = value,
        }
    }
    branches
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
