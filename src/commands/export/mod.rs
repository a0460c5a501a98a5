//! `llmobs export`: the store for other programs. One verb of its, one file.

mod prometheus;
mod tables;

use std::fs;
use std::path::Path;

use super::Context;
use crate::cli::{Export, ExportVerb};
use crate::error::{OrFail, Result};

/// Does what the command line says.
pub fn run(context: &Context<'_>, args: &Export) -> Result<()> {
    match &args.verb {
        ExportVerb::Prometheus(args) => prometheus::run(context, args),
        ExportVerb::Parquet(args) => tables::run(context, args, "parquet"),
        ExportVerb::Csv(args) => tables::run(context, args, "csv"),
        ExportVerb::Jsonl(args) => tables::run(context, args, "jsonl"),
    }
}

/// Lets `write` fill a file beside `path` and puts it in place: who reads meanwhile finds the old one, or the whole new one.
fn replace(path: &Path, write: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let doing = || format!("cannot write {}", path.display());
    // A name that no collector takes for a metrics file.
    let fresh = tempfile::Builder::new().prefix(".llmobs-").tempfile_in(folder).or_fail(doing)?.into_temp_path();
    write(&fresh)?;
    readable(&fresh).or_fail(doing)?;
    fresh.persist(path).map_err(|error| error.error).or_fail(doing)
}

/// Temporary files are private; a collector runs as somebody else.
#[cfg(unix)]
fn readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
