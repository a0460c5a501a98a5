//! `choices[0].message.content` in, the steps into a row's value out.
//!
//! A key that holds a dot or a bracket is quoted (`"gen_ai.system"`) or has it escaped (`gen_ai\.system`);
//! `[-1]` is the last item of a list.

use crate::records::Value;

/// One step down into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into a list; negative counts from the end.
    Index(i64),
}

/// Reads a path; what is wrong with it otherwise. The first step is always a key.
pub fn parse(path: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut chars = path.chars().peekable();
    loop {
        let mut key = String::new();
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next() {
                    Some('"') => break,
                    Some('\\') => key.extend(chars.next()),
                    Some(c) => key.push(c),
                    None => return Err("a quote is not closed".to_owned()),
                }
            }
        } else {
            while let Some(c) = chars.next_if(|c| !matches!(c, '.' | '[')) {
                key.extend(if c == '\\' { chars.next() } else { Some(c) });
            }
        }
        if key.is_empty() {
            return Err("a key is missing".to_owned());
        }
        steps.push(Step::Key(key));
        while chars.next_if_eq(&'[').is_some() {
            let index: String = std::iter::from_fn(|| chars.next_if(|c| *c != ']')).collect();
            let number = index.parse().map_err(|_| format!("[{index}] is not an index"))?;
            chars.next().ok_or("a bracket is not closed")?;
            steps.push(Step::Index(number));
        }
        match chars.next() {
            None => return Ok(steps),
            Some('.') => {}
            Some(c) => return Err(format!("{c:?} where a dot is expected")),
        }
    }
}

/// The path as one dotted key, as tables made of nested rows name their columns (`usage.prompt_tokens`); `None` for a
/// path of one key, or through a list.
pub fn flat(steps: &[Step]) -> Option<String> {
    let keys: Option<Vec<&str>> = steps
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
        .collect();
    keys.filter(|keys| keys.len() > 1).map(|keys| keys.join("."))
}

/// The path as a map writes it.
pub fn shown(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Key(key) => {
                let dot = if text.is_empty() { "" } else { "." };
                let quote = if key.contains(['.', '[', '"']) { "\"" } else { "" };
                text += &format!("{dot}{quote}{}{quote}", key.replace('"', "\\\""));
            }
            Step::Index(index) => text += &format!("[{index}]"),
        }
    }
    text
}

fn place(index: i64, len: usize) -> usize {
    if index < 0 { len.wrapping_sub(index.unsigned_abs() as usize) } else { index as usize }
}

/// The value at the end of the path.
pub fn get<'v, 'a>(mut value: &'v Value<'a>, steps: &[Step]) -> Option<&'v Value<'a>> {
    for step in steps {
        value = match (step, value) {
            (Step::Key(key), map) => map.get(key)?,
            (Step::Index(index), Value::List(items)) => items.get(place(*index, items.len()))?,
            _ => return None,
        };
    }
    Some(value)
}

/// Takes the value at the end of the path out, leaving null there.
pub fn take<'a>(mut value: &mut Value<'a>, steps: &[Step]) -> Value<'a> {
    for step in steps {
        let next = match (step, value) {
            (Step::Key(key), map) => map.get_mut(key),
            (Step::Index(index), Value::List(items)) => {
                let at = place(*index, items.len());
                items.get_mut(at)
            }
            _ => None,
        };
        let Some(next) = next else { return Value::Null };
        value = next;
    }
    std::mem::take(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::json;

    #[test]
    fn paths() {
        let text =
            br#"{"choices": [{"message": {"content": "a"}}, {"x": 2}], "gen_ai.system": {"k[0]": true, "k[1]": false}, "q\"": 1}"#;
        let mut row = json::parse(text).unwrap();
        for (path, expected) in [
            ("choices[0].message.content", r#""a""#),
            ("choices[-1].x", "2"),
            (r#""gen_ai.system"."k[0]""#, "true"),
            (r"gen_ai\.system.k\[1]", "false"),
            (r#""q\"""#, "1"),
        ] {
            let steps = parse(path).unwrap();
            assert_eq!(parse(&shown(&steps)).unwrap(), steps, "{path}");
            assert_eq!(get(&row, &steps).map(json::to_text).as_deref(), Some(expected), "{path}");
            assert_eq!(json::to_text(&take(&mut row, &steps)), expected);
            assert_eq!(get(&row, &steps), Some(&Value::Null));
        }
        for path in ["choices[9]", "choices[-9].x", "choices.x", "gen_ai[0]"] {
            assert_eq!(get(&row, &parse(path).unwrap()), None, "{path}");
        }
        for wrong in ["", "a..b", "a[x]", "a[1", "\"a", "[0]", "a[0]b", "a."] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
