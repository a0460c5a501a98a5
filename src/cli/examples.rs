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

The site opens from disk and from any web server. Only a folder that llmobs made is ever replaced.";

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
