//! A file in, what tells it apart out: whether it is unchanged, grown or another one than the one we read last time.
//!
//! Cheap (at most 128 KiB are read) and by content, so that a rotated file is known again under its new name.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::error::{OrFail, Result};

/// How much of the start and of the end is hashed.
const WINDOW: u64 = 64 << 10;

/// What a file was when it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Bytes on disk.
    pub len: u64,
    /// Bytes hashed in [`Fingerprint::head_hash`]: the first 64 KiB, or all of a smaller file.
    pub head_len: u64,
    /// xxh3-128 of the first `head_len` bytes.
    pub head_hash: u128,
    /// xxh3-128 of the last 64 KiB (or all) before `len`.
    pub tail_hash: u128,
}

/// Where reading ended, and where it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes from the start (unpacked bytes, if packed).
    pub offset: u64,
    /// 1-based line at that offset.
    pub line: u64,
}

impl Position {
    /// The start of a file.
    pub const START: Position = Position { offset: 0, line: 1 };
}

/// What to do with a file that was read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Nothing was added.
    Unchanged,
    /// The same file with more at its end: read on from here.
    Grown {
        /// Where reading ended last time.
        from: Position,
    },
    /// Another file, or one that was written anew: read it from the start.
    Replaced {
        /// For a person: "it is shorter than before".
        why: &'static str,
    },
}

impl Fingerprint {
    /// Looks at a file.
    pub fn observe(path: &Path) -> Result<Self> {
        let doing = || format!("cannot read {}", path.display());
        let mut file = File::open(path).or_fail(doing)?;
        let len = file.metadata().or_fail(doing)?.len();
        Self::of(&mut file, len).or_fail(doing)
    }

    fn of(file: &mut File, len: u64) -> std::io::Result<Self> {
        let head_len = len.min(WINDOW);
        Ok(Self { len, head_len, head_hash: hash(file, 0, head_len)?, tail_hash: hash(file, len - head_len, len)? })
    }

    /// Whether this file starts with the bytes that the `stored` one started with: the same log, perhaps grown or
    /// under another name. Only decides by itself when both have the same head length; else use [`Fingerprint::resume`].
    pub fn same_start(&self, stored: &Fingerprint) -> bool {
        self.head_len > 0 && self.head_len == stored.head_len && self.head_hash == stored.head_hash
    }

    /// What to do with the file at `path`, which was `stored` when it was read up to `reached`. `packed` files that
    /// grew are read whole: their insides cannot be entered in the middle.
    pub fn resume(path: &Path, stored: &Fingerprint, reached: Position, packed: bool) -> Result<(Fingerprint, Resume)> {
        let doing = || format!("cannot read {}", path.display());
        let mut file = File::open(path).or_fail(doing)?;
        let len = file.metadata().or_fail(doing)?.len();
        let now = Self::of(&mut file, len).or_fail(doing)?;
        let resume = if now == *stored {
            Resume::Unchanged
        } else if len < stored.len {
            Resume::Replaced { why: "it is shorter than before" }
        } else if hash(&mut file, 0, stored.head_len).or_fail(doing)? != stored.head_hash {
            Resume::Replaced { why: "it starts with other rows than before" }
        } else if hash(&mut file, stored.len - stored.head_len, stored.len).or_fail(doing)? != stored.tail_hash {
            Resume::Replaced { why: "rows that were read before have changed" }
        } else if packed {
            Resume::Replaced { why: "it is compressed and has grown" }
        } else {
            Resume::Grown { from: reached }
        };
        Ok((now, resume))
    }
}

fn hash(file: &mut File, from: u64, to: u64) -> std::io::Result<u128> {
    file.seek(SeekFrom::Start(from))?;
    let mut window = Vec::with_capacity((to - from) as usize);
    file.take(to - from).read_to_end(&mut window)?;
    Ok(xxh3_128(&window))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Resume::{Grown, Replaced, Unchanged};

    #[test]
    fn unchanged_grown_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let rows = |n: usize| (0..n).map(|i| format!("row {i}\n")).collect::<String>();
        for size in [3, 50_000] {
            let reached = Position { offset: rows(size).len() as u64, line: size as u64 + 1 };
            std::fs::write(&path, rows(size)).unwrap();
            let stored = Fingerprint::observe(&path).unwrap();
            let now = |text: String, packed: bool| {
                std::fs::write(&path, text).unwrap();
                Fingerprint::resume(&path, &stored, reached, packed).unwrap().1
            };
            assert_eq!(now(rows(size), false), Unchanged);
            assert_eq!(now(rows(size + 5), false), Grown { from: reached });
            assert!(matches!(now(rows(size + 5), true), Replaced { .. }));
            assert_eq!(now(rows(size - 1), false), Replaced { why: "it is shorter than before" });
            assert!(matches!(now(format!("new{}", rows(size)), false), Replaced { .. }));
            assert!(matches!(
                now(rows(size).replace(&format!("row {}\n", size - 1), "changed, then more\n"), false),
                Replaced { .. }
            ));
            assert!(matches!(now("x".repeat(rows(size).len()), false), Replaced { .. }));
        }
    }

    #[test]
    fn a_renamed_file_is_known_again() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("log"), "a\nb\n").unwrap();
        let stored = Fingerprint::observe(&dir.path().join("log")).unwrap();
        std::fs::rename(dir.path().join("log"), dir.path().join("log.1")).unwrap();
        assert!(Fingerprint::observe(&dir.path().join("log.1")).unwrap().same_start(&stored));
        std::fs::write(dir.path().join("log"), "c\nd\n").unwrap();
        assert!(!Fingerprint::observe(&dir.path().join("log")).unwrap().same_start(&stored));
    }

    #[test]
    fn an_empty_file_may_grow() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stored = Fingerprint::observe(file.path()).unwrap();
        assert_eq!(Fingerprint::resume(file.path(), &stored, Position::START, false).unwrap().1, Unchanged);
        std::fs::write(file.path(), "a\n").unwrap();
        assert_eq!(
            Fingerprint::resume(file.path(), &stored, Position::START, false).unwrap().1,
            Grown { from: Position::START }
        );
    }
}
