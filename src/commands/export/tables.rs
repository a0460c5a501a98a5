//! `llmobs export parquet|csv|jsonl`: interactions or rollups as a table.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use crate::cli::ExportTable;
use crate::commands::{Context, open};
use crate::error::{Error, OrFail, Result};
use crate::exports::tables::{TABLES, native_line};
use crate::interactions::Enrichments;

/// Writes it to a file, or to standard output.
pub fn run(context: &Context<'_>, args: &ExportTable, format: &str) -> Result<()> {
    let store = open::rolled_up(context, &context.config.database)?;
    let filled = Enrichments::of_readers(&context.config)?.filled();
    let table = TABLES.iter().find(|table| table.name == args.what).unwrap_or(&TABLES[0]);
    let sql = (table.sql)(args.all_columns, format == "parquet" || format == "jsonl", &filled);
    if let (None, "parquet") = (&args.output, format) {
        return Err(Error::new("Parquet goes to a file").hint("name it with --output FILE"));
    }
    let write = |path: &std::path::Path| {
        if format != "jsonl" {
            return store.copy_to(&sql, path, format);
        }
        let doing = || format!("cannot write {}", path.display());
        let mut out = BufWriter::new(File::create(path).or_fail(doing)?);
        store.write_lines(&sql, &mut |line| out.write_all(&native_line(line)).or_fail(doing))?;
        out.flush().or_fail(doing)
    };
    match &args.output {
        Some(path) => super::replace(path, write),
        None => {
            let waiting =
                tempfile::NamedTempFile::new().or_fail(|| "cannot make a temporary file".into())?.into_temp_path();
            write(&waiting)?;
            let mut file = File::open(&waiting).or_fail(|| "cannot read a temporary file".into())?;
            let mut out = context.console.stream();
            match io::copy(&mut file, &mut out).and_then(|_| out.flush()) {
                // A reader that has gone away is no error.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Err(Error::new("cannot write to standard output").because(error))
                }
                _ => Ok(()),
            }
        }
    }
}
