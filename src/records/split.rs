//! Where rows begin and end in a run of bytes, for each kind of container. Bytes in, offsets out; nothing is parsed.

use memchr::{memchr, memchr2, memchr3, memrchr};

/// How the rows of a file are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// One JSON object a line.
    Lines,
    /// JSON objects one after the other, over any number of lines, in an array or not.
    Values,
    /// Comma-separated values and their kin; the first row names the columns.
    Csv {
        /// `,`, `;`, tab or `|`.
        delimiter: u8,
    },
}

/// What comes next in a run of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A whole value at `start..end`.
    Value {
        /// First byte of the value.
        start: usize,
        /// One past its last byte.
        end: usize,
    },
    /// A value starts here and the bytes end inside it.
    Open(usize),
    /// Only separators up to the end.
    Nothing,
}

impl Container {
    /// The end of the last whole row, if there is one: the bytes before it and after it can be read on their own.
    pub fn boundary(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Container::Lines => memrchr(b'\n', bytes).map(|at| at + 1),
            Container::Values => {
                let mut last = None;
                let mut at = 0;
                while let Next::Value { end, .. } = next_value(bytes, at) {
                    (last, at) = (Some(end), end);
                }
                last
            }
            Container::Csv { delimiter } => {
                let mut last = None;
                while let Some(end) = csv_row(bytes, last.unwrap_or(0), delimiter) {
                    last = Some(end);
                }
                last
            }
        }
    }
}

/// The next value at or after `from`. Commas and the brackets of an enclosing array only separate: that reads arrays,
/// concatenated objects and unfinished arrays alike, and can start in the middle of any of them.
pub fn next_value(bytes: &[u8], from: usize) -> Next {
    let separates = |b: &u8| b" \t\r\n,[]\x1e".contains(b);
    let Some(start) = bytes[from..].iter().position(|b| !separates(b)).map(|at| from + at) else {
        return Next::Nothing;
    };
    let end = match bytes[start] {
        b'{' => object_end(bytes, start),
        b'"' => string_end(bytes, start + 1),
        // Not an object: it becomes a reject of its own, up to where something else may start.
        _ => bytes[start + 1..].iter().position(|b| separates(b) || *b == b'{').map(|at| start + 1 + at),
    };
    end.map_or(Next::Open(start), |end| Next::Value { start, end })
}

/// One past the brace that closes the one at `start`.
fn object_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut depth) = (start, 0_usize);
    loop {
        at += memchr3(b'"', b'{', b'}', &bytes[at..])?;
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {
                at = string_end(bytes, at + 1)?;
                continue;
            }
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// One past the quote that closes a string whose inside starts at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        match bytes[at] {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

/// One past the newline that ends the CSV row that starts at `from`. Quotes count only at the start of a field, as in
/// the csv crate, so that an inch mark inside a plain field does not swallow the file.
pub fn csv_row(bytes: &[u8], from: usize, delimiter: u8) -> Option<usize> {
    let mut at = from;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = csv_quote_end(bytes, at + 1)?;
        }
        at += memchr3(delimiter, b'\n', b'\r', bytes.get(at..)?)?;
        at += 1;
        if bytes[at - 1] == b'\n' {
            return Some(at);
        }
    }
}

/// One past the closing quote of a field; a doubled quote does not close.
fn csv_quote_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr(b'"', bytes.get(at..)?)? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether the row that starts at `from` ends inside an open quote.
pub fn csv_is_open(bytes: &[u8], from: usize, delimiter: u8) -> bool {
    let mut at = from;
    loop {
        if bytes.get(at) == Some(&b'"') {
            match csv_quote_end(bytes, at + 1) {
                Some(end) => at = end,
                None => return true,
            }
        }
        match memchr3(delimiter, b'\n', b'\r', &bytes[at..]) {
            Some(next) => at += next + 1,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: Container = Container::Csv { delimiter: b',' };

    #[test]
    fn boundaries() {
        for (container, bytes, expected) in [
            (Container::Lines, "{}\n{}\n{", Some(6)),
            (Container::Lines, "{}", None),
            (Container::Values, "[{\"a\": \"}\"}, {\"b\": {}}, {\"c\"", Some(22)),
            (Container::Values, "{\"a\": \"\\\"}\"\n}\n{", Some(13)),
            (Container::Values, "[1, \"x,]\", 2", Some(9)),
            (Container::Values, "} {} ", Some(4)),
            (Container::Values, "{\"a\": \"\\", None),
            (CSV, "a,\"b\n\"\"c\",d\r\ne,f", Some(13)),
            (CSV, "a,5\" disk\nb,c\n", Some(14)),
            (CSV, "a,\"open\nb,c\n", None),
            (CSV, "\"a\"x,b\n\"", Some(7)),
            (CSV, "", None),
        ] {
            assert_eq!(container.boundary(bytes.as_bytes()), expected, "{bytes}");
        }
        assert!(csv_is_open(b"a,\"b\nc", 0, b','));
        assert!(!csv_is_open(b"a,\"b\nc\",5\" disk", 0, b','));
    }
}
