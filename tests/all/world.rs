//! A folder to play in: the binary runs there as a user would run it, with a fixed clock.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use llmobs::config::Config;
use llmobs::cube::{Cube, Dim};
use llmobs::figures::Context;
use llmobs::interactions::{Cell, Column, Enrichments};
use llmobs::warehouse::{Access, Store};

/// 2026-11-01T00:00:00Z, for everything that asks what time it is.
pub const NOW: &str = "1793491200";

/// A folder of its own, removed in the end.
pub struct World {
    folder: tempfile::TempDir,
}

impl World {
    /// An empty one. The name is only for people who look into a failed test.
    pub fn empty(name: &str) -> Self {
        Self { folder: tempfile::Builder::new().prefix(&format!("llmobs-{name}-")).tempdir().unwrap() }
    }

    /// One with 3,000 made-up interactions and a few odd ones, ingested in the time zone of Berlin.
    pub fn demo(name: &str) -> Self {
        let world = Self::empty(name);
        world.write("llmobs.toml", "time_zone = \"Europe/Berlin\"\n");
        world.ok(&["demo", "--rows", "3000", "--log-only", "demo.jsonl"]);
        world.write(
            "odd.jsonl",
            concat!(
                r#"{"id":"bare","timestamp":"2026-10-03T23:30:00Z"}"#, "\n",
                r#"{"id":"zero","timestamp":"2026-10-03T22:10:00Z","model":"gpt-4o","provider":"openai","latency_ms":0,"input_tokens":0,"output_tokens":0,"prompt":"Hi"}"#, "\n",
                r#"{"id":"unknown","timestamp":"2026-10-25T00:30:00Z","model":"no-such-model","latency_ms":120000,"input_tokens":10,"output_tokens":20}"#, "\n",
                r#"{"id":"winter","timestamp":"2026-10-25T01:30:00Z","model":"gpt-4o","status":"error","cost_usd":0.5,"feedback":-1}"#, "\n",
                r#"{"id":"estimated","timestamp":"2026-10-30T12:00:00Z","model":"gpt-4o","provider":"openai","prompt":"What is the capital of France?","response":"Paris."}"#, "\n",
            ),
        );
        world.ok(&["ingest", "demo.jsonl", "odd.jsonl"]);
        world
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Its store.
    pub fn database(&self) -> PathBuf {
        self.path().join("data/llmobs.duckdb")
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), content).unwrap();
    }

    /// The binary, ready to run here.
    pub fn llmobs(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_llmobs"));
        command.args(args).current_dir(self.path()).env("SOURCE_DATE_EPOCH", NOW);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LLMOBS_")) {
            command.env_remove(name);
        }
        command
    }

    /// Runs it.
    pub fn run(&self, args: &[&str]) -> Output {
        self.llmobs(args).output().unwrap()
    }

    /// Runs it and expects success; standard output.
    pub fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "llmobs {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Every line of the logs of [`World::demo`], with its newline.
    pub fn log_lines(&self) -> Vec<String> {
        let read = |name: &str| std::fs::read_to_string(self.path().join(name)).unwrap();
        (read("demo.jsonl") + &read("odd.jsonl")).split_inclusive('\n').map(String::from).collect()
    }

    /// The columns of the interactions table.
    pub fn columns() -> Vec<Column> {
        Enrichments::new(&Config::default()).unwrap().all_columns()
    }

    /// The rows of a query to the store, each cell as text.
    pub fn sql(&self, query: &str) -> Vec<String> {
        self.try_sql(query).unwrap()
    }

    /// The same for a store that may not be one.
    pub fn try_sql(&self, query: &str) -> llmobs::error::Result<Vec<String>> {
        let store = Store::open(&self.database(), Access::Read, Self::columns(), 1)?;
        let show = |cell: &Cell| match cell {
            Cell::Null => "NULL".to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Int(v) => v.to_string(),
            Cell::Float(v) => v.to_string(),
            Cell::Bool(v) => v.to_string(),
            other => format!("{other:?}"),
        };
        let rows = store.query(query)?;
        Ok(rows.iter().map(|row| row.iter().map(show).collect::<Vec<_>>().join(" ")).collect())
    }

    /// What must hold whatever happened: the ledger balances, every input is wholly in or wholly out, nothing is there
    /// twice, and the rollups count every interaction (unless a run was cut off before them).
    pub fn sound(&self) {
        let none: Vec<String> = Vec::new();
        assert_eq!(
            self.sql(
                "SELECT ingest_id FROM ingests WHERE read <> loaded + duplicates + rejected + remarks + passed_over"
            ),
            none
        );
        let halves = "SELECT source_id, n, kept FROM (SELECT source_id, count(*) AS n FROM interactions GROUP BY 1)
             FULL JOIN (SELECT source_id, sum(loaded - replaced)::BIGINT AS kept FROM ingests GROUP BY 1) USING (source_id)
             WHERE ifnull(n, 0) <> ifnull(kept, 0)";
        assert_eq!(self.sql(halves), none, "an input is half in");
        assert_eq!(self.sql("SELECT identity::VARCHAR FROM interactions GROUP BY 1 HAVING count(*) > 1"), none);
        let rejects = "SELECT ingest_id, n, rejected FROM (SELECT ingest_id, count(*) AS n FROM rejects GROUP BY 1)
             FULL JOIN (SELECT ingest_id, rejected FROM ingests) USING (ingest_id) WHERE ifnull(n, 0) <> ifnull(rejected, 0)";
        assert_eq!(self.sql(rejects), none, "rejects differ from the ledger");
        if self.sql("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'cube_sums'") == ["1"]
            && self.sql("SELECT count(*) FROM touched") == ["0"]
        {
            assert_eq!(
                self.sql("SELECT sum(requests)::BIGINT FROM cube_hours"),
                self.sql("SELECT nullif(count(*), 0) FROM interactions")
            );
        }
    }

    /// Copies the report to `out/site`, for tests in a browser.
    pub fn leave_site(&self, out: &Path) {
        let site = self.path().join("_site");
        for entry in walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()) {
            let path = out.join("site").join(entry.path().strip_prefix(&site).unwrap());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(entry.path(), path).unwrap();
        }
    }

    /// The store, opened to look.
    pub fn store(&self) -> Store {
        Store::open(&self.database(), Access::Read, Self::columns(), 2).unwrap()
    }
}

/// The names that a store has in a column of slices, none, and one that nobody has.
pub fn names(store: &Store, dim: Dim) -> Vec<Option<String>> {
    let dim = serde_json::to_value(dim).unwrap();
    let dim = dim.as_str().unwrap();
    let rows =
        store.query(&format!("SELECT DISTINCT {dim} FROM cube_hours WHERE {dim} IS NOT NULL ORDER BY 1")).unwrap();
    let name = |cell| if let Cell::Text(name) = cell { Some(name) } else { None };
    rows.into_iter().flatten().map(name).chain([None, Some("nobody's".into())]).collect()
}

/// The cube of a store and what figures share, on the last day of [`NOW`].
pub fn cube_and_context(store: &Store) -> (Cube<'_>, Context) {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let cube = Cube::open(store, chrono_tz::Europe::Berlin, today).unwrap();
    let context = Context::read(&cube, "Europe/Berlin", 30).unwrap();
    (cube, context)
}
