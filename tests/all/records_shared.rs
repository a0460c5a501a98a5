//! Real files, read as they are and counted by other means. They are not part of the project: `LLMOBS_SHARED` names
//! their folder, else `../shared` beside the repository; without it these tests say that they were skipped.

use std::path::PathBuf;

use llmobs::records::split::Container;
use llmobs::records::{Found, Input, Position, ReadOptions, Registry, Source, json};

use crate::records::read;

/// A file of the shared folder, if that is there.
pub fn shared(file: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("LLMOBS_SHARED").map_or(beside, PathBuf::from);
    let path = folder.join("data").join(file);
    if !path.exists() {
        eprintln!("skipped: {file} is not in {}", folder.display());
        return None;
    }
    Some(path)
}

#[test]
fn azure_code() {
    let Some(path) = shared("traces/azure_code.csv") else { return };
    let read = read(&path).unwrap();
    assert_eq!(read.format, "azure_code");
    assert!(read.end.tail.is_some() && !read.end.unfinished);
    let (rows, rejects) = read.understood();
    // Counted independently from the text, without a CSV reader: the file has no quotes.
    let text = std::fs::read_to_string(&path).unwrap();
    let cells: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let total = |column: usize| cells.iter().map(|row| row[column].parse::<i64>().unwrap()).sum::<i64>();
    assert_eq!((rows.len(), rejects.len()), (8_819, 0));
    assert_eq!(rows.len(), cells.len());
    assert_eq!(rows.iter().filter_map(|row| row.input_tokens).sum::<i64>(), total(1));
    assert_eq!(rows.iter().filter_map(|row| row.output_tokens).sum::<i64>(), total(2));
    assert_eq!((total(1), total(2)), (18_059_974, 245_896));
    assert_eq!(rows[0].timestamp.0, 1_700_158_623_979_960);
    assert!(rows.iter().all(|row| row.model.is_none() && row.prompt.is_none() && row.latency_ms.is_none()));
    let identities: std::collections::HashSet<u128> = rows.iter().map(|row| row.identity).collect();
    assert_eq!(identities.len(), 8_819);
}

#[test]
fn halueval() {
    let Some(path) = shared("labelled/halueval_general.dev.jsonl") else { return };
    let read = read(&path).unwrap();
    assert_eq!(read.format, "halueval");
    let (rows, rejects) = read.understood();
    let text = std::fs::read_to_string(&path).unwrap();
    let label = |said: &str| text.matches(&format!("\"hallucination\": \"{said}\"")).count();
    assert_eq!((rows.len(), rejects.len()), (2_273, 0));
    assert_eq!(rows.iter().filter(|row| row.hallucination == Some(true)).count(), label("yes"));
    assert_eq!(rows.iter().filter(|row| row.hallucination == Some(false)).count(), label("no"));
    assert_eq!((label("yes"), label("no")), (410, 1_863));
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(rows[0].prompt.as_deref(), first["user_query"].as_str());
    assert_eq!(rows[0].response.as_deref(), first["chatgpt_response"].as_str());
}

#[test]
fn llmperf() {
    let Some(folder) = shared("traces/llmperf") else { return };
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut count = 0;
    for path in files {
        let whole: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let read = read(&path).unwrap();
        let format = read.format.clone();
        let (rows, rejects) = read.understood();
        assert!(rejects.is_empty(), "{rejects:?}");
        count += rows.len();
        if let Some(requests) = whole.as_array() {
            assert_eq!((format.as_str(), rows.len()), ("llmperf", requests.len()), "{}", path.display());
            continue;
        }
        assert_eq!((format.as_str(), rows.len()), ("llmperf_summary", 1), "{}", path.display());
        let close = |ms: Option<f64>, key: &str| (ms.unwrap() - whole[key].as_f64().unwrap() * 1e3).abs() < 1e-6;
        assert!(close(rows[0].latency_ms, "results_end_to_end_latency_s_mean"));
        assert!(close(rows[0].time_to_first_token_ms, "results_ttft_s_mean"));
        assert_eq!(rows[0].provider.as_deref(), whole["framework"].as_str());
        assert_eq!(rows[0].model.as_deref(), whole["model"].as_str());
        assert_eq!(rows[0].timestamp.0 / 1_000_000, whole["timestamp"].as_i64().unwrap());
        assert!(rows[0].metadata.as_ref().unwrap().contains("results_error_code_frequency"));
    }
    assert!(count >= 9, "{count}");
}

/// The rows of the CSV torture set equal the JSON that comes with it.
#[test]
fn csv_spectrum() {
    let Some(folder) = shared("nasty/csv-spectrum") else { return };
    let dir = tempfile::tempdir().unwrap();
    // A map that takes nothing keeps every column in metadata, which makes rows visible as they were read.
    std::fs::write(dir.path().join("raw.toml"), "rest = \"metadata\"\n[fields]\nid = \"no such column\"\n").unwrap();
    let mut registry = Registry::new().unwrap();
    registry.add_maps(&dir.path().join("raw.toml")).unwrap();
    let mut checked = 0;
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let options = ReadOptions { format: Some("raw".to_owned()), ..ReadOptions::default() };
        let mut source = Source::open(&Input::file(&path).unwrap(), Position::START, &registry, &options).unwrap();
        assert_eq!(source.container(), Container::Csv { delimiter: b',' });
        let decoder = source.decoder();
        let mut rows: Vec<serde_json::Value> = Vec::new();
        while let Some(chunk) = source.next_chunk().unwrap() {
            decoder.decode(&chunk, &mut |row| {
                let Ok(Found::Call(row)) = row else { panic!("{}: {row:?}", path.display()) };
                rows.push(serde_json::from_str(&json::to_text(row.get(llmobs::records::Field::Metadata))).unwrap());
            });
        }
        let expected = std::fs::read_to_string(path.with_extension("json")).unwrap();
        let expected = match serde_json::from_str(&expected).unwrap() {
            serde_json::Value::Array(rows) => rows,
            one => vec![one],
        };
        assert_eq!(rows.len(), expected.len(), "{}", path.display());
        for (row, expected) in rows.iter().zip(&expected) {
            for (key, value) in expected.as_object().unwrap() {
                // An empty cell is null with us; location_coordinates.json shows another phone number than its CSV.
                let read = row.get(key).and_then(|v| v.as_str()).unwrap_or_default();
                if key != "Contact Phone Number" {
                    assert_eq!(read, value.as_str().unwrap(), "{} {key}", path.display());
                }
            }
        }
        checked += 1;
    }
    assert_eq!(checked, 12);
}
