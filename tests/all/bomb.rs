//! A small archive that unpacks to 10 GB → an error that says so, in little memory and time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::world::World;

/// A call, then 10 GB of one byte as gzip, written piece by piece: members of 100 MB, which gzip allows to follow each other.
fn bomb(path: &Path, start: &str, byte: u8) -> u64 {
    let mut first = GzEncoder::new(Vec::new(), Compression::fast());
    first.write_all(start.as_bytes()).unwrap();
    let mut member = GzEncoder::new(Vec::new(), Compression::fast());
    let piece = vec![byte; 1_000_000];
    (0..100).for_each(|_| member.write_all(&piece).unwrap());
    let member = member.finish().unwrap();
    let mut file = BufWriter::new(File::create(path).unwrap());
    file.write_all(&first.finish().unwrap()).unwrap();
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
    let call = "{\"timestamp\":\"2026-10-01T10:00:00Z\",\"model\":\"gpt-4o\"}\n";
    let limit = "100 times its size";
    // With nothing that looks like a row it is not even read so far.
    for (name, start, byte, why) in [
        ("zeros.jsonl.gz", call, 0, limit),
        ("lines.jsonl.gz", call, b'\n', limit),
        ("bare.jsonl.gz", "", 0, "in no format we know"),
    ] {
        let packed = bomb(&world.path().join(name), start, byte);
        assert!(packed < 60_000_000, "{packed} bytes for 10 GB");
        let started = std::time::Instant::now();
        let (said, most) = ingest(&world, name);
        assert!(said.len() < 10_000, "{name}: {} bytes of messages", said.len());
        assert!(said.contains(why), "{name}: {said}");
        println!("{name}: {packed} bytes packed, {most} MB of memory at most, {:.1?}", started.elapsed());
        assert!(most < 700, "{name}: {most} MB of memory");
    }
    assert_eq!(world.try_sql("SELECT count(*) FROM interactions").unwrap_or_else(|_| vec!["0".into()]), ["0"]);
}
