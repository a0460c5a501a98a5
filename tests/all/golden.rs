//! A tiny log → its whole site, byte for byte as in `tests/golden/site`. Plotly's own file is
//! compared with the crate's. After a wanted change: `LLMOBS_UPDATE_GOLDEN=1 cargo test --release golden`, then read the difference.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::world::World;

const PLOTLY: &str = "assets/plotly.js";

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Every file of a folder by its name in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn tiny(name: &str, threads: &str) -> World {
    let world = World::empty(name);
    world.write("llmobs.toml", "title = \"A tiny world\"\ntime_zone = \"Europe/Berlin\"\ncompare_days = 2\n[publish]\nkey = \"a phrase for tests\"\n");
    world.write("tiny.jsonl", fs::read(golden().join("tiny.jsonl")).unwrap());
    world.ok(&["ingest", "--threads", threads, "tiny.jsonl"]);
    world.ok(&["build-site", "--threads", threads]);
    world
}

fn site(world: &World) -> BTreeMap<String, Vec<u8>> {
    files(&world.path().join("_site"))
}

#[test]
fn the_site_of_a_tiny_world_is_as_expected() {
    let world = tiny("golden", "2");
    assert_eq!(world.sql("SELECT read, loaded, duplicates, rejected FROM ingests"), ["14 12 1 1"]);
    let mut got = site(&world);
    let script = String::from_utf8(got.remove(PLOTLY).unwrap()).unwrap();
    assert!(script.len() > 1_000_000 && plotly::Plot::offline_js_sources().contains(script.trim()), "{PLOTLY}");
    let folder = golden().join("site");
    if std::env::var_os("LLMOBS_UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, bytes) in &got {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let want = files(&folder);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&got), names(&want), "files that are missing or too many");
    for (name, bytes) in &got {
        let (got, want) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&want[name]));
        let first = got.lines().zip(want.lines()).position(|(got, want)| got != want);
        assert!(
            got == want,
            "{name} differs, first in line {:?}. When that is wanted: LLMOBS_UPDATE_GOLDEN=1 cargo test --release golden",
            first.map(|line| line + 1)
        );
    }
}

#[test]
fn built_twice_it_is_the_same() {
    let world = tiny("twice", "2");
    let first = site(&world);
    world.ok(&["build-site"]);
    assert!(site(&world) == first);
    // From a store that was rolled up anew, too.
    world.ok(&["build-site", "--time-zone", "Asia/Tokyo"]);
    assert!(site(&world) != first, "the time zone shows");
    world.ok(&["build-site"]);
    assert!(site(&world) == first);
}

#[test]
fn the_number_of_threads_does_not_show() {
    let world = |threads: &str| {
        let world = World::empty("threads");
        // Else the stores have different keys, by chance.
        world.write("llmobs.toml", "[publish]\nkey = \"a phrase for tests\"\n");
        world.ok(&["demo", "--rows", "20000", "--log-only", "demo.jsonl"]);
        world.ok(&["ingest", "--threads", threads, "demo.jsonl"]);
        world.ok(&["build-site", "--threads", threads]);
        world
    };
    let (one, four) = (world("1"), world("4"));
    for table in ["interactions", "cube_hours", "cube_histograms", "ingests"] {
        let query = format!("SELECT COLUMNS(*)::VARCHAR FROM {table} ORDER BY ALL");
        assert!(one.sql(&query) == four.sql(&query), "{table}");
    }
    let (one, four) = (site(&one), site(&four));
    for (name, bytes) in &one {
        assert!(four.get(name) == Some(bytes), "{name}");
    }
    assert_eq!(one.len(), four.len());
}

#[test]
fn files_of_others_are_left_alone() {
    let world = tiny("others", "1");
    fs::create_dir(world.path().join("public")).unwrap();
    world.write("public/index.html", "mine");
    let failed = world.run(&["build-site", "--output", "public"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("did not make"));
    assert_eq!(files(&world.path().join("public")), BTreeMap::from([("index.html".to_string(), b"mine".to_vec())]));
    let failed = world.run(&["build-site", "--output", "tiny.jsonl"]);
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(fs::read(world.path().join("tiny.jsonl")).unwrap(), fs::read(golden().join("tiny.jsonl")).unwrap());
    // Nothing is left beside the site, whether it was built or not.
    let mut names: Vec<_> = fs::read_dir(world.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["_site", "data", "llmobs.toml", "public", "tiny.jsonl"]);
}
