//! What the doctor looks at, one exam a function.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use super::{Finding, Patient, State};
use crate::cube;
use crate::error::Result;
use crate::figures::format;
use crate::figures::rows::Row;
use crate::interactions::cost::{self, price_tables};

/// Looks at one thing; says nothing where there is nothing to look at.
type Exam = fn(&Patient<'_>) -> Result<Vec<Finding>>;

/// Every exam, in the order in which it is told.
pub const EXAMS: &[Exam] = &[store, leftovers, disk, rollups, costs, prices, unpriced, rejects, notes, freshness];

/// A table older than this many days may lack new models; as `llmobs prices check` says.
const OLD_PRICES: i64 = 60;
/// Days without a new interaction that are worth a look.
const STALE: i64 = 2;
/// Shares of rejected rows, and of tokens without a price, that are worth a look.
const MANY: f64 = 0.01;

fn store(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    let path = &patient.context.config.database;
    let size = fs::metadata(path).map_or(0, |file| file.len());
    let told = format!(
        "{}: {} interactions, {} MB, schema {}, llmobs {}",
        path.display(),
        format::count(store.count()? as f64),
        format::number(size as f64 / 1e6),
        store.meta("schema")?.unwrap_or_default(),
        env!("CARGO_PKG_VERSION")
    );
    Ok(vec![Finding::new("store", State::Good, told)])
}

/// What a run that was cut off leaves beside the store.
fn leftovers(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let path = patient.context.config.database.display().to_string();
    let wal = Path::new(&format!("{path}.wal")).exists();
    let spill = fs::read_dir(format!("{path}.tmp")).is_ok_and(|mut files| files.next().is_some());
    let mut found = Vec::new();
    if wal {
        let finding =
            Finding::new("store", State::Odd, format!("{path}.wal holds what a run that was cut off had written"));
        found.push(
            finding.advice("the next `llmobs ingest` takes it in; copy it along with the store, never delete it"),
        );
    }
    if spill {
        let finding = Finding::new(
            "store",
            State::Odd,
            format!("{path}.tmp holds files of a run that was cut off, or of one that is running"),
        );
        found.push(finding.advice("delete the folder when no llmobs is running"));
    }
    Ok(found)
}

#[cfg(unix)]
fn disk(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let path = &patient.context.config.database;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(disk) = rustix::fs::statvfs(folder) else { return Ok(Vec::new()) };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let size = fs::metadata(path).map_or(0, |file| file.len());
    let told = format!("{} GB are free where the store is", format::number(free as f64 / 1e9));
    // Redoing everything needs the store's own size once more.
    let tight = free < (2 * size).max(1 << 30);
    let finding = Finding::new("disk", if tight { State::Odd } else { State::Good }, told);
    Ok(vec![if tight {
        finding.advice(
            "`llmobs enrich` needs as much again as the store; `llmobs prune --keep 400d` removes old interactions",
        )
    } else {
        finding
    }])
}

#[cfg(not(unix))]
fn disk(_: &Patient<'_>) -> Result<Vec<Finding>> {
    Ok(Vec::new())
}

fn rollups(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    Ok(match cube::state(store, patient.context.config.time_zone)? {
        cube::State::Fresh => vec![Finding::new("rollups", State::Good, "they are up to date")],
        _ => vec![
            Finding::new("rollups", State::Odd, "they are behind the interactions, or of another time zone")
                .advice("the next verb that needs them mends them; nothing to do"),
        ],
    })
}

fn costs(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    let then = store.meta(crate::commands::PRICED_BY)?;
    let now = cost::stamp(&patient.context.config)?;
    Ok(match then {
        Some(then) if then != now => vec![
            Finding::new("costs", State::Bad, "prices or rules have changed since costs were computed")
                .advice("run `llmobs enrich`"),
        ],
        _ => Vec::new(),
    })
}

fn prices(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let today = patient.context.now.date_naive();
    let tables = price_tables(&patient.context.config)?.into_iter().map(|table| {
        let age = table.date.parse::<NaiveDate>().ok().map(|date| (today - date).num_days());
        let told = format!("{} {} of {}", table.name, table.version, table.date);
        match age {
            Some(days) if days <= OLD_PRICES => Finding::new("prices", State::Good, told),
            _ => Finding::new("prices", State::Odd, format!("{told} is older than {OLD_PRICES} days"))
                .advice("`llmobs prices update --from FILE` takes a newer one"),
        }
    });
    Ok(tables.collect())
}

fn unpriced(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    let sql = "SELECT count(*) FILTER (cost_usd IS NULL)::BIGINT, count(*)::BIGINT,
               count(DISTINCT model) FILTER (cost_usd IS NULL AND unpriced_reason IN ('unknown model', 'no price'))::BIGINT FROM interactions";
    let row = store.query(sql)?.into_iter().next().map(Row).unwrap_or(Row(Vec::new()));
    let (without, all, models) = (row.count(0), row.count(1), row.count(2));
    let share = if all == 0 { 0.0 } else { without as f64 / all as f64 };
    let told = format!("{} of interactions have no cost; {models} models have no price", format::share(share));
    let odd = share > MANY && models > 0;
    let finding = Finding::new("prices", if odd { State::Odd } else { State::Good }, told);
    Ok(vec![if odd {
        finding.advice("`llmobs prices check` names them; give them a [[price]] in llmobs.toml")
    } else {
        finding
    }])
}

fn rejects(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    let row = store.query("SELECT sum(rejected)::BIGINT, sum(read)::BIGINT FROM ingests")?.into_iter().next().map(Row);
    let (rejected, read) = row.map_or((0, 0), |row| (row.count(0), row.count(1)));
    let odd = rejected as f64 > MANY * read as f64;
    let told = format!(
        "{} of {} rows that were read were rejected",
        format::count(rejected as f64),
        format::count(read as f64)
    );
    let finding = Finding::new("logs", if odd { State::Odd } else { State::Good }, told);
    Ok(vec![if odd {
        finding.advice("the page Data quality names the reasons; `llmobs inspect FILE` shows what is understood")
    } else {
        finding
    }])
}

/// What was inferred or left unmapped in the last reading of each source.
fn notes(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    let sql = "SELECT note, count(*)::BIGINT FROM (SELECT unnest(notes) AS note FROM ingests) GROUP BY note ORDER BY 2 DESC, 1 LIMIT 10";
    let told = |row: Row| {
        let times = if row.count(1) > 1 { format!(" ({} inputs)", row.count(1)) } else { String::new() };
        Finding::new("logs", State::Good, format!("noted: {}{times}", row.text(0)))
    };
    Ok(store.query(sql)?.into_iter().map(Row).map(told).collect())
}

fn freshness(patient: &Patient<'_>) -> Result<Vec<Finding>> {
    let Some(store) = patient.store else { return Ok(Vec::new()) };
    let rows = store.query("SELECT epoch_us(max(timestamp)) FROM interactions")?;
    let Some(last) = rows.into_iter().next().map(Row).and_then(|row| row.number(0)) else {
        return Ok(vec![Finding::new("logs", State::Bad, "the store is empty").advice("run `llmobs ingest FILE…`")]);
    };
    let last = chrono::DateTime::from_timestamp_micros(last as i64).unwrap_or_default();
    let days = (patient.context.now - last).num_days();
    let told = format!("the newest interaction is of {}", last.format("%Y-%m-%d %H:%M UTC"));
    let stale = days > STALE;
    let finding = Finding::new("logs", if stale { State::Odd } else { State::Good }, told);
    Ok(vec![if stale { finding.advice(format!("that is {days} days ago: is the log still read?")) } else { finding }])
}
