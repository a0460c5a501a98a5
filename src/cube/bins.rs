//! One histogram of the rollups in memory: counts by bin for every cell.

/// Counts by bin.
#[derive(Debug, Default)]
pub struct Bins {
    /// The bins that occur, ascending; below, bins are places in this list.
    pub list: Vec<i64>,
    /// First entry of each cell, and the end of the last.
    starts: Vec<usize>,
    /// Place of the bin of each entry; ascending within a cell.
    bins: Vec<u16>,
    /// Its count.
    counts: Vec<u64>,
}

/// Counts as they come, ascending by cell and bin.
#[derive(Default)]
pub struct Pile {
    starts: Vec<usize>,
    bins: Vec<i32>,
    counts: Vec<u64>,
}

impl Pile {
    /// Adds a count.
    pub fn push(&mut self, cell: usize, bin: i64, n: u64) {
        self.starts.resize(cell + 1, self.bins.len());
        self.bins.push(bin as i32);
        self.counts.push(n);
    }

    /// The histogram of `cells` cells.
    pub fn finish(mut self, cells: usize) -> Bins {
        self.starts.resize(cells + 1, self.bins.len());
        let mut list = self.bins.clone();
        list.sort_unstable();
        list.dedup();
        let place = |bin: &i32| list.binary_search(bin).unwrap_or_default() as u16;
        let bins = self.bins.iter().map(place).collect();
        Bins { bins, list: list.iter().map(|bin| i64::from(*bin)).collect(), starts: self.starts, counts: self.counts }
    }
}

impl Bins {
    /// Place of the bin and count, for each bin of a cell that has any.
    pub fn of(&self, cell: usize) -> impl Iterator<Item = (u16, u64)> + '_ {
        let entries = self.starts[cell]..self.starts[cell + 1];
        self.bins[entries.clone()].iter().copied().zip(self.counts[entries].iter().copied())
    }

    /// How many bins of cells have a count.
    pub fn entries(&self) -> usize {
        self.counts.len()
    }

    /// Adds the counts of cells, each with its group: one count for each bin of the list, group after group.
    pub fn sums(&self, cells: &[(u32, u32)], groups: usize) -> Vec<u64> {
        let width = self.list.len();
        let mut sums = vec![0; width * groups];
        for (cell, group) in cells {
            let from = *group as usize * width;
            self.of(*cell as usize).for_each(|(bin, n)| sums[from + usize::from(bin)] += n);
        }
        sums
    }

    /// The bins and counts of a group, of what [`sums`](Self::sums) gave.
    pub fn told<'a>(&'a self, sums: &'a [u64], group: usize) -> impl Iterator<Item = (i64, u64)> + 'a {
        let width = self.list.len();
        let counts = &sums[group * width..(group + 1) * width];
        self.list.iter().zip(counts).filter(|(_, n)| **n > 0).map(|(bin, n)| (*bin, *n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back_by_cell_and_add_up_by_group() {
        let mut pile = Pile::default();
        [(1, -3, 2), (1, 40, 1), (3, -3, 5)].into_iter().for_each(|(cell, bin, n)| pile.push(cell, bin, n));
        let bins = pile.finish(5);
        let of = |cell: usize| bins.of(cell).map(|(bin, n)| (bins.list[usize::from(bin)], n)).collect::<Vec<_>>();
        assert_eq!(
            [of(0), of(1), of(2), of(3), of(4)],
            [vec![], vec![(-3, 2), (40, 1)], vec![], vec![(-3, 5)], vec![]]
        );
        let sums = bins.sums(&[(1, 1), (3, 1), (4, 0)], 2);
        assert_eq!(bins.told(&sums, 0).count(), 0);
        assert_eq!(bins.told(&sums, 1).collect::<Vec<_>>(), [(-3, 7), (40, 1)]);
    }
}
