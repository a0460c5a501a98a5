//! The first bytes of a file in; what it is (container, columns, sample rows) out.

use super::split::{Container, Next, csv_row, next_value};
use super::{Value, json, sample};
use crate::error::{Error, Result};

/// What the head of a file told.
pub struct Head {
    /// How rows are laid out.
    pub container: Container,
    /// Column names of CSV.
    pub header: Option<Vec<String>>,
    /// Where the first row starts: behind the byte order mark and the header.
    pub start: usize,
    /// Rows that could be parsed.
    pub rows: Vec<Value<'static>>,
    /// Column names that appear twice.
    pub repeated: Vec<String>,
}

/// Length of a UTF-8 byte order mark at the start; an error for encodings we do not read.
pub fn mark(name: &str, bytes: &[u8]) -> Result<usize> {
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Without a mark: text in a Latin script has every second byte 0.
    let nulls = bytes.len() >= 4
        && (bytes[0] == 0) != (bytes[1] == 0)
        && (bytes[2] == 0) == (bytes[0] == 0)
        && (bytes[3] == 0) == (bytes[1] == 0);
    if utf16 || nulls {
        return Err(Error::new(format!("{name} is UTF-16 text"))
            .hint("llmobs reads UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW"));
    }
    Ok(if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 })
}

/// Whether the head holds a first row (or CSV header) to its end; else more must be read before it is judged.
pub fn has_first_row(bytes: &[u8]) -> bool {
    match (bytes.trim_ascii_start().first(), next_value(bytes, 0)) {
        (Some(b'['), Next::Value { .. }) => true,
        (Some(b'{'), Next::Value { end, .. }) => bytes[end..].contains(&b'\n') || bytes[..end].contains(&b'\n'),
        (Some(b'[' | b'{'), _) => false,
        _ => csv_row(bytes, 0, b',').is_some(),
    }
}

/// Looks at the head of a file (without its byte order mark). `whole` says that there is no more.
pub fn look(bytes: &[u8], whole: bool) -> Head {
    let first = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(bytes.len());
    let container = match bytes.get(first) {
        None | Some(b'{' | b'[') => json_container(&bytes[first..]),
        _ => Container::Csv { delimiter: delimiter(&bytes[first..]) },
    };
    match container {
        Container::Csv { delimiter } => csv_head(bytes, first, delimiter, whole),
        _ => {
            let rows = json_rows(bytes, container, whole);
            Head { container, header: None, start: 0, rows, repeated: Vec::new() }
        }
    }
}

/// JSON lines if some early line is a whole object by itself; else an array, or objects over several lines.
fn json_container(bytes: &[u8]) -> Container {
    if bytes.first() == Some(&b'[') {
        return Container::Values;
    }
    let mut lines = bytes.split(|b| *b == b'\n').take(64).filter(|line| line.first() == Some(&b'{'));
    // A first line that stops inside an object, and no line that is one: the objects span lines. A file of one
    // unfinished line stays JSON lines, so that the line is left for next time.
    let spans = bytes.contains(&b'\n') && !lines.any(|line| json::is_complete(line.trim_ascii()));
    if spans && next_value(bytes, 0).spans_lines(bytes) { Container::Values } else { Container::Lines }
}

impl Next {
    fn spans_lines(self, bytes: &[u8]) -> bool {
        match self {
            Next::Value { start, end } => bytes[start..end].contains(&b'\n'),
            Next::Open(start) => bytes[start..].trim_ascii().contains(&b'\n'),
            Next::Nothing => false,
        }
    }
}

fn json_rows(bytes: &[u8], container: Container, whole: bool) -> Vec<Value<'static>> {
    let parsed =
        |row: &[u8]| json::parse(row).ok().filter(|value| matches!(value, Value::Map(_))).map(Value::into_owned);
    if container == Container::Lines {
        let end = if whole { bytes.len() } else { container.boundary(bytes).unwrap_or(bytes.len()) };
        return bytes[..end]
            .split(|b| *b == b'\n')
            .map(<[u8]>::trim_ascii)
            .filter(|line| !line.is_empty())
            .take(sample::ROWS)
            .filter_map(parsed)
            .collect();
    }
    let mut at = 0;
    let values = std::iter::from_fn(|| match next_value(bytes, at) {
        Next::Value { start, end } => {
            at = end;
            Some(&bytes[start..end])
        }
        _ => None,
    });
    values.take(sample::ROWS).filter_map(parsed).collect()
}

/// The delimiter that the first row has most of, outside quotes; a comma if none.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in bytes.iter().take_while(|b| **b != b'\n') {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(d, _)| d == byte && !quoted) {
            *count += 1;
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0).map_or(b',', |(d, _)| *d)
}

fn csv_head(bytes: &[u8], first: usize, delimiter: u8, whole: bool) -> Head {
    let container = Container::Csv { delimiter };
    let start = csv_row(bytes, first, delimiter).unwrap_or(bytes.len());
    let mut header: Vec<String> = Vec::new();
    for record in csv_reader(delimiter).from_reader(&bytes[first..start]).byte_records().flatten().take(1) {
        header = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    }
    let end = if whole { bytes.len() } else { start + container.boundary(&bytes[start..]).unwrap_or(0) };
    let mut rows = Vec::new();
    for record in csv_reader(delimiter).from_reader(&bytes[start..end]).records().flatten().take(sample::ROWS) {
        if record.len() == header.len() {
            let cell = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.to_owned().into()) };
            rows.push(Value::Map(header.iter().cloned().map(Into::into).zip(record.iter().map(cell)).collect()));
        }
    }
    let repeated = header
        .iter()
        .enumerate()
        .filter(|(i, name)| header[..*i].contains(name))
        .map(|(_, name)| name.clone())
        .collect();
    Head { container, header: Some(header), start, rows, repeated }
}

/// The one way we read CSV: the header is ours, and rows of another length reach us to be rejected.
pub fn csv_reader(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers() {
        let csv = |delimiter| Container::Csv { delimiter };
        for (bytes, expected) in [
            ("", Container::Lines),
            ("\n\n", Container::Lines),
            ("{\"a\": 1}\n{\"a\": 2}\n", Container::Lines),
            ("{\"a\": 1}", Container::Lines),
            ("{\"a\": 1, \"b", Container::Lines),
            ("{\"a\": 1, \"b\n{\"a\": 2}\n", Container::Lines),
            ("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", Container::Values),
            ("{\n  \"a\": 1,\n  \"b\": {}", Container::Values),
            ("[{\"a\": 1}]", Container::Values),
            ("  [\n", Container::Values),
            ("a,b;c,d\n", csv(b',')),
            ("a;b;c\n1,2;3,4,5,6;7\n", csv(b';')),
            ("\"a,b,c\"\td\n", csv(b'\t')),
            ("a|b\n", csv(b'|')),
            ("alone\n", csv(b',')),
        ] {
            assert_eq!(look(bytes.as_bytes(), true).container, expected, "{bytes:?}");
        }
    }

    #[test]
    fn marks() {
        assert_eq!(mark("f", b"\xef\xbb\xbf{}").unwrap(), 3);
        assert_eq!(mark("f", b"{}").unwrap(), 0);
        for bytes in [&b"\xff\xfe{\0"[..], b"{\0\"\0", b"\0{\0\""] {
            let error = mark("f", bytes).unwrap_err();
            assert!(error.message.contains("UTF-16") && error.hint.is_some());
        }
    }

    #[test]
    fn repeated_columns_are_noticed() {
        let head = look(b"a,b,a\n1,2,3\n", true);
        assert_eq!((head.repeated.as_slice(), head.start, head.rows.len()), (&["a".to_owned()][..], 6, 1));
    }
}
