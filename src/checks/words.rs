//! The text of a rule → its words, each with its place.

use super::grammar::Wrong;

/// One word, number, sign or quoted name.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Without its quotes.
    pub text: String,
    /// Where it starts, in characters.
    pub place: usize,
    /// It stood in quotes, and is a name whatever it looks like.
    pub quoted: bool,
}

/// Splits a rule. `4s` is a number and a unit; `gpt-4.1`, `7d` and `2026-10-01` are one word.
pub fn words(text: &str) -> Result<Vec<Word>, Wrong> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (place, c) = (at, chars[at]);
        let until = |from: usize, holds: &dyn Fn(char) -> bool| {
            chars[from..].iter().position(|c| !holds(*c)).map_or(chars.len(), |n| from + n)
        };
        let mut quoted = false;
        let text: String = match c {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '"' | '\'' => {
                let end = until(at + 1, &|other| other != c);
                if end == chars.len() {
                    return Err(("a quote is not closed".into(), place));
                }
                (at, quoted) = (end + 1, true);
                chars[place + 1..end].iter().collect()
            }
            c if c.is_ascii_digit() || c == '.' => {
                at = until(at, &|c| c.is_ascii_digit() || c == '.' || c == '_');
                let number: String = chars[place..at].iter().collect();
                // Spans, days and names such as 4o-mini stay whole; an amount and its unit do not.
                let whole = until(at, &named);
                let rest: String = chars[at..whole].iter().collect();
                let amount = ["", "s", "ms", "min", "k", "M", "USD", "usd"].contains(&rest.as_str());
                if amount {
                    number
                } else {
                    at = whole;
                    number + &rest
                }
            }
            c if named(c) && c != '-' => {
                at = until(at, &named);
                chars[place..at].iter().collect()
            }
            c => {
                at += 1;
                c.to_string()
            }
        };
        words.push(Word { text, place, quoted });
    }
    Ok(words)
}

/// Signs of names as they stand in logs.
fn named(c: char) -> bool {
    c.is_alphanumeric() || "_-./:@".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_falls_into_words() {
        let split = |text: &str| words(text).unwrap().into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        assert_eq!(split("p95_latency>4s by model"), "p95_latency > 4 s by model");
        assert_eq!(split("cost +30% vs previous 7d"), "cost + 30 % vs previous 7d");
        assert_eq!(split("n>=1_000 and model=gpt-4.1,4o-mini"), "n > = 1_000 and model = gpt-4.1 , 4o-mini");
        assert_eq!(split("app = 'a b' 2026-10-01"), "app = a b 2026-10-01");
        assert_eq!(words("app = 'a"), Err(("a quote is not closed".into(), 6)));
    }
}
