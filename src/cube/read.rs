//! The rollups in the store → [`Held`]. Sums and histograms of days are read; of the last days, whose histograms are not
//! kept by the hour, the interactions themselves are counted.
//!
//! All of it is read a stretch of days at a time: an answer of the engine is held as a whole, several times over, and a
//! third of the time went into making memory for it.

use chrono_tz::Tz;

use super::ask::literal;
use super::bins::Pile;
use super::held::{Column, Held, Names, Sums};
use super::histogram::HISTOGRAMS;
use super::{SLICE, refresh, same_slice, zone};
use crate::error::Result;
use crate::interactions::Cell;
use crate::warehouse::{Numbers, Store, text};

/// What stands for NULL among bins; no bin is as low.
const NONE: i64 = -1 << 20;
/// Rows that are read at a time; more where a day has more.
const ROWS: i64 = 50_000;

/// Reads the rollups: days before `from`, hours from there.
pub fn read(store: &Store, zone: Tz, from: chrono::NaiveDateTime) -> Result<Held> {
    let mut held = Held { errors: errors(store)?, ..Held::default() };
    (held.names, held.slices) = slices(store)?;
    let since = literal(from);
    sums(store, &since, &mut held)?;
    held.first_hour = held.slots.partition_point(|slot| *slot < from.and_utc().timestamp().div_euclid(3600));
    let span = refresh::span(store)?;
    let local = zone::local_sql(zone, span.0, span.1, "timestamp");
    let places = Places::new(&held);
    let mut piles: Vec<Pile> = HISTOGRAMS.iter().map(|_| Pile::default()).collect();
    days(store, &since, &places, &mut piles)?;
    hours(store, &local, &since, &places, &mut piles)?;
    held.bins = piles.into_iter().map(|pile| pile.finish(held.cells.len())).collect();
    Ok(held)
}

/// Conditions that cut a table into stretches of whole days, in the order of time.
fn stretches(store: &Store, table: &str, time: &str, condition: &str) -> Result<Vec<String>> {
    let [days, rows] = store.whole_columns_of(&format!(
        "SELECT epoch_us(date_trunc('day', {time})), count(*) FROM {table} WHERE {condition} GROUP BY 1 ORDER BY 1"
    ))?;
    let mut out = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, rows) in rows.iter().enumerate() {
        sum += rows;
        let end = days.get(at + 1);
        if sum < ROWS && end.is_some() {
            continue;
        }
        let before = end.map_or(String::new(), |end| format!(" AND {time} < make_timestamp({end})"));
        out.push(format!("{condition} AND {time} >= make_timestamp({}){before}", days[start]));
        (start, sum) = (at + 1, 0);
    }
    Ok(out)
}

/// Every error type; what has none is always possible.
fn errors(store: &Store) -> Result<Names> {
    let rows = store.query("SELECT DISTINCT error_type FROM cube_sums WHERE error_type IS NOT NULL ORDER BY 1")?;
    Ok(std::iter::once(None).chain(rows.into_iter().flatten().map(text)).collect())
}

/// Slices that have requests, in the order of their names, and numbered so: the order of numbers in the store is that in
/// which slices came up.
fn slices(store: &Store) -> Result<([Names; 5], Vec<[usize; 5]>)> {
    let order = SLICE.map(|dim| format!("{dim} NULLS FIRST")).join(", ");
    store.run(
        "number the slices of",
        &format!(
            "CREATE OR REPLACE TEMP TABLE slices AS
               SELECT (row_number() OVER (ORDER BY {order}) - 1)::BIGINT AS place, *
               FROM cube_slices WHERE slice IN (SELECT slice FROM cube_sums)"
        ),
    )?;
    let rows = store.query(&format!("SELECT {} FROM slices ORDER BY place", SLICE.join(", ")))?;
    let column = |dim: usize| rows.iter().map(move |row| row.get(dim).cloned().and_then(text));
    let names = std::array::from_fn(|dim| {
        let mut names: Names = column(dim).collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    let place = |dim: usize, name: &Option<String>| names[dim].binary_search(name).unwrap_or_default();
    let of = |row: Vec<Cell>| {
        let row: Vec<Option<String>> = row.into_iter().map(text).collect();
        std::array::from_fn(|dim| place(dim, &row[dim]))
    };
    let slices = rows.clone().into_iter().map(of).collect();
    Ok((names, slices))
}

/// Slots, cells, rows and columns.
fn sums(store: &Store, since: &str, held: &mut Held) -> Result<()> {
    let kinds = store.query(
        "SELECT column_name, data_type, numeric_scale::BIGINT FROM duckdb_columns()
         WHERE database_name = 'store' AND table_name = 'cube_sums' AND (data_type LIKE 'DECIMAL%' OR data_type LIKE '%INT')
           AND column_name <> 'slice' ORDER BY column_index",
    )?;
    let kind = |row: Vec<Cell>| match <[Cell; 3]>::try_from(row) {
        Ok([Cell::Text(id), Cell::Text(kind), Cell::Int(scale)]) => Some((id, kind, scale as u32)),
        _ => None,
    };
    let kinds: Vec<(String, String, u32)> = kinds.into_iter().filter_map(kind).collect();
    let sum = |(id, kind, _): &(String, String, u32)| match kind.as_str() {
        "BIGINT" => format!(", sum({id})::BIGINT"),
        kind if kind.starts_with("DECIMAL") => format!(", sum({id})"),
        _ => format!(", sum({id})::DECIMAL(38, 0)"),
    };
    let columns = kinds.iter().map(sum).collect::<String>();
    let mut sums: Vec<Sums> = kinds.iter().map(|_| Sums::default()).collect();
    for stretch in stretches(store, "cube_sums", "hour", "true")? {
        let mut found = store.columns_of(&format!(
            "SELECT {}, place, error{columns} FROM cube_sums JOIN slices USING (slice)
               JOIN (SELECT row_number() OVER (ORDER BY error_type NULLS FIRST) - 1 AS error, error_type AS kind
                     FROM (SELECT error_type FROM cube_sums UNION SELECT NULL))
                 ON error_type IS NOT DISTINCT FROM kind
             WHERE {stretch} GROUP BY ALL ORDER BY 1, 2, 3",
            slot(&format!("CASE WHEN hour >= {since} THEN hour ELSE date_trunc('day', hour) END")),
        ))?;
        let more = found.split_off(found.len().min(3));
        let [at, of, error] = whole(found);
        let before = held.rows.len();
        for ((at, of), error) in at.iter().zip(&of).zip(&error) {
            if held.slots.last() != Some(at) {
                held.slots.push(*at);
            }
            let cell = (held.slots.len() - 1, *of as usize);
            if held.cells.last() != Some(&cell) {
                held.cells.push(cell);
            }
            held.rows.push((held.cells.len() as u32 - 1, *error as u32));
        }
        sums.iter_mut().zip(more).for_each(|(sums, more)| sums.append(before, more));
    }
    let column = |((id, kind, scale), sums): ((String, String, u32), Sums)| Column {
        id,
        scale: kind.starts_with("DECIMAL").then_some(scale),
        values: sums.finish(),
    };
    held.columns = kinds.into_iter().zip(sums).map(column).collect();
    Ok(())
}

/// Columns that are known to be BIGINT.
fn whole<const N: usize>(columns: Vec<Numbers>) -> [Vec<i64>; N] {
    let mut columns = columns.into_iter().map(Numbers::whole);
    std::array::from_fn(|_| columns.next().unwrap_or_default())
}

/// SQL for a slot: hours since 1970.
fn slot(hour: &str) -> String {
    format!("(epoch_us({hour}) // 3600000000)::BIGINT")
}

fn days(store: &Store, since: &str, places: &Places<'_>, piles: &mut [Pile]) -> Result<()> {
    let nth: String = HISTOGRAMS.iter().zip(0..).map(|(h, nth)| format!(" WHEN '{}' THEN {nth}", h.id)).collect();
    let mut counts = vec![Vec::new(); piles.len()];
    for stretch in stretches(store, "cube_bins", "day", &format!("day < {since}"))? {
        let [at, of, bin, n, nth] = store.whole_columns_of(&format!(
            "SELECT {}, place, bin, n, (CASE measure{nth} END)::BIGINT
             FROM cube_bins JOIN slices USING (slice) WHERE {stretch}",
            slot("day")
        ))?;
        for i in 0..n.len() {
            counts[nth[i] as usize].push((places.cell(at[i], of[i]), bin[i], n[i] as u64));
        }
        for (counts, pile) in counts.iter_mut().zip(&mut *piles) {
            counts.sort_unstable();
            counts.drain(..).for_each(|(cell, bin, n)| pile.push(cell, bin, n));
        }
    }
    Ok(())
}

/// Adds the hours, which come after all days.
fn hours(store: &Store, local: &str, since: &str, places: &Places<'_>, piles: &mut [Pile]) -> Result<()> {
    let bins: String =
        HISTOGRAMS.iter().map(|h| format!(", coalesce(CASE WHEN {} THEN {} END, {NONE})", h.of, h.bin_sql())).collect();
    // The plain bound lets the engine skip whole row groups; no zone is more than 15 hours from UTC.
    let recent = format!("timestamp >= {since} - INTERVAL 15 HOUR AND {local} >= {since}");
    for stretch in stretches(store, "interactions", local, &recent)? {
        let mut found = store.columns_of(&format!(
            "SELECT {}, place{bins} FROM interactions i JOIN slices s ON {} WHERE {stretch}",
            slot(&format!("date_trunc('hour', {local})")),
            same_slice()
        ))?;
        let bins = found.split_off(found.len().min(2));
        let [at, of] = whole(found);
        let cell: Vec<usize> = at.iter().zip(&of).map(|(at, of)| places.cell(*at, *of)).collect();
        let first = cell.iter().min().copied().unwrap_or_default();
        let mut ends = vec![0; cell.iter().max().map_or(0, |last| last - first + 1) + 1];
        cell.iter().for_each(|cell| ends[cell - first + 1] += 1);
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        let mut own = vec![0; cell.len()];
        for (bins, pile) in bins.into_iter().map(Numbers::whole).zip(&mut *piles) {
            let mut next = ends.clone();
            for (cell, bin) in cell.iter().zip(bins) {
                own[next[cell - first]] = bin;
                next[cell - first] += 1;
            }
            for (cell, end) in ends.windows(2).enumerate() {
                let own = &mut own[end[0]..end[1]];
                own.sort_unstable();
                let same = own.chunk_by(|a, b| a == b).filter(|bins| bins[0] != NONE);
                same.for_each(|bins| pile.push(first + cell, bins[0], bins.len() as u64));
            }
        }
    }
    Ok(())
}

/// Where cells are, by slot and slice.
struct Places<'h> {
    slots: &'h [i64],
    slices: usize,
    cells: Vec<u32>,
}

impl<'h> Places<'h> {
    fn new(held: &'h Held) -> Self {
        let slices = held.slices.len();
        let mut cells = vec![0; held.slots.len() * slices];
        for (cell, (slot, slice)) in held.cells.iter().enumerate() {
            cells[slot * slices + slice] = cell as u32;
        }
        Self { slots: &held.slots, slices, cells }
    }

    fn cell(&self, slot: i64, slice: i64) -> usize {
        let slot = self.slots.binary_search(&slot).unwrap_or_default();
        self.cells[slot * self.slices + slice as usize] as usize
    }
}
