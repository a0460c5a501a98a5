//! Properties of reading that hold for any bytes: chunks do not matter, what was written comes back, nothing panics.

use llmobs::interactions::understand;
use llmobs::records::{Field, ReadOptions, Record, Value};
use proptest::prelude::*;

use crate::records::{Read, read_bytes_with};

/// JSON-like values, and texts that look like what fields expect.
fn value() -> impl Strategy<Value = Value<'static>> {
    let words = prop::sample::select(vec![
        "",
        " ",
        "success",
        "error",
        "429",
        "-1",
        "1e400",
        "NaN",
        "2026-01-01T00:00:00Z",
        "1767225600",
        "yes",
        "👍",
        "4/5",
        "5 stars",
        "[1,",
        "[{\"role\":\"user\",\"content\":\"x\"}]",
        "{\"a\":1}",
        "12.5",
        "9223372036854775808",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        prop::num::f64::ANY.prop_map(Value::Float),
        words.prop_map(|text| Value::Text(text.into())),
        ".{0,12}".prop_map(|text| Value::Text(text.into())),
    ];
    let key = prop::sample::select(vec![
        "role", "content", "messages", "choices", "text", "score", "label", "type", "parts", "x",
    ]);
    leaf.prop_recursive(3, 16, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::vec((key.clone(), inner), 0..4)
                .prop_map(|entries| Value::Map(entries.into_iter().map(|(k, v)| (k.into(), v)).collect())),
        ]
    })
}

fn options(format: &str, chunk: usize) -> ReadOptions {
    ReadOptions { format: Some(format.to_owned()), chunk_bytes: chunk, ..ReadOptions::default() }
}

fn same(a: &Read, b: &Read) -> Result<(), TestCaseError> {
    prop_assert_eq!(&a.records, &b.records);
    prop_assert_eq!(&a.rejects, &b.rejects);
    prop_assert_eq!(a.end, b.end);
    Ok(())
}

/// Pieces that make both good and broken files, in every container.
fn file() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\r",
        " ",
        "a",
        "é",
        ";",
        "\t",
        "1",
        ":",
        "{\"id\": 1}",
        "{\"prompt\": \"x\"}\n",
        "{\n \"id\":\n 2}",
        "\"a\"",
        "\"a\nb\"",
        "id,prompt\n",
        "1,2\n",
        "\"\"",
        "{\"a\": {\"b\": \"}\"}}\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn chunks_do_not_matter(file in file(), chunk in 1usize..60) {
        let whole = read_bytes_with("f", file.as_bytes(), &options("native", 1 << 20)).unwrap();
        let split = read_bytes_with("f", file.as_bytes(), &options("native", chunk)).unwrap();
        same(&whole, &split)?;
    }

    #[test]
    fn json_round_trips(rows in prop::collection::vec((".{0,20}", any::<i64>(), any::<bool>()), 1..20), chunk in 1usize..200, pretty in any::<bool>()) {
        let mut file = String::new();
        for (prompt, tokens, label) in &rows {
            let row = serde_json::json!({ "prompt": prompt, "input_tokens": tokens, "hallucination": label });
            file += &if pretty { serde_json::to_string_pretty(&row).unwrap() } else { row.to_string() };
            file.push('\n');
        }
        let read = read_bytes_with("f", file.as_bytes(), &options("native", chunk)).unwrap();
        prop_assert!(read.rejects.is_empty(), "{:?}", read.rejects);
        prop_assert_eq!(read.records.len(), rows.len());
        for (record, (prompt, tokens, label)) in read.records.iter().zip(&rows) {
            prop_assert_eq!(record.get(Field::Prompt), &Value::Text(prompt.as_str().into()));
            prop_assert_eq!(record.get(Field::InputTokens), &Value::Int(*tokens));
            prop_assert_eq!(record.get(Field::Hallucination), &Value::Bool(*label));
        }
    }

    #[test]
    fn csv_round_trips(
        rows in prop::collection::vec(("[ab,;\"\t\n\ré']{0,8}", "[ab,;\"\t\n é']{1,8}"), 1..20),
        chunk in 1usize..200,
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
        writer.write_record(["prompt", "response", "model"]).unwrap();
        for (prompt, response) in &rows {
            writer.write_record([prompt.as_str(), response, "m"]).unwrap();
        }
        let file = writer.into_inner().unwrap();
        let read = read_bytes_with("f", &file, &options("native", chunk)).unwrap();
        prop_assert!(read.rejects.is_empty(), "{:?}", read.rejects);
        prop_assert_eq!(read.records.len(), rows.len());
        for (record, (prompt, response)) in read.records.iter().zip(&rows) {
            let expected = if prompt.is_empty() { Value::Null } else { Value::Text(prompt.as_str().into()) };
            prop_assert_eq!(record.get(Field::Prompt), &expected);
            prop_assert_eq!(record.get(Field::Response), &Value::Text(response.as_str().into()));
        }
    }

    #[test]
    fn understand_never_panics(fields in prop::collection::vec((0..Field::COUNT, value()), 0..12), timed in any::<bool>()) {
        let mut record = Record::new(1);
        for (field, value) in fields {
            record.set(Field::ALL[field], value);
        }
        if timed {
            record.set(Field::Timestamp, Value::Int(1_767_225_600));
        }
        if let Ok(row) = understand(record, 1) {
            prop_assert!(!row.id.is_empty() && ["success", "error"].contains(&row.status.as_str()));
            prop_assert!(row.feedback.is_none_or(|f| (-1.0..=1.0).contains(&f)));
            prop_assert!(row.latency_ms.is_none_or(|l| l >= 0.0) && row.input_tokens.is_none_or(|t| t >= 0));
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200), chunk in 1usize..60) {
        if let Ok(read) = read_bytes_with("f", &bytes, &options("native", chunk)) {
            let whole = read_bytes_with("f", &bytes, &options("native", 1 << 20)).unwrap();
            same(&whole, &read)?;
            let _ = read.understood();
        }
    }
}
