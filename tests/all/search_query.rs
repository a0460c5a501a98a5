//! A typed query → its terms, for the scan that answers are compared with. Follows what the explorer's help says, and knows
//! nothing of the index.

use chrono::NaiveDate;

/// What is asked of one interaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    Word(String),
    Prefix(String),
    Phrase(String),
    /// A name or key: field, value, and whether it may go on after that.
    Is(String, String, bool),
    Number(String, Range),
    /// Local days: the first and the last, both included.
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

/// Numbers from one to another; `true` where the end itself belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: (f64, bool),
    pub high: (f64, bool),
}

impl Range {
    pub fn holds(&self, value: f64) -> bool {
        let above = value > self.low.0 || self.low.1 && value == self.low.0;
        let below = value < self.high.0 || self.high.1 && value == self.high.0;
        above && below
    }
}

/// A term, and whether it must not match.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub ask: Ask,
    pub not: bool,
}

const NUMBERS: [&str; 5] = ["cost", "latency", "tokens", "similarity", "complexity"];
const NAMES: [&str; 14] = [
    "model",
    "provider",
    "category",
    "app",
    "environment",
    "status",
    "error",
    "hallucinated",
    "feedback",
    "user",
    "session",
    "trace",
    "id",
    "tag",
];

/// Every term of a query that has no mistakes.
pub fn parse(query: &str) -> Vec<Term> {
    let mut rest = query.trim_start();
    let mut terms = Vec::new();
    while !rest.is_empty() {
        let not = rest.starts_with('-') && !rest[1..].starts_with(char::is_whitespace) && rest.len() > 1;
        let (ask, after) = term(&rest[usize::from(not)..]);
        terms.push(Term { ask, not });
        rest = after.trim_start();
    }
    terms
}

fn term(text: &str) -> (Ask, &str) {
    if let Some(inside) = text.strip_prefix('"') {
        let (phrase, after) = quoted(inside);
        return (Ask::Phrase(phrase), after);
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let Some((name, value)) = word.split_once(':').and_then(|(name, value)| Some((field(name)?, value))) else {
        return match word.strip_suffix('*') {
            Some(stem) if !stem.is_empty() => (Ask::Prefix(stem.into()), after),
            _ => (Ask::Word(word.into()), after),
        };
    };
    if value.is_empty() && after.starts_with('"') {
        let (value, after) = quoted(&after[1..]);
        let (goes_on, after) = after.strip_prefix('*').map_or((false, after), |after| (true, after));
        return (Ask::Is(name, value, goes_on), after);
    }
    let ask = if name == "date" {
        days(value)
    } else if NUMBERS.contains(&name.as_str()) {
        Ask::Number(name.clone(), range(&name, value))
    } else {
        let stem = value.strip_suffix('*').filter(|stem| !stem.is_empty());
        Ask::Is(name, stem.unwrap_or(value).into(), stem.is_some())
    };
    (ask, after)
}

fn field(name: &str) -> Option<String> {
    let name = match name.to_lowercase().as_str() {
        "env" => "environment".to_owned(),
        "error_type" => "error".to_owned(),
        name => name.to_owned(),
    };
    (name == "date" || NUMBERS.contains(&name.as_str()) || NAMES.contains(&name.as_str())).then_some(name)
}

/// Up to the closing quotation mark; before it and before itself a backslash is left out.
fn quoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &text[at + 1..]),
            '\\' if text[at + 1..].starts_with(['"', '\\']) => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

/// What a comparison begins with, and what follows.
fn operator(text: &str) -> (&str, &str) {
    let found = [">=", "<=", ">", "<", "="].into_iter().find(|sign| text.starts_with(sign)).unwrap_or("");
    (found, &text[found.len()..])
}

fn range(name: &str, text: &str) -> Range {
    let open = f64::INFINITY;
    if let Some((low, high)) = text.split_once("..") {
        return Range { low: (number(name, low), true), high: (number(name, high), true) };
    }
    let (sign, value) = operator(text);
    let value = number(name, value);
    let (low, high) = match sign {
        ">" => ((value, false), (open, true)),
        ">=" => ((value, true), (open, true)),
        "<" => ((-open, true), (value, false)),
        "<=" => ((-open, true), (value, true)),
        _ => ((value, true), (value, true)),
    };
    Range { low, high }
}

fn number(name: &str, text: &str) -> f64 {
    let units: &[(&str, f64, f64)] = match name {
        "latency" => &[("ms", 1.0, 1000.0), ("s", 1.0, 1.0)],
        "tokens" => &[("k", 1000.0, 1.0)],
        _ => &[],
    };
    let unit = units.iter().find_map(|(unit, times, by)| Some((text.strip_suffix(unit)?, times, by)));
    let (digits, times, by) = unit.unwrap_or((text, &1.0, &1.0));
    digits.parse::<f64>().unwrap_or_else(|_| panic!("{text} is no number")) * times / by
}

fn days(text: &str) -> Ask {
    let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap_or_else(|_| panic!("{text} is no day")));
    if let Some((first, last)) = text.split_once("..") {
        return Ask::Days(day(first), day(last));
    }
    let (sign, value) = operator(text);
    let value = day(value);
    match sign {
        ">" => Ask::Days(value.and_then(|day| day.succ_opt()), None),
        ">=" => Ask::Days(value, None),
        "<" => Ask::Days(None, value.and_then(|day| day.pred_opt())),
        "<=" => Ask::Days(None, value),
        _ => Ask::Days(value, value),
    }
}

#[test]
fn search_queries_are_understood() {
    let asks = |query: &str| parse(query).into_iter().map(|term| (term.not, term.ask)).collect::<Vec<_>>();
    assert_eq!(
        asks(r#" a -"b c" Model:"x \"y\""* -tag:t* d* -"#),
        [
            (false, Ask::Word("a".into())),
            (true, Ask::Phrase("b c".into())),
            (false, Ask::Is("model".into(), "x \"y\"".into(), true)),
            (true, Ask::Is("tag".into(), "t".into(), true)),
            (false, Ask::Prefix("d".into())),
            (false, Ask::Word("-".into())),
        ]
    );
    let Ask::Number(_, range) = asks("latency:800ms..2s").remove(0).1 else { panic!() };
    assert!(range.holds(0.8) && range.holds(2.0) && !range.holds(2.1) && !range.holds(f64::NAN));
    assert_eq!(asks("date:<2026-10-02")[0].1, Ask::Days(None, NaiveDate::from_ymd_opt(2026, 10, 1)));
}
