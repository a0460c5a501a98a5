//! How many interactions may be published → which are, and the sentence that says so.

use super::plan::long_bytes;
use crate::error::Result;
use crate::warehouse::Store;

/// The temporary table of the numbers (rowid) that were chosen.
const CHOSEN: &str = "explorer_chosen";

/// What the configuration allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Interactions.
    pub rows: u64,
    /// Bytes of prompts, messages, answers and context.
    pub bytes: u64,
}

/// What was chosen.
#[derive(Debug)]
pub struct Selection {
    /// Why not all, and which; `None` for all.
    pub why: Option<String>,
}

/// What goes first when not all can be published: SQL that is true for them, and what they are called. The dearest and the
/// slowest are the first hundredth of all.
const FIRST: &[(&str, &str)] = &[
    ("status = 'error'", "failures"),
    ("hallucination", "labelled hallucinations"),
    ("feedback < 0", "thumbs down"),
    ("cost_usd >= (SELECT quantile_disc(cost_usd, 0.99) FROM interactions)", "the dearest"),
    ("latency_ms >= (SELECT quantile_disc(latency_ms, 0.99) FROM interactions)", "the slowest"),
];

impl Selection {
    /// Everything.
    pub const ALL: Self = Self { why: None };

    /// Chooses from a store of `total` interactions with `bytes` of text, and leaves the numbers of what was chosen in
    /// the engine if that is not everything.
    pub fn make(store: &Store, limits: Limits, total: u64, bytes: u64) -> Result<Self> {
        if total <= limits.rows && bytes <= limits.bytes {
            return Ok(Self::ALL);
        }
        let cases: String =
            FIRST.iter().enumerate().map(|(place, (sql, _))| format!("WHEN {sql} THEN {place} ")).collect();
        store.run(
            "choose from",
            &format!(
                "CREATE OR REPLACE TEMP TABLE {CHOSEN} AS SELECT number FROM (SELECT number, \
                 row_number() OVER best AS rows, sum(bytes) OVER (best ROWS UNBOUNDED PRECEDING) AS bytes \
                 FROM (SELECT rowid AS number, CASE {cases} ELSE {} END AS rank, timestamp, identity, {} AS bytes \
                 FROM interactions) WINDOW best AS (ORDER BY rank, timestamp DESC, identity)) \
                 WHERE rows <= {} AND bytes <= {};",
                FIRST.len(),
                long_bytes(store),
                limits.rows,
                limits.bytes
            ),
        )?;
        let limit = if total > limits.rows {
            format!("`explorer.max_rows` is {}", limits.rows)
        } else {
            format!("`explorer.max_bytes` is {} and the texts have {bytes} bytes", limits.bytes)
        };
        let names: Vec<&str> = FIRST.iter().map(|(_, name)| *name).collect();
        Ok(Self { why: Some(format!("{limit}; chosen were {} and then the newest, in this order.", names.join(", "))) })
    }

    /// SQL that keeps to what was chosen, after the name of the table.
    pub fn condition(&self) -> String {
        self.why.as_ref().map_or_else(String::new, |_| {
            format!("SEMI JOIN (SELECT number FROM {CHOSEN}) AS chosen ON interactions.rowid = chosen.number")
        })
    }
}
