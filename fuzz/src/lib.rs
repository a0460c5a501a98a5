//! Bytes in, a panic out if reading them in chunks differs from reading them whole. The same property is tested with
//! proptest in `tests/all/records_props.rs`; here the fuzzer looks for the bytes.

#[path = "../../src/error.rs"]
pub mod error;
#[path = "../../src/records/mod.rs"]
pub mod records;

use std::sync::LazyLock;

use error::Reject;
use records::{End, Input, Position, ReadOptions, Registry, Source};

/// What became of the rows: line and all values, or the reject.
type Rows = Vec<Result<String, Reject>>;

/// Reads `bytes` twice, in chunks of the given size and whole, as a file that starts with `head`.
pub fn compare(head: &str, bytes: &[u8]) {
    let Some((chunk, rest)) = bytes.split_first() else { return };
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), [head.as_bytes(), rest].concat()).expect("a temporary file");
    let input = Input::file(file.path()).expect("it was just written");
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new().expect("our own maps"));
    let small = read(&input, &REGISTRY, 1 + usize::from(*chunk));
    let whole = read(&input, &REGISTRY, 1 << 20);
    assert_eq!(small, whole);
}

fn read(input: &Input, registry: &Registry, chunk_bytes: usize) -> Option<(Rows, End)> {
    let options = ReadOptions { format: Some("native".to_owned()), chunk_bytes, max_row_bytes: 1 << 20, tables: None };
    let mut source = Source::open(input, Position::START, registry, &options).ok()?;
    let decoder = source.decoder();
    let mut rows = Rows::new();
    while let Ok(Some(chunk)) = source.next_chunk() {
        decoder.decode(&chunk, &mut |row| rows.push(row.map(|found| format!("{found:?}"))));
    }
    Some((rows, source.end()))
}
