//! Words for settings → fields, or complaints.

use std::path::Path;

use super::*;

fn set(name: &str, word: &str) -> Result<Config, String> {
    let mut config = Config::default();
    let setting = Setting::named(name).expect("a setting");
    (setting.set)(&mut config, &Given::new(vec![word.into()], Path::new("")))?;
    assert_eq!((setting.show)(&config).to_lowercase(), word.trim().to_lowercase(), "shown as it would be written");
    Ok(config)
}

#[test]
fn values_are_understood_and_shown() {
    assert_eq!(set("time_zone", "europe/berlin").unwrap().time_zone, Tz::Europe__Berlin);
    assert_eq!(set("threads", "3").unwrap().threads, 3);
    assert_eq!(set("max_rejects", "1.5%").unwrap().max_rejects, Some(super::super::Limit::Share(0.015)));
    assert_eq!(set("max_rejects", "none").unwrap().max_rejects, None);
    assert_eq!(set("compare_days", "7").unwrap().compare_days, 7);
    assert_eq!(set("currency", "eur").unwrap().currency_code, "EUR");
    assert_eq!(set("currency_rate", "0.92").unwrap().currency_rate, Some(0.92));
    assert!(set("currency_date", "2026-11-01").unwrap().currency_date.is_some());
    assert_eq!(set("cost", "computed").unwrap().cost, super::super::CostPolicy::Computed);
}

#[test]
fn nonsense_is_refused() {
    assert!(set("time_zone", "Europe/Berln").unwrap_err().ends_with("did you mean `Europe/Berlin`?"));
    for (name, word) in [
        ("threads", "0"),
        ("threads", "1025"),
        ("threads", "-1"),
        ("compare_days", "x"),
        ("database", ""),
        ("currency", "euro"),
        ("currency_rate", "0"),
        ("currency_rate", "NaN"),
        ("currency_date", "2026-02-30"),
        ("cost", "both"),
    ] {
        assert!(set(name, word).is_err(), "{name} = {word}");
    }
}

#[test]
fn names_are_unique_and_docs_are_sentences() {
    for (i, setting) in SETTINGS.iter().enumerate() {
        assert!(SETTINGS[..i].iter().all(|other| other.name != setting.name), "{} twice", setting.name);
        assert!(setting.doc.ends_with('.'), "doc of {}", setting.name);
    }
}
