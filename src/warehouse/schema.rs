//! The tables of the store, as DDL. The columns of `interactions` come from whoever computes them; the rest is here.

use crate::interactions::{Column, Kind};

/// Raised when a table changes shape; `upgrade` brings older stores here.
pub const VERSION: i64 = 2;

/// Everything but `interactions`.
///
/// - `ingests` is the ledger: one row for each input of each run, with
///   read = loaded + duplicates + rejected + remarks + passed_over.
/// - `sources` is what is known of each input file, so that the next run reads only what is new.
/// - `remarks` is what inputs say about calls that other rows or files tell: `adds` is a JSON object of columns, NULL once
///   the call has been met. Calls that were folded into others leave their identity here.
/// - `scores` are the evaluations of interactions, one a row.
/// - `unsettled` names the sources whose remarks, parents or scores have not been dealt with yet (see `settle`).
/// - `touched` names the UTC hours whose rollup is out of date; the cube empties it.
pub const TABLES: &str = "
CREATE TABLE llmobs (key VARCHAR, value VARCHAR);
CREATE TABLE sources (
    source_id BIGINT, path VARCHAR, format VARCHAR, fingerprint VARCHAR, reached_offset BIGINT, reached_line BIGINT,
    tail_identity UUID, finished_at TIMESTAMP);
CREATE TABLE ingests (
    ingest_id BIGINT, source_id BIGINT, path VARCHAR, format VARCHAR, started_at TIMESTAMP, finished_at TIMESTAMP,
    bytes BIGINT, read BIGINT, loaded BIGINT, duplicates BIGINT, rejected BIGINT, remarks BIGINT,
    passed_over BIGINT, replaced BIGINT, unfinished BOOLEAN,
    first_timestamp TIMESTAMP, last_timestamp TIMESTAMP, how VARCHAR, notes VARCHAR[], version VARCHAR);
CREATE TABLE rejects (ingest_id BIGINT, path VARCHAR, line BIGINT, reason VARCHAR);
CREATE TABLE touched (hour TIMESTAMP);
CREATE TABLE remarks (
    identity UUID, call_id VARCHAR, trace_id VARCHAR, span_id VARCHAR, adds VARCHAR, source_id BIGINT, source_line BIGINT);
CREATE TABLE scores (
    identity UUID, trace_id VARCHAR, name VARCHAR, value DOUBLE, label VARCHAR, source VARCHAR, comment VARCHAR);
CREATE TABLE unsettled (source_id BIGINT);
";

/// What brings a store of an older version to the next one, by that older version.
pub const UPGRADES: &[(i64, &str)] = &[(
    1,
    "
ALTER TABLE ingests ADD COLUMN remarks BIGINT DEFAULT 0;
ALTER TABLE ingests ADD COLUMN passed_over BIGINT DEFAULT 0;
CREATE TABLE remarks (
    identity UUID, call_id VARCHAR, trace_id VARCHAR, span_id VARCHAR, adds VARCHAR, source_id BIGINT, source_line BIGINT);
CREATE TABLE scores (
    identity UUID, trace_id VARCHAR, name VARCHAR, value DOUBLE, label VARCHAR, source VARCHAR, comment VARCHAR);
CREATE TABLE unsettled (source_id BIGINT);
",
)];

/// DDL of the `interactions` table. Long texts are stored with zstd: less than half the size of automatic compression
/// on real chats and faster to write, and still plain VARCHAR to every client.
pub fn interactions(table: &str, columns: &[Column]) -> String {
    let lines: Vec<String> = columns.iter().map(|c| format!("    {} {}", c.name, sql_type(c.kind))).collect();
    format!("CREATE TABLE {table} (\n{}\n);", lines.join(",\n"))
}

/// The engine's type for a column kind.
pub fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "BOOLEAN",
        Kind::Int => "BIGINT",
        Kind::Float => "DOUBLE",
        Kind::Word | Kind::Text => "VARCHAR",
        Kind::LongText => "VARCHAR USING COMPRESSION zstd",
        Kind::Time => "TIMESTAMP",
        Kind::Hash => "UUID",
    }
}
