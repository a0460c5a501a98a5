//! A timestamp as a log writes it in, microseconds since 1970 (UTC) out.
//!
//! RFC 3339; `YYYY-MM-DD[ T]HH:MM[:SS[.fraction]][zone]` (UTC unless a zone is given); a date alone (midnight UTC);
//! RFC 2822; or a number since the epoch whose size tells its unit. Finer than a microsecond is cut off, not rounded,
//! so that sorting by time keeps the order of the log.

use chrono::{DateTime, NaiveDate};

use super::Value;

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// A number below this is no epoch: 1e8 s is March 1973, and each larger unit starts at the same day.
const EPOCH_FROM: f64 = 1e8;

/// The instant a value stands for; `Ok(None)` when it is empty.
pub fn micros(value: &Value<'_>) -> Result<Option<i64>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => {
            let text = text.trim();
            if text.is_empty() { Ok(None) } else { text_micros(text).map(Some) }
        }
        Value::Int(0) => Ok(None),
        Value::Int(epoch) => int_micros(*epoch).map(Some),
        Value::Float(epoch) => float_micros(*epoch).map(Some),
        other => Err(format!("{} is not a time", super::json::to_text(other))),
    }
}

fn text_micros(text: &str) -> Result<i64, String> {
    if let Ok(epoch) = text.parse::<i64>() {
        return int_micros(epoch);
    }
    let bytes = text.as_bytes();
    let time = if bytes.len() >= 10 && bytes[0].is_ascii_digit() && !bytes[4].is_ascii_digit() {
        calendar(bytes)
    } else if bytes.iter().all(|b| b.is_ascii_digit() || b".+-eE".contains(b)) {
        return text.parse().map_err(|_| unknown(text)).and_then(float_micros);
    } else {
        DateTime::parse_from_rfc2822(text).ok().map(|t| t.timestamp_micros())
    };
    time.filter(|t| in_range(*t)).ok_or_else(|| unknown(text))
}

fn unknown(text: &str) -> String {
    let mut shown: String = text.chars().take(60).collect();
    // Whoever publishes this must see that something is missing.
    shown += if shown.len() < text.len() { "…" } else { "" };
    format!("{shown:?} is not a time we know (RFC 3339, YYYY-MM-DD HH:MM:SS, or a number since 1970)")
}

/// 1900 to 9999: outside it a "timestamp" is a mistake, and other tools cannot show it.
fn in_range(micros: i64) -> bool {
    (-2_208_988_800 * SECOND..253_402_300_800 * SECOND).contains(&micros)
}

/// What a number counts, if it is a time since 1970.
pub fn epoch_unit(epoch: f64) -> Option<&'static str> {
    Some(match epoch {
        f if f < EPOCH_FROM => return None,
        f if f < 1e11 => "seconds",
        f if f < 1e14 => "milliseconds",
        f if f < 1e17 => "microseconds",
        _ => "nanoseconds",
    })
}

fn int_micros(epoch: i64) -> Result<i64, String> {
    match epoch as f64 {
        f if f < EPOCH_FROM => Err(format!("{epoch} is too small for a time since 1970")),
        f if f < 1e11 => Ok(epoch * SECOND),
        f if f < 1e14 => Ok(epoch * 1_000),
        f if f < 1e17 => Ok(epoch),
        _ => Ok(epoch / 1_000),
    }
}

/// Fractions are a whole number of microseconds after rounding: a double holds today's date to a quarter of one.
fn float_micros(epoch: f64) -> Result<i64, String> {
    match epoch {
        f if !(EPOCH_FROM..9.2e18).contains(&f) => Err(format!("{epoch} is not a time since 1970")),
        f if f < 1e11 => Ok((f * 1e6).round() as i64),
        f if f < 1e14 => Ok((f * 1e3).round() as i64),
        f if f < 1e17 => Ok(f.round() as i64),
        f => Ok((f / 1e3).round() as i64),
    }
}

/// `YYYY-MM-DD`, then perhaps a time, then perhaps a zone.
fn calendar(bytes: &[u8]) -> Option<i64> {
    let mut at = Cursor { bytes, at: 0 };
    let year = at.digits(4)?;
    let separator = at.next().filter(|b| b"-/.".contains(b))?;
    let month = at.digits(2)?;
    at.next().filter(|b| *b == separator)?;
    let day = at.digits(2)?;
    let days = NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32)?.to_epoch_days();
    let mut micros = i64::from(days) * 86_400 * SECOND;
    if at.rest().is_empty() {
        return Some(micros);
    }
    match at.next()? {
        b'T' | b't' | b' ' | b'_' => {}
        _ => return None,
    }
    let hour = at.digits(2)?;
    at.next().filter(|b| *b == b':')?;
    let minute = at.digits(2)?;
    let mut second = 0;
    let mut fraction = 0;
    if at.peek() == Some(b':') {
        at.next();
        second = at.digits(2)?;
        if matches!(at.peek(), Some(b'.' | b',')) {
            at.next();
            fraction = at.fraction()?;
        }
    }
    // A leap second (:60) is the first instant of the next minute, as POSIX has it.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    micros += (hour * 3_600 + minute * 60 + second) * SECOND + fraction;
    Some(micros - at.zone()? * SECOND)
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }
    fn digits(&mut self, count: usize) -> Option<i64> {
        let digits = self.bytes.get(self.at..self.at + count)?;
        self.at += count;
        digits.iter().try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + i64::from(d - b'0')))
    }
    /// Any number of fraction digits, as microseconds.
    fn fraction(&mut self) -> Option<i64> {
        let digits = self.rest().iter().take_while(|d| d.is_ascii_digit()).count();
        let kept = self.rest()[..digits].iter().chain(std::iter::repeat(&b'0')).take(6);
        let micros = kept.fold(0, |n, d| n * 10 + i64::from(d - b'0'));
        self.at += digits;
        (digits > 0).then_some(micros)
    }
    /// Seconds east of UTC; the end of the text must follow.
    fn zone(&mut self) -> Option<i64> {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        match self.rest() {
            b"" | b"Z" | b"z" | b"UTC" | b"GMT" | b"+00:00 UTC" | b"+0000 UTC" => Some(0),
            [sign @ (b'+' | b'-'), ..] => {
                self.at += 1;
                let hours = self.digits(2)?;
                if self.peek() == Some(b':') {
                    self.at += 1;
                }
                let minutes = if self.rest().is_empty() { 0 } else { self.digits(2)? };
                let seconds = hours * 3_600 + minutes * 60;
                (self.rest().is_empty() && hours < 24 && minutes < 60).then_some(if *sign == b'-' {
                    -seconds
                } else {
                    seconds
                })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        let micros = micros(&Value::Text(text.into())).ok()??;
        Some(DateTime::from_timestamp_micros(micros)?.to_rfc3339())
    }

    #[test]
    fn spellings() {
        for (text, expected) in [
            ("2026-08-01T00:00:25.920000Z", "2026-08-01T00:00:25.920+00:00"),
            ("2023-11-16 18:17:03.9799600", "2023-11-16T18:17:03.979960+00:00"),
            ("2023-11-16 18:17:03.123456789", "2023-11-16T18:17:03.123456+00:00"),
            ("2023-11-16T18:17", "2023-11-16T18:17:00+00:00"),
            ("2023-11-16", "2023-11-16T00:00:00+00:00"),
            ("2023/11/16 18:17:03,5 UTC", "2023-11-16T18:17:03.500+00:00"),
            ("2023-11-16T18:17:03+05:30", "2023-11-16T12:47:03+00:00"),
            ("2023-11-16T18:17:03 -0800", "2023-11-17T02:17:03+00:00"),
            ("2023-11-16T18:17:03-08", "2023-11-17T02:17:03+00:00"),
            ("1900-01-01T00:00:00Z", "1900-01-01T00:00:00+00:00"),
            ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999+00:00"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
            ("Thu, 16 Nov 2023 18:17:03 GMT", "2023-11-16T18:17:03+00:00"),
            ("1700158623", "2023-11-16T18:17:03+00:00"),
            ("1700158623.25", "2023-11-16T18:17:03.250+00:00"),
            ("1700158623979", "2023-11-16T18:17:03.979+00:00"),
            ("1700158623979960", "2023-11-16T18:17:03.979960+00:00"),
            ("1700158623979960123", "2023-11-16T18:17:03.979960+00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn not_times() {
        for text in [
            "yesterday",
            "2023-13-01",
            "2023-02-30",
            "2023-11-16T25:00:00Z",
            "20231116",
            "12",
            "-5",
            "1e30",
            "2023-11-16T",
            "nan",
            "1899-12-31T23:59:59Z",
            "9999-12-31T23:59:59-01:00",
            "2023-11-16T18:17:03 Europe/Paris",
            "11/16/2023",
            "2023-11-16T18:17:03.Z",
            "２０２３-11-16",
            "2023-11-1é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(micros(&Value::Int(0)), Ok(None));
        assert!(micros(&Value::Float(f64::NAN)).is_err());
        assert!(micros(&Value::Int(i64::MAX)).is_ok());
        assert!(micros(&Value::Bool(true)).is_err());
    }

    proptest! {
        #[test]
        fn round_trip(at in -2_208_988_800_000_000i64..253_402_300_800_000_000) {
            let time = DateTime::from_timestamp_micros(at).unwrap();
            prop_assert_eq!(text_micros(&time.to_rfc3339()), Ok(at));
            prop_assert_eq!(text_micros(&time.format("%Y-%m-%d %H:%M:%S%.6f").to_string()), Ok(at));
        }

        #[test]
        fn epochs_round_trip(at in 100_000_000_000_000i64..4_000_000_000_000_000) {
            prop_assert_eq!(int_micros(at), Ok(at));
            prop_assert_eq!(int_micros(at * 1_000 + 999), Ok(at));
            prop_assert_eq!(int_micros(at / 1_000), Ok(at / 1_000 * 1_000));
            prop_assert_eq!(float_micros(at as f64 / 1e6), Ok(at));
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}") { let _ = micros(&Value::Text(text.into())); }
    }
}
