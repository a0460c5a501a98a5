//! `llmobs demo`: a made-up log, ingested and published, so that a newcomer sees a report at once.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{DurationRound, TimeDelta};

use super::{Context, build_site, ingest};
use crate::cli::Demo;
use crate::config::{Bound, Config, Objective};
use crate::demo::{self, Options, Summary};
use crate::error::{OrFail, Result};
use crate::figures::format;
use crate::records::discover;

/// Writes the log; unless only that was asked for, ingests it into a store of its own and builds the site.
pub fn run(context: &Context<'_>, args: &Demo) -> Result<()> {
    // Whole days only: the same seed on the same day makes the same log.
    let end = context.now.duration_trunc(TimeDelta::days(1)).or_fail(|| "cannot tell what day it is".into())?;
    let options = Options { rows: args.rows, seed: args.seed, days: args.days, end, quiet: args.no_incidents };
    if let Some(path) = &args.log_only {
        return log_only(context, path, &options);
    }
    let folder = context.config.database.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).or_fail(|| format!("cannot make the folder {}", folder.display()))?;
    let (log, database) = (folder.join("demo.jsonl"), folder.join("demo.duckdb"));
    let summary = write(&log, &options)?;
    context.console.line(format!(
        "wrote {} made-up interactions to {}",
        format::count(summary.rows as f64),
        log.display()
    ));
    // The demo's own store, made anew: the user's store is never touched.
    for old in [database.clone(), database.with_extension("duckdb.wal")] {
        if old.exists() {
            fs::remove_file(&old).or_fail(|| format!("cannot remove {}", old.display()))?;
        }
    }
    ingest::ingest(context, &database, discover(&[log.display().to_string()])?, None, None)?;
    let built = build_site::build(context, &database, &objectives(&context.config))?;
    context.console.data(format!("{}\n", Path::new(&built.output).join("index.html").display()))
}

/// The configuration's service levels; some to show where it has none.
fn objectives(config: &Config) -> Vec<Objective> {
    if !config.objectives.is_empty() {
        return config.objectives.clone();
    }
    let objective = |measure: &str, bound| Objective {
        measure: measure.into(),
        bound,
        provider: None,
        model: None,
        category: None,
        app: None,
        environment: None,
    };
    let production = |objective| Objective { environment: Some("production".into()), ..objective };
    vec![
        production(objective("success_rate", Bound::AtLeast(0.985))),
        production(objective("latency_p95", Bound::AtMost(5_000.0))),
        objective("hallucination_rate", Bound::AtMost(0.08)),
        Objective { app: Some("code-copilot".into()), ..objective("cost_per_1000_successes", Bound::AtMost(6.0)) },
    ]
}

fn log_only(context: &Context<'_>, path: &Path, options: &Options) -> Result<()> {
    if path.as_os_str() == "-" {
        let mut out = context.console.stream();
        demo::write(&mut out, options)?;
        return out.flush().or_fail(|| "cannot write to standard output".into());
    }
    let summary = write(path, options)?;
    context.console.line(format!(
        "wrote {} made-up interactions to {}",
        format::count(summary.rows as f64),
        path.display()
    ));
    Ok(())
}

fn write(path: &Path, options: &Options) -> Result<Summary> {
    let doing = || format!("cannot write {}", path.display());
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).or_fail(doing)?);
    let summary = demo::write(&mut out, options)?;
    out.flush().or_fail(doing)?;
    Ok(summary)
}
