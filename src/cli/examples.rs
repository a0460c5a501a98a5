//! What `--help` shows below the options of each verb. Text only.

/// Of `llmobs ingest`.
pub const INGEST: &str = "\
Examples:
  llmobs ingest logs.jsonl
  llmobs ingest 'logs/*.csv.gz' archive/
  zcat old.jsonl.gz | llmobs ingest -
  llmobs ingest --map ours.toml --rejects bad.txt --max-rejects 1% export.json

Reading a file again costs nothing: unchanged files are skipped, grown ones are read from where they ended.";

/// Of `llmobs inspect`.
pub const INSPECT: &str = "\
Examples:
  llmobs inspect logs.jsonl
  llmobs inspect --map ours.toml export.csv
  zcat old.jsonl.gz | llmobs inspect --json -

The first rows are read as `ingest` would read them; nothing is stored.";

/// Of `llmobs build-site`.
pub const BUILD_SITE: &str = "\
Examples:
  llmobs build-site
  llmobs build-site --output public --time-zone Europe/Berlin
  llmobs build-site --open --watch logs/

The site opens from disk and from any web server. Only a folder that llmobs made is ever replaced.";

/// Of `llmobs summary`.
pub const SUMMARY: &str = "\
Examples:
  llmobs summary
  llmobs summary --by model,category --since 7d --compare previous
  llmobs summary --by time --measures requests,cost --format csv > days.csv

The numbers are those of the report. `build-site` writes them to summary.json, too.";

/// Of `llmobs check`.
pub const CHECK: &str = "\
Examples:
  llmobs check
  llmobs check --fail-on 'error_rate > 2% over 24h' --fail-on 'p95_latency > 4s by model'
  llmobs check --fail-on 'cost > 50 USD per day' --fail-on 'cost +30% vs previous 7d'
  llmobs check --fail-on 'hallucination_rate > 5% by category where n >= 200' --junit check.xml

A rule says when to fail:
  MEASURE > AMOUNT or MEASURE < AMOUNT     2%, 50 USD, 800ms, 4s, 10k
  MEASURE +30% vs previous 7d              or -20%; against the period before
  over 24h (7d, 4w)                        default: the days of the report's headlines
  per hour (day, month)                    each by itself; default: the last 2 days
  by model,category                        each group by itself
  where n >= 200 and app = search          only slices with so many, only these requests

A breach is told apart from noise by a test, adjusted for all slices of the run (--level).";

/// Of `llmobs export`.
pub const EXPORT: &str = "\
Examples:
  llmobs export prometheus --output /var/lib/prometheus/node-exporter/llmobs.prom
  llmobs export prometheus --history --output history.om
  llmobs export jsonl --output backup.jsonl
  llmobs export parquet --all-columns --output interactions.parquet
  llmobs export csv --what hours";

/// Of `llmobs init`.
pub const INIT: &str = "\
Examples:
  llmobs init
  llmobs init 'logs/*.jsonl' ~/.claude/projects
  llmobs init --with gitlab

Files that exist are left as they are. The GitHub workflow restores the store, reads the logs, checks them, builds the
report and publishes it to Pages, every night and when a log is pushed.";

/// Of `llmobs merge`.
pub const MERGE: &str = "\
Examples:
  llmobs merge laptop.duckdb --label laptop
  llmobs merge --database team.duckdb ann.duckdb ben.duckdb

The result is the store that had read all their logs: an interaction that is in several counts once.";

/// Of `llmobs prune`.
pub const PRUNE: &str = "\
Examples:
  llmobs prune --keep 400d

Logs that were read stay known: what was removed does not come back unless a log is read anew under another name.";

/// Of `llmobs doctor`.
pub const DOCTOR: &str = "\
Examples:
  llmobs doctor
  llmobs doctor --json

Exit code 1 when something is in the way of a right report.";

/// Of `llmobs demo`.
pub const DEMO: &str = "\
Examples:
  llmobs demo
  llmobs demo --rows 100000 --seed 1 --log-only big.jsonl";

/// Of `llmobs enrich`.
pub const ENRICH: &str = "\
Examples:
  llmobs enrich        # after an update of llmobs or of its price table";

/// Of `llmobs evaluate`.
pub const EVALUATE: &str = "\
Examples:
  llmobs evaluate labelled.jsonl
  llmobs evaluate --signal groundedness --json a.jsonl b.jsonl

Macro-F1 is the mean of F1 over the classes that people used; AUROC is the mean over sources. Nothing is stored.";

/// Of `llmobs prices`.
pub const PRICES: &str = "\
Examples:
  llmobs prices explain gpt-4o --provider azure --at 2025-06-01 --tier batch
  llmobs prices list --provider anthropic
  llmobs prices check --fail
  llmobs prices update --from model_prices_and_context_window.json

Prices are US dollars per million tokens. Yours are [[price]] and [[discount]] in llmobs.toml.";

/// Of `llmobs config`.
pub const CONFIG: &str = "\
Examples:
  llmobs config
  LLMOBS_TIME_ZONE=Europe/Berlin llmobs config --json";

/// Of `llmobs formats`.
pub const FORMATS: &str = "\
Examples:
  llmobs formats
  llmobs formats native
  llmobs formats --json";

/// Of `llmobs completions`.
pub const COMPLETIONS: &str = "\
Examples:
  llmobs completions bash > ~/.local/share/bash-completion/completions/llmobs
  llmobs completions zsh > ~/.zfunc/_llmobs
  llmobs completions fish > ~/.config/fish/completions/llmobs.fish";
