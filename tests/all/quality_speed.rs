//! What each enrichment costs on a log, on one thread. Run by hand:
//! `LLMOBS_BENCH_LOG=big.jsonl cargo test --release -- --ignored --nocapture quality_speed`

use std::time::Instant;

use llmobs::config::Config;
use llmobs::interactions::{Enrichments, Interaction, understand};
use llmobs::records::{Found, Input, Position, ReadOptions, Registry, Source};

/// Interactions at a time, so that a large log needs little memory.
const BATCH: usize = 10_000;

#[test]
#[ignore = "a measurement, not a test"]
fn rows_per_second() {
    let path = std::env::var("LLMOBS_BENCH_LOG").expect("LLMOBS_BENCH_LOG names a log");
    let registry = Registry::new().unwrap();
    let mut source =
        Source::open(&Input::file(path.as_ref()).unwrap(), Position::START, &registry, &ReadOptions::default())
            .unwrap();
    let decoder = source.decoder();
    let enrichments = Enrichments::new(&Config::default()).unwrap();
    let mut spent = vec![0.0; enrichments.iter().count()];
    let (mut rows, mut batch) = (0, Vec::new());
    while let Some(chunk) = source.next_chunk().unwrap() {
        decoder.decode(&chunk, &mut |record| {
            if let Ok(Found::Call(record)) = record {
                batch.extend(understand(record, 1));
            }
        });
        if batch.len() >= BATCH {
            rows += batch.len();
            measure(&enrichments, &mut batch, &mut spent);
        }
    }
    rows += batch.len();
    measure(&enrichments, &mut batch, &mut spent);
    for (one, seconds) in enrichments.iter().zip(&spent) {
        eprintln!("{:<14} {seconds:7.2} s of this thread, {:9.0} rows/s", one.id(), rows as f64 / seconds);
    }
    eprintln!("{rows} rows, all {:.2} s", spent.iter().sum::<f64>());
}

fn measure(enrichments: &Enrichments, batch: &mut Vec<Interaction>, spent: &mut [f64]) {
    let mut out = Vec::new();
    for (one, spent) in enrichments.iter().zip(spent) {
        let (cpu, wall) = (cpu_seconds(), Instant::now());
        for call in batch.iter_mut() {
            out.clear();
            one.enrich(call, &mut out);
            std::hint::black_box(&out);
        }
        let cpu = cpu_seconds() - cpu;
        *spent += if cpu > 0.0 { cpu } else { wall.elapsed().as_secs_f64() };
    }
    batch.clear();
}

/// Seconds this thread ran, so that a busy machine does not count (Linux only).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or_default() / 1e9
}
