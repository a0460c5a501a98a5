//! `error_rate > 2% over 24h by model where n >= 200` → [`Rule`], or a complaint that points to the place.
//!
//! ```text
//! rule    = measure breach { clause }
//! breach  = ( ">" | "<" ) amount
//!         | ( "+" | "-" ) number "%" "vs" "previous" [ span ]
//! amount  = number [ "%" | "USD" | "ms" | "s" | "min" | "k" | "M" ]
//! clause  = "over" span                                  24h, 7d, 4w
//!         | "per" ( "hour" | "day" | "month" )           each step by itself
//!         | "by" dimension { "," dimension }             each group by itself
//!         | "where" test { "and" test }
//! test    = "n" ">=" number | dimension "=" name         a name with blanks stands in quotes
//! ```

use super::rule::{Breach, Rule};
use super::words::{Word, words};
use crate::cube::{DIMS, Dim, Formula, GRAINS, MEASURES, Measure, Unit, dim_named};
use crate::error::{Error, Result};
use crate::figures::span::Span;

/// What is wrong, and the place (in characters) where.
pub type Wrong = (String, usize);

/// Reads a rule.
///
/// # Errors
/// With the rule and a mark under the place that is not understood.
pub fn parse(text: &str) -> Result<Rule> {
    let mut reader =
        Reader { words: words(text).map_err(|wrong| pointed(text, wrong))?, at: 0, end: text.chars().count() };
    reader.rule(text.trim()).map_err(|wrong| pointed(text, wrong))
}

fn pointed(text: &str, (what, place): Wrong) -> Error {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Error::new(format!("cannot understand the rule: {what}"))
        .because_of(line)
        .because_of(format!("{}^", " ".repeat(place)))
        .hint("for example `error_rate > 2% over 24h by model where n >= 200`; `llmobs check --help` has the grammar")
}

struct Reader {
    words: Vec<Word>,
    at: usize,
    end: usize,
}

impl Reader {
    fn place(&self) -> usize {
        self.words.get(self.at).map_or(self.end, |word| word.place)
    }

    fn wrong<T>(&self, what: impl Into<String>) -> Result<T, Wrong> {
        Err((what.into(), self.place()))
    }

    fn peek(&self) -> &str {
        self.words.get(self.at).map_or("", |word| &word.text)
    }

    fn next(&mut self, what: &str) -> Result<String, Wrong> {
        match self.words.get(self.at) {
            Some(word) => {
                self.at += 1;
                Ok(word.text.clone())
            }
            None => self.wrong(format!("{what} is missing")),
        }
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.peek() == text && !self.words[self.at].quoted;
        self.at += usize::from(found);
        found
    }

    fn rule(&mut self, text: &str) -> Result<Rule, Wrong> {
        let measure = self.measure()?;
        let (breach, mut over) = self.breach(measure)?;
        let mut rule = Rule {
            text: text.to_string(),
            origin: "rule",
            measure,
            breach,
            over: None,
            per: None,
            by: Vec::new(),
            only: Vec::new(),
            least_n: None,
        };
        while self.at < self.words.len() {
            let place = self.place();
            match self.next("a clause")?.as_str() {
                "over" if over.is_some() => return Err(("the time is given twice".into(), place)),
                "over" => over = Some(self.span()?),
                "per" if matches!(breach, Breach::Change(_)) => {
                    return Err(("a change is judged over the whole time, not per step".into(), place));
                }
                "per" => rule.per = Some(self.grain()?),
                "by" => rule.by = self.dims()?,
                "where" => self.tests(&mut rule)?,
                other => {
                    let near = crate::config::nearest(other, ["over", "per", "by", "where", "vs"]);
                    let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                    return Err((format!("`{other}` is none of `over`, `per`, `by` and `where`{hint}"), place));
                }
            }
        }
        if rule.by.contains(&Dim::ErrorType) && matches!(measure.formula, Formula::Quantile(..)) {
            return self.wrong("percentiles are not kept by error_type");
        }
        Ok(Rule { over, ..rule })
    }

    /// By its id, or as people say it: `p95_latency`.
    fn measure(&mut self) -> Result<&'static Measure, Wrong> {
        let place = self.place();
        let name = self.next("a measure")?;
        let turned =
            name.split_once('_').filter(|(first, _)| first.starts_with('p') && first[1..].parse::<u8>().is_ok());
        let id = turned.map_or(name.clone(), |(quantile, of)| format!("{of}_{quantile}"));
        Measure::named(&id).ok_or_else(|| {
            let near = crate::config::nearest(&id, MEASURES.iter().map(|measure| measure.id));
            let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            (format!("there is no measure `{name}`{hint}"), place)
        })
    }

    fn breach(&mut self, measure: &Measure) -> Result<(Breach, Option<Span>), Wrong> {
        let place = self.place();
        match self.next("`>`, `<`, or a change such as `+30% vs previous 7d`")?.as_str() {
            ">" => Ok((Breach::Above(self.amount(measure)?), None)),
            "<" => Ok((Breach::Below(self.amount(measure)?), None)),
            sign @ ("+" | "-") => {
                let number = self.number()?;
                if !self.take("%") {
                    return self.wrong("a change is written in percent: `%` is missing");
                }
                let by = if sign == "+" { number / 100.0 } else { -number / 100.0 };
                if by <= -1.0 {
                    return Err(("nothing can fall by 100 % or more".into(), place));
                }
                if !(self.take("vs") && self.take("previous")) {
                    return self.wrong("`vs previous` is missing");
                }
                let here = self.peek().starts_with(|c: char| c.is_ascii_digit());
                Ok((Breach::Change(by), if here { Some(self.span()?) } else { None }))
            }
            other => Err((format!("`{other}` is neither `>`, `<`, `+` nor `-`"), place)),
        }
    }

    fn number(&mut self) -> Result<f64, Wrong> {
        let place = self.place();
        let text = self.next("a number")?;
        let number = text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| (format!("`{text}` is not a number"), place))
    }

    /// A bound in the unit of the measure.
    fn amount(&mut self, measure: &Measure) -> Result<f64, Wrong> {
        if self.take("=") {
            self.at -= 1;
            return self.wrong("write `>` or `<`; a bound that is just reached is no breach");
        }
        let place = self.place();
        let minus = self.take("-");
        let number = self.number()? * if minus { -1.0 } else { 1.0 };
        let units: &[(&str, f64)] = match measure.unit {
            Unit::Share => &[("%", 0.01)],
            Unit::Usd => &[("USD", 1.0), ("usd", 1.0), ("$", 1.0)],
            Unit::Milliseconds => &[("ms", 1.0), ("s", 1e3), ("min", 6e4)],
            Unit::Count | Unit::Number => &[("k", 1e3), ("M", 1e6)],
        };
        if let Some((_, times)) = units.iter().find(|(unit, _)| self.take(unit)) {
            return Ok(number * times);
        }
        match measure.unit {
            Unit::Milliseconds => self.wrong("the unit is missing: ms, s or min"),
            Unit::Share if number > 1.0 => Err((format!("a share is written `{number}%`, or from 0 to 1"), place)),
            _ => Ok(number),
        }
    }

    fn span(&mut self) -> Result<Span, Wrong> {
        let place = self.place();
        let mut text = self.next("a span such as 24h or 7d")?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) && self.at < self.words.len() {
            text += &self.next("the unit of the span")?;
        }
        let span = text.parse().map_err(|wrong| (wrong, place))?;
        match span {
            Span::Hours(hours) if hours > MOST_HOURS => {
                Err((format!("hours are kept for two weeks only; write `{}d`", hours.div_ceil(24)), place))
            }
            span => Ok(span),
        }
    }

    fn grain(&mut self) -> Result<crate::cube::Grain, Wrong> {
        let place = self.place();
        let name = self.next("hour, day or month")?;
        let grain = GRAINS.into_iter().find(|grain| grain.name == name);
        grain.ok_or_else(|| (format!("`{name}` is none of hour, day and month"), place))
    }

    fn dims(&mut self) -> Result<Vec<Dim>, Wrong> {
        let mut dims = vec![self.dim()?];
        while self.take(",") {
            dims.push(self.dim()?);
        }
        Ok(dims)
    }

    fn dim(&mut self) -> Result<Dim, Wrong> {
        let place = self.place();
        let name = self.next("a dimension")?;
        let known = || DIMS.iter().filter(|(_, dim)| !STEPS.contains(dim)).map(|(name, _)| *name);
        dim_named(&name)
            .filter(|dim| !STEPS.contains(dim))
            .ok_or_else(|| (format!("`{name}` is none of {}", known().collect::<Vec<_>>().join(", ")), place))
    }

    fn tests(&mut self, rule: &mut Rule) -> Result<(), Wrong> {
        loop {
            if self.take("n") {
                if !(self.take(">") && self.take("=")) {
                    return self.wrong("`>=` is missing: n is the least number a slice must rest on");
                }
                rule.least_n = Some(self.number()?.max(0.0) as u64);
            } else {
                let place = self.place();
                let dim = self.dim()?;
                if dim == Dim::ErrorType {
                    return Err(("no filter by error_type; group with `by error_type`".into(), place));
                }
                if !self.take("=") {
                    return self.wrong("`=` is missing");
                }
                let quoted = self.words.get(self.at).is_some_and(|word| word.quoted);
                let name = self.next("a name")?;
                rule.only.push((dim, (quoted || name != "null").then_some(name)));
            }
            if !self.take("and") {
                return Ok(());
            }
        }
    }
}

/// Steps of time: `per` is for them.
const STEPS: &[Dim] = &[Dim::Time, Dim::Weekday, Dim::HourOfDay];
/// Hours of percentiles are kept for 14 days; the last of them may have just begun.
const MOST_HOURS: u32 = 13 * 24;
