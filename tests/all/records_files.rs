//! Files with every trap we know, whole: bytes in, rows, rejects and the end out.

use llmobs::records::{Field, Position, ReadOptions, Registry};

use crate::records::{Read, read_bytes, read_bytes_with, read_from, said, text};

const ROW: &str = r#"{"id": "a", "timestamp": "2026-01-01T00:00:00Z", "prompt": "p", "latency_ms": 5}"#;

fn rows(read: &Read) -> usize {
    assert!(read.broken.is_none(), "{read:?}");
    read.records.len()
}

/// `n` rows with ids `r0`…
fn log(n: usize) -> String {
    (0..n).map(|i| ROW.replace("\"a\"", &format!("\"r{i}\"")) + "\n").collect()
}

#[test]
fn layouts() {
    let pretty = ROW.replace(", ", ",\n  ").replace('{', "{\n  ");
    let table: &[(&str, Vec<u8>, usize, usize)] = &[
        ("empty", Vec::new(), 0, 0),
        ("only blank lines", b"\n \r\n\n".to_vec(), 0, 0),
        ("JSON lines", format!("{ROW}\n{ROW}\n").into(), 2, 0),
        ("no final newline", format!("{ROW}\n{ROW}").into(), 2, 0),
        ("CRLF", format!("{ROW}\r\n\r\n{ROW}\r\n").into(), 2, 0),
        ("byte order mark", format!("\u{feff}{ROW}\n{ROW}\n").into(), 2, 0),
        ("array on one line", format!("[{ROW}, {ROW}]").into(), 2, 0),
        ("array over lines", format!("[\n{ROW},\n{ROW}\n]\n").into(), 2, 0),
        ("array with a mark", format!("\u{feff}\n[\n{ROW}\n]").into(), 1, 0),
        ("empty array", b"[]".to_vec(), 0, 0),
        ("pretty-printed", format!("{pretty}\n{pretty}\n{pretty}").into(), 3, 0),
        ("pretty array", format!("[{pretty},{pretty}]").into(), 2, 0),
        ("array with other things", format!("[{ROW}, 1, \"two\", [{ROW}], null]").into(), 2, 3),
        ("a bad row between", format!("{ROW}\n{{\"id\": }}\n{ROW}\n").into(), 2, 1),
        ("not objects", format!("{ROW}\n[1]\n\"x\"\n7\n").into(), 1, 3),
        ("invalid UTF-8", [ROW.as_bytes(), b"\n{\"id\": \"\xff\"}\n"].concat(), 1, 1),
        ("too deep", format!("{ROW}\n{{\"a\": {}1{}}}\n", "[".repeat(10_000), "]".repeat(10_000)).into(), 1, 1),
        (
            "too deep in an array",
            format!("[{ROW},\n{{\"a\": {}1{}}}]", "[".repeat(10_000), "]".repeat(10_000)).into(),
            1,
            1,
        ),
        ("huge numbers", format!("{ROW}\n{}\n", ROW.replace("5}", "1e999}")).into(), 1, 1),
        ("CSV", b"id,timestamp,prompt\n1,2026-01-01,p\n2,2026-01-02,\"a\n,b\"\n".to_vec(), 2, 0),
        (
            "CSV, CRLF and blank lines",
            b"id,timestamp,prompt\r\n\r\n1,2026-01-01,p\r\n\r\n2,2026-01-02,q\r\n".to_vec(),
            2,
            0,
        ),
        ("CSV, semicolons and a mark", "\u{feff}id;timestamp;prompt\n1;2026-01-01;\"a;b\"\n".into(), 1, 0),
        ("TSV", b"id\ttimestamp\tprompt\n1\t2026-01-01\tp\n".to_vec(), 1, 0),
        (
            "CSV with ragged rows",
            b"id,timestamp,prompt\n1,2026-01-01\n2,2026-01-02,p,x\n3,2026-01-03,p\n".to_vec(),
            1,
            2,
        ),
        ("CSV, invalid UTF-8", b"id,timestamp,prompt\n1,2026-01-01,\xe9t\xe9\n2,2026-01-02,p\n".to_vec(), 1, 1),
        ("CSV, header only", b"id,timestamp,prompt\n".to_vec(), 0, 0),
    ];
    for (name, bytes, good, bad) in table {
        let read = read_bytes("f.log", bytes).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!((rows(&read), read.rejects.len()), (*good, *bad), "{name}: {read:?}");
        assert_eq!(read.end.offset, bytes.len() as u64, "{name}");
        let (_, rejects) = read.understood();
        assert_eq!(rejects.len(), *bad, "{name}: {rejects:?}");
    }
}

#[test]
fn rejects_say_line_and_reason() {
    let bad = format!("{ROW}\n\n{{\"id\": \"x\", oops}}\n{ROW}\n\"text\"\n");
    let read = read_bytes("f.jsonl", bad.as_bytes()).unwrap();
    let said: Vec<_> = read.rejects.iter().map(|r| (r.line, r.reason.as_str())).collect();
    assert_eq!(said, [(3, "not JSON: key must be a string at column 13"), (5, "the row is \"text\", not an object")]);
    let array = format!("[\n{ROW},\n{{\n  \"id\": \"x\",\n  oops\n}},\n{ROW}]");
    let read = read_bytes("f.json", array.as_bytes()).unwrap();
    assert_eq!(read.rejects[0].line, 3);
    assert_eq!(read.rejects[0].reason, "not JSON: key must be a string at column 3 of line 5");
    assert_eq!(read.records.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 7]);
    let csv = "id,timestamp,prompt\r\n1,2026-01-01,\"a\r\nb\"\r\n\r\n\r\n2,2026-01-02\r\n3,2026-01-03,p\r\n";
    let read = read_bytes("f.csv", csv.as_bytes()).unwrap();
    assert_eq!((read.rejects[0].line, read.rejects[0].reason.as_str()), (6, "the row has 2 fields, the header has 3"));
    assert_eq!(read.records.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 7]);
}

#[test]
fn long_lines() {
    let long = ROW.replace("\"p\"", &format!("\"{}\"", "é".repeat(400_000)));
    let read = read_bytes("f.jsonl", format!("{long}\n{ROW}\n").as_bytes()).unwrap();
    assert_eq!(text(&read.records[0], Field::Prompt).unwrap().chars().count(), 400_000);
    assert_eq!(read.records[1].line, 2);
    let limit = ReadOptions { chunk_bytes: 1 << 10, max_row_bytes: 1 << 20, ..ReadOptions::default() };
    let read = read_bytes_with("f.jsonl", format!("{ROW}\n{long}{long}\n{ROW}\n{ROW}").as_bytes(), &limit).unwrap();
    assert_eq!(read.records.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 3, 4]);
    assert_eq!((read.rejects[0].line, read.rejects[0].reason.as_str()), (2, "the row is longer than 1 MB"));
    let csv =
        format!("id,timestamp,prompt\n1,2026-01-01,p\n2,2026-01-02,\"open {}\n3,2026-01-03,p\n", "x".repeat(1 << 21));
    let read = read_bytes_with("f.csv", csv.as_bytes(), &limit).unwrap();
    assert_eq!(read.records.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4]);
    assert!(read.rejects[0].line == 3 && read.rejects[0].reason.contains("quote never closed"), "{:?}", read.rejects);
}

#[test]
fn numbers_keys_and_surrogates() {
    let row =
        r#"{"timestamp": 1767225600, "prompt": "x\ud83d", "model": "first", "model": "last", "input_tokens": -5}"#;
    let read = read_bytes("f.jsonl", format!("{row}\n").as_bytes()).unwrap();
    assert_eq!(text(&read.records[0], Field::Model), Some("last"));
    assert_eq!(text(&read.records[0], Field::Prompt), Some("x\u{fffd}"));
    let (_, rejects) = read.understood();
    assert_eq!(rejects[0].reason, "input_tokens: -5 is negative");
    for year in ["1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        let (rows, rejects) =
            read_bytes("f.jsonl", ROW.replace("2026-01-01T00:00:00Z", year).as_bytes()).unwrap().understood();
        assert_eq!((rows.len(), rejects.len()), (1, 0), "{year} {rejects:?}");
    }
    let (_, rejects) =
        read_bytes("f.jsonl", ROW.replace("2026-01-01T00:00:00Z", "yesterday").as_bytes()).unwrap().understood();
    assert!(rejects[0].reason.starts_with("timestamp: \"yesterday\" is not a time"), "{rejects:?}");
}

#[test]
fn half_written_last_rows_wait() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("live.jsonl");
    let registry = Registry::new().unwrap();
    let options = ReadOptions::default();
    let whole = log(3);
    for cut in 0..ROW.len() + 2 {
        let first = whole.len() - 1 - cut;
        std::fs::write(&path, &whole[..first]).unwrap();
        let read = read_from(&path, Position::START, &registry, &options).unwrap();
        let seen = read.records.len();
        assert!(read.rejects.is_empty(), "{cut}: {read:?}");
        // Rows are one byte longer than ROW: with nothing cut, or all of it, no row is half written.
        assert_eq!(read.end.unfinished, (1..=ROW.len()).contains(&cut), "{cut}: {:?}", read.end);
        std::fs::write(&path, whole.clone() + &log(1)).unwrap();
        let from = Position { offset: read.end.offset, line: read.end.line };
        let rest = read_from(&path, from, &registry, &options).unwrap();
        assert_eq!(seen + rest.records.len(), 4, "{cut}");
        assert_eq!(rest.records.last().unwrap().line, 4, "{cut}");
        assert!(rest.rejects.is_empty() && !rest.end.unfinished);
    }
}

#[test]
fn a_last_csv_row_may_grow() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("live.csv");
    let registry = Registry::new().unwrap();
    let open = |from| read_from(&path, from, &registry, &ReadOptions::default()).unwrap();
    std::fs::write(&path, "id,timestamp,input_tokens\n1,2026-01-01,5\n2,2026-01-02,17").unwrap();
    let read = open(Position::START);
    assert_eq!(read.records.len(), 2);
    let tail = read.end.tail.expect("the last row has no end");
    std::fs::write(&path, "id,timestamp,input_tokens\n1,2026-01-01,5\n2,2026-01-02,173\n3,2026-01-03,1\n").unwrap();
    let read = open(Position { offset: tail.offset, line: tail.line });
    assert_eq!(
        read.records.iter().map(|r| (r.line, r.get(Field::InputTokens).clone())).collect::<Vec<_>>(),
        [(3, said("173")), (4, said("1"))]
    );
    assert_eq!(read.end.tail, None);
    for unfinished in ["2,2026-01", "2,2026-01-02,\"a\nb", "2"] {
        std::fs::write(&path, format!("id,timestamp,prompt\n1,2026-01-01,5\n{unfinished}")).unwrap();
        let read = open(Position::START);
        assert_eq!(
            (read.records.len(), read.rejects.len(), read.end.unfinished, read.end.line),
            (1, 0, true, 3),
            "{unfinished}"
        );
    }
}

#[test]
fn an_unfinished_array_is_read_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("live.json");
    let registry = Registry::new().unwrap();
    std::fs::write(&path, format!("[\n{ROW},\n{}", &ROW[..30])).unwrap();
    let read = read_from(&path, Position::START, &registry, &ReadOptions::default()).unwrap();
    assert!(read.records.len() == 1 && read.end.unfinished);
    std::fs::write(&path, format!("[\n{ROW},\n{ROW}\n]\n")).unwrap();
    let read =
        read_from(&path, Position { offset: read.end.offset, line: read.end.line }, &registry, &ReadOptions::default())
            .unwrap();
    assert_eq!(read.records.iter().map(|r| r.line).collect::<Vec<_>>(), [3]);
    assert!(!read.end.unfinished);
}

#[test]
fn packed_files_by_content_not_name() {
    let plain = log(20_000);
    let gzip = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packer, bytes).unwrap();
        packer.finish().unwrap()
    };
    let (half, rest) = plain.as_bytes().split_at(plain.len() / 2);
    let members = [gzip(half), gzip(rest)].concat();
    let zst = zstd::encode_all(plain.as_bytes(), 1).unwrap();
    for bytes in [&gzip(plain.as_bytes()), &members, &zst] {
        let read = read_bytes("misnamed.json", bytes).unwrap();
        assert_eq!((rows(&read), read.rejects.len()), (20_000, 0));
    }
    for (bytes, packing) in [(&members[..members.len() - 500], "gzip"), (&zst[..zst.len() - 500], "zstd")] {
        let read = read_bytes("f.jsonl.gz", bytes).unwrap();
        let error = read.broken.expect("the stream is cut");
        assert!(error.message.ends_with(&format!("ends in the middle of the {packing} stream")), "{error:?}");
        assert!(read.records.len() > 5_000 && read.records.len() < 20_000, "{}", read.records.len());
        assert!(read.rejects.is_empty(), "the row that was cut is not a bad row");
    }
    // A packed file does not grow in place: its broken last line is a bad row.
    let read = read_bytes("f.gz", &gzip(format!("{ROW}\n{}", &ROW[..20]).as_bytes())).unwrap();
    assert_eq!((read.records.len(), read.rejects.len(), read.end.unfinished), (1, 1, false));
    let read =
        read_bytes("f.gz", &gzip(b"id,timestamp,prompt\n1,2026-01-01,p\n2,2026-01-02,\"q\n3,2026-01-03,r")).unwrap();
    assert_eq!((read.records.len(), read.rejects[0].reason.as_str()), (1, "a quote in this row is never closed"));
}

#[test]
fn what_cannot_be_read_says_why() {
    let utf16: Vec<u8> = "\u{feff}{\"id\": 1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, message, hint) in [
        (&utf16[..], "UTF-16", "iconv"),
        (b"PAR1....", "Parquet", "pipe"),
        (b"PK\x03\x04....", "zip", "unpack"),
        (b"hello\nworld\n", "is in no format we know", "--map"),
        (b"first,last\nJohn,Doe", "is in no format we know", "--map"),
        (b"{\"event\": \"launched\", \"time\": 1734380806}\n", "is in no format we know", "--format"),
        (b"\x1f\x8b\x08\x00\x00", "ends in the middle of the gzip stream", "cut off"),
    ] {
        let error = read_bytes("f", bytes).expect_err(message);
        assert!(error.message.contains(message) && error.hint.clone().unwrap_or_default().contains(hint), "{error:?}");
    }
    let error = read_bytes("f", b"{\"event\": \"launched\", \"time\": 1734380806}\n").unwrap_err();
    assert_eq!(error.causes, ["its rows have event, time"]);
    let options = ReadOptions { format: Some("nope".to_owned()), ..ReadOptions::default() };
    assert!(read_bytes_with("f", ROW.as_bytes(), &options).unwrap_err().hint.unwrap().contains("native"));
}

#[test]
fn aliases_units_and_leftovers() {
    let row = r#"{"requestId": "q1", "created_at": 1767225600123, "Question": "why?", "answer": {"choices": [{"message": {"content": "because"}}], "model": "m-1", "usage": {"prompt_tokens": 3, "completion_tokens": 4}}, "latency": 1.5, "ttft_s": 0.2, "success": true, "rating": 4, "cost_cents": 250, "flavour": {"a": [1]}, "time": "ignored"}"#;
    let row = row.replace("\"answer\"", "\"response\"");
    let read =
        read_bytes("f.jsonl", (row.clone() + "\n" + &row.replace("4, \"cost", "5, \"cost") + "\n").as_bytes()).unwrap();
    assert_eq!(
        read.inferences,
        [
            "created_at: numbers read as milliseconds since 1970",
            "latency: no unit given; values of 1.5 read as seconds (judged by the median)",
            "rating: values 4–5 read as 1 to 5 stars",
            "keys kept in metadata: flavour",
        ]
    );
    let (rows, rejects) = read.understood();
    assert!(rejects.is_empty(), "{rejects:?}");
    let row = &rows[0];
    assert_eq!((row.id.as_str(), row.timestamp.0), ("q1", 1_767_225_600_123_000));
    assert_eq!(
        (row.prompt.as_deref(), row.response.as_deref(), row.model.as_deref()),
        (Some("why?"), Some("because"), Some("m-1"))
    );
    assert_eq!((row.input_tokens, row.output_tokens), (Some(3), Some(4)));
    assert_eq!(
        (row.latency_ms, row.time_to_first_token_ms, row.end_timestamp.map(|t| t.0)),
        (Some(1500.0), Some(200.0), Some(1_767_225_601_623_000))
    );
    assert_eq!((row.status.as_str(), row.feedback, row.logged_cost_usd), ("success", Some(0.5), Some(2.5)));
    assert_eq!(row.metadata.as_deref(), Some(r#"{"flavour":{"a":[1]},"time":"ignored"}"#));
}

#[test]
fn identity_is_the_id_or_the_content() {
    let understood = |row: &str| read_bytes("f.jsonl", row.as_bytes()).unwrap().understood().0.remove(0);
    let base = r#"{"timestamp": "2026-01-01", "prompt": "p", "x": {"a": 1, "b": 2}}"#;
    let same = r#"{"x": {"b": 2, "a": 1}, "input": "p", "time": 1767225600}"#;
    assert_eq!(understood(base).identity, understood(same).identity);
    assert_eq!(understood(base).id, format!("{:032x}", understood(base).identity));
    for other in
        [base.replace("\"p\"", "\"q\""), base.replace("1,", "3,"), base.replace("\"p\"", "\"p\", \"model\": \"m\"")]
    {
        assert_ne!(understood(base).identity, understood(&other).identity, "{other}");
    }
    assert_eq!(understood(ROW).id, "a");
    assert_eq!(understood(ROW).identity, understood(&ROW.replace("\"p\"", "\"q\"")).identity);
    let swapped = understood(r#"{"timestamp": "2026-01-01", "prompt": "pq", "response": ""}"#);
    assert_ne!(swapped.identity, understood(r#"{"timestamp": "2026-01-01", "prompt": "p", "response": "q"}"#).identity);
}

#[test]
fn repeated_columns_and_a_users_map() {
    let read = read_bytes("f.csv", b"id,timestamp,prompt,prompt\n1,2026-01-01,a,b\n").unwrap();
    assert_eq!(text(&read.records[0], Field::Prompt), Some("b"));
    assert_eq!(read.inferences, ["column prompt appears twice; the last one is used"]);
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("mine.toml"), "extends = \"native\"\n[fits]\nkeys = [\"wann\"]\n[fields]\ntimestamp = \"wann\"\nprompt = { path = \"was\", give = \"Q: $1\" }\nlatency_ms = { path = \"dauer\", unit = \"s\" }\nmodel = { file = '^(\\w+)-\\d+', give = \"$1\" }\n").unwrap();
    let log = dir.path().join("gpt-7.jsonl");
    std::fs::write(&log, "{\"wann\": \"2026-01-01\", \"was\": \"p\", \"dauer\": 2, \"answer\": \"r\"}\n").unwrap();
    let mut registry = Registry::new().unwrap();
    registry.add_maps(dir.path()).unwrap();
    let read = read_from(&log, Position::START, &registry, &ReadOptions::default()).unwrap();
    assert_eq!(read.format, "mine");
    let (rows, rejects) = read.understood();
    assert!(rejects.is_empty(), "{rejects:?}");
    assert_eq!(
        (rows[0].prompt.as_deref(), rows[0].latency_ms, rows[0].model.as_deref(), rows[0].response.as_deref()),
        (Some("Q: p"), Some(2000.0), Some("gpt"), Some("r"))
    );
}

/// The shape of llmperf's own result files: equal failures are different requests, and 0 is no latency.
#[test]
fn llmperf_requests() {
    let good = r#"{"error_code": null, "error_msg": "", "inter_token_latency_s": 0.03, "ttft_s": 0.5, "end_to_end_latency_s": 4.25, "number_total_tokens": 701, "number_output_tokens": 151, "number_input_tokens": 550}"#;
    let bad = good.replace("null", "429").replace("0.5", "0").replace("4.25", "0");
    let own = good.replace("null", "-100");
    let read = read_bytes("lepton_70b.json", format!("[\n{good},\n{bad},\n{bad},\n{own}\n]").as_bytes()).unwrap();
    assert_eq!(read.format, "llmperf");
    let (rows, rejects) = read.understood();
    assert!(rejects.is_empty(), "{rejects:?}");
    assert_eq!(rows.iter().map(|r| r.status.as_str()).collect::<Vec<_>>(), ["success", "error", "error", "error"]);
    assert_eq!(rows.iter().map(|r| r.latency_ms).collect::<Vec<_>>(), [Some(4250.0), None, None, Some(4250.0)]);
    assert_eq!(rows.iter().map(|r| r.http_status).collect::<Vec<_>>(), [None, Some(429), Some(429), None]);
    assert_eq!(
        rows.iter().filter_map(|r| r.error_type.as_deref()).collect::<Vec<_>>(),
        ["rate_limit", "rate_limit", "other"]
    );
    assert_eq!(rows.iter().map(|r| r.identity).collect::<std::collections::HashSet<_>>().len(), 4);
    assert!(
        rows.iter().all(|r| r.provider.as_deref() == Some("lepton") && r.model.as_deref() == Some("llama-2-70b-chat"))
    );
}

#[test]
fn flattened_columns_and_epochs() {
    let csv =
        "Created,Model Name,usage.prompt_tokens,usage.completion_tokens,Latency (ms)\n1767225600123456789,m,3,4,12.5\n";
    let read = read_bytes("f.csv", csv.as_bytes()).unwrap();
    assert_eq!(read.inferences, ["Created: numbers read as nanoseconds since 1970"]);
    let (rows, rejects) = read.understood();
    assert!(rejects.is_empty(), "{rejects:?}");
    let row = &rows[0];
    assert_eq!((row.timestamp.0, row.model.as_deref()), (1_767_225_600_123_456, Some("m")));
    assert_eq!((row.input_tokens, row.output_tokens, row.latency_ms), (Some(3), Some(4), Some(12.5)));
    assert_eq!(row.metadata, None);
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let writer = std::thread::spawn({
        let path = path.clone();
        move || std::fs::write(path, log(3)).unwrap()
    });
    let read = crate::records::read(&path).unwrap();
    writer.join().unwrap();
    assert_eq!((rows(&read), read.end.unfinished), (3, false));
}
