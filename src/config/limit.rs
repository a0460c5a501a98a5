//! How many rejects are too many: `10` or `0.5%` in, a yes or no about an input out.

use std::fmt;
use std::str::FromStr;

/// A limit on rejected rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// At most this many rows.
    Rows(u64),
    /// At most this share (0 to 1) of the rows read.
    Share(f64),
}

impl Limit {
    /// Whether `rejected` of `read` rows are more than allowed.
    pub fn exceeded(self, rejected: u64, read: u64) -> bool {
        match self {
            Self::Rows(most) => rejected > most,
            Self::Share(most) => rejected as f64 > most * read as f64,
        }
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is neither a number of rows nor a share such as `1%`");
        match text.trim().strip_suffix('%') {
            Some(percent) => {
                let percent: f64 = percent.trim().parse().map_err(|_| wrong())?;
                if (0.0..=100.0).contains(&percent) { Ok(Self::Share(percent / 100.0)) } else { Err(wrong()) }
            }
            None => text.trim().parse().map(Self::Rows).map_err(|_| wrong()),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(most) => write!(f, "{most}"),
            // Rounded to a millionth of a percent, so that 0.1 % does not come back as 0.10000000000000002 %.
            Self::Share(most) => write!(f, "{}%", (most * 1e8).round() / 1e6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_and_shares() {
        assert_eq!("0".parse(), Ok(Limit::Rows(0)));
        assert_eq!("10 %".parse(), Ok(Limit::Share(0.1)));
        for wrong in ["", "-1", "1.5", "101%", "%", "NaN%", "ten"] {
            assert!(wrong.parse::<Limit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for text in ["0", "12", "0.1%", "0.5%", "7%", "33.3%", "100%"] {
            assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert!(!Limit::Rows(2).exceeded(2, 100));
        assert!(Limit::Rows(2).exceeded(3, 100));
        assert!(!Limit::Share(0.02).exceeded(2, 100));
        assert!(Limit::Share(0.02).exceeded(3, 100));
        assert!(Limit::Share(0.0).exceeded(1, 1_000_000));
        assert!(!Limit::Share(0.5).exceeded(0, 0));
    }
}
