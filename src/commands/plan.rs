//! An input and what the store knows → read it, read on in it, or leave it. By content, so that a rotated log is known
//! under its new name.

use crate::error::Result;
use crate::records::{Fingerprint, Input, Origin, PACKED, Position, Resume};
use crate::warehouse::Source;

/// What to do with an input.
pub struct Plan {
    /// Number of its source.
    pub source_id: i64,
    /// Where to start.
    pub from: Position,
    /// For the ledger: `whole`, `grown`, `again: it is shorter than before`.
    pub how: String,
    /// The source it continues, when it does.
    pub continues: Option<Source>,
    /// Whether what is read takes the place of what that source gave before.
    pub anew: bool,
    /// What it looks like now; `None` for standard input.
    pub fingerprint: Option<Fingerprint>,
}

/// `None` means that there is nothing new in it. `format` is the one the user insists on; `reads_anew` tells of a format
/// whether its files are read from the start when they have grown.
pub fn plan(
    input: &Input,
    known: &[Source],
    next_source: i64,
    format: Option<&str>,
    reads_anew: impl Fn(&str) -> bool,
) -> Result<Option<Plan>> {
    let Origin::File(path) = &input.origin else {
        return Ok(Some(whole(next_source, "whole".into(), None)));
    };
    let now = Fingerprint::observe(path)?;
    let packed = PACKED.iter().any(|ending| input.file_name().ends_with(&format!(".{ending}")));
    let here = path.display().to_string();
    let mut how = "whole".to_string();
    // The latest under this name first, then any other that starts alike.
    let (same, others): (Vec<&Source>, Vec<&Source>) = known.iter().rev().partition(|s| s.path == here);
    let named = same.len();
    for (rank, source) in same.into_iter().take(1).chain(others).enumerate() {
        let by_name = rank == 0 && named > 0;
        let Some(stored) = parse(&source.fingerprint).filter(|s| by_name || starts_alike(s, &now)) else { continue };
        if format.is_some_and(|format| format != source.format) {
            how = format!("again: it was read as {} before", source.format);
            continue;
        }
        let reached = Position { offset: source.reached_offset, line: source.reached_line };
        match Fingerprint::resume(path, &stored, reached, packed)?.1 {
            Resume::Unchanged => return Ok(None),
            Resume::Grown { from } => {
                let how = if by_name { "grown".into() } else { format!("grown, was {}", source.path) };
                let (source_id, continues) = (source.source_id, Some(source.clone()));
                let anew = reads_anew(&source.format);
                let from = if anew { Position::START } else { from };
                return Ok(Some(Plan { source_id, from, how, continues, anew, fingerprint: Some(now) }));
            }
            Resume::Replaced { why } if by_name => how = format!("again: {why}"),
            Resume::Replaced { .. } => {}
        }
    }
    Ok(Some(whole(next_source, how, Some(now))))
}

fn whole(source_id: i64, how: String, fingerprint: Option<Fingerprint>) -> Plan {
    Plan { source_id, from: Position::START, how, continues: None, anew: false, fingerprint }
}

/// Worth a closer look: equal heads, or a head that was too short to tell.
fn starts_alike(stored: &Fingerprint, now: &Fingerprint) -> bool {
    now.same_start(stored) || (stored.len > 0 && stored.head_len < now.head_len && stored.head_len == stored.len)
}

/// The text form of a fingerprint in the store.
pub fn write(f: &Fingerprint) -> String {
    format!("{} {} {:x} {:x}", f.len, f.head_len, f.head_hash, f.tail_hash)
}

fn parse(text: &str) -> Option<Fingerprint> {
    let mut parts = text.split(' ');
    Some(Fingerprint {
        len: parts.next()?.parse().ok()?,
        head_len: parts.next()?.parse().ok()?,
        head_hash: u128::from_str_radix(parts.next()?, 16).ok()?,
        tail_hash: u128::from_str_radix(parts.next()?, 16).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_survives_the_store() {
        let f = Fingerprint { len: 7, head_len: 7, head_hash: u128::MAX, tail_hash: 0 };
        assert_eq!(parse(&write(&f)), Some(f));
        assert_eq!(parse(""), None);
    }
}
