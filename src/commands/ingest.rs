//! `llmobs ingest`: log files in, interactions in the store out. One transaction per input.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::Context;
use super::plan::{self, Plan};
use super::reject_log::RejectLog;
use crate::cli::Ingest;
use crate::cube;
use crate::error::{Error, Result};
use crate::figures::format;
use crate::interactions::{Enrichments, Part, Pass};
use crate::records::{Input, Origin, ReadOptions, Registry, Source, Trial, discover};
use crate::warehouse::{self, Access, Ledger, Loaded, Seen, Store, encode};

/// What `--json` prints.
#[derive(Default, Serialize)]
pub struct Summary {
    read: u64,
    loaded: u64,
    duplicates: u64,
    rejected: u64,
    remarks: u64,
    passed_over: u64,
    inputs: Vec<InputSummary>,
    /// Files found in folders that are in no format we know.
    left_out: Vec<String>,
}

#[derive(Serialize)]
struct InputSummary {
    path: String,
    format: String,
    how: String,
    read: u64,
    loaded: u64,
    duplicates: u64,
    rejected: u64,
    remarks: u64,
    passed_over: u64,
    unfinished: bool,
    notes: Vec<String>,
}

/// Reads the inputs and brings the rollups up to date.
pub fn run(context: &Context<'_>, args: &Ingest) -> Result<()> {
    let inputs = discover(&args.logs.inputs)?;
    let summary = ingest(context, &context.config.database, inputs, args.logs.format.clone(), args.rejects.as_deref())?;
    if args.json {
        context.console.json(&summary)?;
    }
    Ok(())
}

/// Everything an ingest works with.
struct Job<'a> {
    context: &'a Context<'a>,
    store: Store,
    registry: Registry,
    options: ReadOptions,
    pass: Pass<'a>,
    /// Loaded from the store when the first input needs it: an unchanged log must cost nothing.
    seen: Option<Seen>,
    /// What is known of each source, and the next free numbers: asked once, for a folder may hold thousands of files.
    known: Vec<warehouse::Source>,
    next_ids: (i64, i64),
    rejects: RejectLog,
    /// Notes on inputs that were printed.
    told: BTreeSet<String>,
    summary: Summary,
}

/// The whole of it, for a verb that has inputs of its own.
pub fn ingest(
    context: &Context<'_>,
    database: &Path,
    inputs: Vec<Input>,
    format: Option<String>,
    rejects: Option<&Path>,
) -> Result<Summary> {
    let config = &context.config;
    let enrichments = Enrichments::new(config)?;
    let store = Store::open(database, Access::Write, enrichments.all_columns(), config.threads)?;
    let mut job = Job {
        known: store.sources()?,
        next_ids: store.next_ids()?,
        store,
        registry: super::registry(context)?,
        options: super::reading(format),
        pass: Pass::new(config.threads, &enrichments)?,
        context,
        seen: None,
        rejects: RejectLog::to(rejects)?,
        told: BTreeSet::new(),
        summary: Summary::default(),
    };
    // What an embedding model brings is new because of the model, and told below.
    let added: Vec<&str> =
        job.store.added_columns().iter().filter(|name| !enrichments.is_brought(name)).copied().collect();
    if !added.is_empty() {
        context
            .console
            .warn(format!("the store is from an older llmobs; run `llmobs enrich` to fill {}", added.join(", ")));
    }
    super::meaning::watch(context, &job.store, &enrichments)?;
    super::watch_prices(context, &job.store)?;
    super::mask::keep_key(&job.store)?;
    for input in &inputs {
        job.input(input)?;
    }
    job.rejects.finish()?;
    job.settle(&enrichments)?;
    if job.summary.loaded > 0 {
        super::meaning::note_chance(&job.store, &enrichments)?;
    }
    cube::refresh(&job.store, config.time_zone)?;
    let Summary { read, loaded, duplicates, rejected, .. } = job.summary;
    if inputs.len() > 1 {
        context.console.line(format!(
            "read {read} rows from {} inputs: {loaded} loaded, {duplicates} duplicates, {rejected} rejected",
            inputs.len()
        ));
    }
    Ok(job.summary)
}

impl Job<'_> {
    fn input(&mut self, input: &Input) -> Result<()> {
        let console = self.context.console;
        let (ingest_id, next_source) = self.next_ids;
        let reads_anew = |format: &str| self.registry.get(format).is_ok_and(|format| format.reads_anew());
        let Some(plan) = plan::plan(input, &self.known, next_source, self.options.format.as_deref(), reads_anew)?
        else {
            console.line(format!("{}: unchanged, nothing to read", input.name));
            return Ok(());
        };
        let mark = self.rejects.mark()?;
        match self.read(input, &plan, ingest_id) {
            // Most logs need little memory, and the engine gets little. A log of very long texts needs more.
            Err(error) if out_of_memory(&error) && input.origin != Origin::Stdin => {
                console.line(format!("{}: the texts are long; reading it again with more memory", input.name));
                self.rejects.back_to(mark)?;
                self.store.allow_more_memory()?;
                self.read(input, &plan, ingest_id)
            }
            // A folder holds other things than logs; a file that the user named is a mistake to tell.
            Err(error) if error.foreign && input.found => {
                console.warn(format!("{error}; left out"));
                self.summary.left_out.push(input.name.clone());
                Ok(())
            }
            done => done,
        }
    }

    /// Reads one input in one transaction.
    fn read(&mut self, input: &Input, plan: &Plan, ingest_id: i64) -> Result<()> {
        let console = self.context.console;
        let mut source = Source::open(input, plan.from, &self.registry, &self.options)?;
        let progress = console.progress(&input.name, source.bytes_total());
        let mut seen = match self.seen.take() {
            Some(seen) => seen,
            None => self.store.identities()?,
        };
        let mut rejects = std::mem::take(&mut self.rejects);
        let (pass, columns) = (&self.pass, self.store.columns().to_vec());
        let kept = self.store.transaction("ingest into", || {
            let replaced = match &plan.continues {
                Some(source) if plan.anew => {
                    let forgotten = self.store.forget(source.source_id)?;
                    seen = self.store.identities()?;
                    forgotten
                }
                Some(source) => {
                    source.tail_identity.into_iter().for_each(|tail| seen.forget(tail));
                    self.store.forget_tail(source)?
                }
                None => 0,
            };
            let (mut read, mut position) = (0, 0);
            let mut trial = Trial::default();
            let counts = self.store.load(ingest_id, plan.source_id, &input.name, &mut seen, |load| {
                pass.run(&mut source, plan.source_id, &|rows, keys| encode(&columns, rows, keys), |part| {
                    read += part.read;
                    let reached = part.position.unwrap_or(position);
                    progress.advance(reached - position, part.read);
                    position = reached;
                    try_out(&mut trial, &input.name, &part)?;
                    load.append(part.encoded)?;
                    load.remark(part.remarks)?;
                    load.pass_over(part.others);
                    part.rejects.iter().try_for_each(|reject| rejects.tell(&input.name, reject, console))?;
                    load.reject(part.rejects, part.ends_badly);
                    Ok(())
                })
            })?;
            balance(read, &counts)?;
            self.within_limit(input, &counts)?;
            self.keep(input, plan, &source, ingest_id, counts, replaced)
        });
        self.rejects = rejects;
        let (line, now_known) = kept?;
        self.seen = Some(seen);
        self.next_ids = (ingest_id + 1, self.next_ids.1.max(plan.source_id + 1));
        self.known.retain(|source| source.source_id != now_known.source_id);
        self.known.push(now_known);
        progress.finish(&outcome(&line));
        // Hundreds of session files would say the same: once is enough here, the ledger has it for each.
        for note in &line.notes {
            if self.told.insert(note.clone()) {
                console.line(format!("  {note}"));
            }
        }
        self.count(line);
        Ok(())
    }

    /// Writes the ledger and what is now known of the source.
    fn keep(
        &self,
        input: &Input,
        plan: &Plan,
        source: &Source,
        ingest_id: i64,
        counts: Loaded,
        replaced: u64,
    ) -> Result<(Ledger, warehouse::Source)> {
        let end = source.end();
        let last = counts.last;
        let others: Vec<String> =
            counts.others.iter().map(|(what, n)| format!("{} {what}", format::count(*n as f64))).collect();
        let passed_over = (!others.is_empty()).then(|| format!("no calls of a model: {}", others.join(", ")));
        let line = Ledger {
            ingest_id,
            source_id: plan.source_id,
            path: input.name.clone(),
            format: source.format().to_string(),
            worked: (self.context.now.timestamp_micros(), super::now()?.timestamp_micros()),
            bytes: source.bytes_read(),
            counts,
            replaced,
            unfinished: end.unfinished,
            how: plan.how.clone(),
            notes: source.inferences().iter().cloned().chain(source.decoder().notes()).chain(passed_over).collect(),
        };
        let reached = end.tail.map_or((end.offset, end.line), |tail| (tail.offset, tail.line));
        let path = match &input.origin {
            Origin::File(path) => path.display().to_string(),
            Origin::Stdin => input.name.clone(),
        };
        let now_known = warehouse::Source {
            source_id: plan.source_id,
            path,
            format: line.format.clone(),
            fingerprint: plan.fingerprint.as_ref().map(plan::write).unwrap_or_default(),
            reached_offset: reached.0,
            reached_line: reached.1,
            tail_identity: end.tail.and(last),
        };
        self.store.keep(&line, &now_known)?;
        Ok((line, now_known))
    }

    /// Lets rows that belong together find each other: remarks their calls, and calls the calls that repeat them.
    fn settle(&self, enrichments: &Enrichments) -> Result<()> {
        let columns = self.store.columns().to_vec();
        let settled = self.store.settle(&enrichments.filled(), |interactions| {
            self.pass.redo(interactions, &|rows, keys| encode(&columns, rows, keys))
        })?;
        let count = |n: u64| format::count(n as f64);
        let console = self.context.console;
        if settled.folded > 0 {
            console.line(format!(
                "{} calls are told twice, by a span and by its part: counted once",
                count(settled.folded)
            ));
        }
        if settled.met > 0 {
            console.line(format!("{} remarks went to their calls", count(settled.met)));
        }
        if settled.waiting > 0 {
            console.line(format!("{} remarks wait for calls that no input has told yet", count(settled.waiting)));
        }
        Ok(())
    }

    fn within_limit(&self, input: &Input, counts: &Loaded) -> Result<()> {
        let read = counts.read();
        match self.context.config.max_rejects {
            Some(limit) if limit.exceeded(counts.rejected, read) => {
                Err(Error::new(format!("{} of {read} rows of {} were rejected", counts.rejected, input.name))
                    .because_of(format!("--max-rejects allows {limit}; nothing of this input was kept"))
                    .hint("see the reasons above, or write them all to a file with --rejects FILE")
                    .limit())
            }
            _ => Ok(()),
        }
    }

    fn count(&mut self, line: Ledger) {
        let (read, passed_over) = (line.counts.read(), line.counts.passed_over());
        let Loaded { loaded, duplicates, rejected, remarks, .. } = line.counts;
        self.summary.read += read;
        self.summary.remarks += remarks;
        self.summary.passed_over += passed_over;
        self.summary.loaded += loaded;
        self.summary.duplicates += duplicates;
        self.summary.rejected += rejected;
        self.summary.inputs.push(InputSummary {
            path: line.path,
            format: line.format,
            how: line.how,
            read,
            loaded,
            duplicates,
            rejected,
            remarks,
            passed_over,
            unfinished: line.unfinished,
            notes: line.notes,
        });
    }
}

fn out_of_memory(error: &Error) -> bool {
    error.causes.iter().any(|cause| cause.contains("Out of Memory"))
}

/// A log of which nothing can be read is a mistake of the user's: say so before gigabytes of it are rejected.
fn try_out<T>(trial: &mut Trial, input: &str, part: &Part<T>) -> Result<()> {
    if part.read > part.rejects.len() as u64 {
        return trial.row(input, None);
    }
    part.rejects.iter().try_for_each(|reject| trial.row(input, Some(reject)))
}

/// `300,000 read: 299,000 loaded, 900 duplicates, 100 rejected`.
fn outcome(line: &Ledger) -> String {
    let counts = &line.counts;
    let [read, loaded, duplicates, rejected] =
        [counts.read(), counts.loaded, counts.duplicates, counts.rejected].map(|n| format::count(n as f64));
    let mut text = format!(
        "{} as {}: {read} read: {loaded} loaded, {duplicates} duplicates, {rejected} rejected",
        line.how, line.format
    );
    // Most logs hold nothing but calls, and need not hear of anything else.
    for (n, what) in [(counts.remarks, "remarks on calls"), (counts.passed_over(), "passed over")] {
        if n > 0 {
            text.push_str(&format!(", {} {what}", format::count(n as f64)));
        }
    }
    if line.replaced > 0 {
        text.push_str(&format!("; {} half-written row read anew", line.replaced));
    }
    if line.unfinished {
        text.push_str("; the last line is half written and left for next time");
    }
    text
}

/// Nothing is lost: everything that was read is loaded, known already, rejected with a reason, a remark on a call, or of a
/// kind that is counted.
fn balance(read: u64, counts: &Loaded) -> Result<()> {
    if read == counts.read() {
        return Ok(());
    }
    let Loaded { loaded, duplicates, rejected, remarks, .. } = counts;
    Err(Error::new("rows were lost; nothing of this input was kept")
        .because_of(format!(
            "{read} read, but {loaded} loaded + {duplicates} duplicates + {rejected} rejected + {remarks} remarks + {} passed over",
            counts.passed_over()
        ))
        .hint("this is a bug in llmobs: please report it"))
}
