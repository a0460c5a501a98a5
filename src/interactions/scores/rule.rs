//! A line of configuration such as `faithfulness < 0.5` or `rating 1..5` in; what a score of that name says out.

use std::fmt;
use std::str::FromStr;

use super::Score;

/// Words of a verdict that is good or bad whatever was judged.
const GOOD: [&str; 8] =
    ["not_hallucinated", "faithful", "grounded", "supported", "factual", "correct", "pass", "passed"];
const BAD: [&str; 7] = ["hallucinated", "hallucination", "unfaithful", "ungrounded", "unsupported", "fail", "failed"];
/// Words that say whether what the score is named after is there.
const YES: [&str; 4] = ["yes", "true", "y", "1"];
const NO: [&str; 4] = ["no", "false", "n", "0"];

/// Which scores say that an answer hallucinated.
#[derive(Clone, Debug, PartialEq)]
pub struct HallucinationRule {
    name: String,
    /// Above the threshold is bad, rather than below it.
    high_is_bad: bool,
    threshold: f64,
}

/// Which scores are what users thought.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedbackRule {
    name: String,
    low: f64,
    high: f64,
}

impl HallucinationRule {
    /// Whether the score says that the answer hallucinated; `None` when it is of another name or says nothing.
    pub fn judge(&self, score: &Score) -> Option<bool> {
        if !same(&self.name, &score.name) {
            return None;
        }
        let by_value = |value: f64| if self.high_is_bad { value >= self.threshold } else { value < self.threshold };
        score.value.map(by_value).or_else(|| self.word(score.label.as_deref()?))
    }

    fn word(&self, label: &str) -> Option<bool> {
        let word = plain(label);
        let is = |words: &[&str]| words.iter().any(|known| plain(known) == word);
        if is(&BAD) {
            Some(true)
        } else if is(&GOOD) {
            Some(false)
        } else if is(&YES) {
            Some(self.high_is_bad)
        } else if is(&NO) {
            Some(!self.high_is_bad)
        } else {
            None
        }
    }
}

impl FeedbackRule {
    /// What the score says, −1 to 1; `None` when it is of another name, off the scale, or no number.
    pub fn judge(&self, score: &Score) -> Option<f64> {
        let value =
            score.value.filter(|value| same(&self.name, &score.name) && (self.low..=self.high).contains(value))?;
        Some((value - self.low) / (self.high - self.low) * 2.0 - 1.0)
    }
}

impl FromStr for HallucinationRule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a rule such as `hallucination >= 0.5` or `faithfulness < 0.5`");
        let (name, high_is_bad, threshold) = match (text.split_once(">="), text.split_once('<')) {
            (Some((name, threshold)), _) => (name, true, threshold),
            (_, Some((name, threshold))) => (name, false, threshold),
            _ => return Err(wrong()),
        };
        let threshold = threshold.trim().parse().ok().filter(|t: &f64| t.is_finite()).ok_or_else(wrong)?;
        let name = name.trim().to_owned();
        if name.is_empty() { Err(wrong()) } else { Ok(Self { name, high_is_bad, threshold }) }
    }
}

impl FromStr for FeedbackRule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a name with a scale such as `rating 1..5`");
        let (name, scale) = text.trim().rsplit_once(' ').ok_or_else(wrong)?;
        let (low, high) = scale.split_once("..").ok_or_else(wrong)?;
        let number = |text: &str| text.parse().ok().filter(|n: &f64| n.is_finite()).ok_or_else(wrong);
        let (low, high) = (number(low)?, number(high)?);
        if low < high { Ok(Self { name: name.trim().to_owned(), low, high }) } else { Err(wrong()) }
    }
}

impl fmt::Display for HallucinationRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.name, if self.high_is_bad { ">=" } else { "<" }, self.threshold)
    }
}

impl fmt::Display for FeedbackRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}..{}", self.name, self.low, self.high)
    }
}

/// Names are compared without case and punctuation: tools spell `user-feedback` in every way.
fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(name: &str, value: Option<f64>, label: Option<&str>) -> Score {
        Score { name: name.into(), value, label: label.map(str::to_owned), ..Score::default() }
    }

    #[test]
    fn hallucination() {
        let high: HallucinationRule = "hallucination >= 0.5".parse().unwrap();
        let low: HallucinationRule = "faithfulness < 0.7".parse().unwrap();
        for (rule, given, says) in [
            (&high, score("Hallucination", Some(0.5), None), Some(true)),
            (&high, score("hallucination", Some(0.49), None), Some(false)),
            (&high, score("hallucination", None, Some("factual")), Some(false)),
            (&high, score("hallucination", None, Some("Yes")), Some(true)),
            (&high, score("hallucination", None, Some("unsure")), None),
            (&high, score("toxicity", Some(1.0), None), None),
            (&low, score("faithfulness", Some(0.7), None), Some(false)),
            (&low, score("faithfulness", Some(0.69), None), Some(true)),
            // "Faithfulness: no" is bad, "faithfulness: unfaithful" too.
            (&low, score("faithfulness", None, Some("no")), Some(true)),
            (&low, score("faithfulness", None, Some("unfaithful")), Some(true)),
            (&low, score("faithfulness", None, None), None),
        ] {
            assert_eq!(rule.judge(&given), says, "{rule}: {given:?}");
        }
        assert_eq!((high.to_string(), low.to_string()), ("hallucination >= 0.5".into(), "faithfulness < 0.7".into()));
        for wrong in ["", "faithfulness", "< 0.5", "x > 1", "x < y"] {
            assert!(wrong.parse::<HallucinationRule>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn feedback() {
        let stars: FeedbackRule = "user-rating 1..5".parse().unwrap();
        assert_eq!(stars.judge(&score("user_rating", Some(4.0), None)), Some(0.5));
        assert_eq!(stars.judge(&score("User Rating", Some(1.0), None)), Some(-1.0));
        assert_eq!(stars.judge(&score("user_rating", Some(6.0), None)), None);
        assert_eq!(stars.judge(&score("rating", Some(4.0), None)), None);
        assert_eq!("a b -1..1".parse::<FeedbackRule>().unwrap().to_string(), "a b -1..1");
        for wrong in ["", "rating", "rating 5..1", "rating 1-5"] {
            assert!(wrong.parse::<FeedbackRule>().is_err(), "{wrong}");
        }
    }
}
