//! Rows of (keys…, bin, count) → rows of (keys…, n, p50, p95, p99).

use super::rows::Row;
use crate::cube::histogram::HISTOGRAMS;
use crate::interactions::Cell;

/// Groups by the first `keys` columns (rows must come sorted by them) and reads three percentiles from the bins.
pub fn by_key(rows: Vec<Row>, keys: usize) -> Vec<Row> {
    rows.chunk_by(|a, b| a.0[..keys] == b.0[..keys])
        .map(|group| {
            let bins: Vec<(i64, u64)> = group.iter().map(|r| (r.int(keys), r.count(keys + 1))).collect();
            let n: u64 = bins.iter().map(|(_, n)| n).sum();
            let mut cells = group[0].0[..keys].to_vec();
            cells.push(Cell::Int(n as i64));
            cells.extend([0.5, 0.95, 0.99].map(|q| HISTOGRAMS[0].quantile(&bins, q).map_or(Cell::Null, Cell::Float)));
            Row(cells)
        })
        .collect()
}
