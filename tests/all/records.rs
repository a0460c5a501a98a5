//! What the tests of the reading rooms share: a file's bytes in, its rows, rejects and end out.

use std::io::Write;
use std::path::Path;

use llmobs::error::{Error, Reject};
use llmobs::interactions::{Interaction, understand};
use llmobs::records::{End, Field, Found, Input, Position, ReadOptions, Record, Registry, Source, Value};

/// Everything that became of one file.
#[derive(Debug)]
pub struct Read {
    pub format: String,
    pub inferences: Vec<String>,
    pub records: Vec<Record<'static>>,
    pub rejects: Vec<Reject>,
    pub end: End,
    /// The error that reading ended with.
    pub broken: Option<Error>,
}

impl Read {
    /// Every record understood; rejects of both kinds together.
    pub fn understood(self) -> (Vec<Interaction>, Vec<Reject>) {
        let mut rejects = self.rejects;
        let mut rows = Vec::new();
        for record in self.records {
            match understand(record, 1) {
                Ok(row) => rows.push(row),
                Err(reject) => rejects.push(reject),
            }
        }
        (rows, rejects)
    }
}

/// Reads a file from `from`.
pub fn read_from(path: &Path, from: Position, registry: &Registry, options: &ReadOptions) -> Result<Read, Error> {
    let mut source = Source::open(&Input::file(path)?, from, registry, options)?;
    let (mut records, mut rejects, mut broken) = (Vec::new(), Vec::new(), None);
    let decoder = source.decoder();
    loop {
        match source.next_chunk() {
            Ok(Some(chunk)) => decoder.decode(&chunk, &mut |outcome| match outcome {
                Ok(Found::Call(record)) => records.push(owned(record)),
                Ok(other) => panic!("{other:?}"),
                Err(reject) => rejects.push(reject),
            }),
            Ok(None) => break,
            Err(error) => {
                broken = Some(error);
                break;
            }
        }
    }
    let (format, inferences) = (source.format().to_owned(), source.inferences().to_vec());
    Ok(Read { format, inferences, records, rejects, end: source.end(), broken })
}

/// Our own formats, made once.
pub fn registry() -> &'static Registry {
    static REGISTRY: std::sync::OnceLock<Registry> = std::sync::OnceLock::new();
    REGISTRY.get_or_init(|| Registry::new().unwrap())
}

/// Reads a file with our own formats.
pub fn read(path: &Path) -> Result<Read, Error> {
    read_from(path, Position::START, registry(), &ReadOptions::default())
}

/// Writes `bytes` to a file of that name and reads it.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Read, Error> {
    read_bytes_with(name, bytes, &ReadOptions::default())
}

/// The same, read in another way.
pub fn read_bytes_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Read, Error> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
    read_from(&path, Position::START, registry(), options)
}

fn owned(record: Record<'_>) -> Record<'static> {
    let mut out = Record::new(record.line);
    for field in Field::ALL {
        out.set(*field, record.get(*field).clone().into_owned());
    }
    out
}

/// A field as text, for short assertions.
pub fn text<'r>(record: &'r Record<'_>, field: Field) -> Option<&'r str> {
    record.get(field).as_text()
}

/// A text value.
pub fn said(text: &str) -> Value<'static> {
    Value::Text(text.to_owned().into())
}
