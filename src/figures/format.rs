//! Numbers → the text people read: `1.2 M`, `$0.0031`, `840 ms`, `97.3 %`, `–` for unknown.
//!
//! The only such place in Rust. `site/js/format.js` is its twin for the browser; both are held to
//! `tests/format-vectors.json`. Rounding is half away from zero, done with the same floating-point steps in both.

use super::drawn::Show;
use crate::cube::Unit;

/// What stands for a value nobody knows.
pub const UNKNOWN: &str = "–";

/// `value` with `decimals` digits, thousands separated, and a real minus sign.
pub fn fixed(value: f64, decimals: u32) -> String {
    let scale = 10f64.powi(decimals as i32);
    let rounded = (value.abs() * scale + 0.5).floor();
    let digits = format!("{:0width$}", rounded as u128, width = decimals as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
    let mut text = String::with_capacity(digits.len() + 8);
    if value < 0.0 && rounded > 0.0 {
        text.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if decimals > 0 {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A count in full: `1,234`.
pub fn count(value: f64) -> String {
    if value.is_finite() { fixed(value, 0) } else { UNKNOWN.into() }
}

/// A count for a headline or an axis: in full below 100,000, then `123.5 k`, `1.2 M`, `3 B`, `4 T`.
pub fn count_short(value: f64) -> String {
    if !value.is_finite() {
        return UNKNOWN.into();
    }
    if value.abs() < 100_000.0 {
        return fixed(value, 0);
    }
    let mut scaled = value / 1e3;
    let mut unit = 0;
    // 999.95 would be written 1,000.0: that is the next unit's 1.
    while scaled.abs() >= 999.95 && unit < 3 {
        scaled /= 1e3;
        unit += 1;
    }
    format!("{} {}", trimmed(fixed(scaled, 1)), ["k", "M", "B", "T"][unit])
}

/// What stands before an amount: a sign that means one currency only, else the code and a space that does not break.
pub fn symbol(code: &str) -> String {
    match code {
        "USD" => "$".to_string(),
        "EUR" => "€".to_string(),
        "GBP" => "£".to_string(),
        "INR" => "₹".to_string(),
        _ => format!("{code}\u{a0}"),
    }
}

/// US dollars: see [`money`].
pub fn usd(value: f64) -> String {
    money("$", value)
}

/// Money: cents from one up, two significant digits below: `$12.40`, `€0.0031`.
pub fn money(symbol: &str, value: f64) -> String {
    if !value.is_finite() {
        return UNKNOWN.into();
    }
    let size = value.abs();
    let text = if size == 0.0 {
        "0".to_string()
    } else if size < 1e-8 {
        return if value < 0.0 { format!(">−{symbol}0.00000001") } else { format!("<{symbol}0.00000001") };
    } else {
        // The first power of ten at or below the value sets the digits; never fewer than cents.
        let steps = [0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6];
        let decimals = if size >= 0.1 { 2 } else { 3 + steps[1..].iter().filter(|&&s| size < s).count() as u32 };
        fixed(size, decimals)
    };
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{symbol}{text}")
}

/// US dollars: see [`money_short`].
pub fn usd_short(value: f64) -> String {
    money_short("$", value)
}

/// Money for a headline: as [`money`] below 100,000, then `$123.5 k`, `$1.2 M`.
pub fn money_short(symbol: &str, value: f64) -> String {
    if !value.is_finite() || value.abs() < 100_000.0 {
        return money(symbol, value);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{symbol}{}", count_short(value.abs()))
}

/// A duration given in milliseconds: `0.4 ms`, `840 ms`, `1.24 s`, `12.4 s`, `2 min 5 s`, `3 h 12 min`.
pub fn milliseconds(value: f64) -> String {
    if !value.is_finite() {
        return UNKNOWN.into();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let text = if size == 0.0 {
        "0 ms".to_string()
    } else if size < 0.05 {
        return if value < 0.0 { ">−0.1 ms".into() } else { "<0.1 ms".into() };
    } else if size < 9.95 {
        format!("{} ms", fixed(size, 1))
    } else if size < 999.5 {
        format!("{} ms", fixed(size, 0))
    } else if size < 9_995.0 {
        format!("{} s", fixed(size / 1e3, 2))
    } else if size < 59_950.0 {
        format!("{} s", fixed(size / 1e3, 1))
    } else if size < 3_599_500.0 {
        let seconds = (size / 1e3 + 0.5).floor();
        let minutes = (seconds / 60.0).floor();
        format!("{} min {} s", fixed(minutes, 0), fixed(seconds - minutes * 60.0, 0))
    } else {
        let minutes = (size / 6e4 + 0.5).floor();
        let hours = (minutes / 60.0).floor();
        format!("{} h {} min", fixed(hours, 0), fixed(minutes - hours * 60.0, 0))
    };
    format!("{sign}{text}")
}

/// A share between 0 and 1: `97.3 %`. Close to the ends it gets another digit, and only 0 is `0 %`, only 1 `100 %`.
pub fn share(value: f64) -> String {
    if !value.is_finite() {
        return UNKNOWN.into();
    }
    let percent = value * 100.0;
    let near_zero = percent > 0.0 && percent < 0.1;
    let near_all = percent > 99.9 && percent < 100.0;
    if percent == 0.0 || percent == 100.0 {
        format!("{} %", fixed(percent, 0))
    } else if near_zero && percent < 0.005 {
        "<0.01 %".into()
    } else if near_all && percent >= 99.995 {
        ">99.99 %".into()
    } else {
        format!("{} %", fixed(percent, if near_zero || near_all { 2 } else { 1 }))
    }
}

/// Any other number: up to three significant decimals, no trailing zeros.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return UNKNOWN.into();
    }
    let size = value.abs();
    let steps = [100.0, 10.0, 1.0, 0.1, 0.01, 0.001, 1e-4, 1e-5];
    let decimals = steps.iter().filter(|&&s| size < s).count() as u32;
    trimmed(fixed(value, if size == 0.0 { 0 } else { decimals }))
}

/// One cell of a table as people read it, money with this symbol; `null` is [`UNKNOWN`].
pub fn cell(show: Show, value: &serde_json::Value, symbol: &str) -> String {
    use serde_json::Value;
    match (value, show) {
        (Value::Null, _) => UNKNOWN.into(),
        (Value::Bool(yes), _) => if *yes { "yes" } else { "no" }.into(),
        (Value::String(text), _) => text.clone(),
        (Value::Number(n), Show::Text | Show::Time) => n.to_string(),
        (Value::Number(n), _) => {
            let value = n.as_f64().unwrap_or(f64::NAN);
            match show {
                Show::Count => count(value),
                Show::Usd => money(symbol, value),
                Show::Milliseconds => milliseconds(value),
                Show::Share => share(value),
                _ => number(value),
            }
        }
        (other, _) => other.to_string(),
    }
}

/// Drops zeros (and a stop) at the end of the decimals.
fn trimmed(text: String) -> String {
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A measure's value by its unit, short; an amount of money is in the currency of `symbol`.
pub fn unit(unit: Unit, value: f64, symbol: &str) -> String {
    match unit {
        Unit::Count => count_short(value),
        Unit::Usd => money_short(symbol, value),
        Unit::Milliseconds => milliseconds(value),
        Unit::Share => share(value),
        Unit::Number => number(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Vector {
        f: String,
        x: Option<f64>,
        text: String,
    }

    #[test]
    fn agrees_with_the_vectors_that_the_browser_is_held_to() {
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("../../tests/format-vectors.json")).unwrap();
        assert!(vectors.len() > 60);
        for Vector { f, x, text } in vectors {
            let x = x.unwrap_or(f64::NAN);
            let got = match f.as_str() {
                "count" => count(x),
                "count_short" => count_short(x),
                "usd" => usd(x),
                "usd_short" => usd_short(x),
                "milliseconds" => milliseconds(x),
                "share" => share(x),
                "number" => number(x),
                other => panic!("no function {other}"),
            };
            assert_eq!(got, text, "{f}({x})");
        }
    }

    #[test]
    fn money_has_the_sign_of_its_currency() {
        assert_eq!(money(&symbol("EUR"), -0.0031), "−€0.0031");
        assert_eq!(money_short(&symbol("CHF"), 1_234_567.0), "CHF\u{a0}1.2 M");
        assert_eq!(cell(Show::Usd, &serde_json::json!(12.4), &symbol("GBP")), "£12.40");
    }

    #[test]
    fn a_cell_that_is_unknown_is_never_zero() {
        assert_eq!(cell(Show::Usd, &serde_json::Value::Null, "$"), "–");
        assert_eq!(cell(Show::Usd, &serde_json::json!(0), "$"), "$0");
        assert_eq!(cell(Show::Text, &serde_json::json!("=cmd()"), "$"), "=cmd()");
    }
}
