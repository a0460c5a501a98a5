//! A log that changes between two runs → only what is new is read, nothing is lost, nothing counts twice.

use crate::ingest::{gzip, row, rows};
use crate::world::World;

impl World {
    fn append(&self, name: &str, more: impl AsRef<[u8]>) {
        let old = std::fs::read(self.path().join(name)).unwrap();
        self.write(name, [&old, more.as_ref()].concat());
    }

    /// How the last input was read.
    fn how(&self) -> String {
        self.sql("SELECT how FROM ingests ORDER BY ingest_id DESC LIMIT 1").remove(0)
    }

    fn reached(&self) -> String {
        self.sql("SELECT reached_offset, reached_line FROM sources ORDER BY source_id DESC LIMIT 1").remove(0)
    }
}

#[test]
fn an_unchanged_file_is_skipped() {
    let world = World::empty("unchanged");
    world.write("a.jsonl", rows(0..20));
    assert_eq!(world.ingest(&["a.jsonl"]), [20, 20, 0, 0]);
    let output = world.run(&["ingest", "a.jsonl"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "a.jsonl: unchanged, nothing to read\n");
    assert_eq!(world.sql("SELECT count(*) FROM ingests"), ["1"]);
    // A copy is the same log.
    world.write("copy.jsonl", rows(0..20));
    assert_eq!(world.ingest(&["copy.jsonl"]), [0; 4]);
}

#[test]
fn a_grown_file_is_read_on() {
    let world = World::empty("grown");
    let mut text = String::new();
    for (from, to) in [(0, 3), (3, 4), (4, 2000), (2000, 2500)] {
        text += &rows(from..to);
        world.write("a.jsonl", &text);
        let new = (to - from) as u64;
        assert_eq!(world.ingest(&["a.jsonl"]), [new, new, 0, 0]);
        assert_eq!(world.reached(), format!("{} {}", text.len(), to + 1));
        assert_eq!(world.how(), if from == 0 { "whole" } else { "grown" });
    }
    assert_eq!(world.sql("SELECT source_line FROM interactions WHERE id = 'r2200'"), ["2201"]);
    world.append("a.jsonl", "not json\n");
    assert_eq!(world.ingest(&["a.jsonl"]), [1, 0, 0, 1]);
    assert_eq!(world.sql("SELECT line FROM rejects"), ["2501"]);
    assert_eq!(world.sql("SELECT count(*) FROM sources"), ["1"]);
}

#[test]
fn an_empty_file_may_grow() {
    let world = World::empty("empty");
    world.write("a.jsonl", "");
    assert_eq!(world.ingest(&["a.jsonl"]), [0; 4]);
    world.write("a.jsonl", rows(0..2));
    assert_eq!(world.ingest(&["a.jsonl"]), [2, 2, 0, 0]);
}

/// Cut at every byte of its last line, then completed: the row comes exactly once.
#[test]
fn a_half_written_line_waits() {
    let last = row(2);
    for cut in [0, 1, 2, 17, last.len() / 2, last.len() - 3, last.len() - 2, last.len() - 1] {
        let world = World::empty("half");
        world.write("a.jsonl", rows(0..2) + &last[..cut]);
        let whole = cut == last.len() - 1;
        let first = world.ingest(&["a.jsonl"]);
        assert_eq!(first, if whole { [3, 3, 0, 0] } else { [2, 2, 0, 0] }, "cut after {cut} bytes");
        let unfinished = world.sql("SELECT unfinished::VARCHAR FROM ingests");
        assert_eq!(unfinished, [(cut > 0 && !whole).to_string()], "cut after {cut} bytes");
        world.write("a.jsonl", rows(0..4));
        let second = world.ingest(&["a.jsonl"]);
        assert_eq!((first[1] + second[1], second[2], second[3]), (4, 0, 0), "cut after {cut} bytes");
        assert_eq!(world.sql("SELECT id, source_line FROM interactions ORDER BY 1"), ["r0 1", "r1 2", "r2 3", "r3 4"]);
    }
}

/// CSV has no sign that a last row is whole. Wherever it was cut, in the end it stands as it was written.
#[test]
fn a_csv_row_without_newline_is_replaced() {
    let head = "prompt,model,latency_ms,timestamp\n";
    let row = |i: usize| format!("\"Question, {i}\",gpt-4o,{},2026-10-01T10:00:0{i}Z\n", 1000 + i);
    let last = row(1);
    let want = ["Question, 0 gpt-4o 1000", "Question, 1 gpt-4o 1001", "Question, 2 gpt-4o 1002"];
    // In the text, the number, the date, the time; after the last character.
    for cut in [0, 1, 5, 13, 20, 23, 25, 31, 36, 38, 42, last.len() - 2, last.len() - 1] {
        let world = World::empty("csv");
        world.write("a.csv", format!("{head}{}{}", row(0), &last[..cut]));
        world.ingest(&["a.csv"]);
        world.write("a.csv", format!("{head}{}{}{}", row(0), row(1), row(2)));
        world.ingest(&["a.csv"]);
        let got = world.sql("SELECT prompt, model, latency_ms FROM interactions ORDER BY timestamp");
        assert_eq!(got, want, "cut after {cut} bytes: {:?}", &last[..cut]);
    }
}

#[test]
fn a_rotated_log_is_known_under_its_new_name() {
    let world = World::empty("rotated");
    world.write("log.jsonl", rows(0..10));
    assert_eq!(world.ingest(&["log.jsonl"])[1], 10);
    // Between the runs: two more lines, then rotation, then a new log.
    world.write("log.1.jsonl", rows(0..12));
    world.write("log.jsonl", rows(12..15));
    assert_eq!(world.ingest(&["log.jsonl", "log.1.jsonl"]), [5, 5, 0, 0]);
    assert_eq!(world.ingest(&["log.jsonl", "log.1.jsonl"]), [0; 4]);
    // And again; the oldest is packed meanwhile, which makes it another file with known rows.
    world.write("log.2.jsonl.gz", gzip(rows(0..12).as_bytes()));
    world.write("log.1.jsonl", rows(12..16));
    world.write("log.jsonl", rows(16..17));
    assert_eq!(world.ingest(&["log.jsonl", "log.1.jsonl", "log.2.jsonl.gz"]), [14, 2, 12, 0]);
    assert_eq!(world.sql("SELECT count(*) FROM interactions"), ["17"]);
}

#[test]
fn a_truncated_or_rewritten_log_is_read_from_its_start() {
    let world = World::empty("truncated");
    world.write("log.jsonl", rows(0..10));
    world.ingest(&["log.jsonl"]);
    world.write("log.jsonl", rows(0..4));
    assert_eq!(world.ingest(&["log.jsonl"]), [4, 0, 4, 0]);
    assert_eq!(world.how(), "again: it is shorter than before");
    world.write("log.jsonl", rows(20..40));
    assert_eq!(world.ingest(&["log.jsonl"]), [20, 20, 0, 0]);
    assert_eq!(world.how(), "again: it starts with other rows than before");
    assert_eq!(world.sql("SELECT count(*) FROM interactions"), ["30"]);
}

#[test]
fn a_packed_log_that_grew_is_read_whole() {
    let world = World::empty("packed-growth");
    world.write("log.jsonl.gz", gzip(rows(0..10).as_bytes()));
    world.ingest(&["log.jsonl.gz"]);
    world.append("log.jsonl.gz", gzip(rows(10..12).as_bytes()));
    assert_eq!(world.ingest(&["log.jsonl.gz"]), [12, 2, 10, 0]);
}

/// What was read in many small steps is what one run reads, rollups included.
#[test]
fn many_small_runs_equal_one() {
    let (steps, once) = (World::empty("steps"), World::empty("once"));
    let text = rows(0..300);
    let mut at = 0;
    for step in [1, 700, 33_000, 12_345, 20_000, text.len()] {
        at = (at + step).min(text.len());
        steps.write("a.jsonl", &text[..at]);
        steps.ingest(&["a.jsonl"]);
    }
    once.write("a.jsonl", &text);
    once.ingest(&["a.jsonl"]);
    for query in [
        "SELECT COLUMNS(*)::VARCHAR FROM interactions ORDER BY ALL",
        "SELECT COLUMNS(*)::VARCHAR FROM cube_hours ORDER BY ALL",
        "SELECT COLUMNS(*)::VARCHAR FROM cube_histograms ORDER BY ALL",
    ] {
        assert_eq!(steps.sql(query), once.sql(query));
    }
}
