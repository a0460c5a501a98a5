//! A machine that does not play along → a clear error, exit code 2, and the store as it was.

use std::path::Path;
use std::process::Output;

use llmobs::warehouse::{Access, Store};

use crate::ingest::{gzip, rows};
use crate::world::World;

fn fails(output: &Output, says: &[&str]) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("error: ") && told.contains("hint: "), "an error says what to do: {told}");
    for part in says {
        assert!(told.contains(part), "`{part}` is missing in {told}");
    }
}

/// A world with ten interactions, and everything in its store.
fn ten(name: &str) -> (World, Vec<String>) {
    let world = World::empty(name);
    world.write("a.jsonl", rows(0..10));
    world.ingest(&["a.jsonl"]);
    let content = content(&world);
    (world, content)
}

fn content(world: &World) -> Vec<String> {
    [
        "SELECT id FROM interactions ORDER BY 1",
        "SELECT path, read FROM ingests ORDER BY ALL",
        "SELECT reason FROM rejects",
    ]
    .iter()
    .flat_map(|query| world.sql(query))
    .collect()
}

#[test]
fn a_truncated_gzip_leaves_the_store_alone() {
    let (world, before) = ten("gzip");
    let whole = gzip(rows(10..20_000).as_bytes());
    world.write("cut.jsonl.gz", &whole[..whole.len() * 2 / 3]);
    let output = world.run(&["ingest", "cut.jsonl.gz"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && told.contains("cut.jsonl.gz"), "{told}");
    assert_eq!(content(&world), before);
    world.sound();
    world.write("cut.jsonl.gz", whole);
    assert_eq!(world.ingest(&["cut.jsonl.gz"]), [19_990, 19_990, 0, 0]);
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let (world, before) = ten("locked");
    world.write("b.jsonl", rows(10..20));
    let held = Store::open(&world.database(), Access::Write, World::columns(), 1).unwrap();
    for verb in [&["ingest", "b.jsonl"][..], &["build-site"], &["enrich"]] {
        fails(&world.run(verb), &["another process has the store open", "--database"]);
    }
    drop(held);
    assert_eq!(content(&world), before);
    assert_eq!(world.ingest(&["b.jsonl"]), [10, 10, 0, 0]);
}

#[test]
fn a_file_that_is_no_store_is_not_touched() {
    let world = World::empty("foreign");
    world.write("a.jsonl", rows(0..1));
    world.write("thesis.txt", "years of work ".repeat(1000));
    let before = std::fs::read(world.path().join("thesis.txt")).unwrap();
    for verb in [&["ingest", "a.jsonl"][..], &["build-site"], &["enrich"]] {
        fails(&world.run(&[verb, &["--database", "thesis.txt"]].concat()), &["thesis.txt", "--database"]);
    }
    assert_eq!(std::fs::read(world.path().join("thesis.txt")).unwrap(), before);

    let other = duckdb::Connection::open(world.path().join("other.duckdb")).unwrap();
    other.execute_batch("CREATE TABLE mine (a INTEGER); INSERT INTO mine VALUES (7);").unwrap();
    drop(other);
    for verb in [&["ingest", "a.jsonl"][..], &["build-site"], &["enrich"]] {
        fails(&world.run(&[verb, &["--database", "other.duckdb"]].concat()), &["not a store of llmobs"]);
    }
    let other = duckdb::Connection::open(world.path().join("other.duckdb")).unwrap();
    let tables: i64 = other.query_row("SELECT count(*) FROM duckdb_tables()", [], |row| row.get(0)).unwrap();
    assert_eq!(tables, 1, "nothing was added to somebody else's database");
}

#[test]
fn a_missing_store_is_not_made_by_looking() {
    let world = World::empty("missing");
    for verb in ["build-site", "enrich"] {
        fails(&world.run(&[verb]), &["there is no store", "llmobs ingest"]);
    }
    assert_eq!(std::fs::read_dir(world.path()).unwrap().count(), 0);
}

#[test]
fn a_store_of_a_newer_llmobs_is_left_alone() {
    let (world, _) = ten("newer");
    let store = Store::open(&world.database(), Access::Write, World::columns(), 1).unwrap();
    store.set_meta("schema", "999").unwrap();
    drop(store);
    let before = std::fs::read(world.database()).unwrap();
    world.write("b.jsonl", rows(10..20));
    for verb in [&["ingest", "b.jsonl"][..], &["build-site"], &["enrich"]] {
        fails(&world.run(verb), &["newer llmobs (schema 999)", "update it"]);
    }
    assert_eq!(std::fs::read(world.database()).unwrap(), before);
}

/// The binary as somebody who may not write where root may; a copy of it, where everybody may come.
#[cfg(unix)]
fn as_nobody(world: &World, args: &[&str]) -> Output {
    use std::os::unix::process::CommandExt;
    let own = world.llmobs(args);
    if !is_root() {
        return { own }.output().unwrap();
    }
    let place = tempfile::tempdir().unwrap();
    allow(place.path(), 0o755);
    let copy = place.path().join("llmobs");
    std::fs::copy(env!("CARGO_BIN_EXE_llmobs"), &copy).unwrap();
    let mut command = std::process::Command::new(copy);
    command.args(args).current_dir(world.path()).uid(65_534);
    for (name, value) in own.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.output().unwrap()
}

#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_root() -> bool {
    false
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_an_error() {
    let (world, before) = ten("read-only");
    let data = world.path().join("data");
    world.write("b.jsonl", rows(10..20));
    allow(&world.database(), 0o444);
    allow(&data, 0o555);
    allow(world.path(), 0o555);
    fails(&as_nobody(&world, &["ingest", "b.jsonl"]), &["data/llmobs.duckdb", "--database"]);
    fails(&as_nobody(&world, &["ingest", "b.jsonl", "--database", "new/store.duckdb"]), &["new", "--database"]);
    let told = as_nobody(&world, &["build-site"]);
    assert_eq!(told.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&told.stderr).contains("cannot write in "),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    // Looking is allowed, and the site may be elsewhere.
    let site = tempfile::tempdir().unwrap();
    allow(site.path(), 0o777);
    let output = as_nobody(&world, &["build-site", "--output", site.path().join("s").to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    allow(world.path(), 0o755);
    allow(&data, 0o755);
    allow(&world.database(), 0o644);
    assert_eq!(content(&world), before);
}

/// A small file system of its own, unmounted in the end. `None` where this user may not mount one.
#[cfg(target_os = "linux")]
struct Disk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl Disk {
    fn of(size: &str) -> Option<Self> {
        let place = tempfile::tempdir().unwrap();
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(place.path())
            .stderr(std::process::Stdio::null())
            .status();
        mount.is_ok_and(|status| status.success()).then(|| Self(place))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_store_as_it_was() {
    let Some(disk) = Disk::of("6m") else {
        eprintln!("skipped: no file system can be mounted here, so a full disk was not tried");
        return;
    };
    let world = World::empty("full");
    let database = disk.0.path().join("store.duckdb");
    let path = database.to_str().unwrap();
    world.write("small.jsonl", rows(0..500));
    let noise = |i: usize| {
        (0..120)
            .map(|k| format!("{:x}", (i * 7919 + k * 104_729).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
            .collect::<String>()
    };
    let big: String = (0..12_000).map(|i| crate::ingest::row(1000 + i).replace("Question", &noise(i))).collect();
    world.write("big.jsonl", big);
    world.ok(&["ingest", "--database", path, "small.jsonl"]);
    let ids = || {
        let store = Store::open(&database, Access::Read, World::columns(), 1).unwrap();
        store.query("SELECT id FROM interactions ORDER BY 1").unwrap()
    };
    let before = ids();
    fails(&world.run(&["ingest", "--database", path, "big.jsonl"]), &["the disk is full", "free some space"]);
    assert_eq!(ids(), before);
    // With room again, the same command does it.
    std::fs::copy(&database, world.path().join("room.duckdb")).unwrap();
    let summary: serde_json::Value =
        serde_json::from_str(&world.ok(&["ingest", "--json", "--database", "room.duckdb", "big.jsonl"])).unwrap();
    assert_eq!(summary["loaded"].as_u64(), Some(12_000));
}
