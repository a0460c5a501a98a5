//! Numbers → bits, from the most significant of each byte: Rice and Elias gamma codes, and LEB128 for whole bytes.

/// Takes bits and gives bytes.
#[derive(Default)]
pub struct Bits {
    bytes: Vec<u8>,
    /// Bits that are not yet a byte, the last taken lowest.
    waiting: u64,
    /// How many: below 8 between calls.
    count: u32,
}

impl Bits {
    /// The lowest `count` (at most 32) bits of `value`.
    fn push(&mut self, value: u64, count: u32) {
        self.waiting = self.waiting << count | value & ((1 << count) - 1);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.waiting >> self.count) as u8);
        }
    }

    /// `value / 2^k` ones and a zero, then `k` bits of remainder.
    pub fn rice(&mut self, value: u32, k: u32) {
        let mut ones = value >> k;
        while ones >= 32 {
            self.push(u64::from(u32::MAX), 32);
            ones -= 32;
        }
        self.push((1 << (ones + 1)) - 2, ones + 1);
        self.push(u64::from(value), k);
    }

    /// As many zeros as `value` (at least 1) has bits after its first, then its bits.
    pub fn gamma(&mut self, value: u32) {
        let length = 32 - value.leading_zeros();
        self.push(0, length - 1);
        self.push(u64::from(value), length);
    }

    /// Fills the last byte with zeros.
    pub fn pad(&mut self) {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
    }

    /// The bytes so far; call [`Bits::pad`] before.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

/// Appends a number as LEB128.
pub fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The Rice parameter for which these take fewest bits, the smallest of the best. The best one lies beside that of a
/// geometric distribution with their mean.
pub fn best_rice(values: &[u32]) -> u32 {
    let sum: u64 = values.iter().map(|value| u64::from(*value)).sum();
    let about = (sum * 89 / 128 / (values.len() as u64).max(1)).checked_ilog2().unwrap_or(0);
    let bits =
        |k: u32| values.iter().map(|value| u64::from(value >> k)).sum::<u64>() + values.len() as u64 * u64::from(k + 1);
    (about.saturating_sub(2)..=(about + 2).min(31)).min_by_key(|k| bits(*k)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bits: &mut Bits) -> String {
        bits.pad();
        bits.take().iter().map(|byte| format!("{byte:08b}")).collect()
    }

    #[test]
    fn codes_are_as_written_in_books() {
        let mut bits = Bits::default();
        bits.rice(9, 2);
        bits.rice(0, 0);
        bits.gamma(1);
        bits.gamma(5);
        assert_eq!(shown(&mut bits), ["110", "01", "0", "1", "00101", "0000"].concat());
        bits.rice(40, 0);
        assert_eq!(shown(&mut bits), "1".repeat(40) + "00000000");
        bits.rice(u32::MAX, 31);
        assert_eq!(shown(&mut bits), "10".to_owned() + &"1".repeat(31) + "0000000");
        let mut bytes = Vec::new();
        [0, 127, 128, 300].into_iter().for_each(|value| varint(value, &mut bytes));
        assert_eq!(bytes, [0, 127, 0x80, 1, 0xAC, 2]);
    }

    #[test]
    fn the_best_parameter_is_found() {
        let bits = |values: &[u32], k: u32| values.iter().map(|v| u64::from(v >> k) + u64::from(k) + 1).sum::<u64>();
        for values in [vec![0; 100], vec![1000; 3], (0..500).collect(), vec![0, 0, 0, 100_000], vec![u32::MAX - 1]] {
            let best = (0..32).map(|k| bits(&values, k)).min().unwrap();
            let found = bits(&values, best_rice(&values));
            assert!(found <= best + best / 10, "{found} {best}");
        }
    }
}
