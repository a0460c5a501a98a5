//! That the words of the command line fit together and reach the configuration.

use super::*;
use crate::config::SETTINGS;

#[test]
fn clap_finds_no_fault() {
    Cli::command().debug_assert();
}

#[test]
fn every_option_of_a_setting_reaches_the_configuration() {
    for setting in SETTINGS.iter().filter(|setting| setting.option.is_some()) {
        let option = setting.option.unwrap();
        let reached = [vec!["llmobs", "ingest", "x"], vec!["llmobs", "build-site"], vec!["llmobs", "check"]]
            .into_iter()
            .any(|mut words| {
                words.extend([option, "7"]);
                parse(words).is_ok_and(|cli| cli.typed().values == [(setting.name, vec![OsString::from("7")])])
            });
        assert!(reached, "{option} does not reach `{}`: add it to Cli::typed", setting.name);
    }
}

#[test]
fn help_goes_to_standard_output_and_mistakes_do_not() {
    assert!(!parse(["llmobs", "--help"]).unwrap_err().is_error);
    assert!(!parse(["llmobs", "--version"]).unwrap_err().is_error);
    assert!(parse(["llmobs", "ingets"]).unwrap_err().is_error);
}
