//! Small wrong houses → the complaints they must raise. A check that cannot fail is no check.

use super::sources::Source;
use super::*;

fn house(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source { path: path.to_string(), text: text.to_string() }).collect()
}

/// Asserts that there is one complaint per expectation, and that each starts as expected.
#[track_caller]
fn raises(complaints: Vec<String>, starts: &[&str]) {
    assert_eq!(complaints.len(), starts.len(), "{complaints:#?}");
    for (complaint, start) in complaints.iter().zip(starts) {
        assert!(complaint.starts_with(start), "`{complaint}` should start with `{start}`");
    }
}

#[test]
fn importing_upwards_is_found_however_it_is_written() {
    let complaints = floors(&house(&[
        ("error.rs", "use crate::config::Config;"),
        ("records/mod.rs", "use crate::{error::Result, config::{Config, Limit}};\nfn f() { super::cube::roll(); }"),
        (
            "records/a.rs",
            "mod tests { use super::super::super::pages; }\n// crate::cube in a comment\nconst S: &str = \"crate::cube\";",
        ),
        ("config.rs", "use crate::console::plain;"),
        ("main.rs", "use llmobs::commands;"),
        ("demo/mod.rs", "use crate::error::Result; use crate::records::Field;"),
    ]));
    raises(
        complaints,
        &[
            "src/error.rs:1: `error` may not import `config`",
            "src/records/mod.rs:2: `records` may not import `cube`",
            "src/records/a.rs:1: `records` may not import `pages`",
            "src/config.rs:1: `config` may not import `console`",
            "src/demo/mod.rs:1: the demo imports only `error`",
        ],
    );
}

#[test]
fn a_room_without_a_floor_is_found() {
    raises(floors(&house(&[("util.rs", "")])), &["src/util.rs: `util` has no floor"]);
}

#[test]
fn a_peer_that_uses_a_peer_is_found() {
    let complaints = strangers(&house(&[
        (
            "figures/mod.rs",
            "mod a; mod b; mod palette; pub const FIGURES: &[Figure] = &[a::FIGURE, Figure { draw: b::draw }];",
        ),
        ("figures/a.rs", "use super::palette::colour;\nuse super::b::shared;"),
        ("figures/b.rs", "fn f() -> u8 { crate::figures::a::X }"),
        ("figures/b/deep.rs", "use super::super::a;\nuse super::own;"),
        ("figures/palette.rs", ""),
    ]));
    raises(
        complaints,
        &[
            "src/figures/a.rs:2: `a` uses its peer `b`",
            "src/figures/b.rs:1: `b` uses its peer `a`",
            "src/figures/b/deep.rs:1: `b` uses its peer `a`",
        ],
    );
}

#[test]
fn a_fenced_crate_outside_its_place_is_found() {
    let complaints = fences(&house(&[
        ("warehouse/duckdb.rs", "use duckdb::Connection;"),
        ("pages/mod.rs", "use crate::warehouse::duckdb;\nfn f() { duckdb::open() }"),
        (
            "records/mod.rs",
            "fn f() { println!(\"x\"); std::process::exit(1) }\n#[cfg(test)] mod tests { fn f() { eprintln!(\"skipped\") } }",
        ),
        ("publish.rs", "use chrono::{DateTime, Utc};\nfn f() { Utc::now(); std::io::stdout(); }"),
        ("commands/mod.rs", "fn f() { chrono::Utc::now() }"),
        ("cli.rs", "use clap::Parser;"),
        ("interactions/pass.rs", "use rayon::ThreadPool;"),
        ("search/mod.rs", "use rayon::ThreadPool;"),
        ("searching/mod.rs", "use rayon::ThreadPool;"),
        ("cube/mod.rs", "use clap;\nuse std::eprintln as say;"),
    ]));
    raises(
        complaints,
        &[
            "src/pages/mod.rs:2: `duckdb` belongs",
            "src/records/mod.rs:1: `println!` belongs",
            "src/records/mod.rs:1: `process::exit` belongs",
            "src/publish.rs:2: `Utc::now` belongs",
            "src/publish.rs:2: `io::stdout` belongs",
            "src/searching/mod.rs:1: `rayon` belongs",
            "src/cube/mod.rs:1: `clap` belongs",
        ],
    );
}

#[test]
fn a_bare_or_long_file_is_found() {
    let long = format!("//! x\n{}", "\n".repeat(MOST_LINES));
    let files = house(&[("error.rs", "use std;"), ("config.rs", &long)]);
    raises(first_lines(&files), &["src/error.rs:1: open with"]);
    raises(sizes(&files), &["src/config.rs: 401 lines"]);
}

#[test]
fn a_half_figure_is_found() {
    let rust = house(&[
        ("figures/mod.rs", "pub const FIGURES: &[Figure] = &[whole::F, no_query::F];"),
        ("figures/whole.rs", ""),
        ("figures/no_query.rs", "pub const FIGURE: Figure = Figure {};"),
        ("figures/forgotten.rs", "pub const FIGURE: Figure = Figure {};"),
        ("figures/palette.rs", ""),
    ]);
    let sql = house(&[("figures/whole.sql", ""), ("figures/forgotten.sql", ""), ("figures/orphan.sql", "")]);
    raises(
        figure_pairs(&rust, &sql),
        &["src/figures/orphan.sql: its figure", "src/figures/forgotten.rs: add it to FIGURES"],
    );
}

#[test]
fn a_way_past_the_mask_is_found() {
    let rust = house(&[
        ("commands/a.rs", "fn f() { Publication::begin(o); }"),
        ("commands/b.rs", "fn f() { open::to_publish(c, d); Publication::begin(o); }"),
        ("search/a.rs", "fn f() { page.get(1, 2); }"),
        ("figures/a.rs", "const Q: &str = \"SELECT user_id AS name\";"),
    ]);
    let sql =
        house(&[("figures/b.sql", "SELECT\nleft(response, 9) AS x, prompt AS y"), ("figures/c.sql", "SELECT path")]);
    raises(
        unmasked(&rust, &sql),
        &[
            "src/commands/a.rs: a site",
            "src/search/a.rs: reads texts",
            "src/figures/a.rs:1: a column",
            "src/figures/b.sql:2: a column",
        ],
    );
}
