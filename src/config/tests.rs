//! Files, variables and options in, what is in force or what is wrong out.

use super::*;

fn nothing(_: &str) -> Option<OsString> {
    None
}

#[test]
fn every_default_is_accepted_and_is_what_the_default_config_holds() {
    for setting in SETTINGS {
        let mut config = Config::default();
        let given = Given::of_default(setting, Path::new(""));
        assert_eq!((setting.set)(&mut config, &given), Ok(()), "default of {}", setting.name);
        assert_eq!(config, Config::default(), "default of {}", setting.name);
    }
    assert_eq!(Config::default().database, Path::new("data/llmobs.duckdb"));
    assert_eq!(Config::default().compare_days, 30);
}

#[test]
fn option_beats_environment_beats_file_beats_default() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "database = \"f.duckdb\"\noutput = \"f\"\ntitle = \"f\"\nmaps = [\"maps\"]\n";
    std::fs::write(folder.path().join(FILE_NAME), toml).unwrap();
    let typed = Typed {
        file: None,
        values: vec![("database", vec!["o.duckdb".into()]), ("maps", vec!["a.toml".into(), "b.toml".into()])],
    };
    let environment = |name: &str| match name {
        "LLMOBS_DATABASE" | "LLMOBS_OUTPUT" => Some("e".into()),
        "LLMOBS_TITLE" => Some("".into()),
        _ => None,
    };
    let InForce { config, origins, .. } = resolve(&typed, &environment, folder.path()).unwrap();
    assert_eq!(config.database, Path::new("o.duckdb"));
    assert_eq!(config.output, Path::new("e"));
    assert_eq!(config.title, "f", "an empty variable counts as unset");
    assert_eq!(config.time_zone, Tz::UTC);
    assert_eq!(config.maps, [PathBuf::from("a.toml"), "b.toml".into(), folder.path().join("maps")], "maps add up");
    let told: Vec<String> =
        origins.iter().map(|o| o.iter().map(|o| o.to_string()).collect::<Vec<_>>().join(" ")).collect();
    let file = folder.path().join(FILE_NAME).display().to_string();
    assert_eq!(told[..3], ["--database".into(), "LLMOBS_OUTPUT".into(), format!("{file}:3")]);
    assert_eq!(told[6], format!("--map {file}:4"));
    assert_eq!(told[7], "default");
}

#[test]
fn a_project_file_above_moves_paths_and_defaults_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("a/b");
    std::fs::create_dir_all(&below).unwrap();
    std::fs::write(folder.path().join(FILE_NAME), "output = \"site\"\n").unwrap();
    let found = resolve(&Typed::default(), &nothing, &below).unwrap().config;
    assert_eq!(found.output, folder.path().join("site"));
    assert_eq!(found.database, folder.path().join("data/llmobs.duckdb"));

    // A file that is only named does not say where the project is.
    let typed = Typed { file: Some(folder.path().join(FILE_NAME)), values: Vec::new() };
    let named = resolve(&typed, &nothing, &below).unwrap().config;
    assert_eq!(named.output, folder.path().join("site"));
    assert_eq!(named.database, Path::new("data/llmobs.duckdb"));
}

#[test]
fn a_bad_value_names_the_setting_its_place_and_the_way_out() {
    let environment = |name: &str| (name == "LLMOBS_THREADS").then(|| "many".into());
    let error = resolve(&Typed::default(), &environment, Path::new("/")).unwrap_err();
    assert_eq!(error.message, "invalid `threads` (LLMOBS_THREADS): `many` is not a whole number from 1 to 1024");
    assert_eq!(error.hint.as_deref(), Some("write a whole number, or `auto` for one per core"));
}

#[test]
fn tables_become_prices_and_a_currency_is_whole_or_absent() {
    let with = |toml: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE_NAME), toml).unwrap();
        resolve(&Typed::default(), &nothing, folder.path())
    };
    let money = "currency = \"EUR\"\ncurrency_rate = 0.92\ncurrency_date = 2026-11-01\n";
    let tables = "[[price]]\nmodel = \"My-*\"\nfrom = 2026-01-01\ninput = 1\noutput = 2.5\n[[discount]]\nprovider = \"Azure\"\npercent = 12\n[[category]]\nname = \"Refunds\"\nwords = \"refund* | money back\"\nat = \"start\"\n[[objective]]\nmeasure = \"success_rate\"\nat_least = 0.99\napp = \"search\"\n[[redact]]\nname = \"badge\"\npattern = 'B-\\d+'\n";
    let found = with(&format!("{money}{tables}")).unwrap();
    assert_eq!(found.config.currency().unwrap().told(), "EUR at 0.92 for a US dollar (2026-11-01)");
    let shown: Vec<String> = TABLES.iter().flat_map(|table| (table.show)(&found.config)).collect();
    assert_eq!(
        shown,
        [
            "my-* from 2026-01-01: input 1, output 2.5",
            "12 % off azure",
            "Refunds: refund*, money back at the start",
            "success_rate at least 0.99 for app search",
            r"badge: B-\d+"
        ]
    );
    assert_eq!(found.tables.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1, 1, 1]);
    assert_eq!(with(tables).unwrap().config.currency(), None);
    assert!(with("currency = \"EUR\"\n").unwrap_err().message.ends_with("`currency_rate`, `currency_date` is missing"));
    for (toml, problem) in [
        ("[[price]]\nmodel = \"x\"\n", "`input` is missing: US dollars per million tokens"),
        ("[[price]]\nmodel = \"x\"\ninput = -1\n", "`input` is below 0"),
        ("[[price]]\nmodel = \"[x\"\ninput = 1\n", "`[x` is not a glob: invalid range pattern"),
        ("[[objective]]\nmeasure = \"cost\"\n", "write either `at_least` or `at_most`"),
        ("[[objective]]\nat_most = 1\n", "`measure` is missing"),
        ("[[discount]]\npercent = 101\n", "`percent` is above 100"),
        ("[[discount]]\npercent = 1\nfrom = \"May\"\n", "`from`: `May` is not a day such as 2026-01-31"),
    ] {
        let error = with(toml).unwrap_err();
        assert!(error.message.ends_with(problem), "{}", error.message);
        assert!(error.message.contains("llmobs.toml:1"), "{}", error.message);
    }
}

#[test]
fn suggestions_are_close_or_absent() {
    let names = || SETTINGS.iter().map(|s| s.name);
    assert_eq!(nearest("databse", names()), Some("database"));
    assert_eq!(nearest("Timezone", names()), Some("time_zone"));
    assert_eq!(nearest("colour", names()), None);
}
