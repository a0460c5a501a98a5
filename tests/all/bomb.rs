//! A small archive that unpacks to 10 GB → an error that says so, in little memory and time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::world::World;

/// 10 GB of one byte as gzip, written piece by piece: members of 100 MB, which gzip allows to follow each other.
fn bomb(path: &Path, byte: u8) -> u64 {
    let mut member = GzEncoder::new(Vec::new(), Compression::fast());
    let piece = vec![byte; 1_000_000];
    (0..100).for_each(|_| member.write_all(&piece).unwrap());
    let member = member.finish().unwrap();
    let mut file = BufWriter::new(File::create(path).unwrap());
    (0..100).for_each(|_| file.write_all(&member).unwrap());
    file.into_inner().unwrap().metadata().unwrap().len()
}

/// Ingests the file; what it said, and the most memory it had in MB (Linux only, elsewhere 0).
fn ingest(world: &World, name: &str) -> (String, u64) {
    let mut child = world.llmobs(&["ingest", name]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or(0) / 1000);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success(), "a bomb was read");
    (String::from_utf8_lossy(&output.stderr).into_owned(), most)
}

#[test]
fn a_gzip_bomb_is_stopped_by_the_limit_in_little_memory() {
    let world = World::empty("bomb");
    for (name, byte) in [("zeros.jsonl.gz", 0), ("lines.jsonl.gz", b'\n')] {
        let packed = bomb(&world.path().join(name), byte);
        assert!(packed < 60_000_000, "{packed} bytes for 10 GB");
        let (said, most) = ingest(&world, name);
        assert!(said.contains("300 times its size"), "{name}: {said}");
        println!("{name}: {packed} bytes packed, {most} MB of memory at most");
        assert!(most < 700, "{name}: {most} MB of memory");
    }
    assert_eq!(world.try_sql("SELECT count(*) FROM interactions").unwrap_or_else(|_| vec!["0".into()]), ["0"]);
}
