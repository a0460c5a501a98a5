//! How fast a log is split, decoded and understood, on one thread. Run by hand:
//! `LLMOBS_BENCH_LOG=big.jsonl cargo test --release -- --ignored --nocapture records_speed`

use std::time::Instant;

use llmobs::interactions::understand;
use llmobs::records::{Found, Input, Position, ReadOptions, Registry, Source};

#[test]
#[ignore = "a measurement, not a test"]
fn megabytes_per_second() {
    let path = std::env::var("LLMOBS_BENCH_LOG").expect("LLMOBS_BENCH_LOG names a log");
    let megabytes = std::fs::metadata(&path).unwrap().len() as f64 / 1e6;
    for stage in ["split", "decode", "understand"] {
        let (start, cpu) = (Instant::now(), cpu_seconds());
        let registry = Registry::new().unwrap();
        let mut source =
            Source::open(&Input::file(path.as_ref()).unwrap(), Position::START, &registry, &ReadOptions::default())
                .unwrap();
        let opened = start.elapsed();
        let decoder = source.decoder();
        let (mut rows, mut rejects) = (0, 0);
        while let Some(chunk) = source.next_chunk().unwrap() {
            if stage != "split" {
                decoder.decode(&chunk, &mut |record| match record {
                    Ok(Found::Call(record)) if stage == "understand" => match understand(record, 1) {
                        Ok(row) => {
                            std::hint::black_box(&row);
                            rows += 1;
                        }
                        Err(_) => rejects += 1,
                    },
                    Ok(_) => rows += 1,
                    Err(_) => rejects += 1,
                });
            }
        }
        let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
        eprintln!("{stage}: {rows} rows, {rejects} rejects, {seconds:.2} s wall, opened in {opened:.1?}");
        eprintln!("{stage}: {cpu:.2} s of this thread, {:.0} MB/s", megabytes / cpu);
    }
}

/// Seconds this thread ran, so that a busy machine does not count (Linux only).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or_default() / 1e9
}
