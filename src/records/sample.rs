//! The first rows of a file, parsed: what formats are recognised by and units are inferred from.

use super::Value;

/// How many bytes of a file are looked at first (unpacked).
pub const HEAD: usize = 1 << 20;
/// How many rows of them at most.
pub const ROWS: usize = 1_000;

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The file's name without folders; empty for standard input.
    pub file: String,
    /// When the file was last changed, in microseconds since 1970; a last resort for rows without a time.
    pub modified: Option<i64>,
    /// Column names, if it is CSV.
    pub header: Option<Vec<String>>,
    /// The rows; those that could not be parsed are missing.
    pub rows: Vec<Value<'static>>,
    /// Every key of the rows, in the order first seen.
    pub keys: Vec<String>,
    /// The keys without case and punctuation, side by side with `keys`.
    plain: Vec<String>,
}

/// A key without case and punctuation: `inputTokens`, `input_tokens` and `Input Tokens` are one.
pub fn loose(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Sample {
    /// Looks at `rows`.
    pub fn new(file: &str, header: Option<Vec<String>>, rows: Vec<Value<'static>>) -> Self {
        let mut keys = header.clone().unwrap_or_default();
        for row in &rows {
            if let Value::Map(entries) = row {
                for (key, _) in entries {
                    if !keys.iter().any(|known| known == key) && keys.len() < 500 {
                        keys.push(key.to_string());
                    }
                }
            }
        }
        let plain = keys.iter().map(|key| loose(key)).collect();
        Self { file: file.to_owned(), modified: None, header, rows, keys, plain }
    }

    /// The file's name, for messages.
    pub fn named(&self) -> &str {
        if self.file.is_empty() { "<stdin>" } else { &self.file }
    }

    /// The keys of the rows that are `key` but for case and punctuation; `key` itself first.
    pub fn spellings(&self, key: &str) -> Vec<&str> {
        let plain = loose(key);
        let same = self.keys.iter().zip(&self.plain).filter(|(_, known)| **known == plain);
        let mut names: Vec<&str> = same.map(|(name, _)| name.as_str()).collect();
        names.sort_by_key(|name| *name != key);
        names
    }

    /// Whether these are lines that say their own kind under `type`, as session logs do, and one of them is as `sign`
    /// says. Kinds come and go with versions, so that half of the lines may be of any.
    pub fn is_typed(&self, sign: impl Fn(&str, &Value<'_>) -> bool) -> bool {
        let kind = |row| Value::as_text(Value::get(row, "type")?).filter(|kind| !kind.is_empty());
        let kinds = || self.rows.iter().filter_map(|row| Some((kind(row)?, row)));
        self.header.is_none() && 2 * kinds().count() >= self.rows.len() && kinds().any(|(kind, row)| sign(kind, row))
    }
}
