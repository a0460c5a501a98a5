//! The rules of the house, checked on the text of `src/`: floors, peers, fences, first lines, sizes, figure pairs.
//! Each check is a function from sources to complaints, and each is shown a planted violation below.

mod planted;
mod sources;

use std::path::Path;

use sources::Source;

/// Every top-level module of `src/` and its floor. A file imports only from lower floors, or from its own module.
const FLOORS: &[(&str, u8)] = &[
    ("error", 0),
    ("console", 1),
    ("config", 1),
    ("records", 2),
    ("interactions", 3),
    ("evaluation", 4),
    ("privacy", 4),
    ("warehouse", 5),
    ("cube", 6),
    ("figures", 7),
    ("pages", 8),
    ("summary", 8),
    ("checks", 9),
    ("exports", 9),
    ("search", 9),
    ("publish", 10),
    ("demo", 11),
    ("cli", 11),
    ("commands", 12),
];

/// Rooms whose files of one kind must not know each other, and the registry that lists that kind.
const ROOMS: &[(&str, &str)] = &[
    ("records", "FORMATS"),
    ("interactions", "ENRICHMENTS"),
    ("privacy", "KINDS"),
    ("warehouse", "BACKENDS"),
    ("figures", "FIGURES"),
    ("pages", "PAGES"),
];

/// What has one place: a crate (`duckdb`), a macro (`println!`) or the end of a path (`process::exit`); the place (a
/// file or a room of `src/`, or several with commas); and whether unit tests may use it anywhere.
const FENCES: &[(&str, &str, bool)] = &[
    ("duckdb", "warehouse", false),
    ("arrow", "warehouse", false),
    ("libduckdb_sys", "warehouse", false),
    ("rayon", "interactions,search", false),
    ("libdeflater", "search", false),
    ("tokenizers", "interactions/semantic/model.rs", false),
    ("safetensors", "interactions/semantic/model.rs", false),
    ("minijinja", "pages", false),
    ("clap", "cli", false),
    ("clap_complete", "cli", false),
    ("indicatif", "console.rs", false),
    ("anstream", "console.rs", false),
    ("println!", "console.rs", true),
    ("print!", "console.rs", true),
    ("eprintln!", "console.rs", true),
    ("eprint!", "console.rs", true),
    ("dbg!", "console.rs", false),
    ("io::stdout", "console.rs", false),
    ("io::stderr", "console.rs", false),
    ("process::exit", "main.rs", false),
    ("Utc::now", "commands", false),
    ("Local::now", "commands", false),
    ("SystemTime::now", "commands", false),
];

/// Most lines of a source file.
const MOST_LINES: usize = 400;
/// Files that may be longer because they are one list of like things.
const LISTS: &[&str] = &[];

fn room(source: &Source) -> String {
    source.module().first().cloned().unwrap_or_default()
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

fn floors(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| !source.module().is_empty()) {
        let here = room(source);
        let Some(floor_here) = floor(&here) else {
            complaints.push(format!("src/{}: `{here}` has no floor; add it to FLOORS in tests/all/house", source.path));
            continue;
        };
        for named in source.named().iter().filter(|named| named.ours) {
            let Some(there) = named.path.first().filter(|there| **there != here) else { continue };
            if floor(there).is_some_and(|floor_there| floor_there < floor_here) {
                continue;
            }
            // A name at the root of the crate that is no module of ours (a macro) is below everything.
            if floor(there).is_none() && !sources.iter().any(|other| room(other) == *there) {
                continue;
            }
            complaints.push(format!(
                "src/{}:{}: `{here}` may not import `{there}`, which is not on a lower floor. Move what is needed down, \
                 or have the caller in a higher room pass it in",
                source.path, named.line
            ));
        }
        if here == "demo" {
            let far = |named: &&sources::Named| {
                named.ours && !matches!(named.path.first(), Some(p) if p == "error" || p == "demo")
            };
            complaints.extend(source.named().iter().filter(far).map(|named| {
                format!("src/{}:{}: the demo imports only `error`; pass the rest in", source.path, named.line)
            }));
        }
    }
    complaints
}

/// The files of a room that its registry lists.
fn peers(sources: &[Source], room_name: &str, registry: &str) -> Vec<String> {
    let here: Vec<&Source> = sources.iter().filter(|source| room(source) == room_name).collect();
    let listed: Vec<String> = here.iter().filter_map(|source| source.registry(registry)).flatten().collect();
    let mut peers: Vec<String> = here.iter().filter_map(|source| source.module().get(1).cloned()).collect();
    peers.sort();
    peers.dedup();
    peers.retain(|peer| listed.contains(peer));
    peers
}

fn strangers(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (room_name, registry) in ROOMS {
        let peers = peers(sources, room_name, registry);
        for source in sources.iter().filter(|source| room(source) == *room_name) {
            let Some(me) = source.module().get(1).filter(|name| peers.contains(name)).cloned() else { continue };
            for named in source
                .named()
                .into_iter()
                .filter(|named| named.ours && named.path.first().is_some_and(|r| r == room_name))
            {
                let Some(other) = named.path.get(1).filter(|other| **other != me && peers.contains(other)) else {
                    continue;
                };
                complaints.push(format!(
                    "src/{}:{}: `{me}` uses its peer `{other}`. Move what both need to src/{room_name}/mod.rs or to a \
                     file of src/{room_name}/ that {registry} does not list",
                    source.path, named.line
                ));
            }
        }
    }
    complaints
}

fn fences(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        for named in source.named().iter().filter(|named| !named.ours) {
            for (what, place, tests_may) in FENCES {
                let ends: Vec<&str> = what.split("::").collect();
                let hit = match ends[..] {
                    [name] => {
                        named.path.first().is_some_and(|first| first == name)
                            || (name.ends_with('!') && named.path.last().is_some_and(|last| last == name))
                    }
                    _ => named.path.windows(ends.len()).any(|window| window == ends),
                };
                let inside = place.split(',').any(|place| {
                    source.path == place
                        || source.path == format!("{place}.rs")
                        || source.path.starts_with(&format!("{place}/"))
                });
                if hit && !inside && !(*tests_may && named.in_tests) {
                    complaints.push(format!(
                        "src/{}:{}: `{what}` belongs to src/{place} alone. Do it there and call that, or pass its result in",
                        source.path, named.line
                    ));
                }
            }
        }
    }
    complaints
}

fn first_lines(sources: &[Source]) -> Vec<String> {
    let bare = sources.iter().filter(|source| !source.text.starts_with("//! "));
    bare.map(|source| {
        format!("src/{}:1: open with a `//!` line that says what comes in and what goes out", source.path)
    })
    .collect()
}

fn sizes(sources: &[Source]) -> Vec<String> {
    let long = sources
        .iter()
        .filter(|source| source.text.lines().count() > MOST_LINES && !LISTS.contains(&source.path.as_str()));
    long.map(|source| {
        format!(
            "src/{}: {} lines, more than {MOST_LINES}. Split it by what it does (or, if it is one list of like things, add it \
             to LISTS in tests/all/house)",
            source.path,
            source.text.lines().count()
        )
    })
    .collect()
}

/// Every `.sql` beside a `.rs` of its name, and every file that declares a figure registered. (A figure has a `.sql` only
/// where it asks the store: most ask the cube.)
fn figure_pairs(sources: &[Source], sql: &[Source]) -> Vec<String> {
    let figures: Vec<&Source> = sources.iter().filter(|source| room(source) == "figures").collect();
    let listed: Vec<String> = figures.iter().filter_map(|source| source.registry("FIGURES")).flatten().collect();
    let stems = |files: &mut dyn Iterator<Item = &Source>, ending: &str| -> Vec<String> {
        let stem = |file: &Source| Some(file.path.strip_prefix("figures/")?.strip_suffix(ending)?.to_string());
        files.filter_map(stem).collect()
    };
    let rust = stems(&mut sources.iter(), ".rs");
    let queries = stems(&mut sql.iter(), ".sql");
    let mut complaints = Vec::new();
    for name in &queries {
        if !rust.contains(name) {
            complaints.push(format!(
                "src/figures/{name}.sql: its figure src/figures/{name}.rs is missing; add it or remove the query"
            ));
        }
    }
    for source in figures.iter().filter(|source| source.text.contains("pub const FIGURE: Figure")) {
        let name = source.module().get(1).cloned().unwrap_or_default();
        if !listed.contains(&name) {
            complaints.push(format!("src/figures/{name}.rs: add it to FIGURES, or nothing will draw it"));
        }
    }
    complaints
}

fn agree(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "the house has {} complaints:\n\n{}\n", complaints.len(), complaints.join("\n"));
}

fn rust() -> Vec<Source> {
    let sources = sources::read(&["rs"]);
    assert!(sources.iter().any(|source| source.path == "main.rs"), "src/ was not read");
    sources
}

#[test]
fn files_import_only_from_lower_floors() {
    agree(floors(&rust()));
}

#[test]
fn peers_do_not_know_each_other() {
    agree(strangers(&rust()));
}

#[test]
fn crates_and_side_effects_keep_to_their_place() {
    agree(fences(&rust()));
}

#[test]
fn every_file_opens_with_what_comes_in_and_goes_out() {
    agree(first_lines(&rust()));
}

#[test]
fn no_file_is_too_long() {
    agree(sizes(&rust()));
}

#[test]
fn every_figure_is_a_registered_pair() {
    agree(figure_pairs(&rust(), &sources::read(&["sql"])));
}

/// Texts leave the store through [`Store::query`] or a page of interactions, and both pass the mask: who writes a site puts
/// the store behind it, nobody else looks for texts in the engine's answers, and ids keep the names they are sealed by.
fn unmasked(sources: &[Source], sql: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| room(source) == "commands") {
        if source.text.contains("Publication::begin") && !source.text.contains("open::to_publish(") {
            complaints.push(format!(
                "src/{}: a site is written from a store that is not behind a mask; see commands/open.rs",
                source.path
            ));
        }
    }
    for source in sources.iter().filter(|source| room(source) == "search" && source.text.contains("page.get(")) {
        if !source.text.contains("mask.publish(") {
            complaints.push(format!("src/{}: reads texts of interactions past the mask; ask a Document", source.path));
        }
    }
    let ids = ["user_id", "session_id", "trace_id", "prompt", "response", "metadata", "reason", "path"];
    for source in sources.iter().filter(|s| ["figures", "search", "cube"].contains(&room(s).as_str())).chain(sql) {
        for (line, text) in source.text.lines().enumerate() {
            if ids.iter().any(|id| [" AS ", " as "].iter().any(|word| text.contains(&format!("{id}{word}")))) {
                complaints.push(format!(
                    "src/{}:{}: a column gets another name, by which the mask no longer knows what it holds",
                    source.path,
                    line + 1
                ));
            }
        }
    }
    complaints
}

#[test]
fn nothing_is_published_past_the_mask() {
    agree(unmasked(&rust(), &sources::read(&["sql"])));
}

/// Machines and workplaces have no name in what is committed.
#[test]
fn no_private_path_is_committed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["src", "tests", "templates", "site", "data", "fuzz", "scripts", ".ci", ".github"];
    let mut complaints = Vec::new();
    for entry in places.iter().flat_map(|place| walkdir::WalkDir::new(root.join(place))).filter_map(Result::ok) {
        let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).display().to_string();
        let ours = entry.file_type().is_file() && !shown.contains("node_modules") && !shown.ends_with("house/mod.rs");
        let Some(text) = ours.then(|| std::fs::read_to_string(entry.path()).ok()).flatten() else { continue };
        for (line, text) in text.lines().enumerate().filter(|(_, text)| text.len() < 10_000) {
            // An absolute path into somebody's home or workplace.
            if ["/home/", "/Users/"].iter().any(|place| text.contains(&format!("\"{place}"))) {
                complaints.push(format!("{shown}:{}: names a folder of one machine; use a relative path", line + 1));
            }
        }
    }
    agree(complaints);
}
