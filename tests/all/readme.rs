//! README.md → proof that its tables are the code's and that its commands are understood.

use std::fs;
use std::path::{Path, PathBuf};

use llmobs::config::SETTINGS;
use llmobs::records::Field;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Compares the part between `<!-- name -->` and `<!-- /name -->` with `want`; with LLMOBS_UPDATE_README set, writes it.
pub fn generated(name: &str, want: &str) {
    let readme = fs::read_to_string(path()).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = readme.find(&open).unwrap_or_else(|| panic!("README.md has lost its `{}`", open.trim())) + open.len();
    let end = start + readme[start..].find(&close).unwrap_or_else(|| panic!("README.md has lost its `{close}`"));
    if readme[start..end] == *want {
        return;
    }
    if std::env::var_os("LLMOBS_UPDATE_README").is_some() {
        fs::write(path(), format!("{}{want}{}", &readme[..start], &readme[end..])).unwrap();
        return;
    }
    panic!(
        "README.md: the table `{name}` is not what the code says. Run: LLMOBS_UPDATE_README=1 cargo test --release readme -- --test-threads 1"
    );
}

#[test]
fn the_fields_are_those_of_the_code() {
    let row = |field: &Field| format!("| `{}` | {} |\n", field.name(), field.doc().replace('|', "\\|"));
    let rows: String = Field::ALL.iter().map(row).collect();
    generated("fields", &format!("| field | meaning |\n|---|---|\n{rows}"));
}

#[test]
fn the_settings_are_those_of_the_code() {
    let mut table = "| `llmobs.toml` | option | variable | default | meaning |\n|---|---|---|---|---|\n".to_string();
    for setting in SETTINGS {
        let code = |text: &str| if text.is_empty() { "–".to_string() } else { format!("`{text}`") };
        let option = setting.option.map_or("–".to_string(), code);
        let row = [code(setting.name), option, code(&setting.env()), code(setting.default), setting.doc.to_string()];
        table += &format!("| {} |\n", row.join(" | "));
    }
    generated("settings", &table);
}

#[test]
fn the_formats_are_those_of_the_code() {
    let registry = llmobs::records::Registry::new().unwrap();
    let formats: String = registry
        .iter()
        .map(|format| {
            assert!(!format.about().is_empty(), "{} has no `about` for the README", format.id());
            format!(
                "**{}** (`{}`). {} [Reference]({})\n\n",
                format.title(),
                format.id(),
                format.about().replace('\n', " "),
                format.doc()
            )
        })
        .collect();
    generated("formats", &formats);
}

/// Command lines in the README's shell blocks that call llmobs, as words.
fn commands(readme: &str) -> Vec<Vec<String>> {
    let blocks = readme.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    let mut found = Vec::new();
    for line in blocks.flat_map(str::lines) {
        let line = line.split(" #").next().unwrap_or(line).replace("cargo run --release --", "llmobs");
        for part in line.split(['|', '>', ';']) {
            let words: Vec<String> = part.split_whitespace().map(|word| word.trim_matches('\'').to_string()).collect();
            if let Some(at) = words.iter().position(|word| word == "llmobs") {
                found.push(words[at..].to_vec());
            }
        }
    }
    found
}

#[test]
fn its_commands_are_understood() {
    let commands = commands(&fs::read_to_string(path()).unwrap());
    assert!(commands.len() >= 8, "only {} commands were found", commands.len());
    for words in commands {
        if let Err(stop) = llmobs::cli::parse(&words) {
            assert!(!stop.is_error, "README.md: `{}` is not understood:\n{}", words.join(" "), stop.styled);
        }
    }
}

#[test]
fn commands_are_found_in_shell_blocks_only() {
    let text = "llmobs no\n```sh\nzcat x | llmobs ingest -   # llmobs no\ncargo run --release -- demo\n```\n```toml\nllmobs no\n```\n";
    assert_eq!(commands(text), [vec!["llmobs", "ingest", "-"], vec!["llmobs", "demo"]]);
}
