//! Identities in, whether each is new out: exact, with 8 to 9 bytes of memory for each of many instead of 20 to 60.
//!
//! The identities themselves go to a temporary file, in the order they come. What stays in memory is the number of each
//! under 46 of its 128 bits; only where these are the same is the file asked.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use crate::error::{Error, OrFail, Result};

/// Parts: so many that each stays short, and a new entry has little to move aside.
const SHARDS: usize = 1 << 14;
/// Identities that wait in memory before they go to the file, so that a small log makes none.
const WAITING: usize = 1 << 16;
/// Bytes of an identity.
const SIZE: usize = size_of::<u128>();

/// A set of identities.
pub struct Seen {
    /// By the first 14 bits. In an entry are, above, the 32 bits that follow and, below, the identity's number. Sorted:
    /// a table of hashes would be a third empty, and there twice while it grows.
    shards: Vec<Vec<u64>>,
    /// The first of them, and how many.
    file: Option<File>,
    filed: usize,
    /// Those that came after.
    waiting: Vec<u128>,
    /// Those that are in a shard and yet count as new.
    forgotten: HashSet<u128>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { shards: vec![Vec::new(); SHARDS], file: None, filed: 0, waiting: Vec::new(), forgotten: HashSet::new() }
    }
}

impl Seen {
    /// Adds an identity; whether it is new.
    pub fn insert(&mut self, identity: u128) -> Result<bool> {
        let (shard, bits) = ((identity >> 114) as usize, (identity >> 82) as u32);
        let from = self.shards[shard].partition_point(|entry| entry >> 32 < u64::from(bits));
        let alike = self.shards[shard][from..].iter().take_while(|entry| (*entry >> 32) as u32 == bits);
        for entry in alike {
            if self.numbered(*entry as u32)? == identity {
                return Ok(self.forgotten.remove(&identity));
            }
        }
        let number = u32::try_from(self.filed + self.waiting.len())
            .or_fail(|| "the store holds more interactions than can be told apart".into())?;
        let shard = &mut self.shards[shard];
        if shard.len() == shard.capacity() {
            shard.reserve_exact(shard.len() / 8 + 8);
        }
        shard.insert(from, u64::from(bits) << 32 | u64::from(number));
        self.forgotten.remove(&identity);
        self.waiting.push(identity);
        if self.waiting.len() == WAITING { self.file_away().or_fail(failed) } else { Ok(()) }.map(|()| true)
    }

    /// Lets an identity count as new.
    pub fn forget(&mut self, identity: u128) {
        self.forgotten.insert(identity);
    }

    fn numbered(&self, number: u32) -> Result<u128> {
        let number = number as usize;
        if let Some(waiting) = number.checked_sub(self.filed) {
            return self.waiting.get(waiting).copied().ok_or_else(|| Error::new("an identity is lost"));
        }
        let mut bytes = [0; SIZE];
        let mut read = |mut file: &File| {
            file.seek(SeekFrom::Start((number * SIZE) as u64))?;
            file.read_exact(&mut bytes)
        };
        self.file.as_ref().map_or(Ok(()), &mut read).or_fail(failed)?;
        Ok(u128::from_le_bytes(bytes))
    }

    fn file_away(&mut self) -> std::io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        let bytes: Vec<u8> = self.waiting.iter().flat_map(|identity| identity.to_le_bytes()).collect();
        file.seek(SeekFrom::Start((self.filed * SIZE) as u64))?;
        file.write_all(&bytes)?;
        self.filed += self.waiting.len();
        self.waiting.clear();
        Ok(())
    }
}

fn failed() -> String {
    "cannot use a temporary file".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_new_once() {
        let mut seen = Seen::default();
        let mut fresh = |n: usize| {
            // Every fourth has the upper half of the one before: what is in memory cannot tell them apart.
            let upper = xxhash_rust::xxh3::xxh3_64(&(n / 4 * 4).to_le_bytes());
            seen.insert(u128::from(upper) << 64 | u128::from(n as u64)).expect("a temporary file")
        };
        let many = 2 * WAITING + WAITING / 2;
        assert!((0..many).all(&mut fresh));
        assert!(!(0..many).any(&mut fresh));
        assert!(fresh(many));
    }

    #[test]
    fn what_is_forgotten_is_new_once() {
        let mut seen = Seen::default();
        let mut all = Vec::new();
        for identity in [7, 9, 7] {
            all.push(seen.insert(identity).expect("no file yet"));
        }
        seen.forget(7);
        seen.forget(8);
        for identity in [7, 7, 8, 8, 9] {
            all.push(seen.insert(identity).expect("no file yet"));
        }
        assert_eq!(all, [true, true, false, true, false, true, false, false]);
    }
}
