//! Sets of logs that libraries wrote while they talked to a server of known answers: what the server says it sent, for
//! comparison with what we read. See `records_shared` for where they are.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::records_shared::shared;
use crate::world::World;

/// One set: its folder, its totals, the server's list of calls.
pub struct Truth {
    pub folder: PathBuf,
    pub totals: Value,
    pub calls: Vec<Value>,
}

/// What is compared for each model: calls, errors, input with cache, output, cached, created, reasoning.
pub type Sums = BTreeMap<String, [i64; 7]>;

impl Truth {
    /// The set of that name, if the shared folder is there.
    pub fn of(set: &str) -> Option<Self> {
        let folder = shared(&format!("generated/{set}"))?;
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let totals = serde_json::from_str(&read("TRUTH.json")).unwrap();
        let calls = read("TRUTH_calls.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        Some(Self { folder, totals, calls })
    }

    /// A file of the set.
    pub fn file(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// Sums over the calls that `keep` wants, by the name that `model` gives.
    pub fn sums(&self, keep: impl Fn(&Value) -> bool, model: impl Fn(&Value) -> String) -> Sums {
        let mut sums = Sums::new();
        for call in self.calls.iter().filter(|call| keep(call)) {
            let sum = sums.entry(model(call)).or_default();
            let failed = !answered(call);
            sum[0] += 1;
            sum[1] += i64::from(failed);
            if failed || call["usage_sent"] != true {
                continue;
            }
            let count = |class: &str| call["usage"][class].as_i64().unwrap();
            // Anthropic's input leaves the cache out.
            let beside =
                if call["endpoint"] == "messages" { count("cached_read") + count("cache_creation") } else { 0 };
            let counts = [
                count("input") + beside,
                count("output"),
                count("cached_read"),
                count("cache_creation"),
                count("reasoning"),
            ];
            sum[2..].iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        sums
    }
}

/// Whether the server's whole answer reached the client.
pub fn answered(call: &Value) -> bool {
    call["status"] == 200 && call["aborted"] == false
}

/// The same sums over what we read; estimated tokens do not count.
pub fn read(world: &World, condition: &str) -> Sums {
    let tokens = |column: &str| format!("ifnull(sum({column}), 0)::BIGINT");
    let logged =
        |column: &str| format!("ifnull(sum({column}) FILTER (NOT ifnull({column}_estimated, false)), 0)::BIGINT");
    let rows = world.sql(&format!(
        "SELECT ifnull(model, '-'), count(*), count(*) FILTER (status = 'error'), {}, {}, {}, {}, {}
         FROM interactions WHERE {condition} GROUP BY 1",
        logged("input_tokens"),
        logged("output_tokens"),
        tokens("cache_read_tokens"),
        tokens("cache_creation_tokens"),
        tokens("reasoning_tokens"),
    ));
    rows.iter()
        .map(|row| {
            let mut cells = row.split(' ');
            let model = cells.next().unwrap().to_owned();
            (model, std::array::from_fn(|_| cells.next().unwrap().parse().unwrap()))
        })
        .collect()
}
