//! The first rows are tried before gigabytes are read: what became of them in, an error out when none was any good.

use crate::error::{Error, Reject, Result};

/// How many rows the trial takes.
pub const ROWS: usize = 100;
/// How many reasons are shown.
const REASONS: usize = 3;

/// Watches the first rows of one input. Feed it in order; a file with fewer bad rows than the trial takes is left to
/// the ordinary list of rejects.
#[derive(Debug, Default)]
pub struct Trial {
    seen: usize,
    passed: bool,
    reasons: Vec<String>,
}

impl Trial {
    /// Notes one row: `None` for a good one. Fails when the first hundred were all rejected.
    pub fn row(&mut self, input: &str, reject: Option<&Reject>) -> Result<()> {
        if self.passed {
            return Ok(());
        }
        self.seen += 1;
        match reject {
            None => self.passed = true,
            Some(reject) if self.reasons.len() < REASONS => {
                self.reasons.push(format!("{input}:{}: {}", reject.line, reject.reason))
            }
            Some(_) => {}
        }
        if self.seen < ROWS || self.passed {
            return Ok(());
        }
        let error = Error::new(format!("none of the first {ROWS} rows of {input} could be read"));
        let error = self.reasons.drain(..).fold(error, Error::because_of);
        Err(error.hint("is it another format (--format), or does it need a field map (--map my.toml)?"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hopeless_inputs_fail() {
        let bad = Reject { line: 7, reason: "no".to_owned() };
        let mut trial = Trial::default();
        assert!((0..99).all(|_| trial.row("f", Some(&bad)).is_ok()));
        let error = trial.row("f", Some(&bad)).unwrap_err();
        assert_eq!(error.causes, vec!["f:7: no"; 3]);
        let mut trial = Trial::default();
        trial.row("f", Some(&bad)).unwrap();
        trial.row("f", None).unwrap();
        assert!((0..500).all(|_| trial.row("f", Some(&bad)).is_ok()));
    }
}
